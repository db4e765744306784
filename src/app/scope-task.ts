/** What expressions may read of a task: how it ended, what it gave, and for a group what became of its children. */
import { isFields, isList, type Fields, type Trust, type Value } from "../core/base/value.ts";
import type { Binding, Members } from "../core/expression/scope.ts";
import { isGate } from "../core/run/gates.ts";
import { nameOf } from "../core/run/slots.ts";
import { isGroup, type RunState, type TaskState } from "../core/run/state.ts";
import type { Results } from "./results.ts";

export type Ground = Readonly<{ state: RunState; results: Results }>;

export const known = (value: Value, trust: Trust = "trusted"): Binding => ({ kind: "value", value, trust });
export const absent = (reference: string): Binding => ({ kind: "absent", reference });
export const members = (member: Members["member"]): Members => ({ kind: "members", member });

/** What a task gave: data where a schema, a group or people made it data, else text. */
export function outputOf({ results }: Ground, task: TaskState): Value | undefined {
  if (task.output === "") return undefined;
  const given = results.read(task.output);
  if (given === undefined) return undefined;
  // Whoever chose until the goal was reached says in words what was achieved.
  const isData =
    (isGroup(task.task) && task.task.work.type !== "autonomous") ||
    task.task.schema !== undefined ||
    isGate(task);
  return isData && given.structured !== undefined ? given.structured : given.output;
}

function fieldsOf({ results }: Ground, task: TaskState): Fields {
  const given = task.output === "" ? undefined : results.read(task.output);
  return isFields(given?.structured) ? given.structured : {};
}

const standing = (task: TaskState): string =>
  task.settled ?? (task.phase === "open" ? "running" : task.phase === "waiting" ? "waiting" : "pending");

const errorOf = ({ settled, failure }: TaskState): string | undefined =>
  settled === "failure" || settled === "skipped" ? failure?.message : undefined;

/** The lead speaks about the others; it is not one of them. */
function speaks(group: TaskState, child: TaskState): boolean {
  const { work } = group.task;
  const name = nameOf(child.task);
  if (work.type === "delegate") return name === work.lead || name === work.collect.id;
  if (work.type === "autonomous") return name === work.lead;
  return work.type === "samples" && name === work.judge;
}

/** The name that whoever made the child used for it. */
function keyOf(group: TaskState, child: TaskState): string {
  if (group.task.work.type === "for_each") return child.item?.key ?? child.task.id;
  const { id } = child.task;
  return id.startsWith(`${group.task.id}/`) ? id.slice(group.task.id.length + 1) : id;
}

const GROWING: ReadonlySet<string> = new Set(["for_each", "loop", "delegate", "autonomous", "samples"]);

/** Empty before it opened, so that whoever collects can always read it. */
export function itemsOf(ground: Ground, group: TaskState): readonly Fields[] | undefined {
  if (!GROWING.has(group.task.work.type)) return undefined;
  const children = group.children.flatMap((index) => ground.state.tasks[index] ?? []);
  return children
    .filter((child) => child.settled !== null && !speaks(group, child))
    .map((child) => ({
      key: keyOf(group, child),
      status: standing(child),
      output: outputOf(ground, child) ?? null,
      error: errorOf(child) ?? null,
    }));
}

export function ofTask(ground: Ground, task: TaskState): Members {
  const { id } = task.task;
  const maybe = (key: string, value: Value | undefined): Binding =>
    value === undefined
      ? { kind: "absent", reference: `${id}.${key}`, trust: "untrusted" }
      : known(value, "untrusted");
  return members((key) => {
    switch (key) {
      case "output":
        return maybe(key, outputOf(ground, task));
      case "outputs": {
        const fields = fieldsOf(ground, task);
        return members((name) =>
          maybe(`outputs.${name}`, Object.hasOwn(fields, name) ? fields[name] : undefined),
        );
      }
      case "status":
        return known(standing(task));
      case "error":
        return maybe(key, errorOf(task));
      case "attempts":
        return known(task.attempts);
      case "cost":
        return task.usage.costUsd === null ? absent(`${id}.cost`) : known(task.usage.costUsd);
      case "items":
        return maybe(key, itemsOf(ground, task));
      case "branch":
        return absent(`${id}.${key}`);
      default:
        return undefined;
    }
  });
}

/** A member of a team that nobody has picked or named yet: known, but there is nothing of it. */
export function ofNobody(id: string): Members {
  const nothing = (key: string): Binding => ({
    kind: "absent",
    reference: `${id}.${key}`,
    trust: "untrusted",
  });
  return members((key) => {
    switch (key) {
      case "status":
        return known("pending");
      case "attempts":
      case "cost":
        return known(0);
      case "outputs":
        return members((name) => nothing(`outputs.${name}`));
      case "output":
      case "error":
      case "items":
      case "branch":
        return nothing(key);
      default:
        return undefined;
    }
  });
}

/** The element of the nearest fan-out around a task, and the name that its author gave it. */
export function itemOf({ results }: Ground, task: TaskState | null, name: string): Binding | undefined {
  const item = task?.item ?? null;
  if (item === null || (name !== "item" && name !== item.as)) return undefined;
  const list = results.read(item.list)?.structured;
  const value = isList(list) ? list[item.at] : undefined;
  return value === undefined ? absent(name) : known(value, item.trust);
}
