/** Tasks made from a pattern: their names, and their places among the others. */
import { taskId, type TaskId } from "../base/brand.ts";
import type { Task } from "../plan/plan.ts";
import { fresh } from "./fresh.ts";
import { isGate } from "./gates.ts";
import { lanes } from "./lanes.ts";
import { purseOf } from "./money.ts";
import { shielded } from "./shield.ts";
import { inRound, stepsIn, suffixOf, type Spot } from "./spot.ts";
import { nameOf, register } from "./slots.ts";
import type { Item, RunState, TaskState } from "./state.ts";

/** `spot` is where the copy stands; `mark` what else its result depends on. */
export type Copy = Readonly<{ spot: Spot; stage: number; item: Item | null; mark: string }>;

type Names = ReadonlyMap<TaskId, TaskId>;

/** Where each task of a pattern stands, if its outermost ones stand at `spot`. */
function spotsOf(pattern: readonly Task[], spot: Spot): ReadonlyMap<TaskId, Spot> {
  const spots = new Map<TaskId, Spot>();
  const tasks = new Map(pattern.map((task) => [task.id, task]));
  pattern.forEach(({ id, parent }, at) => {
    const group = parent === undefined || at === 0 ? undefined : tasks.get(parent.id);
    const around = group === undefined ? undefined : spots.get(group.id);
    spots.set(id, group === undefined || around === undefined ? spot : stepsIn(around, group));
  });
  return spots;
}

/** Names that begin with the name of a task around them keep to it: `lead[a]/plan`, `deploy[a]/build`. */
function namesOf(group: TaskState, pattern: readonly Task[], spot: Spot): Names {
  const first = stepsIn(group.spot, group.task);
  const spots = spotsOf(pattern, spot);
  const froms = spotsOf(pattern, first);
  const names = new Map<TaskId, TaskId>();
  const rounds = group.task.work.type === "loop";
  // What the pattern calls by its name in the plan is the task whose file the group is from.
  const framed = group.task.frame;
  for (const { id, parent, frame } of pattern) {
    const owner = [frame, parent?.id].find(
      (one) =>
        one !== undefined && names.has(one) && id.startsWith(one) && /^[/#~]/.test(id.slice(one.length)),
    );
    const renamed = owner === undefined ? undefined : names.get(owner);
    if (owner !== undefined && renamed !== undefined) names.set(id, taskId(renamed + id.slice(owner.length)));
    else if (id === nameOf(group.task) && !rounds)
      names.set(id, taskId(group.task.id + suffixOf(spot).slice(suffixOf(group.spot).length)));
    else if (id.startsWith(`${group.task.id}/`)) names.set(id, id);
    else if (rounds) names.set(id, taskId(inRound(id, froms.get(id) ?? first, spots.get(id) ?? spot)));
    else if (framed !== undefined && frame !== undefined)
      names.set(id, taskId(framed + id.slice(frame.length) + suffixOf(spots.get(id) ?? spot)));
    else names.set(id, taskId(id + suffixOf(spots.get(id) ?? spot)));
  }
  return names;
}

export function copied(group: TaskState, pattern: readonly Task[], copy: Copy): readonly Task[] {
  const names = namesOf(group, pattern, copy.spot);
  return pattern.map((task, at) => {
    const { parent, frame, needs, definition } = task;
    const inside = parent === undefined ? undefined : names.get(parent.id);
    const framed = frame === undefined ? undefined : (names.get(frame) ?? group.task.frame);
    return {
      ...task,
      id: names.get(task.id) ?? task.id,
      alias: nameOf(task),
      needs: needs.flatMap((need) => names.get(need) ?? []),
      parent:
        // The pattern of a fan-out has its group's name: only its first task stands in the group itself.
        inside === undefined || parent === undefined || at === 0
          ? { id: group.task.id, branch: "all" as const }
          : { ...parent, id: inside },
      definition: `${definition} ${suffixOf(copy.spot)} ${copy.mark}`,
      ...(framed === undefined ? {} : { frame: framed }),
    };
  });
}

/** The group and those around it, nearest first. */
function around(state: RunState, group: TaskState): readonly TaskState[] {
  const found: TaskState[] = [];
  for (let here: TaskState | undefined = group; here !== undefined; here = state.tasks[here.parent])
    found.push(here);
  return found;
}

const inRounds = ({ task }: TaskState): boolean =>
  task.work.type === "loop" || task.work.type === "delegate" || task.work.type === "autonomous";

function add(state: RunState, group: TaskState, task: Task, copy: Copy): number {
  const index = state.tasks.length;
  const needs = task.needs.flatMap((id) => state.byId.get(id) ?? []);
  const parent = state.byId.get(task.parent?.id ?? group.task.id) ?? group.index;
  const owner = state.tasks[parent];
  const groups = around(state, owner ?? group);
  const above = groups.map((one) => one.task);
  const inner = groups.slice(0, groups.indexOf(group)).find(inRounds);
  const made = fresh(task, index, {
    needs,
    parent,
    dependants: [],
    children: [],
    shielded: shielded(task, above),
    lane: lanes(state.plan, state.sizes)(task, above),
    home: (inner ?? group).index,
    stage: inner === undefined ? copy.stage : 1,
    item: copy.item ?? group.item,
    spot: owner === undefined || owner === group ? copy.spot : stepsIn(owner.spot, owner.task),
    attached: false,
  });
  if (isGate(made)) made.fence = state.heardSince;
  state.tasks.push(made);
  state.byId.set(task.id, index);
  state.byRole[task.role].push(index);
  for (const need of needs) link(state, need, index);
  if (parent !== group.index) enclose(state, parent, index);
  // From now on there is a budget to look at before anybody starts.
  if (task.budget !== undefined) purseOf(state, index);
  register(state, made);
  return index;
}

function link(state: RunState, need: number, index: number): void {
  const task = state.tasks[need];
  if (task !== undefined) task.dependants = [...task.dependants, index];
}

/** A nested step of a copied group belongs to it from the beginning. */
function enclose(state: RunState, parent: number, index: number): void {
  const group = state.tasks[parent];
  if (group === undefined) return;
  group.planned = [...group.planned, index];
  group.children = group.planned;
}

/** The tasks under their names in the graph, made where they are not there; those that the group holds itself come first in `roots`. */
export function planted(
  state: RunState,
  group: TaskState,
  tasks: readonly Task[],
  copy: Copy,
): readonly Readonly<{ index: number; root: boolean; fresh: boolean }>[] {
  return tasks.map((task) => {
    const known = state.byId.get(task.id);
    const root = task.parent?.id === group.task.id;
    return known === undefined
      ? { index: add(state, group, task, copy), root, fresh: true }
      : { index: known, root, fresh: false };
  });
}
