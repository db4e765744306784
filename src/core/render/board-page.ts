/** The parts of a board in Markdown: comment, check and summary are put together from the same ones. */
import { clockText, lengthText } from "../base/instant.ts";
import type { Pending } from "../view/waiting.ts";
import { answerOrders } from "../route/comment.ts";
import { SHORT_DIGEST } from "../view/question.ts";
import { answerCommands } from "../view/waiting.ts";
import { finishedOf, tasksOf, type Board } from "../view/board.ts";
import { FAILURES } from "../view/explain.ts";
import { failures, isGroupRow, type Row } from "../view/outline.ts";
import { ICONS, iconOf, moneyOf, plural, resultOf, verdict } from "./board-words.ts";
import { code, fenced, html, inline, tail } from "./markdown-text.ts";
import { costText } from "./money.ts";

/** What the platform knows about this run and the journal does not. */
export type Around = Readonly<{
  /** Where the run can be watched; null outside of the platform. */
  url: string | null;
  commit: string;
  attempt: number;
  /** The id that `resume` takes. */
  run: string;
}>;

const MAX_NAME = 80;
const MAX_RESULT = 160;
const SHORT_COMMIT = 7;
const LINE_WIDTH = 160;
const MAX_BLOCKS = 16;

const stamp = (at: number): string => `${clockText(at, 0).slice(0, 5)} UTC`;

export function titleLine(shown: Board): string {
  const { word, words, task, cause, facts } = verdict(shown);
  const named = task === null ? "" : ` ${code(task, MAX_NAME)}`;
  const because = cause === "" ? "" : `: ${inline(cause, MAX_RESULT)}`;
  const isOpen = word === "running";
  const done = isOpen
    ? `: ${finishedOf(shown.model).length} of ${plural(tasksOf(shown.model).length, "task")} finished`
    : "";
  const tail = word === "succeeded" ? `: ${facts}` : "";
  return `${ICONS[word]} ${inline(shown.model.name, MAX_NAME)} ${words}${named}${because}${done}${tail}`;
}

export function factsLine({ model }: Board, { url, commit }: Around): string {
  const now = tasksOf(model).filter((row) => row.status === "running" && !isGroupRow(row));
  const named = now
    .slice(0, 3)
    .map(
      (row) => `${code(row.id, MAX_NAME)}${row.startedAt === null ? "" : ` since ${stamp(row.startedAt)}`}`,
    );
  const more = now.length > named.length ? [`${now.length - named.length} more`] : [];
  const money = moneyOf(model);
  const limit = model.budget?.cost?.limit;
  return [
    ...(now.length === 0 ? [] : [`**Now:** ${[...named, ...more].join(", ")}`]),
    ...(money === ""
      ? []
      : [`**Cost so far:** ${money}${limit === undefined ? "" : ` of ${costText(limit)}`}`]),
    ...(commit === "" ? [] : [`**Commit:** ${commit.slice(0, SHORT_COMMIT)}`]),
    ...(url === null ? [] : [`[Live log](${url})`]),
  ].join(" · ");
}

const lengthOf = ({ startedAt, finishedAt, status, reused }: Row): string => {
  if (startedAt === null || reused) return "";
  if (finishedAt !== null) return lengthText(finishedAt - startedAt);
  return status === "running" || status === "waiting" ? `since ${stamp(startedAt)}` : "";
};

const costOf = ({ usage, reused }: Row): string =>
  usage.costUsd === 0 || reused ? "" : costText(usage.costUsd);

function rowLine(row: Row): string {
  const who = row.agent ?? (row.type === "approval" ? "people" : "");
  const cells = [
    iconOf(row),
    code(row.id, MAX_NAME),
    inline(who, MAX_NAME),
    lengthOf(row),
    costOf(row),
    inline(resultOf(row), MAX_RESULT),
  ];
  return `| ${cells.join(" | ")} |`;
}

const WEIGHT: Readonly<Partial<Record<Row["status"], number>>> = { failure: 0, waiting: 1, running: 2 };

/** Failures first where it has ended or not all fit; else in the order of the file. */
const sorted = (rows: readonly Row[], byWeight: boolean): readonly Row[] =>
  byWeight ? rows.toSorted((a, b) => (WEIGHT[a.status] ?? 3) - (WEIGHT[b.status] ?? 3)) : rows;

export type Rows = "all" | "unsuccessful" | number;

/** What finishes and hooks did not come to is no news. */
const rowsOf = ({ model }: Board): readonly Row[] =>
  model.rows.filter(({ role, status }) => role === "task" || status !== "pending");

const SHORTEST_ROW = 30;

/** Whether it is worth while to write it at all: thousands of rows take their time. */
export function mayFit(shown: Board, wanted: Rows, limit: number): boolean {
  if (typeof wanted === "number") return true;
  const rows = rowsOf(shown);
  const count = wanted === "all" ? rows.length : rows.filter(({ status }) => status !== "success").length;
  return count * SHORTEST_ROW <= limit;
}

/** Says how many were left out. */
export function table(shown: Board, wanted: Rows): string {
  const all = rowsOf(shown);
  const ended = shown.model.conclusion !== null;
  const kept = wanted === "all" ? all : all.filter(({ status }) => status !== "success");
  const rows = sorted(kept, ended || wanted !== "all").slice(
    0,
    typeof wanted === "number" ? wanted : kept.length,
  );
  const [hidden, good] = [kept.length - rows.length, all.length - kept.length];
  const left = [
    ...(good === 0 ? [] : [`${plural(good, "task")} succeeded`]),
    ...(hidden === 0 ? [] : [`${hidden} more not shown`]),
  ];
  const lines =
    rows.length === 0
      ? []
      : ["| | Task | Agent | Time | Cost | Result |", "|:-:|---|---|--:|--:|---|", ...rows.map(rowLine)];
  return [...lines, ...(left.length === 0 ? [] : ["", `${left.join(", ")}.`])].join("\n");
}

/** What each failed task said last; `lines` of each. */
export function failureBlocks({ model }: Board, lines: number): readonly string[] {
  const rows = failures(model).filter((row) => !isGroupRow(row));
  const blocks = rows.slice(0, lines === 0 ? 0 : MAX_BLOCKS).map((row, index) => {
    const { failure } = row;
    if (failure === null) return "";
    const { lines: said, more } = tail(failure.message, lines, LINE_WIDTH);
    const tries = row.attempts > 1 ? ` (attempt ${row.attempts})` : "";
    const cut = more > 0 ? `last ${plural(said.length, "line")} of ${said.length + more}` : "what it said";
    const { sentence, hint } = FAILURES[failure.kind];
    return [
      `<details${index === 0 ? " open" : ""}>`,
      `<summary>${iconOf(row)} <code>${html(row.id, MAX_NAME)}</code>: ${cut}${tries}</summary>`,
      "",
      ...(said.join("") === "" ? [] : [fenced(said), ""]),
      `${sentence}. ${hint}`,
      "",
      "</details>",
    ].join("\n");
  });
  const hidden = rows.length - blocks.length;
  return hidden > 0 && lines > 0 ? [...blocks, `${plural(hidden, "failed task")} more not shown.`] : blocks;
}

const didNotRun = ({ model }: Board): readonly Row[] =>
  tasksOf(model).filter(({ status }) => status === "upstream_failed" || status === "cancelled");

const questionLines = (gate: Pending, run: string): readonly string[] => {
  const { approve, reject } = answerCommands(run, gate);
  const orders = answerOrders(gate.id, gate.shown.slice(0, SHORT_DIGEST));
  const who = gate.question?.approvers ?? [];
  return [
    "> [!IMPORTANT]",
    `> ${who.length === 0 ? "" : `**${who.map((name) => inline(name, MAX_NAME)).join(", ")}**: `}${inline(gate.question?.prompt ?? "the question has been lost", 400)}`,
    "",
    "Where the run's state lies, answer and go on:",
    "",
    fenced([approve, reject, `agent-orchestrator resume ${run}`]),
    ...(orders.length === 0
      ? []
      : ["", "Or, where orders are taken from comments, as the first line of one:", "", fenced(orders)]),
  ];
};

/** What a reader has to do, or what did not happen; empty while all goes well. */
export function actionLines(shown: Board, { run, url }: Around): readonly string[] {
  const { model, gates } = shown;
  const [gate] = gates;
  if (gate !== undefined) return questionLines(gate, run);
  if (model.conclusion === null || model.conclusion === "success") return [];
  const idle = didNotRun(shown);
  const named = idle
    .slice(0, 5)
    .map((row) => code(row.id, MAX_NAME))
    .join(", ");
  const more = idle.length > 5 ? ` and ${idle.length - 5} more` : "";
  return [
    ...(idle.length === 0
      ? []
      : ["> [!CAUTION]", `> ${plural(idle.length, "task")} did not run: ${named}${more}.`, ""]),
    `**Do next:** ${url === null ? "go on from here" : `re-run the job in [this run](${url}), or go on from here`} where the run's state lies; what succeeded is kept`,
    "",
    fenced([`agent-orchestrator resume ${run}`]),
  ];
}

export function footLine({ model }: Board, { commit, attempt }: Around): string {
  const { startedAt, finishedAt } = model;
  const parts = [
    ...(finishedAt === null || startedAt === null
      ? []
      : [`Took ${lengthText(finishedAt - startedAt)}`, `finished ${clockText(finishedAt, 0)} UTC`]),
    ...(commit === "" ? [] : [`commit ${commit.slice(0, SHORT_COMMIT)}`]),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(finishedAt === null ? ["this comment is edited in place"] : []),
  ];
  return `<sub>${parts.join(" · ")}</sub>`;
}
