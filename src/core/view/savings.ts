/** What did not have to be done again, in tasks and in money: kept from earlier starts of the run, or from other runs. */
import type { RunState, TaskState } from "../run/state.ts";
import { isGroup } from "../run/state.ts";

export type Savings = Readonly<{
  tasks: number;
  costUsd: number;
  /** Of some of them nobody knows what they had cost. */
  unsure: boolean;
}>;

type Standing = Pick<TaskState, "task" | "settled" | "epoch" | "ending" | "cached" | "usage">;

/** Groups do no work of their own. */
const isReused = ({ task, settled, epoch, ending, cached }: Standing, now: number): boolean =>
  settled === "success" &&
  task.role === "task" &&
  !isGroup(task) &&
  (epoch < now || cached !== null || ending?.reused === true);

export function savings(state: Readonly<{ tasks: readonly Standing[] }> & Pick<RunState, "epoch">): Savings {
  let [tasks, costUsd, unsure] = [0, 0, false];
  for (const own of state.tasks) {
    if (!isReused(own, state.epoch)) continue;
    const cost = own.cached === null ? own.usage.costUsd : own.cached.costUsd;
    tasks += 1;
    costUsd += cost ?? 0;
    unsure ||= cost === null;
  }
  return { tasks, costUsd, unsure };
}
