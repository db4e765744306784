/** Answers `grow`: what only values can tell about how a group goes on, as the next fact or as its end. */
import { canonical, isFields, isList, type Fields, type Trust, type Value } from "../core/base/value.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import type { Scope } from "../core/expression/scope.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { Failure, FailureClass } from "../core/journal/failure.ts";
import { checkDelegated } from "../core/plan/delegated.ts";
import type { Each } from "../core/plan/plan.ts";
import { effective } from "../core/run/attach.ts";
import { basisOf } from "../core/run/basis.ts";
import { depthOf, plainKey } from "../core/run/growth.ts";
import { nameOf } from "../core/run/slots.ts";
import type { TaskState } from "../core/run/state.ts";
import { groupGiven } from "./group-result.ts";
import { holds } from "./resolve.ts";
import { scopeOf, type Surroundings } from "./scope.ts";

type PlainClass = Exclude<FailureClass, "agent-exit" | "timeout" | "idle" | "output-invalid" | "quota">;

/** Content marks only have to differ where contents differ. */
const MARK_LENGTH = 16;

function failed(around: Surroundings, group: TaskState, failure: Failure): RunEvent {
  const saw = basisOf(around.state, group);
  return { type: "task.failed", task: group.task.id, n: group.attempts, failure, retry: false, saw };
}

const refused = (around: Surroundings, group: TaskState, kind: PlainClass, message: string): RunEvent =>
  failed(around, group, { kind, message });

function succeeded(around: Surroundings, group: TaskState): RunEvent {
  const output = around.results.keep(groupGiven(around, group));
  const saw = basisOf(around.state, group);
  return { type: "task.succeeded", task: group.task.id, n: group.attempts, output, saw };
}

type Items = Readonly<{ values: readonly Value[]; trust: Trust }>;

function itemsOf({ items, maxItems }: Each, scope: Scope): Result<Items, string> {
  const outcome = evaluateDeep(items, scope);
  if (!outcome.ok) return err(outcome.error.message);
  if (outcome.value.kind === "absent") return err(`${outcome.value.reference} is not there`);
  const { value, trust } = outcome.value;
  const list = typeof value === "string" ? parsed(value) : value;
  if (!isList(list)) return err("it is not a list");
  if (list.length > maxItems) return err(`it has ${list.length} items, more than max_items: ${maxItems}`);
  return ok({ values: list, trust });
}

/** An agent without a schema answers with text; a list in there is still a list. */
function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}

/** The key of each item: the author's expression, or a hash of what is in it. */
function keysOf(
  around: Surroundings,
  group: TaskState,
  each: Each,
  { values, trust }: Items,
  hash: (text: string) => string,
): Result<readonly string[], string> {
  const scope = scopeOf(around, group);
  const keys: string[] = [];
  const seen = new Set<string>();
  for (const value of values) {
    const found = keyOf(each, scope, value, trust, hash);
    if (!found.ok) return found;
    const plain = plainKey(found.value).toLowerCase();
    if (seen.has(plain)) return err(`two items have the key ${JSON.stringify(found.value)}`);
    seen.add(plain);
    keys.push(found.value);
  }
  return ok(keys);
}

function keyOf(
  { key, as }: Each,
  scope: Scope,
  value: Value,
  trust: Trust,
  hash: (text: string) => string,
): Result<string, string> {
  if (key === undefined) {
    const plain = typeof value === "string" || typeof value === "number" ? String(value) : "";
    return ok(
      plain !== "" && plainKey(plain) === plain ? plain : hash(canonical(value)).slice(0, MARK_LENGTH),
    );
  }
  const own: Scope = {
    ...scope,
    name: (name) => (name === "item" || name === as ? { kind: "value", value, trust } : scope.name(name)),
  };
  const outcome = evaluateDeep(key.includes("{") ? key : `\${${key}}`, own);
  if (!outcome.ok) return err(`key: ${outcome.error.message}`);
  const found = outcome.value.kind === "value" ? outcome.value.value : null;
  if (found === null || typeof found === "object")
    return err("the key of an item is neither text nor a number");
  return ok(String(found));
}

function expanded(
  around: Surroundings,
  group: TaskState,
  each: Each,
  stage: number,
  hash: (text: string) => string,
): RunEvent {
  const items = itemsOf(each, scopeOf(around, group));
  if (!items.ok) return refused(around, group, "missing-input", `for_each.items: ${items.error}`);
  if (items.value.values.length === 0) return empty(around, group, each);
  const keys = keysOf(around, group, each, items.value, hash);
  if (!keys.ok) return refused(around, group, "missing-input", `for_each: ${keys.error}`);
  const { values, trust } = items.value;
  return {
    type: "task.expanded",
    task: group.task.id,
    stage,
    list: around.results.keep({ output: "", structured: values }),
    keys: keys.value,
    marks: values.map((value) => hash(canonical(value)).slice(0, MARK_LENGTH)),
    trust,
  };
}

function empty(around: Surroundings, group: TaskState, { onEmpty }: Each): RunEvent {
  const saw = basisOf(around.state, group);
  const { id } = group.task;
  if (onEmpty === "skip")
    return { type: "task.skipped", task: id, status: "skipped", because: { kind: "empty" }, saw };
  return onEmpty === "fail"
    ? refused(around, group, "missing-input", "for_each.items: the list is empty")
    : succeeded(around, group);
}

function iterated(around: Surroundings, group: TaskState, stage: number, now: number): RunEvent {
  const { work, id } = group.task;
  if (work.type !== "loop") throw new Error(`Internal error: ${id} is no loop`);
  const rounds = stage - 1;
  const { until, maxIterations, maxDuration } = work;
  const met = until === undefined ? ok(rounds >= maxIterations) : holds(until, scopeOf(around, group));
  if (!met.ok) return refused(around, group, "condition-error", `until: ${met.error}`);
  if (met.value) return succeeded(around, group);
  if (rounds >= maxIterations) {
    const message = `${until ?? ""} did not hold after ${rounds} ${rounds === 1 ? "round" : "rounds"}`;
    return refused(around, group, "verify-failed", message);
  }
  const late = maxDuration !== undefined && now >= (group.startedAt ?? now) + maxDuration;
  if (late) {
    const message = `${until ?? "the rounds"} took longer than it may: ${rounds} rounds were done`;
    return failed(around, group, { kind: "timeout", after: maxDuration, message });
  }
  return { type: "loop.iterated", task: id, stage };
}

const listIn = (value: Value | undefined): readonly Value[] =>
  isList(value) ? value : isFields(value) && isList(value["tasks"]) ? value["tasks"] : [];

function childCalled(around: Surroundings, group: TaskState, name: string): TaskState | undefined {
  const children = group.children.flatMap((index) => around.state.tasks[index] ?? []);
  return children.findLast(({ task }) => nameOf(task) === name);
}

function answerOf(around: Surroundings, task: TaskState | undefined): Value {
  const given = task === undefined || task.output === "" ? undefined : around.results.read(task.output);
  return given?.structured ?? parsed(given?.output ?? "");
}

function delegates(around: Surroundings, group: TaskState, stage: number): RunEvent {
  const { work, id } = group.task;
  if (work.type !== "delegate") throw new Error(`Internal error: ${id} does not delegate`);
  const list = listIn(answerOf(around, childCalled(around, group, work.lead)));
  if (list.length === 0 && work.team.length === 0) return succeeded(around, group);
  if (!list.every((words): words is Fields => isFields(words)))
    return refused(around, group, "policy", "the lead named a task that is no mapping");
  const checked = checkDelegated(around.state.plan, group.task, list, depthOf(around.state, group));
  return checked.ok
    ? { type: "task.delegated", task: id, stage, tasks: checked.value }
    : failed(around, group, {
        kind: "output-invalid",
        issues: checked.error,
        message: `what the lead delegated cannot be run: ${checked.error.join("; ")}`,
      });
}

function picks(around: Surroundings, group: TaskState, stage: number): RunEvent {
  const { work, id } = group.task;
  if (work.type !== "autonomous") throw new Error(`Internal error: ${id} picks nothing`);
  const answer = answerOf(around, childCalled(around, group, work.lead));
  const fields = isFields(answer) ? answer : {};
  if (fields["done"] === true) return succeeded(around, group);
  const next = fields["next"];
  const roots = work.team.filter(({ parent }) => parent === undefined || parent.id === nameOf(group.task));
  const pick = roots.find((task) => task.id === next || task.id.endsWith(`/${String(next)}`));
  if (pick === undefined) {
    const known = roots.map((task) => task.id).join(", ");
    const said = next === undefined ? "neither the next task nor done" : JSON.stringify(next);
    const issues = [`${said}; the tasks are ${known}`];
    return failed(around, group, {
      kind: "output-invalid",
      issues,
      message: `the agent said ${issues[0] ?? ""}`,
    });
  }
  if (stage - 1 > work.maxIterations)
    return refused(around, group, "verify-failed", `it was not done after ${work.maxIterations} tasks`);
  const before = effective(group).filter((fact) => fact.pick === pick.id).length;
  return { type: "task.picked", task: id, stage, pick: pick.id, round: before + 1 };
}

export function grown(
  around: Surroundings,
  group: TaskState,
  stage: number,
  world: Readonly<{ hash: (text: string) => string; now: number }>,
): RunEvent {
  const { work } = group.task;
  if (work.type === "for_each") return expanded(around, group, work, stage, world.hash);
  if (work.type === "loop") return iterated(around, group, stage, world.now);
  if (work.type === "delegate") return delegates(around, group, stage);
  return picks(around, group, stage);
}
