/** Groups and questions stay open while a run is left and taken up again: an end belongs to its opening, whichever epoch that was in. */
import type { TaskEntry } from "../journal/event.ts";
import { isGroup, type TaskState } from "./state.ts";

/** The rule of a group that waits for any of its steps: none of them did anything. */
export const ANY = "any";

const spans = ({ task }: TaskState): boolean => isGroup(task) || task.work.type === "approval";

/** What says that an opening has come to its end, and not that there was none. */
function closes(entry: TaskEntry): boolean {
  switch (entry.type) {
    case "task.succeeded":
    case "task.cancelled":
      return true;
    case "task.failed":
      return entry.n > 0;
    case "task.skipped":
      return entry.because.kind === "empty" || (entry.because.kind === "rule" && entry.because.rule === ANY);
    default:
      return false;
  }
}

/** Whether the entry goes on with what an earlier epoch began; a group that has ended is open again if its steps are. */
export const goesOn = (task: TaskState, entry: TaskEntry): boolean =>
  (task.phase === "open" || task.branch !== null) && spans(task) && closes(entry);

/** The end was heard before the opening that it belongs to. */
export function openedBefore(task: TaskState, epoch: number, entry: TaskEntry): void {
  if (entry.type !== "task.started" || !task.closed || epoch <= task.opening) return;
  task.opening = epoch;
  task.branch = entry.branch ?? null;
  task.attempts = entry.n;
  task.startedAt = entry.at;
}

export const noteClosing = (task: TaskState, entry: TaskEntry): void => {
  task.closed = spans(task) && closes(entry);
};
