/** How a run stands, as a table: for `status` and for the outline of a replay. */
import type { Millis } from "../base/brand.ts";
import { clockText, isoText, lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import { failures, wasUndone, type Outline, type Row, type Standing } from "../view/outline.ts";
import { foldedRows, type Folded } from "../view/fold-rows.ts";
import { aligned } from "./columns.ts";
import { costText } from "./money.ts";
import type { Style, Tone } from "./paint.ts";

const MAX_REASON = 90;
const HALF_A_DAY = 12 * 3_600_000;

/** The time of day, as far as it is clear which day is meant. */
const momentText = (at: Millis, now: Millis, zone: number): string =>
  at - now < HALF_A_DAY ? clockText(at, zone) : isoText(at);
/** A task that was stopped or never reached is over, but nothing of it is done. */
const DONE: ReadonlySet<Standing> = new Set(["success", "failure", "skipped"]);

const SIGNS: Readonly<Record<Standing, readonly [unicode: string, ascii: string, tone: Tone]>> = {
  pending: ["○", ".", "dim"],
  running: ["●", ">", "blue"],
  waiting: ["◌", "~", "yellow"],
  success: ["✔", "+", "green"],
  failure: ["✖", "x", "red"],
  skipped: ["↷", "-", "dim"],
  cancelled: ["⊘", "/", "yellow"],
  upstream_failed: ["◇", "!", "yellow"],
};

export function sign(status: Standing, style: Style): string {
  const [unicode, ascii, tone] = SIGNS[status];
  return style.paint(tone, style.unicode ? unicode : ascii);
}

function lengthOf(row: Row, now: Millis | null): string {
  if (row.startedAt === null || row.reused) return "";
  const end = row.finishedAt ?? (row.status === "running" || row.status === "waiting" ? now : null);
  return end === null ? "" : lengthText(end - row.startedAt);
}

function remark(row: Row, now: Millis | null): string {
  if (row.status === "waiting" && row.retryAt !== null && now !== null) {
    const why = row.failure === null ? "" : `: ${row.failure.message}`;
    return `again in ${lengthText(row.retryAt - now)}${why}`;
  }
  if (row.failure !== null && row.status === "failure") return `${row.failure.kind}: ${row.failure.message}`;
  if (row.reason !== null) return row.reason;
  if (row.status === "waiting" && row.type === "approval") return "waits for an answer";
  if (row.reused) return "kept from an earlier attempt";
  if (row.status === "pending" && row.waitsFor.length > 0) return `waits for ${row.waitsFor.join(", ")}`;
  return row.status === "running" ? row.note : "";
}

const attemptsText = (row: Row): string => (row.attempts > 1 ? `${row.attempts} attempts` : "");

function cellsOf(row: Row, style: Style, now: Millis | null): readonly string[] {
  const { paint } = style;
  return [
    `${"  ".repeat(row.depth)}${sign(row.status, style)} ${row.id}`,
    paint("dim", row.agent === null ? row.type : oneLine(row.agent, 40)),
    now === null && row.status === "running" ? "cut off" : row.status.replace("_", " "),
    lengthOf(row, now),
    row.usage.costUsd === 0 || row.attempts === 0 ? "" : costText(row.usage.costUsd),
    attemptsText(row),
    paint("dim", oneLine(remark(row, now), MAX_REASON)),
  ];
}

const WORDS: Readonly<Record<Standing, string>> = {
  pending: "pending",
  running: "running",
  waiting: "waiting",
  success: "succeeded",
  failure: "failed",
  skipped: "skipped",
  cancelled: "cancelled",
  upstream_failed: "not run",
};

function foldedText({ depth, count, statuses }: Folded, style: Style): string {
  const parts = [...statuses].map(([status, amount]) => `${amount} ${WORDS[status]}`);
  const dots = style.unicode ? "…" : "...";
  return `${"  ".repeat(depth)}${style.paint("dim", `${dots} ${count} more: ${parts.join(", ")}`)}`;
}

/** `now` is null for a run that nobody drives: its clocks stand still. */
export function statusTable(model: Outline, style: Style, now: Millis | null): string {
  const shown = foldedRows(
    model.rows.filter((row) => row.role === "task" || row.status !== "pending" || model.conclusion === null),
  );
  const texts = aligned(shown.flatMap((line) => ("row" in line ? [cellsOf(line.row, style, now)] : [])));
  let next = 0;
  return shown
    .map((line) => ` ${"row" in line ? (texts[next++] ?? "") : foldedText(line.folded, style)}\n`)
    .join("");
}

/** What holds tasks back although nothing is wrong with them: quotas, agents that are left alone. */
export function heldText(model: Outline, style: Style, zone: number, now: Millis): string {
  const lines = [
    ...model.closed.map(({ pool, until, waiting }) => {
      const when = until <= now ? "one tries for all" : `closed until ${momentText(until, now, zone)}`;
      return `pool ${oneLine(pool, 40)} ${when}, ${waiting} ${waiting === 1 ? "task waits" : "tasks wait"}`;
    }),
    ...model.alerts.map(({ agent, failures: count, until }) => {
      const when =
        until <= now ? "one attempt may be made" : `left alone until ${momentText(until, now, zone)}`;
      return `agent ${oneLine(agent, 40)} failed ${count} times in a row, ${when}`;
    }),
  ];
  return lines.map((line) => ` ${style.paint("yellow", style.unicode ? "◌" : "~")} ${line}\n`).join("");
}

export type RunHead = Readonly<{ run: string; driven: boolean; now: Millis }>;

export function conclusionText(model: Outline, driven: boolean): string {
  switch (model.conclusion) {
    case "success":
      return "succeeded";
    case "failure":
      return wasUndone(model) ? "was rolled back" : "failed";
    case "cancelled":
      return "was cancelled";
    case "paused":
      return "is paused";
    default:
      return driven ? "is running" : "was cut off before its end";
  }
}

export function runHead(model: Outline, head: RunHead, style: Style): string {
  const done = model.rows.filter((row) => row.role === "task" && DONE.has(row.status));
  const total = model.rows.filter((row) => row.role === "task").length;
  const until = model.finishedAt ?? (head.driven ? head.now : null);
  const facts = [
    `${done.length}/${total} tasks`,
    ...(until === null || model.startedAt === null ? [] : [lengthText(until - model.startedAt)]),
    ...(model.usage.costUsd === 0 ? [] : [costText(model.usage.costUsd)]),
    ...(failures(model).length === 0 ? [] : [`${failures(model).length} failed`]),
  ];
  const name = style.paint("bold", oneLine(model.name, 60));
  return `${name} ${conclusionText(model, head.driven)}  ${style.paint("dim", `${head.run}  ${facts.join(", ")}`)}\n`;
}
