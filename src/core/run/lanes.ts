/** Which limits a task counts against. Tasks of one lane wait in one queue, since whatever holds back one holds back all. */
import type { Plan, Task } from "../plan/plan.ts";
import type { Lane, Player, RunState, TaskState } from "./state.ts";

/** The places of a fan-out of its own; no pool can be called so. */
const ofEach = (group: Task): string => `each ${group.id}`;

function poolOf(plan: Plan, task: Task): string {
  if (task.pool !== undefined) return task.pool;
  const { work } = task;
  return work.type === "agent" && Object.hasOwn(plan.settings.pools, work.runner) ? work.runner : "";
}

/** Who makes the attempts when those of the author's choice are spent. */
function secondOf(plan: Plan, { work, fallback }: Task, pool: string): Player | null {
  if (work.type !== "agent" || fallback === undefined) return null;
  const agent = fallback.agent ?? work.agent;
  const known = Object.hasOwn(plan.agents, agent) ? plan.agents[agent]?.runner : undefined;
  const usual = agent === work.agent ? work.runner : (known ?? work.runner);
  return { agent, quota: pool || (fallback.runner ?? usual) };
}

/** Who makes the attempts of a task now. */
export const playerOf = ({ lane, fellBack }: TaskState): Player => (fellBack ? lane.second : null) ?? lane;

/** Who makes its next attempt: whoever takes up a run begins anew with the author's choice. */
export const nextPlayer = ({ epoch }: Pick<RunState, "epoch">, task: TaskState): Player =>
  task.epoch < epoch ? task.lane : playerOf(task);

/** Whose budgets are its own business: those who share all of them wait for the same money. */
const purses = (task: Task, above: readonly Task[]): readonly string[] =>
  [task, ...above].flatMap(({ id, budget }) => (budget === undefined ? [] : [`budget ${id}`]));

/** How many tasks may be at work in it; undefined is without limit. */
export function sizeOf(plan: Plan, sizes: ReadonlyMap<string, number>, pool: string): number | undefined {
  return Object.hasOwn(plan.settings.pools, pool) ? plan.settings.pools[pool] : sizes.get(pool);
}

/** Made once for all tasks that share it: there are few lanes and many tasks. */
export function lanes(plan: Plan, sizes: Map<string, number>): (task: Task, above: readonly Task[]) => Lane {
  const known = new Map<string, Lane>();
  return (task, above) => {
    const pool = poolOf(plan, task);
    const pools = pool === "" ? [] : [pool];
    for (const group of above) {
      if (group.work.type !== "for_each" || group.work.maxParallel === undefined) continue;
      pools.push(ofEach(group));
      sizes.set(ofEach(group), group.work.maxParallel);
    }
    const { work } = task;
    const agent = work.type === "agent" ? work.agent : "";
    const quota = work.type === "agent" ? pool || work.runner : "";
    const second = secondOf(plan, task, pool);
    const spare = task.fallback?.agent !== undefined && second !== null;
    const others = second === null ? "" : `${second.agent}\n${second.quota}\n${spare}`;
    const key = [agent, quota, others, ...pools, ...purses(task, above)].join("\n");
    const lane = known.get(key) ?? { key, pools, quota, agent, second, spare };
    known.set(key, lane);
    return lane;
  };
}
