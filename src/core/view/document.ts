/** The one document that `run --json` prints: the run as other programs read it. */
import type { Digest, Millis, RunId } from "../base/brand.ts";
import { ABOUT } from "../base/isolation.ts";
import { isoText } from "../base/instant.ts";
import type { Fields, Value } from "../base/value.ts";
import type { Failure } from "../journal/failure.ts";
import { isGroup, type RunState, type TaskState } from "../run/state.ts";
import { alertFields } from "./alerts.ts";
import { money, standingFields, standingOf, type Standing } from "./budget.ts";
import { closedFields } from "./closed.ts";
import { outline, type Outline, type Row } from "./outline.ts";
import { gateFields, pauseText, pendingGates, type ReadText } from "./waiting.ts";

export const DOCUMENT_VERSION = 1;

/** A result as stored: text always, data where the task gave some. */
export type Given = Readonly<{ output: string; structured?: Value }>;

/** What the journal names only by digest, read by whoever has the store. */
export type Sources = Readonly<{
  run: RunId;
  read: (name: Digest) => Given | null;
  /** The workflow's own outputs. */
  outputs: Fields;
  /** What was shown to people, by its digest. */
  shown?: ReadText;
  report?: string;
}>;

const known = (usd: number | null): number | null => (usd === null ? null : money(usd));

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

function taskFields(task: TaskState, row: Row, read: Sources["read"], budget: Standing | null): Fields {
  const reason = reasonOf(row);
  const { startedAt, finishedAt } = row;
  return {
    id: row.id,
    ...(row.origin === null ? {} : { origin: row.origin }),
    ...(row.key === null ? {} : { key: row.key }),
    ...(row.agent === null ? {} : { agent: row.agent }),
    status: row.status,
    ...(reason === null ? {} : { reason }),
    attempts: row.attempts,
    started_at: instant(startedAt),
    finished_at: instant(finishedAt),
    duration_ms: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
    cost_usd: known(row.usage.costUsd),
    ...(budget === null ? {} : { budget: standingFields(budget) }),
    output: outputOf(task, row.output, read),
  };
}

/** Only of a run that waits for something. */
function waitingFields(state: RunState, model: Outline, { run, shown = () => null }: Sources): Fields {
  const gates = model.conclusion === null || model.conclusion === "paused" ? pendingGates(state, shown) : [];
  return {
    ...(model.paused === null || model.conclusion !== "paused" ? {} : { paused: pauseText(model.paused) }),
    ...(gates.length === 0 ? {} : { gates: gates.map((gate) => gateFields(run, gate)) }),
  };
}

const isolationFields = ({ isolation: { level, lacks } }: Outline): Fields => ({
  level,
  about: ABOUT[level],
  ...(lacks === null ? {} : { lacks }),
});

/** Only where there is something to tell. */
function stateFields({ savings, alerts, budget, closed }: Outline): Fields {
  const { tasks, costUsd, unsure } = savings;
  const saved = { tasks, saved_cost_usd: unsure && costUsd === 0 ? null : known(costUsd) };
  return {
    ...(tasks === 0 ? {} : { reused: saved }),
    ...(budget === null ? {} : { budget: standingFields(budget) }),
    ...(closed.length === 0 ? {} : { closed: closed.map(closedFields) }),
    ...(alerts.length === 0 ? {} : { alerts: alerts.map(alertFields) }),
  };
}

export function document(state: RunState, sources: Sources): Fields {
  const model = outline(state);
  return {
    schemaVersion: DOCUMENT_VERSION,
    run_id: sources.run,
    workflow: model.name,
    conclusion: model.conclusion,
    ...waitingFields(state, model, sources),
    tasks: model.rows.flatMap((row) => {
      const task = state.tasks[state.byId.get(row.id) ?? -1];
      if (task === undefined) return [];
      const budget = task.task.budget === undefined ? null : standingOf(state, task.index);
      return [taskFields(task, row, sources.read, budget)];
    }),
    outputs: sources.outputs,
    usage: { input_tokens: model.usage.inputTokens, output_tokens: model.usage.outputTokens },
    total_cost_usd: known(model.usage.costUsd),
    isolation: isolationFields(model),
    ...stateFields(model),
    ...(sources.report === undefined ? {} : { report: sources.report }),
  };
}
