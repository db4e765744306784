/** What a task's expressions may see: the plan's values, its surroundings, and what other tasks gave. */
import { taskId } from "../core/base/brand.ts";
import type { Fields, Traced, Trust } from "../core/base/value.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import type { Binding, ForeignFunctions, Members, Scope } from "../core/expression/scope.ts";
import { conclusionOf } from "../core/run/conclude.ts";
import { named, nameOf } from "../core/run/slots.ts";
import { factsOf, type RunState, type TaskState } from "../core/run/state.ts";
import type { Results } from "./results.ts";
import { absent, itemOf, known, members, ofNobody, ofTask, outputOf } from "./scope-task.ts";

export type Surroundings = Readonly<{
  run: string;
  state: RunState;
  results: Results;
  environment: Readonly<Record<string, string>>;
  /** Empty wherever a secret may not go. */
  secrets: Readonly<Record<string, string>>;
  /** Those of plugins. */
  functions?: ForeignFunctions | undefined;
}>;

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

const PASSED: Readonly<Record<string, string>> = {
  success: "pass",
  failure: "fail",
  upstream_failed: "fail",
};
const STATE_KEY = /^(.*)_(result|status)$/;

/** `context.state.get('qa_status')`: dashes of the id are written as underscores. */
function fromContextState(around: Surroundings, from: TaskState | null, key: string): Binding {
  const [, stem = "", what] = STATE_KEY.exec(key) ?? [];
  const spelled = around.state.tasks.find(({ task }) => nameOf(task).replaceAll("-", "_") === stem);
  const task =
    named(around.state, from, stem) ??
    (spelled === undefined ? undefined : named(around.state, from, nameOf(spelled.task)));
  if (task === undefined || what === undefined) return absent(`context.state.get('${key}')`);
  if (what === "status") {
    const word = PASSED[task.settled ?? ""];
    return word === undefined ? absent(`context.state.get('${key}')`) : known(word);
  }
  const output = outputOf(around, task);
  return output === undefined ? absent(`context.state.get('${key}')`) : known(output, "untrusted");
}

function context(around: Surroundings, from: TaskState | null): Members {
  const state = members((key) => fromContextState(around, from, key));
  return members((key) =>
    key === "state" ? state : key === "variables" ? variables(around, from) : undefined,
  );
}

/** The task that called the workflow which this one belongs to. */
function callerOf({ state }: Surroundings, task: TaskState | null): TaskState | undefined {
  const frame = task?.task.frame;
  return frame === undefined ? undefined : state.tasks[state.byId.get(frame) ?? -1];
}

const valueOf = (reference: string, outcome: ReturnType<typeof evaluateDeep>): Binding =>
  outcome.ok && outcome.value.kind === "value" ? outcome.value : absent(reference);

/** What the caller hands in is worked out where the caller stands; the rest are defaults. */
function inputs(around: Surroundings, from: TaskState | null): Members {
  const caller = callerOf(around, from);
  if (caller?.task.work.type !== "workflow") return fromRecord("inputs", around.state.plan.inputs);
  const { frame, inputs: handed } = caller.task.work;
  return members((key) => {
    const given = Object.hasOwn(handed, key) ? handed[key] : undefined;
    if (given !== undefined) return valueOf(`inputs.${key}`, evaluateDeep(given, scopeOf(around, caller)));
    const usual = Object.hasOwn(frame.inputs, key) ? frame.inputs[key] : undefined;
    return usual === undefined ? absent(`inputs.${key}`) : known(usual.value, usual.trust);
  });
}

function variables(around: Surroundings, from: TaskState | null): Members {
  const caller = callerOf(around, from);
  if (caller?.task.work.type !== "workflow") return fromRecord("variables", around.state.plan.variables);
  const { frame } = caller.task.work;
  return members((key) => {
    const written = Object.hasOwn(frame.variables, key) ? frame.variables[key] : undefined;
    const reference = `variables.${key}`;
    return written === undefined
      ? absent(reference)
      : valueOf(reference, evaluateDeep(written, scopeOf(around, from)));
  });
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

function root(around: Surroundings, from: TaskState | null, name: string): Binding | undefined {
  const { state } = around;
  const { plan } = state;
  switch (name) {
    case "inputs":
      return inputs(around, from);
    case "variables":
      return variables(around, from);
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
        const task = named(state, from, id) ?? state.tasks[state.byId.get(taskId(id)) ?? -1];
        return task === undefined ? memberOf(around, from, id) : ofTask(around, task);
      });
    case "context":
      return context(around, from);
    case "settings":
      return known(settingsOf(around));
    case "agents":
      return known(Object.keys(plan.agents));
    case "item":
      return itemOf(around, from, name) ?? absent("item");
    default:
      return undefined;
  }
}

/** Declared for a lead that has not asked for it. */
function memberOf({ state }: Surroundings, from: TaskState | null, name: string): Members | undefined {
  const frame = from?.task.frame;
  const group = frame === undefined ? undefined : state.tasks[state.byId.get(frame) ?? -1];
  const id = group === undefined ? name : `${nameOf(group.task)}/${name}`;
  const isDeclared = state.tasks.some(
    ({ task: { work } }) =>
      (work.type === "autonomous" || work.type === "delegate") && work.team.some((one) => one.id === id),
  );
  return isDeclared ? ofNobody(name) : undefined;
}

/** A bare name is the element of a fan-out, a task, or else an input or a variable. */
function bare(around: Surroundings, from: TaskState | null, name: string): Binding | undefined {
  const item = itemOf(around, from, name);
  if (item !== undefined) return item;
  const task = named(around.state, from, name);
  if (task !== undefined) return ofTask(around, task);
  const member = memberOf(around, from, name);
  if (member !== undefined) return member;
  for (const binding of [inputs(around, from).member(name), variables(around, from).member(name)]) {
    if (binding !== undefined && binding.kind !== "absent") return binding;
  }
  return undefined;
}

export function scopeOf(around: Surroundings, task: TaskState | null): Scope {
  const ended = (): readonly (string | null)[] =>
    (task?.needs ?? []).map((need) => around.state.tasks[need]?.settled ?? null);
  return {
    name: (name) => root(around, task, name) ?? bare(around, task, name),
    functions: around.functions,
    status: {
      success: () => ended().every((status) => status === "success"),
      failure: () => ended().some((status) => status === "failure" || status === "upstream_failed"),
      cancelled: () => ended().some((status) => status === "cancelled"),
    },
  };
}
