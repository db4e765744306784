/** Brings every touched task's standing up to date and passes changes on to those who build on it. */
import { millis, type Millis } from "../base/brand.ts";
import type { Role } from "../plan/plan.ts";
import { regrow } from "./attach.ts";
import { factOf, gateHolds, holds, won } from "./basis.ts";
import { gateDeadline, isGate } from "./gates.ts";
import { lastMoment } from "./last-moment.ts";
import type { Share } from "./holdings.ts";
import { isFor, isOurs } from "./share.ts";
import { place } from "./place.ts";
import { heapOf } from "./queues.ts";
import { factsOf, isGroup, undoes, type RunState, type TaskState } from "./state.ts";
import { wipe } from "./ending.ts";
import { candidateOf, verdict } from "./verdict.ts";

export function touchAll(state: RunState): void {
  for (let index = 0; index < state.tasks.length; index += 1) state.touched.add(index);
}

export function touchRole(state: RunState, role: Role): void {
  for (const index of state.byRole[role]) state.touched.add(index);
}

export function settle(state: RunState, at: Millis): void {
  do {
    for (let index = state.touched.take(); index !== undefined; index = state.touched.take()) {
      const task = state.tasks[index];
      if (task !== undefined) refresh(state, task);
    }
  } while (turned(state, at));
}

const isLost = (state: RunState, task: TaskState): boolean =>
  task.phase === "open" && state.lost.has(task.writer);

/** What was said before a task was described anew can be reused, but settles nothing. */
function describe(task: TaskState): void {
  if (task.renewed <= task.epoch) return;
  const candidate = candidateOf(task);
  wipe(task, task.renewed);
  task.candidate = candidate;
}

function refresh(state: RunState, task: TaskState): void {
  if (task.renewed > 0) describe(task);
  if (task.fence > task.epoch) wipe(task, task.fence);
  if (isGroup(task.task)) regrow(state, task);
  if (!task.attached) return;
  if ((task.candidate?.epoch ?? task.fence) < task.fence) task.candidate = null;
  if (task.resolution !== null && task.unmet > 0) task.resolution = null;
  const { settled, output, gate } = task;
  task.gate = isGroup(task.task) && gateHolds(state, task) ? task.branch : null;
  stand(state, task);
  if (settled !== task.settled) count(state, task, settled);
  place(state, task);
  schedule(state, task);
  sort(state, task);
  if (settled !== task.settled || output !== task.output) {
    task.fact = factOf(task);
    for (const other of task.dependants) state.touched.add(other);
    if (task.parent >= 0) state.touched.add(task.parent);
  }
  if (settled !== task.settled || gate !== task.gate)
    for (const child of task.children) state.touched.add(child);
  press(state, task);
}

function stand(state: RunState, task: TaskState): void {
  const { ending } = task;
  if (task.phase === "ended" && ending !== null && holds(state, task, ending)) {
    task.settled = ending.status;
    task.output = ending.output;
  } else if (!isGroup(task.task) && !isGate(task) && isLost(state, task)) {
    task.settled = "failure";
    task.output = "";
    task.failure ??= { kind: "lost", message: `${task.writer} ended without a word` };
  } else {
    task.settled = null;
    task.output = "";
  }
}

function meet(state: RunState, index: number, step: number): void {
  const dependant = state.tasks[index];
  if (dependant !== undefined) dependant.unmet += step;
}

function count(state: RunState, task: TaskState, before: TaskState["settled"]): void {
  const { role, onFailure } = task.task;
  const parent = state.tasks[task.parent];
  const step = (task.settled === null ? 1 : 0) - (before === null ? 1 : 0);
  state.unsettled[role] += step;
  if (step !== 0) for (const other of task.dependants) meet(state, other, step);
  if (parent !== undefined) {
    parent.openChildren += step;
    parent.wonChildren += (task.settled === "success" ? 1 : 0) - (before === "success" ? 1 : 0);
  }
  const fails = task.settled === "failure" && role === "task" && onFailure === "fail" && !task.shielded;
  if (fails) state.failed.add(task.index);
  else state.failed.delete(task.index);
}

/** Steps anywhere below a group learn at once that nobody wants them any more. */
function press(state: RunState, group: TaskState): void {
  const pressing = isGroup(group.task) && (won(state, group) || group.halting !== null);
  if (pressing === group.pressing) return;
  group.pressing = pressing;
  const below = [...group.children];
  for (let index = below.pop(); index !== undefined; index = below.pop()) {
    state.touched.add(index);
    below.push(...(state.tasks[index]?.children ?? []));
  }
}

/** The nearest of: the end of a wait, the attempt's, the silence's, the task's and the cleaning-up's deadline. */
export function deadline(state: RunState, task: TaskState): Millis | null {
  // What was waited for when the run was left, a quota above all, is tried by whoever takes it up.
  if (task.phase === "waiting") return task.epoch < state.epoch ? millis(0) : task.retryAt;
  if (task.phase !== "open" || task.halting !== null) return null;
  if (isGate(task)) return gateDeadline(state, task);
  const { timeout, idleTimeout } = task.task;
  let nearest = lastMoment(state, task);
  if (timeout !== undefined && task.attemptAt !== null) nearest = Math.min(nearest, task.attemptAt + timeout);
  if (idleTimeout !== undefined && task.reportedAt !== null)
    nearest = Math.min(nearest, task.reportedAt + idleTimeout);
  return Number.isFinite(nearest) ? millis(nearest) : null;
}

function schedule(state: RunState, task: TaskState): void {
  const due = isOurs(state, task) ? deadline(state, task) : null;
  if (due === task.due) return;
  state.timers.remove(task.index);
  task.due = due;
  if (due !== null) state.timers.push(task.index, due);
}

function sort(state: RunState, task: TaskState): void {
  const found = verdict(state, task);
  const whose = isFor(state, task, found);
  const is = whose === "us" ? found.is : "blocked";
  if (is === "due") state.agenda.add(task.index);
  else state.agenda.delete(task.index);
  if (whose === "legs") state.share?.forLegs.add(task.index);
  else state.share?.forLegs.delete(task.index);
  if (is === "ready") heapOf(state, task.lane).push(task.index, -task.task.priority);
  else state.ready.get(task.lane.key)?.heap.remove(task.index);
}

function phaseOf(state: RunState): Role | "done" {
  const { unsettled, share } = state;
  // Who cleans up does so also where the tasks have never come to their end.
  const cleans = share?.part === "finally";
  if (unsettled.on_start > 0 && !cleans) return "on_start";
  if (unsettled.task > 0 && !cleans) return "task";
  if (unsettled.compensate > 0 || (state.undoing === null && undoes(state))) return "compensate";
  if (unsettled.finally > 0 || (factsOf(state)?.concluded ?? null) === null) return "finally";
  if (unsettled.on_success > 0) return "on_success";
  if (unsettled.on_failure > 0) return "on_failure";
  return unsettled.on_complete > 0 ? "on_complete" : "done";
}

/** From now on this process does only its part. */
export function restrict(state: RunState, share: Share, at: Millis): void {
  state.share = share;
  touchAll(state);
  settle(state, at);
}

/** The next kind of task has its turn: the only moment besides a stop when more than a neighbourhood is looked at. */
function turned(state: RunState, at: Millis): boolean {
  const [before, phase] = [state.phase, phaseOf(state)];
  if (phase === before) return state.touched.size > 0;
  state.phase = phase;
  state.phaseAt = at;
  // A rollback goes back before `finally`: whoever stood ready there has to wait again.
  if (before !== "done") touchRole(state, before);
  if (phase !== "done") touchRole(state, phase);
  return true;
}
