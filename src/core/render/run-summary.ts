/** The end of a run in a few lines: what failed with its real words, what to do about it, and the next command to type. */
import { lengthText } from "../base/instant.ts";
import { isolationText } from "../base/isolation.ts";
import type { Conclusion } from "../journal/event.ts";
import type { Failure } from "../journal/failure.ts";
import { oneLine, sanitised } from "../guard/sanitise.ts";
import {
  failures,
  isGroupRow,
  kept,
  missed,
  wasUndone,
  type Outline,
  type Row,
  type Standing,
} from "../view/outline.ts";
import { FAILURES, OF_GROUPS, type Explanation } from "../view/explain.ts";
import { alertText } from "../view/alerts.ts";
import { stopText } from "../view/reason.ts";
import { pauseText } from "../view/waiting.ts";
import { budgetLines, higherLimits, passedLines } from "./budget.ts";
import { costText, countText, savingsText } from "./money.ts";
import type { Style, Tone } from "./paint.ts";
import { sign } from "./status-table.ts";

const MAX_FAILURES = 10;
const MAX_LINES = 12;
/** Required tasks that were skipped are named up to this number. */
export const MAX_MISSED = 10;
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
      return wasUndone(model) ? ["was rolled back", "yellow"] : ["failed", "red"];
  }
}

const undone = ({ rows }: Outline): number =>
  rows.filter(({ role, status }) => role === "compensate" && status === "success").length;

function counts(model: Outline): string {
  const tasks = model.rows.filter((row) => row.role === "task");
  const of = (status: Row["status"]): number => tasks.filter((row) => row.status === status).length;
  const notRun = of("upstream_failed") + of("cancelled");
  return [
    `${of("success")} of ${plural(tasks.length, "task", "tasks")} succeeded`,
    ...(of("failure") === 0 ? [] : [`${of("failure")} failed`]),
    ...(of("skipped") === 0 ? [] : [`${of("skipped")} skipped`]),
    ...(of("waiting") === 0 ? [] : [`${of("waiting")} waiting`]),
    ...(notRun === 0 ? [] : [`${notRun} not run`]),
    ...(undone(model) === 0 ? [] : [`${undone(model)} undone`]),
  ].join(", ");
}

/** A question fails because of people; what the class of the failure means otherwise would mislead. */
function refusalOf({ kind }: Failure): Explanation {
  if (kind !== "policy" && kind !== "timeout") return FAILURES[kind];
  return {
    sentence: kind === "policy" ? "Somebody said no" : "Nobody answered in time, which counts as no",
    hint: "Mend what the question is about; resuming the run puts it again.",
  };
}

function explanationOf(row: Row, failure: Failure): Explanation {
  if (row.type === "approval") return refusalOf(failure);
  const own = isGroupRow(row) ? OF_GROUPS[failure.kind] : undefined;
  return own ?? FAILURES[failure.kind];
}

function failureLines(row: Row, run: string, style: Style): readonly string[] {
  const { failure } = row;
  if (failure === null) return [];
  const { paint } = style;
  const words = sanitised(failure.message).trim().split("\n");
  const shown = words.slice(-MAX_LINES);
  const tries = row.attempts > 1 ? ` after ${row.attempts} attempts` : "";
  const who = row.agent === null ? "" : `  ${paint("dim", oneLine(row.agent, 40))}`;
  const { sentence, hint } = explanationOf(row, failure);
  return [
    "",
    `  ${sign("failure", style)} ${paint("bold", row.id)}${who}  ${failure.kind}${tries}: ${sentence}`,
    ...(words.length > shown.length ? ["    | …"] : []),
    ...(shown.join("") === "" ? [] : shown.map((line) => `    ${paint("red", "|")} ${line}`)),
    `    ${paint("dim", "hint:")} ${hint}`,
    `    ${paint("dim", "logs:")} ${PROGRAM} logs ${run} ${row.id}`,
  ];
}

const awaited = (paused: Outline["paused"]): string =>
  paused?.kind === "gates" ? "that is answered" : "what it waits for has come";

function nextLines(model: Outline, run: string, style: Style): readonly string[] {
  const next = style.paint("dim", "next:");
  if (model.conclusion === "success") return [];
  if (model.conclusion === "paused")
    return ["", `  ${next} ${PROGRAM} resume ${run}  when ${awaited(model.paused)}`];
  const command = `${PROGRAM} resume ${run}`;
  if (model.stop?.kind !== "budget" || model.budget === null)
    return ["", `  ${next} ${command}  goes on; what succeeded is kept`];
  const flags = higherLimits(model.budget);
  const results = `${plural(kept(model).length, "result is", "results are")} kept`;
  if (flags === "")
    return ["", `  ${next} raise budget.max_agents in the workflow, then ${command}; ${results}`];
  return ["", `  ${next} ${command}${flags}  goes on with more; ${results}`];
}

function missedLines(model: Outline): readonly string[] {
  const rows = missed(model);
  const lines = rows
    .slice(0, MAX_MISSED)
    .map(
      (row) => `  required but skipped: ${row.id}, because ${oneLine(row.reason ?? "of its failure", 120)}`,
    );
  const more = rows.length - lines.length;
  return more > 0 ? [...lines, `  and ${more} more that were required but skipped`] : lines;
}

const STANDING: Readonly<Record<Conclusion, Standing>> = {
  success: "success",
  failure: "failure",
  cancelled: "cancelled",
  paused: "waiting",
};

/** Where nobody knows the cost, tokens are what can be told. */
function usageFacts({ usage }: Outline): readonly string[] {
  const tokens = usage.inputTokens + usage.outputTokens;
  if (usage.costUsd === null && tokens > 0) return [`${countText(tokens)} tokens`, costText(null)];
  return usage.costUsd === 0 ? [] : [costText(usage.costUsd)];
}

/** For the end of `run` and `resume`; `waiting` is the text of the questions that wait for people. */
export function runSummary(model: Outline, run: string, style: Style, waiting = ""): string {
  const [word, tone] = verdict(model);
  const failed = failures(model);
  const length =
    model.startedAt === null || model.finishedAt === null
      ? []
      : [lengthText(model.finishedAt - model.startedAt)];
  const facts = [counts(model), ...length, ...usageFacts(model)].join(", ");
  const more = failed.length - MAX_FAILURES;
  return [
    "",
    `${sign(STANDING[model.conclusion ?? "failure"], style)} ${style.paint("bold", oneLine(model.name, 60))} ${style.paint(tone, word)}: ${facts}  ${style.paint("dim", run)}`,
    ...(model.stop === null ? [] : [`  stopped because ${oneLine(stopText(model.stop), 120)}`]),
    ...(model.paused === null || model.conclusion !== "paused"
      ? []
      : [`  it ${oneLine(pauseText(model.paused), 120)}`]),
    ...(model.budget === null ? [] : budgetLines(model.budget).map((line) => `  ${line}`)),
    ...passedLines(model.passed).map((line) => `  ${line}`),
    `  ${style.paint("dim", oneLine(isolationText(model.isolation), 160))}`,
    ...(model.savings.tasks === 0 ? [] : [`  ${savingsText(model.savings)}`]),
    ...model.alerts.map((alert) => `  ${style.paint("red", "alert:")} ${oneLine(alertText(alert), 160)}`),
    ...model.missing.map((name) => `  required but not given: ${oneLine(name, 120)}`),
    ...missedLines(model),
    ...failed.slice(0, MAX_FAILURES).flatMap((row) => failureLines(row, run, style)),
    ...(more > 0 ? ["", `  and ${more} more: ${PROGRAM} status ${run}`] : []),
    ...(waiting === "" ? [] : [waiting.trimEnd()]),
    ...nextLines(model, run, style),
    "",
  ].join("\n");
}
