/** Which task a name means, seen from another task: the one of the same round or item, else of the round before, else of the surroundings. */
import { taskId, type TaskId } from "../base/brand.ts";
import type { RunState, TaskState } from "./state.ts";

/** Only the items of one fan-out, never its rounds, keep their names apart. */
const keyOf = (state: RunState, home: number, key: string, name: string): string =>
  `${home}\n${state.tasks[home]?.task.work.type === "for_each" ? key : ""}\n${name}`;

export const nameOf = ({ alias, id }: Readonly<{ alias?: TaskId; id: TaskId }>): TaskId => alias ?? id;

/** Known in every round and item around it. */
export function register(state: RunState, task: TaskState): void {
  const name = nameOf(task.task);
  for (let here: TaskState | undefined = task; here !== undefined; here = state.tasks[here.home]) {
    if (here.home < 0) return;
    const key = keyOf(state, here.home, here.item?.key ?? "", name);
    const known = state.slots.get(key);
    if (known === undefined) state.slots.set(key, [task.index]);
    else known.push(task.index);
  }
}

/** Inside another workflow, names mean its own tasks. */
function within(
  state: RunState,
  from: TaskState | null,
  name: string,
): Readonly<{ known: string; id: string }> {
  const frame = from?.task.frame;
  if (frame === undefined) return { known: name, id: name };
  const group = state.tasks[state.byId.get(frame) ?? -1];
  return { known: `${group === undefined ? frame : nameOf(group.task)}/${name}`, id: `${frame}/${name}` };
}

const EVERY_ROUND = Number.POSITIVE_INFINITY;

/** Of the rounds up to this one: the last that has ended, or the last at all. */
function latest(
  state: RunState,
  home: number,
  key: string,
  name: string,
  stage: number,
): TaskState | undefined {
  let best: TaskState | undefined;
  for (const index of state.slots.get(keyOf(state, home, key, name)) ?? []) {
    const task = state.tasks[index];
    if (task === undefined || !task.attached || (task.home === home && task.stage > stage)) continue;
    // Samples and the like bear the name of the group that gives their result.
    if (best !== undefined && encloses(state, best, task)) continue;
    const even = best === undefined || (task.settled !== null) === (best.settled !== null);
    if (even ? task.stage >= (best?.stage ?? 0) : task.settled !== null) best = task;
  }
  return best;
}

function encloses(state: RunState, group: TaskState, task: TaskState): boolean {
  for (let here = state.tasks[task.parent]; here !== undefined; here = state.tasks[here.parent])
    if (here === group) return true;
  return false;
}

/** From inside, the name of a group means whoever spoke first in it: the group itself has nothing to give yet. */
function speaker(state: RunState, group: TaskState, from: TaskState): TaskState {
  const { work } = group.task;
  const speaks =
    work.type === "rescue" || (work.type === "delegate" && nameOf(from.task) !== work.collect.id);
  return (speaks ? state.tasks[group.planned[0] ?? -1] : undefined) ?? group;
}

export function named(state: RunState, from: TaskState | null, name: string): TaskState | undefined {
  const found = meant(state, from, name);
  if (found === undefined || from === null || !encloses(state, found, from)) return found;
  return speaker(state, found, from);
}

function meant(state: RunState, from: TaskState | null, name: string): TaskState | undefined {
  const { known, id } = within(state, from, name);
  // What a repeated task says of itself is said of its last round.
  if (from !== null && (known !== nameOf(from.task) || from.task.work.type === "loop")) {
    const inside = latest(state, from.index, "", known, EVERY_ROUND);
    if (inside !== undefined) return inside;
  }
  for (let here = from ?? undefined; here !== undefined; here = state.tasks[here.home]) {
    if (here.home < 0) break;
    const found = latest(state, here.home, here.item?.key ?? "", known, here.stage);
    if (found !== undefined) return found;
  }
  const found = state.tasks[state.byId.get(taskId(id)) ?? -1];
  if (found === undefined) return unpicked(state, known);
  if (found.home < 0) return found;
  return latest(state, found.home, found.item?.key ?? "", nameOf(found.task), EVERY_ROUND) ?? found;
}

/** A member of a team exists only once it was picked. */
function unpicked(state: RunState, name: string): TaskState | undefined {
  for (const { index, task } of state.tasks) {
    if (task.work.type !== "autonomous" && task.work.type !== "delegate") continue;
    const found = latest(state, index, "", name, EVERY_ROUND);
    if (found !== undefined) return found;
  }
  return undefined;
}
