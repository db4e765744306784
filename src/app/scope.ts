/** What a task's expressions may see: the plan's values, its surroundings, and what other tasks gave. */
import { taskId } from "../core/base/brand.ts";
import type { Trust, Value } from "../core/base/value.ts";
import { isFields, type Fields, type Traced } from "../core/base/value.ts";
import type { Binding, Members, Scope } from "../core/expression/scope.ts";
import { conclusionOf } from "../core/run/conclude.ts";
import { factsOf, isGroup, type RunState, type TaskState } from "../core/run/state.ts";
import type { Results } from "./results.ts";

export type Surroundings = Readonly<{
  run: string;
  state: RunState;
  results: Results;
  environment: Readonly<Record<string, string>>;
  /** Empty wherever a secret may not go. */
  secrets: Readonly<Record<string, string>>;
}>;

const known = (value: Value, trust: Trust = "trusted"): Binding => ({ kind: "value", value, trust });
const absent = (reference: string): Binding => ({ kind: "absent", reference });
const members = (member: Members["member"]): Members => ({ kind: "members", member });

const fromRecord = (name: string, record: Readonly<Record<string, Traced>>): Members =>
  members((key) => {
    const found = Object.hasOwn(record, key) ? record[key] : undefined;
    return found === undefined ? absent(`${name}.${key}`) : known(found.value, found.trust);
  });

const fromTexts = (name: string, record: Readonly<Record<string, string>>, trust: Trust): Members =>
  members((key) => {
    const found = Object.hasOwn(record, key) ? record[key] : undefined;
    return found === undefined ? absent(`${name}.${key}`) : known(found, trust);
  });

/** What a task gave: data where a schema or a group made it data, else text. */
function outputOf(around: Surroundings, task: TaskState): Value | undefined {
  if (task.output === "") return undefined;
  const given = around.results.read(task.output);
  if (given === undefined) return undefined;
  const isData = task.task.schema !== undefined || isGroup(task.task);
  return isData && given.structured !== undefined ? given.structured : given.output;
}

function fieldsOf(around: Surroundings, task: TaskState): Fields {
  const given = task.output === "" ? undefined : around.results.read(task.output);
  return isFields(given?.structured) ? given.structured : {};
}

const standing = (task: TaskState): string =>
  task.settled ?? (task.phase === "open" ? "running" : task.phase === "waiting" ? "waiting" : "pending");

function ofTask(around: Surroundings, task: TaskState): Members {
  const { id } = task.task;
  const maybe = (key: string, value: Value | undefined): Binding =>
    value === undefined
      ? { kind: "absent", reference: `${id}.${key}`, trust: "untrusted" }
      : known(value, "untrusted");
  return members((key) => {
    switch (key) {
      case "output":
        return maybe(key, outputOf(around, task));
      case "outputs": {
        const fields = fieldsOf(around, task);
        return members((name) =>
          maybe(`outputs.${name}`, Object.hasOwn(fields, name) ? fields[name] : undefined),
        );
      }
      case "status":
        return known(standing(task));
      case "error":
        return maybe(
          key,
          task.settled === "failure" || task.settled === "skipped" ? task.failure?.message : undefined,
        );
      case "attempts":
        return known(task.attempts);
      case "cost":
        return task.usage.costUsd === null ? absent(`${id}.cost`) : known(task.usage.costUsd);
      case "branch":
      case "items":
        return absent(`${id}.${key}`);
      default:
        return undefined;
    }
  });
}

const PASSED: Readonly<Record<string, string>> = {
  success: "pass",
  failure: "fail",
  upstream_failed: "fail",
};
const STATE_KEY = /^(.*)_(result|status)$/;

/** `context.state.get('qa_status')`: dashes of the id are written as underscores. */
function fromContextState(around: Surroundings, key: string): Binding {
  const [, stem, what] = STATE_KEY.exec(key) ?? [];
  const task = around.state.tasks.find(
    (other) => other.task.id === stem || other.task.id.replaceAll("-", "_") === stem,
  );
  if (task === undefined || what === undefined) return absent(`context.state.get('${key}')`);
  if (what === "status") {
    const word = PASSED[task.settled ?? ""];
    return word === undefined ? absent(`context.state.get('${key}')`) : known(word);
  }
  const output = outputOf(around, task);
  return output === undefined ? absent(`context.state.get('${key}')`) : known(output, "untrusted");
}

function context(around: Surroundings): Members {
  const { variables } = around.state.plan;
  const state = members((key) => fromContextState(around, key));
  return members((key) =>
    key === "state" ? state : key === "variables" ? fromRecord("variables", variables) : undefined,
  );
}

function run(around: Surroundings): Members {
  const { state } = around;
  return members((key) => {
    switch (key) {
      case "id":
        return known(around.run);
      case "attempt":
        return known(state.epoch);
      case "conclusion":
        return known(factsOf(state)?.concluded ?? conclusionOf(state, []));
      case "url":
        return absent("run.url");
      default:
        return undefined;
    }
  });
}

function settingsOf(around: Surroundings): Fields {
  const { mode, maxParallel, onFailure } = around.state.plan.settings;
  return { mode, max_parallel: maxParallel, on_failure: onFailure };
}

function root(around: Surroundings, name: string): Binding | undefined {
  const { state } = around;
  const { plan } = state;
  switch (name) {
    case "inputs":
      return fromRecord(name, plan.inputs);
    case "variables":
      return fromRecord(name, plan.variables);
    case "secrets":
      return fromTexts(name, around.secrets, "trusted");
    case "env":
      return fromTexts(name, around.environment, "operator");
    case "run":
      return run(around);
    case "task":
    case "event": {
      const traced = name === "task" ? plan.item : plan.event;
      return traced === null ? members((key) => absent(`${name}.${key}`)) : known(traced.value, traced.trust);
    }
    case "tasks":
      return members((id) => {
        const task = state.tasks[state.byId.get(taskId(id)) ?? -1];
        return task === undefined ? undefined : ofTask(around, task);
      });
    case "context":
      return context(around);
    case "settings":
      return known(settingsOf(around));
    case "agents":
      return known(Object.keys(plan.agents));
    case "item":
      return absent("item");
    default:
      return undefined;
  }
}

/** A bare name is a task, or else an input or a variable. */
function bare(around: Surroundings, name: string): Binding | undefined {
  const { plan, tasks, byId } = around.state;
  const task = tasks[byId.get(taskId(name)) ?? -1];
  if (task !== undefined) return ofTask(around, task);
  const found = [plan.inputs, plan.variables].find((record) => Object.hasOwn(record, name))?.[name];
  return found === undefined ? undefined : known(found.value, found.trust);
}

export function scopeOf(around: Surroundings, task: TaskState | null): Scope {
  const ended = (): readonly (string | null)[] =>
    (task?.needs ?? []).map((need) => around.state.tasks[need]?.settled ?? null);
  return {
    name: (name) => root(around, name) ?? bare(around, name),
    status: {
      success: () => ended().every((status) => status === "success"),
      failure: () => ended().some((status) => status === "failure" || status === "upstream_failed"),
      cancelled: () => ended().some((status) => status === "cancelled"),
    },
  };
}
