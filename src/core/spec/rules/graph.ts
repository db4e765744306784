/** Who waits for whom, nested steps and handlers included, as numbers, so that large workflows stay cheap. */
import { fallbackOwners } from "../fallbacks.ts";
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
  const owners = fallbackOwners(spec);
  return spec.tasks.map((task) => {
    const list = task.dependencies.flatMap((id) => byId.get(id)?.index ?? []);
    const owner = owners.get(task.id)?.index;
    if (owner !== undefined && !list.includes(owner)) list.push(owner);
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
  const steps = withFallbacks(spec, byId);
  if (steps.size === 0) return needs;
  const before: (readonly number[])[] = [];
  for (const task of spec.tasks) {
    const list = (needs[task.index] ?? [])
      .flatMap((index) => [index, ...stepsWithin(spec, steps, index)])
      .filter((index) => index !== task.index);
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

/** Whoever waits for a task waits for the one that takes over as well. */
function withFallbacks(
  spec: Spec,
  byId: ReadonlyMap<string, SpecTask>,
): ReadonlyMap<string, readonly number[]> {
  const steps = new Map(stepsByGroup(spec));
  for (const [id, owner] of fallbackOwners(spec)) {
    const other = byId.get(id);
    if (other !== undefined) steps.set(owner.id, [...(steps.get(owner.id) ?? []), other.index]);
  }
  return steps;
}

function stepsWithin(
  spec: Spec,
  steps: ReadonlyMap<string, readonly number[]>,
  index: number,
): readonly number[] {
  const found = new Set<number>();
  const open = [index];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const step of steps.get(spec.tasks[here]?.id ?? "") ?? []) {
      if (found.has(step)) continue;
      found.add(step);
      open.push(step);
    }
  }
  return [...found];
}
