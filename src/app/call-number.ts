/** How often an agent was asked for the same thing before: what a script counts when it has one reply for each call. */
import type { RunState, TaskState } from "../core/run/state.ts";

const nameOf = ({ task }: TaskState): string => task.alias ?? task.id;

/** The earlier rounds of the same step, however deep it is nested in the group that goes round. */
function rounds(state: RunState, own: TaskState): readonly TaskState[] {
  const home = state.tasks[own.home];
  if (home === undefined || (home.task.work.type !== "loop" && home.task.work.type !== "autonomous"))
    return [];
  const found: TaskState[] = [];
  const queue = [...home.children];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const task = state.tasks[index];
    if (task === undefined) continue;
    queue.push(...task.children);
    const isSame = nameOf(task) === nameOf(own) && task.home === own.home && task.item?.key === own.item?.key;
    if (isSame && task.stage < own.stage) found.push(task);
  }
  return found;
}

/** The place of a sample among its like, from 0; nothing for other tasks. */
export function sampleOf(state: RunState, own: TaskState): number | undefined {
  const group = state.tasks[own.parent]?.task;
  if (group?.work.type !== "samples") return undefined;
  const place = state.tasks[own.parent]?.children.indexOf(own.index) ?? -1;
  return place < 0 || place >= group.work.steps.length ? undefined : place;
}

function before(state: RunState, own: TaskState): number {
  const group = state.tasks[own.parent];
  if (group?.task.work.type === "delegate" && own.task.id === `${group.task.id}/collect`) {
    const lead = state.tasks[group.planned[0] ?? -1];
    return lead?.calls ?? 0;
  }
  const sample = sampleOf(state, own);
  return sample ?? rounds(state, own).reduce((sum, { calls }) => sum + calls, 0);
}

/** From 0. Commands are not counted over epochs: nothing but scripts for tests asks. */
export function callOf(state: RunState, own: TaskState): number {
  const asked = own.task.work.type === "agent" ? own.calls : own.attempts;
  return before(state, own) + Math.max(0, asked - 1);
}

/** For replies by the key of an item; samples go by their number. */
export function itemKeyOf(state: RunState, own: TaskState): string | undefined {
  const sample = sampleOf(state, own);
  return sample === undefined ? own.item?.key : String(sample + 1);
}
