/** What a rollback undoes, and in which order: the latest commit first, since later work may stand on earlier work. */
import { taskId, type TaskId } from "../base/brand.ts";
import type { RunState, TaskState } from "./state.ts";

/** All that is asked of a run. */
export type Committed = Readonly<{
  tasks: readonly Pick<TaskState, "task" | "index" | "settled" | "finishedAt" | "cached" | "ending">[];
  byId: Pick<RunState["byId"], "get">;
}>;

/** The task that undoes this one. */
export const undoOf = (id: TaskId): TaskId => taskId(`undo:${id}`);

/** It was undone after it was committed; what was done again since has to be undone again. */
export function isUndone(
  state: Committed,
  { task, finishedAt }: Pick<TaskState, "task" | "finishedAt">,
): boolean {
  const undo = state.tasks[state.byId.get(undoOf(task.id)) ?? -1];
  return undo?.ending?.status === "success" && (undo.finishedAt ?? 0) >= (finishedAt ?? 0);
}

/** What came from an earlier run was never done by this one. */
const isCommitted = (task: Pick<TaskState, "settled" | "cached">): boolean =>
  task.settled === "success" && task.cached === null;

/** Equal times go by place in the plan, last first. */
export function undoOrder(state: Committed): readonly TaskId[] {
  return state.tasks
    .filter((task) => task.task.compensate !== undefined && isCommitted(task) && !isUndone(state, task))
    .sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0) || b.index - a.index)
    .map(({ task }) => task.id);
}
