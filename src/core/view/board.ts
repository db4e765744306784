/** How a run stands, for places that show all of it at once: the outline, the lines between tasks, and what people are asked. */
import type { TaskId } from "../base/brand.ts";
import type { RunState } from "../run/state.ts";
import { isGroupRow, outline, type Outline, type Row } from "./outline.ts";
import { pendingGates, type Pending, type ReadText } from "./waiting.ts";

export type Line = Readonly<{ from: TaskId; to: TaskId; kind: "needs" | "holds" }>;

export type Board = Readonly<{
  model: Outline;
  lines: readonly Line[];
  gates: readonly Pending[];
}>;

/** What it waits for; a step that waits for nothing hangs on the group around it. */
function linesTo(state: RunState, row: Row): readonly Line[] {
  const task = state.tasks[state.byId.get(row.id) ?? -1];
  if (task === undefined) return [];
  const idOf = (index: number): TaskId | undefined => state.tasks[index]?.task.id;
  const needs = task.needs.flatMap((index) => idOf(index) ?? []);
  const parent = needs.length === 0 && task.parent >= 0 ? idOf(task.parent) : undefined;
  return [
    ...needs.map((from): Line => ({ from, to: row.id, kind: "needs" })),
    ...(parent === undefined ? [] : [{ from: parent, to: row.id, kind: "holds" } as const]),
  ];
}

/** `read` gives what was shown to people, by its digest. */
export function board(state: RunState, read: ReadText): Board {
  const model = outline(state);
  const asks = model.conclusion === null || model.conclusion === "paused";
  return {
    model,
    lines: model.rows.flatMap((row) => linesTo(state, row)),
    gates: asks ? pendingGates(state, read) : [],
  };
}

const OVER: ReadonlySet<Row["status"]> = new Set(["success", "failure", "skipped"]);

/** Tasks of the file and those that grew from it, without what only cleans up. */
export const tasksOf = ({ rows }: Outline): readonly Row[] => rows.filter(({ role }) => role === "task");

export const finishedOf = (model: Outline): readonly Row[] =>
  tasksOf(model).filter(({ status }) => OVER.has(status));

/** Where to look first: a group fails only because of what is inside it. */
export function firstFailure({ rows }: Outline): Row | undefined {
  const failed = rows.filter(({ status, failure }) => status === "failure" && failure !== null);
  return failed.find((row) => !isGroupRow(row)) ?? failed[0];
}

const OPEN: ReadonlySet<Row["status"]> = new Set(["pending", "running", "waiting"]);

/** Of a run whose process was ended in the middle: what was open then has ended, and will be taken up by a resume. */
export function cutOff(shown: Board): Board {
  const { model } = shown;
  if (model.conclusion !== null) return shown;
  const rows = model.rows.map((row) =>
    OPEN.has(row.status)
      ? { ...row, status: "cancelled" as const, reason: "the job ended", waitsFor: [] }
      : row,
  );
  return { ...shown, gates: [], model: { ...model, conclusion: "cancelled", rows } };
}
