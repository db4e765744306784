/** Tasks that go one after another because of the order of the file alone: under `mode: sequential`, and handlers of one list. */
import { fallbackOwners } from "./fallbacks.ts";
import type { Spec, SpecTask } from "./spec.ts";

/** For each task the one before it in its lane; none for the first, and for those that only their dependencies order. */
export function laneNeighbours(spec: Spec): readonly (SpecTask | undefined)[] {
  const sequential = spec.settings["mode"] === "sequential";
  const types = new Map(spec.tasks.map((task) => [task.id, task.type]));
  const last = new Map<string, SpecTask>();
  const owners = fallbackOwners(spec);
  return spec.tasks.map((task) => {
    const lane = owners.has(task.id) ? null : laneOf(task, sequential, types);
    if (lane === null) return undefined;
    const before = last.get(lane);
    last.set(lane, task);
    return before;
  });
}

function laneOf(task: SpecTask, sequential: boolean, types: ReadonlyMap<string, string>): string | null {
  if (task.parent === undefined) return sequential || task.role !== "task" ? task.role : null;
  if (!sequential || types.get(task.parent.id) === "parallel") return null;
  return `${task.parent.id}/${task.parent.branch}`;
}
