/** The end of a run in a few lines: what failed with its real words, what to do about it, and the next command to type. */
import { lengthText } from "../base/instant.ts";
import { oneLine, sanitised } from "../guard/sanitise.ts";
import { failures, missed, type Outline, type Row } from "../view/outline.ts";
import { FAILURES } from "../view/explain.ts";
import { stopText } from "../view/reason.ts";
import { costText } from "./money.ts";
import type { Style, Tone } from "./paint.ts";
import { sign } from "./status-table.ts";

const MAX_FAILURES = 10;
const MAX_LINES = 12;
const PROGRAM = "agent-orchestrator";

const plural = (amount: number, one: string, many: string): string =>
  `${amount} ${amount === 1 ? one : many}`;

function verdict(model: Outline): readonly [word: string, tone: Tone] {
  switch (model.conclusion) {
    case "success":
      return ["succeeded", "green"];
    case "cancelled":
      return ["was cancelled", "yellow"];
    case "paused":
      return ["is paused", "yellow"];
    default:
      return ["failed", "red"];
  }
}

function counts(model: Outline): string {
  const tasks = model.rows.filter((row) => row.role === "task");
  const of = (status: Row["status"]): number => tasks.filter((row) => row.status === status).length;
  const reused = tasks.filter((row) => row.reused).length;
  const notRun = of("upstream_failed") + of("cancelled");
  return [
    `${of("success")} of ${plural(tasks.length, "task", "tasks")} succeeded`,
    ...(reused === 0 ? [] : [`${reused} of them kept`]),
    ...(of("failure") === 0 ? [] : [`${of("failure")} failed`]),
    ...(of("skipped") === 0 ? [] : [`${of("skipped")} skipped`]),
    ...(notRun === 0 ? [] : [`${notRun} not run`]),
  ].join(", ");
}

function failureLines(row: Row, run: string, style: Style): readonly string[] {
  const { failure } = row;
  if (failure === null) return [];
  const { paint } = style;
  const words = sanitised(failure.message).trim().split("\n");
  const shown = words.slice(-MAX_LINES);
  const tries = row.attempts > 1 ? ` after ${row.attempts} attempts` : "";
  const who = row.agent === null ? "" : `  ${paint("dim", oneLine(row.agent, 40))}`;
  const { sentence, hint } = FAILURES[failure.kind];
  return [
    "",
    `  ${sign("failure", style)} ${paint("bold", row.id)}${who}  ${failure.kind}${tries}: ${sentence}`,
    ...(words.length > shown.length ? ["    | …"] : []),
    ...(shown.join("") === "" ? [] : shown.map((line) => `    ${paint("red", "|")} ${line}`)),
    `    ${paint("dim", "hint:")} ${hint}`,
    `    ${paint("dim", "logs:")} ${PROGRAM} logs ${run} ${row.id}`,
  ];
}

function nextLines(model: Outline, run: string, style: Style): readonly string[] {
  const next = style.paint("dim", "next:");
  if (model.conclusion === "success") return [];
  if (model.conclusion === "paused")
    return ["", `  ${next} ${PROGRAM} resume ${run}  when what it waits for has come`];
  return ["", `  ${next} ${PROGRAM} resume ${run}  goes on; what succeeded is kept`];
}

/** For the end of `run` and `resume`. */
export function runSummary(model: Outline, run: string, style: Style): string {
  const [word, tone] = verdict(model);
  const status =
    model.conclusion === "success" ? "success" : model.conclusion === "cancelled" ? "cancelled" : "failure";
  const failed = failures(model);
  const length =
    model.startedAt === null || model.finishedAt === null
      ? []
      : [lengthText(model.finishedAt - model.startedAt)];
  const cost = model.usage.costUsd === 0 ? [] : [costText(model.usage.costUsd)];
  const facts = [counts(model), ...length, ...cost].join(", ");
  const more = failed.length - MAX_FAILURES;
  return [
    "",
    `${sign(status, style)} ${style.paint("bold", oneLine(model.name, 60))} ${style.paint(tone, word)}: ${facts}  ${style.paint("dim", run)}`,
    ...(model.stop === null ? [] : [`  stopped because ${oneLine(stopText(model.stop), 120)}`]),
    ...model.missing.map((name) => `  required but not given: ${oneLine(name, 120)}`),
    ...missed(model).map(
      (row) => `  required but skipped: ${row.id}, because ${oneLine(row.reason ?? "of its failure", 120)}`,
    ),
    ...failed.slice(0, MAX_FAILURES).flatMap((row) => failureLines(row, run, style)),
    ...(more > 0 ? ["", `  and ${more} more: ${PROGRAM} status ${run}`] : []),
    ...nextLines(model, run, style),
    "",
  ].join("\n");
}
