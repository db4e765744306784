/** How the run as a whole ended. Green means that the work was done: a required task that was skipped is a failure. */
import type { Conclusion } from "../journal/event.ts";
import { stopOf, type RunState, type TaskState } from "./state.ts";

const wasMissed = ({ task, settled }: TaskState): boolean =>
  task.role === "task" && task.required && settled !== "success" && settled !== null;

const finallyFailed = ({ task, settled }: TaskState): boolean =>
  task.role === "finally" && task.onFailure === "fail" && settled === "failure";

/** Others had the tasks to do, and may not have come back. */
const isPart = ({ share }: RunState): boolean => share?.part === "finally" || share?.part === "finish";

export function conclusionOf(state: RunState, missingOutputs: readonly string[]): Conclusion {
  const stop = stopOf(state);
  if (stop?.reason.kind === "cancel") return "cancelled";
  if (stop !== null || state.failed.size > 0 || missingOutputs.length > 0) return "failure";
  // Who cleans up after tasks that never came to their end does not take them for done.
  if (isPart(state) && state.unsettled.task + state.unsettled.on_start > 0) return "failure";
  return state.tasks.some((task) => wasMissed(task) || finallyFailed(task)) ? "failure" : "success";
}
