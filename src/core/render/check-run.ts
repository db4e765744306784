/** A run as a check: how it stands in the words that the platform has, with a title that names the cause. */
import { cut } from "../base/cut.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Board } from "../view/board.ts";
import { tasksOf } from "../view/board.ts";
import { failures, isGroupRow, missed, type Row } from "../view/outline.ts";
import { FAILURES } from "../view/explain.ts";
import {
  actionLines,
  factsLine,
  failureBlocks,
  table,
  mayFit,
  titleLine,
  type Around,
  type Rows,
} from "./board-page.ts";
import { causeOf, resultOf, verdict } from "./board-words.ts";

/** The platform takes 65,535 of each. */
export const MAX_CHECK_TEXT = 60_000;
export const MAX_CHECK_TITLE = 200;
/** In one request and in all: a reader looks at no more. */
export const MOST_ANNOTATIONS = 50;
const MAX_ANNOTATION = 4000;

export type Annotation = Readonly<{
  path: string;
  line: number;
  level: "failure" | "warning" | "notice";
  title: string;
  message: string;
}>;

export type CheckConclusion =
  | "success"
  | "failure"
  | "timed_out"
  | "cancelled"
  | "skipped"
  | "action_required";

export type CheckText = Readonly<{
  status: "queued" | "in_progress" | "completed";
  conclusion: CheckConclusion | null;
  title: string;
  summary: string;
  text: string;
  annotations: readonly Annotation[];
}>;

/** Whoever has not decided has not agreed: a run that waits must not let anything through. */
export function checkConclusion({ model }: Board): CheckConclusion | null {
  switch (model.conclusion) {
    case "success": {
      const tasks = tasksOf(model);
      return tasks.length > 0 && tasks.every(({ status }) => status === "skipped") ? "skipped" : "success";
    }
    case "failure":
      return model.stop?.kind === "timeout" || model.stop?.kind === "budget" ? "timed_out" : "failure";
    case "cancelled":
      return "cancelled";
    case "paused":
      return "action_required";
    default:
      return null;
  }
}

function titleOf(shown: Board): string {
  const { word, words, task, cause, facts } = verdict(shown);
  const isPlain = task === null;
  const start = isPlain ? words : word === "waiting" ? `Waiting for approval: ${task}` : `${task} ${word}`;
  const because = cause === "" ? "" : `: ${cause}`;
  return cut(oneLine(`${start}${because} (${facts})`, MAX_CHECK_TITLE), MAX_CHECK_TITLE);
}

/** Where a task stands in its file. */
export type Placement = Readonly<{ path: string; lineOf: (task: string) => number }>;

function annotation(row: Row, { path, lineOf }: Placement): Annotation {
  const { failure } = row;
  const hint = failure === null ? "" : `\n${FAILURES[failure.kind].sentence}. ${FAILURES[failure.kind].hint}`;
  const words = failure === null ? resultOf(row) : causeOf(failure);
  return {
    path,
    line: lineOf(row.origin ?? row.id),
    level: failure === null ? "warning" : "failure",
    title: oneLine(row.agent === null ? row.id : `${row.id} / ${row.agent}`, MAX_CHECK_TITLE),
    message: cut(`${oneLine(words, MAX_ANNOTATION)}${hint}`, MAX_ANNOTATION),
  };
}

/** Failures first; what is beyond the limit is counted in the summary. */
export function annotationsOf({ model }: Board, placement: Placement | null): readonly Annotation[] {
  if (placement === null || model.conclusion === null) return [];
  const rows = [...failures(model).filter((row) => !isGroupRow(row)), ...missed(model)];
  return rows.slice(0, MOST_ANNOTATIONS).map((row) => annotation(row, placement));
}

const uncounted = ({ model }: Board): string => {
  const more =
    failures(model).filter((row) => !isGroupRow(row)).length + missed(model).length - MOST_ANNOTATIONS;
  return more > 0 ? `${more} more failures are not marked in the files.` : "";
};

/** The longest that fits; a page that has to be cut says so. */
function fitting<T>(sizes: readonly T[], written: (size: T) => string): string {
  let text = "";
  for (const size of sizes) {
    text = written(size);
    if (text.length <= MAX_CHECK_TEXT) return text;
  }
  return cut(text, MAX_CHECK_TEXT);
}

const SIZES: readonly Rows[] = ["all", "unsuccessful", 100, 0];
const TAILS = [20, 8, 2];

/** `note` is what else has to be said, in words of ours. */
export function checkText(shown: Board, around: Around, placement: Placement | null, note = ""): CheckText {
  const conclusion = checkConclusion(shown);
  const parts = (rows: Rows): string =>
    [
      titleLine(shown),
      factsLine(shown, around),
      actionLines(shown, around).join("\n"),
      uncounted(shown),
      note,
      table(shown, rows),
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  return {
    status: conclusion === null ? "in_progress" : "completed",
    conclusion,
    title: titleOf(shown),
    summary: fitting(
      SIZES.filter((rows) => mayFit(shown, rows, MAX_CHECK_TEXT)),
      parts,
    ),
    text: conclusion === null ? "" : fitting(TAILS, (lines) => failureBlocks(shown, lines).join("\n\n")),
    annotations: annotationsOf(shown, placement),
  };
}
