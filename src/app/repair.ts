/** Asks an agent until its answer fits what was asked for, as often as the task allows; each further call knows what was wrong. */
import type { Value } from "../core/base/value.ts";
import type { Usage } from "../core/journal/event.ts";
import { MOST_OUTPUT, resultProblems } from "../core/handoff/message.ts";
import type { Failure } from "../core/journal/failure.ts";
import { cut } from "../core/prompt/cut.ts";
import { promptOf } from "../core/prompt/prompt.ts";
import type { Task } from "../core/plan/plan.ts";
import type { Agent, Assignment, Refusal, Repair } from "../ports/agent.ts";
import { known, usageOf } from "./cost.ts";
import type { Outcome, Trial } from "./trial.ts";

/** How much of an answer is sent back to whoever gave it. */
export const PREVIOUS_LIMIT = 64 * 1024;
/** How much of one issue: a validator may repeat what it read. */
export const ISSUE_LIMIT = 500;
const USUAL_REPAIRS = 1;
const NOTHING: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

const REQUEST =
  "The answer that you gave to this did not fit what was asked for. Mend what the issues name, and give the whole answer again.";

/** Null stands for everything that an agent could not say; it is never taken for an answer. */
export async function misfits(
  issues: (schema: Value, value: Value) => Promise<readonly string[]>,
  schema: Value,
  structured: Value | undefined,
): Promise<readonly string[]> {
  if (structured === undefined) return ["the agent gave no structured result"];
  if (structured === null) return ["the agent gave null instead of a structured result"];
  return issues(schema, structured);
}

/** What was asked for as data must be there and must fit. */
async function checked({ world, task }: Trial, outcome: Outcome): Promise<Outcome> {
  if (!outcome.ok) return outcome;
  const { output, structured, usage, log, session } = outcome.value;
  const unsound = resultProblems(outcome.value);
  if (task.schema === undefined && unsound.length === 0) return outcome;
  const issues =
    unsound.length > 0 || task.schema === undefined
      ? unsound
      : await misfits(world.issues, task.schema, structured);
  if (issues.length === 0) return outcome;
  const failure: Failure = { kind: "output-invalid", issues, message: issues.join("; ") };
  return {
    ok: false,
    error: {
      failure,
      output: cut(output, MOST_OUTPUT),
      ...(usage === undefined ? {} : { usage }),
      ...(log === undefined ? {} : { log }),
      ...(session === undefined ? {} : { session }),
    },
  };
}

/** A command has no conversation to go on with: it is run again only if its author says so. */
function repairsOf({ schema, work, maxRepairs }: Task): number {
  if (schema === undefined) return 0;
  return maxRepairs ?? (work.type === "agent" ? USUAL_REPAIRS : 0);
}

function repairOf({ failure, output, session }: Refusal, before: Repair | undefined): Repair | null {
  if (failure.kind !== "output-invalid") return null;
  const issues = failure.issues.length === 0 ? [failure.message] : failure.issues;
  const last = session ?? before?.session;
  return {
    issues: issues.map((issue) => cut(issue, ISSUE_LIMIT)),
    previous: cut(output ?? "", PREVIOUS_LIMIT),
    ...(last === undefined ? {} : { session: last }),
  };
}

/** What comes back from an agent is material, also where it is its own. */
function repairPrompt({ prompt, task }: Assignment, repair: Repair): string {
  const given = (value: Value) => ({ value, trust: "untrusted" as const });
  const ask = {
    instruction: [{ value: REQUEST, trust: "trusted" as const }],
    sections: [
      { name: "issues", content: given(repair.issues.map((issue) => `- ${issue}`).join("\n")) },
      { name: "previous_answer", content: given(repair.previous) },
    ],
  };
  const { text } = promptOf(ask, { nonce: task, place: (name) => name });
  // Who goes on with a conversation has read the rest before.
  return repair.session === undefined && prompt !== "" ? `${prompt}\n\n${text}` : text;
}

const sentBack = (first: Assignment, repair: Repair, count: number): Assignment => ({
  ...first,
  repair,
  call: first.call + count,
  part: `repair-${count}`,
  prompt: repairPrompt(first, repair),
});

const isSame = (a: Usage, b: Usage): boolean =>
  a.costUsd === b.costUsd && a.inputTokens === b.inputTokens && a.outputTokens === b.outputTokens;

/** What the call has cost so far is written down as often as it changes, so that a budget can end it in time. */
function reporting({ task, assignment, signal, record }: Trial): {
  report: (usage: Usage) => void;
  last: () => Usage | null;
} {
  let last: Usage | null = null;
  return {
    report: (usage) => {
      if (signal.aborted || isSame(usage, last ?? NOTHING)) return;
      last = usage;
      record({ type: "usage.reported", task: task.id, n: assignment.attempt, usage });
    },
    last: () => last,
  };
}

export async function answered(trial: Trial, agent: Agent): Promise<Outcome> {
  const { task, assignment, say, signal, record } = trial;
  const most = repairsOf(task);
  let call = assignment;
  for (let count = 1; ; count += 1) {
    const { report, last } = reporting(trial);
    const outcome = await checked(trial, await agent.attempt(call, say, signal, report));
    const repair = outcome.ok ? null : repairOf(outcome.error, call.repair);
    if (outcome.ok || repair === null || count > most || signal.aborted) return outcome;
    const { issues } = repair;
    const usage = usageOf(task, known(outcome.error.usage, last()));
    record({ type: "task.repaired", task: task.id, n: assignment.attempt, issues, ...usage });
    // Whoever writes it down may find that nothing may go on.
    if (trial.signal.aborted) return { ok: false, error: withoutUsage(outcome.error) };
    call = sentBack(assignment, repair, count);
  }
}

/** It is counted in the entry of the repair already. */
const withoutUsage = (refusal: Refusal): Refusal => ({ ...refusal, usage: NOTHING });
