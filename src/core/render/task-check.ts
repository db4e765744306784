/** One task as a check of its own: written once, when it has ended, in the words that the platform has. */
import type { Millis, TaskId } from "../base/brand.ts";
import { cut } from "../base/cut.ts";
import { lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import { tasksOf, type Board } from "../view/board.ts";
import { FAILURES } from "../view/explain.ts";
import { isGroupRow, type Row } from "../view/outline.ts";
import type { Around } from "./board-page.ts";
import { iconOf, plural, resultOf, wordOf } from "./board-words.ts";
import { MAX_CHECK_TEXT, MAX_CHECK_TITLE, type CheckConclusion, type CheckText } from "./check-run.ts";
import { code, fenced, inline, tail } from "./markdown-text.ts";
import { costText } from "./money.ts";

/** More would crowd out what else a pull request shows, and each costs a request. */
export const MOST_TASK_CHECKS = 20;
const MAX_NAME = 80;
const MAX_NAMED = 30;
const TAIL = 40;
const LINE_WIDTH = 160;

/** Later ones come behind, so that whoever has a place keeps it. */
const byEnd = (a: Row, b: Row): number =>
  (a.finishedAt ?? Number.MAX_VALUE) - (b.finishedAt ?? Number.MAX_VALUE);

/** Those of the file first: their names are known before, so that a branch may require them. */
function inOrder({ model }: Board): readonly Row[] {
  const rows = tasksOf(model).filter((row) => !isGroupRow(row));
  const grown = rows.filter(({ origin }) => origin !== null).toSorted(byEnd);
  return [...rows.filter(({ origin }) => origin === null), ...grown];
}

/** Who gets one, sooner or later. */
export const checkedRows = (shown: Board): readonly Row[] => inOrder(shown).slice(0, MOST_TASK_CHECKS);

/** Who got one from a job that had decided up to then: no other has to be asked what it did. */
export const checkedUntil = (shown: Board, until: Millis): readonly TaskId[] =>
  checkedRows(shown).flatMap(({ id, finishedAt }) =>
    finishedAt !== null && finishedAt <= until ? [id] : [],
  );

/** Null while it has not ended. What did not run because of others has not passed. */
function conclusionOf(row: Row, isOver: boolean): CheckConclusion | null {
  switch (row.status) {
    case "success":
      return "success";
    case "failure":
      return wordOf(row) === "timed out" ? "timed_out" : "failure";
    case "skipped":
      return "skipped";
    case "cancelled":
    case "upstream_failed":
      return "cancelled";
    case "waiting":
      return isOver && row.type === "approval" ? "action_required" : null;
    default:
      return null;
  }
}

function factsOf(row: Row): string {
  const { startedAt, finishedAt, usage, agent, reused } = row;
  const parts = [
    ...(agent === null ? [] : [`agent ${code(agent, MAX_NAME)}`]),
    ...(startedAt === null || finishedAt === null || reused ? [] : [lengthText(finishedAt - startedAt)]),
    ...(usage.costUsd === 0 || reused ? [] : [costText(usage.costUsd)]),
    ...(row.attempts > 1 ? [plural(row.attempts, "attempt")] : []),
  ];
  return parts.join(" · ");
}

function wordsOf({ failure }: Row): string {
  if (failure === null) return "";
  const { sentence, hint } = FAILURES[failure.kind];
  const said = tail(failure.message, TAIL, LINE_WIDTH).lines;
  return [...(said.join("") === "" ? [] : [fenced(said)]), `${sentence}. ${hint}`].join("\n\n");
}

/** Null for a task that has nothing to say yet. */
export function taskCheckText(row: Row, { model }: Board, { url }: Around): CheckText | null {
  const conclusion = conclusionOf(row, model.conclusion !== null);
  if (conclusion === null) return null;
  const result = resultOf(row);
  const summary = [
    `${iconOf(row)} ${code(row.id, MAX_NAME)} ${wordOf(row)}${result === "" ? "" : `: ${inline(result, 300)}`}`,
    factsOf(row),
    ...(url === null ? [] : [`[The whole run](${url})`]),
  ];
  return {
    status: "completed",
    conclusion,
    title: oneLine(result === "" ? wordOf(row) : `${wordOf(row)}: ${result}`, MAX_CHECK_TITLE),
    summary: summary.filter((part) => part !== "").join("\n\n"),
    text: cut(wordsOf(row), MAX_CHECK_TEXT),
    annotations: [],
  };
}

/** For the check of the workflow: who has none of their own. */
export function uncheckedText(shown: Board): string {
  const rows = inOrder(shown).slice(MOST_TASK_CHECKS);
  if (rows.length === 0) return "";
  const named = rows.slice(0, MAX_NAMED).map((row) => code(row.id, MAX_NAME));
  const more = rows.length - named.length;
  return `Without a check of their own: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
