/** The shape of a plan: what can run beside what, and the longest way through. */
import type { TaskId } from "../base/brand.ts";
import type { Plan, Task } from "../plan/plan.ts";

export type Level = readonly Task[];

export type Graph = Readonly<{
  levels: readonly Level[];
  /** The longest chain of tasks that must run one after another. */
  critical: readonly TaskId[];
  handlers: readonly Task[];
}>;

/** What a task really waits for: its needs with all that happens inside them, and the group that it stands in. */
function edges(tasks: readonly Task[]): ReadonlyMap<TaskId, readonly TaskId[]> {
  const steps = new Map<TaskId, TaskId[]>();
  for (const { id, parent } of tasks) {
    if (parent === undefined) continue;
    const list = steps.get(parent.id);
    if (list === undefined) steps.set(parent.id, [id]);
    else list.push(id);
  }
  const inside = (id: TaskId): readonly TaskId[] => [id, ...(steps.get(id) ?? []).flatMap(inside)];
  return new Map(
    tasks.map(({ id, needs, parent }) => [
      id,
      [...needs.flatMap(inside), ...(parent === undefined ? [] : [parent.id])],
    ]),
  );
}

/** Length of the longest chain that ends in each task, without recursion: chains may be thousands of tasks long. */
function depths(
  tasks: readonly Task[],
  before: ReadonlyMap<TaskId, readonly TaskId[]>,
): ReadonlyMap<TaskId, number> {
  const open = new Map<TaskId, number>();
  const after = new Map<TaskId, TaskId[]>();
  const depth = new Map<TaskId, number>();
  for (const { id } of tasks) {
    const known = (before.get(id) ?? []).filter((need) => before.has(need));
    open.set(id, known.length);
    for (const need of known) {
      const list = after.get(need);
      if (list === undefined) after.set(need, [id]);
      else list.push(id);
    }
    depth.set(id, 0);
  }
  const queue = tasks.map(({ id }) => id).filter((id) => open.get(id) === 0);
  for (const id of queue) {
    for (const next of after.get(id) ?? []) {
      depth.set(next, Math.max(depth.get(next) ?? 0, (depth.get(id) ?? 0) + 1));
      const left = (open.get(next) ?? 0) - 1;
      open.set(next, left);
      if (left === 0) queue.push(next);
    }
  }
  return depth;
}

function critical(
  levels: readonly Level[],
  before: ReadonlyMap<TaskId, readonly TaskId[]>,
  depth: ReadonlyMap<TaskId, number>,
): readonly TaskId[] {
  const path: TaskId[] = [];
  let here = levels.at(-1)?.[0]?.id;
  while (here !== undefined) {
    path.unshift(here);
    const wanted = (depth.get(here) ?? 0) - 1;
    here = (before.get(here) ?? []).find((need) => depth.get(need) === wanted);
  }
  return path;
}

export function graph(plan: Plan): Graph {
  const tasks = plan.tasks.filter((task) => task.role === "task");
  const before = edges(tasks);
  const depth = depths(tasks, before);
  const levels: Task[][] = [];
  for (const task of tasks) {
    const at = depth.get(task.id) ?? 0;
    while (levels.length <= at) levels.push([]);
    levels[at]?.push(task);
  }
  return {
    levels,
    critical: critical(levels, before, depth),
    handlers: plan.tasks.filter((task) => task.role !== "task"),
  };
}
