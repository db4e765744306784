/** One run done by several processes: what each of them may act on, and what it leaves to others. */
import { unreachable } from "../base/never.ts";
import type { TaskId } from "../base/brand.ts";
import type { Budget } from "../plan/plan.ts";
import { isWhole } from "../plan/whole.ts";
import { isGate } from "./gates.ts";
import type { Share } from "./holdings.ts";
import { isGroup, isStoppable, type RunState, type TaskState } from "./state.ts";
import type { Command } from "./command.ts";

/** What can be said of a task now, as far as it matters whose it is. */
type Found = Readonly<{ is: string; command?: Command }>;

const NOBODY: ReadonlySet<TaskId> = new Set();

export const legShare = (own: readonly TaskId[], limits: Budget | null): Share => ({
  part: "leg",
  own: new Set(own),
  limits,
  forLegs: new Set(),
});

export const shareOf = (part: Exclude<Share["part"], "leg">): Share => ({
  part,
  own: NOBODY,
  limits: null,
  forLegs: new Set(),
});

/** Its own tasks, and all that is made of them. */
export function owns(state: RunState, { own }: Pick<Share, "own">, task: TaskState): boolean {
  for (let here: TaskState | undefined = task; here !== undefined; here = state.tasks[here.parent])
    if (own.has(here.task.id)) return true;
  return false;
}

/** Whether this process has to do with the task at all: what others are at work on takes no place here. */
export function isOurs(state: RunState, task: TaskState): boolean {
  const { share } = state;
  if (share === null) return true;
  switch (share.part) {
    case "leg":
      return owns(state, share, task);
    case "conductor":
      return isStoppable(task);
    case "finally":
      return !isStoppable(task);
    case "finish":
      return true;
    default:
      return unreachable(share.part);
  }
}

/** A leg of questions alone: its machine starts when people may answer, and nobody works there. */
export function isGateLeg(state: RunState, { part, own }: Pick<Share, "part" | "own">): boolean {
  if (part !== "leg" || own.size === 0) return false;
  for (const id of own) {
    const task = state.tasks[state.byId.get(id) ?? -1];
    if (task === undefined || !isGate(task)) return false;
  }
  return true;
}

/** The outermost group around it that stays in one place, or the task itself. */
export function placeOf(state: RunState, task: TaskState): TaskState {
  let place = task;
  for (let here: TaskState | undefined = task; here !== undefined; here = state.tasks[here.parent])
    if (isGroup(here.task) && isWhole(here.task)) place = here;
  return place;
}

/** Groups that stay in one place are opened there, unless they stand in another one. */
const opensElsewhere = (state: RunState, task: TaskState): boolean =>
  isGroup(task.task) && isWhole(task.task) && placeOf(state, task) === task;

/** What the verdict comes to here: it stays, or somebody else has to look after it. */
export function isFor(state: RunState, task: TaskState, { is, command }: Found): "us" | "legs" | "nobody" {
  const { share } = state;
  if (share === null) return "us";
  if (is === "settled" || is === "running" || is === "blocked") return "us";
  if (!isOurs(state, task)) return "nobody";
  const works = share.part === "leg" || share.part === "finally";
  // Nobody waits for people while a machine is held.
  if (works) return isGate(task) && !isGateLeg(state, share) ? "nobody" : "us";
  if (command === undefined) return "legs";
  return command.do === "open" && opensElsewhere(state, task) ? "legs" : "us";
}
