/** The one document that `run --json` prints: the run as other programs read it. */
import type { Digest, Millis, RunId } from "../base/brand.ts";
import { isoText } from "../base/instant.ts";
import type { Fields, Value } from "../base/value.ts";
import type { Failure } from "../journal/failure.ts";
import { isGroup, type RunState, type TaskState } from "../run/state.ts";
import { outline, type Row } from "./outline.ts";

export const DOCUMENT_VERSION = 1;

/** A result as stored: text always, data where the task gave some. */
export type Given = Readonly<{ output: string; structured?: Value }>;

/** What the journal names only by digest, read by whoever has the store. */
export type Sources = Readonly<{
  run: RunId;
  read: (name: Digest) => Given | null;
  /** The workflow's own outputs. */
  outputs: Fields;
  report?: string;
}>;

/** Sums of fractions end in noise that nobody paid. */
const MONEY_STEPS = 1e9;
const money = (usd: number | null): number | null =>
  usd === null ? null : Math.round(usd * MONEY_STEPS) / MONEY_STEPS;

const instant = (at: Millis | null): string | null => (at === null ? null : isoText(at));

function failureText(failure: Failure): string {
  const code = failure.kind === "agent-exit" && failure.code !== null ? ` (exit code ${failure.code})` : "";
  return failure.message === "" ? `${failure.kind}${code}` : `${failure.kind}${code}: ${failure.message}`;
}

function reasonOf(row: Row): string | null {
  if (row.reason !== null && row.status !== "failure") return row.reason;
  if (row.failure !== null) return failureText(row.failure);
  return row.reason;
}

/** Data where a schema or a group made it data, else the text: the same that an expression sees. */
function outputOf({ task }: TaskState, name: Digest | "", read: Sources["read"]): Value {
  const given = name === "" ? null : read(name);
  if (given === null) return null;
  const isData = task.schema !== undefined || isGroup(task);
  return isData ? (given.structured ?? given.output) : given.output;
}

function taskFields(task: TaskState, row: Row, read: Sources["read"]): Fields {
  const reason = reasonOf(row);
  const { startedAt, finishedAt } = row;
  return {
    id: row.id,
    ...(row.agent === null ? {} : { agent: row.agent }),
    status: row.status,
    ...(reason === null ? {} : { reason }),
    attempts: row.attempts,
    started_at: instant(startedAt),
    finished_at: instant(finishedAt),
    duration_ms: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
    cost_usd: money(row.usage.costUsd),
    output: outputOf(task, row.output, read),
  };
}

export function document(state: RunState, sources: Sources): Fields {
  const model = outline(state);
  return {
    schemaVersion: DOCUMENT_VERSION,
    run_id: sources.run,
    workflow: model.name,
    conclusion: model.conclusion,
    tasks: model.rows.flatMap((row, index) => {
      const task = state.tasks[index];
      return task === undefined ? [] : [taskFields(task, row, sources.read)];
    }),
    outputs: sources.outputs,
    usage: { input_tokens: model.usage.inputTokens, output_tokens: model.usage.outputTokens },
    total_cost_usd: money(model.usage.costUsd),
    ...(sources.report === undefined ? {} : { report: sources.report }),
  };
}
