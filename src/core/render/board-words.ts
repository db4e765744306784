/** The words in which a run is told on a board: signs, the first line, and what became of each task. */
import { lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Failure } from "../journal/failure.ts";
import { finishedOf, firstFailure, tasksOf, type Board } from "../view/board.ts";
import { missed, wasUndone, type Outline, type Row } from "../view/outline.ts";
import { stopText } from "../view/reason.ts";
import { pauseText } from "../view/waiting.ts";
import { costText } from "./money.ts";

/** Fixed, and never alone: a word always stands beside. */
export const ICONS = {
  succeeded: "✅",
  failed: "❌",
  running: "🔵",
  pending: "⚪",
  waiting: "✋",
  skipped: "⏭️",
  cancelled: "🚫",
  cached: "♻️",
  "timed out": "⏱️",
} as const;
type Word = keyof typeof ICONS;

const WORDS: Readonly<Record<Row["status"], Word>> = {
  pending: "pending",
  running: "running",
  waiting: "waiting",
  success: "succeeded",
  failure: "failed",
  skipped: "skipped",
  cancelled: "cancelled",
  upstream_failed: "skipped",
};

const isLate = ({ failure }: Row): boolean => failure?.kind === "timeout" || failure?.kind === "idle";

export function wordOf(row: Row): Word {
  if (row.reused) return "cached";
  if (row.status === "waiting" && row.type !== "approval") return "pending";
  return row.status === "failure" && isLate(row) ? "timed out" : WORDS[row.status];
}

export const iconOf = (row: Row): string => ICONS[wordOf(row)];

const MAX_CAUSE = 120;
const MAX_NAMED = 3;

/** The real words of a failure as far as one line holds them, else what class it is of. */
export function causeOf(failure: Failure): string {
  const last =
    failure.message
      .trim()
      .split("\n")
      .findLast((line) => line.trim() !== "") ?? "";
  const code = failure.kind === "agent-exit" && failure.code !== null ? ` (exit ${failure.code})` : "";
  return last === "" ? `${failure.kind}${code}` : `${oneLine(last, MAX_CAUSE)}${code}`;
}

/** What became of it, for the last column; plain words of ours and of others. */
export function resultOf(row: Row): string {
  const tries =
    row.attempts > 1 ? `attempt ${row.attempts}${row.status === "failure" ? `/${row.maxAttempts}` : ""}` : "";
  const said = (words: string): string => [words, tries].filter((part) => part !== "").join(" · ");
  switch (row.status) {
    case "success":
      return row.reused ? `cached${row.reason === null ? "" : `: ${row.reason}`}` : tries;
    case "failure":
      return said(row.failure === null ? (row.reason ?? "failed") : causeOf(row.failure));
    case "running":
      return said("running");
    case "waiting":
      return said(row.type === "approval" ? "waiting for an answer" : "waiting");
    case "pending": {
      const more = row.waitsFor.length - MAX_NAMED;
      const named = row.waitsFor.slice(0, MAX_NAMED).join(", ");
      return named === "" ? "pending" : `after ${named}${more > 0 ? ` and ${more} more` : ""}`;
    }
    default:
      return `${WORDS[row.status]}${row.reason === null ? "" : `: ${row.reason}`}`;
  }
}

export const plural = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

const tookOf = ({ startedAt, finishedAt }: Outline): string =>
  startedAt === null || finishedAt === null ? "" : lengthText(finishedAt - startedAt);

/** Where nobody spent anything, money is not talked about. */
export const moneyOf = ({ usage }: Outline): string => (usage.costUsd === 0 ? "" : costText(usage.costUsd));

export type Verdict = Readonly<{
  word: Word;
  /** After the name of the workflow: `is running`, `failed at …`. */
  words: string;
  /** The task to look at first. */
  task: string | null;
  /** Foreign words: what somebody or something said. */
  cause: string;
  /** Counts, time and money. */
  facts: string;
}>;

function factsOf(model: Outline): string {
  const tasks = tasksOf(model).length;
  return [`${finishedOf(model).length}/${plural(tasks, "task")}`, tookOf(model), moneyOf(model)]
    .filter((part) => part !== "")
    .join(", ");
}

function failureVerdict(model: Outline): Omit<Verdict, "facts"> {
  const row = firstFailure(model);
  const kind = model.stop?.kind;
  if (kind === "timeout" || kind === "budget")
    return {
      word: "timed out",
      words: kind === "budget" ? "ran out of budget" : "ran out of time",
      task: null,
      cause: model.stop === null ? "" : stopText(model.stop),
    };
  if (wasUndone(model)) return { word: "cancelled", words: "was rolled back", task: null, cause: "" };
  if (row !== undefined) {
    const tries = row.attempts > 1 ? ` after ${row.attempts} attempts` : "";
    const cause = row.failure === null ? "" : `${causeOf(row.failure)}${tries}`;
    return { word: isLate(row) ? "timed out" : "failed", words: "failed at", task: row.id, cause };
  }
  const [absent] = model.missing;
  if (absent !== undefined)
    return { word: "failed", words: "failed", task: null, cause: `it gave no ${absent}` };
  const [skipped] = missed(model);
  const cause = skipped === undefined ? "" : `required but skipped: ${skipped.id}`;
  return { word: "failed", words: "failed", task: null, cause };
}

function pausedVerdict({ model, gates }: Board): Omit<Verdict, "facts"> {
  const [gate] = gates;
  if (gate !== undefined) return { word: "waiting", words: "needs a decision:", task: gate.id, cause: "" };
  const cause = model.paused === null ? "" : pauseText(model.paused);
  return { word: "waiting", words: "is paused", task: null, cause };
}

function verdictOf(shown: Board): Omit<Verdict, "facts"> {
  const { model, gates } = shown;
  switch (model.conclusion) {
    case "success":
      return { word: "succeeded", words: "succeeded", task: null, cause: "" };
    case "cancelled":
      return { word: "cancelled", words: "was cancelled", task: null, cause: "" };
    case "paused":
      return pausedVerdict(shown);
    case "failure":
      return failureVerdict(model);
    default: {
      const asked = gates[0];
      if (asked !== undefined)
        return { word: "waiting", words: "needs a decision:", task: asked.id, cause: "" };
      return { word: "running", words: "is running", task: null, cause: "" };
    }
  }
}

export const verdict = (shown: Board): Verdict => ({ ...verdictOf(shown), facts: factsOf(shown.model) });
