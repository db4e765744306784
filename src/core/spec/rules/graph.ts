/** Who waits for whom, nested steps and handlers included, as numbers, so that large workflows stay cheap. */
import { laneNeighbours } from "../lanes.ts";
import type { Spec, SpecTask } from "../spec.ts";
import { reach } from "./reach.ts";

export type Graph = Readonly<{
  /** For each task its direct dependencies, and the one before it where the order of the file counts. */
  needs: readonly (readonly number[])[];
  /** True if `earlier` has ended whenever `later` starts. */
  precedes(earlier: number, later: number): boolean;
}>;

export function graphOf(spec: Spec, byId: ReadonlyMap<string, SpecTask>): Graph {
  const needs = needsOf(spec, byId);
  const before = beforeAll(spec, byId, needs);
  const reached = reach(before);
  return {
    needs,
    precedes: (earlier, later) => before[later]?.includes(earlier) === true || reached(earlier, later),
  };
}

function needsOf(spec: Spec, byId: ReadonlyMap<string, SpecTask>): readonly (readonly number[])[] {
  const before = laneNeighbours(spec);
  return spec.tasks.map((task) => {
    const list = task.dependencies.flatMap((id) => byId.get(id)?.index ?? []);
    const earlier = before[task.index]?.index;
    if (earlier !== undefined && !list.includes(earlier)) list.push(earlier);
    return list;
  });
}

/** What is needed, also by the enclosing group, and the steps of groups that are waited for. */
function beforeAll(
  spec: Spec,
  byId: ReadonlyMap<string, SpecTask>,
  needs: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const steps = stepsByGroup(spec);
  if (steps.size === 0) return needs;
  const before: (readonly number[])[] = [];
  for (const task of spec.tasks) {
    const list = (needs[task.index] ?? []).flatMap((index) => [index, ...stepsWithin(spec, steps, index)]);
    const parent = task.parent === undefined ? undefined : byId.get(task.parent.id);
    // A group stands before its steps, so what it waits for is known already.
    if (parent !== undefined) list.push(...(before[parent.index] ?? []));
    before.push(list);
  }
  return before;
}

export function stepsByGroup(spec: Spec): ReadonlyMap<string, readonly number[]> {
  const steps = new Map<string, number[]>();
  for (const task of spec.tasks) {
    if (task.parent === undefined) continue;
    const list = steps.get(task.parent.id);
    if (list === undefined) steps.set(task.parent.id, [task.index]);
    else list.push(task.index);
  }
  return steps;
}

function stepsWithin(
  spec: Spec,
  steps: ReadonlyMap<string, readonly number[]>,
  index: number,
): readonly number[] {
  const id = spec.tasks[index]?.id;
  const direct = id === undefined ? [] : (steps.get(id) ?? []);
  return direct.flatMap((step) => [step, ...stepsWithin(spec, steps, step)]);
}
