/** Undoing a run: what would be undone by whom, what the new segment says first, and what became of it. */
import type { Millis, TaskId } from "../core/base/brand.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { Plan, Task } from "../core/plan/plan.ts";
import type { RunState } from "../core/run/state.ts";
import { isUndone, undoOf, undoOrder } from "../core/run/undo.ts";
import { everyTask } from "./every-task.ts";

export type Undo = Readonly<{
  task: TaskId;
  /** What undoes it, in a few words. */
  by: string;
  committedAt: Millis | null;
  /** It reaches beyond what can be brought back from here. */
  external: boolean;
}>;

function wordsOf({ name, work }: Task): string {
  if (name !== undefined) return name;
  if (work.type === "agent") return `agent ${work.agent}`;
  if (work.type === "plugin") return work.plugin;
  if (work.type !== "command") return work.type;
  return typeof work.run === "string" ? work.run : work.run.join(" ");
}

/** In the order in which it would happen. */
export function undos(state: RunState): readonly Undo[] {
  return undoOrder(state).flatMap((id) => {
    const own = state.tasks[state.byId.get(id) ?? -1];
    const compensate = own?.task.compensate;
    if (own === undefined || compensate === undefined) return [];
    const external = [own.task, compensate].some(({ effectClass }) => effectClass === "external");
    return [{ task: id, by: wordsOf(compensate), committedAt: own.finishedAt, external }];
  });
}

export const rollbackBy = (by: string): RunEvent => ({
  type: "run.stopping",
  reason: { kind: "rollback", by },
  running: "end",
});

export type Undone = Readonly<{
  undone: readonly TaskId[];
  /** The one that could not be undone: it stopped the rest. */
  failed: Readonly<{ task: TaskId; message: string }> | null;
  left: readonly TaskId[];
}>;

export function undone(state: RunState, planned: readonly Undo[]): Undone {
  const ids = planned.map(({ task }) => task);
  const stateOf = (id: TaskId) => state.tasks[state.byId.get(id) ?? -1];
  const done = ids.filter((id) => {
    const own = stateOf(id);
    return own !== undefined && isUndone(state, own);
  });
  const failed = ids.flatMap((task) => {
    const undo = stateOf(undoOf(task));
    return undo?.settled === "failure" ? [{ task, message: undo.failure?.message ?? "" }] : [];
  });
  const [first = null] = failed;
  return { undone: done, failed: first, left: ids.filter((id) => id !== first?.task && !done.includes(id)) };
}

/** Only a run that may have to be undone pays for remembering how the files were. */
export const wantsSnapshot = (plan: Plan): boolean =>
  plan.settings.onFailure === "rollback" ||
  everyTask(plan).some(({ compensate }) => compensate !== undefined);
