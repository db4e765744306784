/** What stays together wherever a plan runs: a task of its own, or a group with everything inside of it. */
import type { TaskId } from "../base/brand.ts";
import type { Plan, Task } from "./plan.ts";

export type Unit = Readonly<{
  /** Those that stand in nothing; more than one only if they wait for each other's steps, or run before everything. */
  roots: readonly Task[];
  /** The roots with all that stands inside of them, in file order. */
  tasks: readonly Task[];
  /** Places of others in the list of units: always earlier ones. */
  needs: readonly number[];
}>;

/** Handlers of the end have no place among them: they wait for everything. */
const isPlaced = ({ role }: Task): boolean => role === "task" || role === "on_start";

type Forest = Readonly<{
  roots: readonly Task[];
  /** Of every task the place of its root. */
  rootOf: ReadonlyMap<TaskId, number>;
}>;

function forest(tasks: readonly Task[]): Forest {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const roots = tasks.filter(
    ({ id, parent }) => parent === undefined || !byId.has(parent.id) || parent.id === id,
  );
  const rootOf = new Map(roots.map(({ id }, at) => [id, at]));
  for (const task of tasks) {
    const trail: TaskId[] = [];
    let here = task;
    while (!rootOf.has(here.id)) {
      trail.push(here.id);
      const above = here.parent === undefined ? undefined : byId.get(here.parent.id);
      if (above === undefined) break;
      here = above;
    }
    const root = rootOf.get(here.id);
    if (root !== undefined) for (const id of trail) rootOf.set(id, root);
  }
  return { roots, rootOf };
}

/** Roots that need each other by way of their steps, and everything in between: no order holds among them. */
function entangled(needs: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const after = reversed(needs);
  const left = new Set(needs.keys());
  const peel = (before: readonly ReadonlySet<number>[], behind: readonly ReadonlySet<number>[]): void => {
    const open = before.map((some) => [...some].filter((one) => left.has(one)).length);
    const queue = [...left].filter((at) => open[at] === 0);
    for (const at of queue) {
      left.delete(at);
      for (const next of behind[at] ?? []) {
        open[next] = (open[next] ?? 0) - 1;
        if (open[next] === 0 && left.has(next)) queue.push(next);
      }
    }
  };
  peel(needs, after);
  peel(after, needs);
  return left;
}

function reversed(needs: readonly ReadonlySet<number>[]): readonly ReadonlySet<number>[] {
  const after = needs.map(() => new Set<number>());
  for (const [at, some] of needs.entries()) for (const one of some) after[one]?.add(at);
  return after;
}

/** Places in an order in which everything comes after what it needs; the order of the list where that leaves a choice. */
export function inOrder(needs: readonly ReadonlySet<number>[]): readonly number[] {
  const after = reversed(needs);
  const open = needs.map((some) => some.size);
  const order: number[] = [];
  let ready = [...needs.keys()].filter((at) => open[at] === 0);
  while (ready.length > 0) {
    order.push(...ready);
    const next: number[] = [];
    for (const at of ready)
      for (const behind of after[at] ?? []) {
        open[behind] = (open[behind] ?? 0) - 1;
        if (open[behind] === 0) next.push(behind);
      }
    ready = next.toSorted((a, b) => a - b);
  }
  return order;
}

/** What runs before everything is one unit, and so is what is entangled. */
function bundles({ roots }: Forest, needs: readonly ReadonlySet<number>[]): readonly (readonly number[])[] {
  const tangle = entangled(needs);
  const early = [...roots.keys()].filter((at) => roots[at]?.role === "on_start" && !tangle.has(at));
  const others = [...roots.keys()].filter((at) => !tangle.has(at) && roots[at]?.role !== "on_start");
  return [early, [...tangle].toSorted((a, b) => a - b), ...others.map((at) => [at])].filter(
    (bundle) => bundle.length > 0,
  );
}

/** In an order in which each comes after those that it needs. */
export function unitsOf(plan: Plan): readonly Unit[] {
  const tasks = plan.tasks.filter(isPlaced);
  const { roots, rootOf } = forest(tasks);
  const rootNeeds = roots.map(() => new Set<number>());
  const inside = roots.map((): Task[] => []);
  for (const task of tasks) {
    const own = rootOf.get(task.id) ?? 0;
    inside[own]?.push(task);
    for (const need of task.needs) {
      const other = rootOf.get(need);
      if (other !== undefined && other !== own) rootNeeds[own]?.add(other);
    }
  }
  const joined = bundles({ roots, rootOf }, rootNeeds);
  const bundleOf = new Map(joined.flatMap((bundle, at) => bundle.map((root) => [root, at] as const)));
  const first = joined.findIndex(([root]) => root !== undefined && roots[root]?.role === "on_start");
  const needs = joined.map((bundle, at) => {
    const found = bundle.flatMap((root) =>
      [...(rootNeeds[root] ?? [])].map((need) => bundleOf.get(need) ?? at),
    );
    const own = new Set(found.filter((need) => need !== at));
    return own.size === 0 && first >= 0 && at !== first ? new Set([first]) : own;
  });
  const order = inOrder(needs);
  const placeOf = new Map(order.map((bundle, at) => [bundle, at]));
  const fileOrder = new Map(tasks.map(({ id }, at) => [id, at]));
  const placed = (a: Task, b: Task): number => (fileOrder.get(a.id) ?? 0) - (fileOrder.get(b.id) ?? 0);
  return order.map((bundle) => {
    const own = joined[bundle] ?? [];
    return {
      roots: own.flatMap((root) => roots[root] ?? []),
      tasks: own.flatMap((root) => inside[root] ?? []).toSorted(placed),
      needs: [...(needs[bundle] ?? [])].map((need) => placeOf.get(need) ?? 0).toSorted((a, b) => a - b),
    };
  });
}
