/** What an ending stood on, and whether that still holds. Re-opens stale endings without a coordinator, and is early cutoff. */
import { unreachable } from "../base/never.ts";
import type { TaskId } from "../base/brand.ts";
import type { Basis } from "../journal/event.ts";
import type { Ending, RunState, TaskState } from "./state.ts";

/** What others may build on, said once for all of them. */
export const factOf = ({ task, settled, output }: TaskState): Basis[number] | null =>
  settled === null ? null : [task.id, settled, output];

const known = (facts: readonly (Basis[number] | null)[]): Basis =>
  facts.every((fact) => fact !== null) ? facts : facts.filter((fact) => fact !== null);

/** What the task itself waited for. A group also stands on its steps. */
export function readsOf(state: RunState, task: TaskState): Basis {
  const indexes = task.children.length === 0 ? task.needs : [...task.needs, ...task.children];
  return known(indexes.map((index) => state.tasks[index]?.fact ?? null));
}

const NOBODY: readonly number[] = [];

/** What the groups around it waited for: a step may read that too. */
function inherited(state: RunState, task: TaskState): readonly number[] {
  const found = new Set<number>();
  for (let group = state.tasks[task.parent]; group !== undefined; group = state.tasks[group.parent])
    for (const need of group.needs) found.add(need);
  if (found.size === 0) return NOBODY;
  for (const need of task.needs) found.delete(need);
  return [...found];
}

/** To be written into the entry that ends `task`. */
export function basisOf(state: RunState, task: TaskState): Basis {
  const own = readsOf(state, task);
  if (task.parent < 0) return own;
  const around = inherited(state, task).map((index) => state.tasks[index]?.fact ?? null);
  return around.length === 0 ? own : [...own, ...known(around)];
}

/** Older journals do not say what a group stood on in the entries of its steps: that is not held against them. */
function sawAround(state: RunState, task: TaskState, saw: Basis): boolean {
  if (task.parent < 0) return true;
  const around = inherited(state, task);
  // They usually stand at the end, in this order; whoever finds one elsewhere looks all of them up.
  const first = saw.length - around.length;
  let byName: ReadonlyMap<TaskId, Basis[number]> | null = null;
  return around.every((index, place) => {
    const other = state.tasks[index];
    if (other === undefined) return true;
    const { id } = other.task;
    const likely = saw[first + place];
    if (likely?.[0] !== id) byName ??= new Map(saw.map((each) => [each[0], each]));
    const seen = likely?.[0] === id ? likely : byName?.get(id);
    return seen === undefined || (seen[1] === other.settled && seen[2] === other.output);
  });
}

/** `likely` is what usually is the fact of `other`: the one in its place. */
function sawAs(saw: Basis, likely: Basis[number] | undefined, other: TaskState): boolean {
  const { id } = other.task;
  const seen = likely?.[0] === id ? likely : saw.find((each) => each[0] === id);
  return seen !== undefined && seen[1] === other.settled && seen[2] === other.output;
}

function sawAll(state: RunState, saw: Basis, indexes: readonly number[], offset = 0): boolean {
  for (let place = 0; place < indexes.length; place += 1) {
    const other = state.tasks[indexes[place] ?? -1];
    if (other === undefined || !sawAs(saw, saw[offset + place], other)) return false;
  }
  return true;
}

/** The part of a group's basis that let it open; a group inside another is open only as long as that one is. */
export const gateHolds = (state: RunState, group: TaskState): boolean =>
  group.phase !== "idle" &&
  group.unmet === 0 &&
  gateOpen(state, group) &&
  (group.ending === null || sawAll(state, group.ending.saw, group.needs));

export function gateOpen(state: RunState, task: TaskState): boolean {
  const parent = state.tasks[task.parent];
  return parent === undefined || (parent.gate !== null && parent.gate === task.task.parent?.branch);
}

/** The group took another branch, or ended without opening. */
export function branchClosed(state: RunState, task: TaskState): boolean {
  const parent = state.tasks[task.parent];
  if (parent === undefined || gateOpen(state, task)) return false;
  return parent.gate !== null || parent.settled !== null;
}

/** Most of the votes that there can be are for one answer. */
function voted(state: RunState, group: TaskState): boolean {
  const votes = new Map<string, number>();
  for (const index of group.children) {
    const child = state.tasks[index];
    if (child?.settled === "success") votes.set(child.output, (votes.get(child.output) ?? 0) + 1);
  }
  return Math.max(0, ...votes.values()) > group.children.length / 2;
}

/** Nobody needs the steps that have not ended: the group's result is known without them. */
export function won(state: RunState, group: TaskState): boolean {
  const { work } = group.task;
  if (group.wonChildren === 0) return false;
  if (work.type === "parallel") return work.waitFor === "any";
  if (work.type !== "samples") return false;
  return work.by === "first_valid" || (work.by === "vote" && voted(state, group));
}

/** Why a step's work is no longer wanted: a group above it was won by another step, or is being ended. */
export function unwanted(state: RunState, task: TaskState): "loser" | "cancel" | null {
  for (let group = state.tasks[task.parent]; group !== undefined; group = state.tasks[group.parent]) {
    if (won(state, group)) return "loser";
    if (group.halting !== null) return "cancel";
  }
  return null;
}

function stoodOnAll(state: RunState, task: TaskState, ending: Ending): boolean {
  const { saw } = ending;
  if (!gateOpen(state, task) || !sawAll(state, saw, task.needs) || !sawAround(state, task, saw)) return false;
  const opened = ending.status !== "skipped" && ending.status !== "upstream_failed";
  return !opened || task.gate === null || sawAll(state, saw, task.children, task.needs.length);
}

export function holds(state: RunState, task: TaskState, ending: Ending): boolean {
  const { because } = ending;
  if (because === null) return stoodOnAll(state, task, ending);
  if (because === "loser") return unwanted(state, task) === "loser";
  if (typeof because === "string") return true;
  switch (because.kind) {
    case "stopped":
    case "outcome":
      return true;
    case "branch":
      return branchClosed(state, task);
    case "rule":
    case "condition":
    case "missing_input":
    case "empty":
    case "not_picked":
    case "limit":
      return stoodOnAll(state, task, ending);
    default:
      return unreachable(because);
  }
}
