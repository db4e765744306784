/** After which moment no further attempt of a task makes sense. */
import { millis, type Millis } from "../base/brand.ts";
import { isStoppable, type RunState, type TaskState } from "./state.ts";

/** The time for `finally`, for hooks and for undoing counts from the moment at which they have their turn. */
export const cleaningUntil = (state: RunState): Millis =>
  millis(state.phaseAt + state.plan.settings.finallyTimeout);

/** Of all attempts together, and of all that cleans up. */
export function lastMoment(state: RunState, own: TaskState): number {
  const { startedAt, task } = own;
  const total =
    startedAt === null || task.totalTimeout === undefined
      ? Number.POSITIVE_INFINITY
      : startedAt + task.totalTimeout;
  return isStoppable(own) ? total : Math.min(total, cleaningUntil(state));
}
