/** What can be said about one task now: settled, at work, blocked, ready for a place, or due something at once. */
import type { Digest, TaskId } from "../base/brand.ts";
import type { Cached, SkipReason } from "../journal/event.ts";
import { branchClosed, gateOpen, unwanted } from "./basis.ts";
import { closing } from "./closing.ts";
import type { Command } from "./command.ts";
import { isGate, validAnswer } from "./gates.ts";
import { mayGoOn } from "./money.ts";
import {
  factsOf,
  isGroup,
  isStoppable,
  nextAttempt,
  stopOf,
  type Candidate,
  type RunState,
  type TaskState,
} from "./state.ts";
import { kindOf, met, unmetStatus, type Tally } from "./trigger.ts";

export type Verdict = Readonly<
  { is: "settled" | "running" | "waiting" | "blocked" | "ready" } | { is: "due"; command: Command }
>;

const SETTLED: Verdict = { is: "settled" };
const RUNNING: Verdict = { is: "running" };
const WAITING: Verdict = { is: "waiting" };
const BLOCKED: Verdict = { is: "blocked" };
const READY: Verdict = { is: "ready" };

const due = (command: Command): Verdict => ({ is: "due", command });
const skip = (
  task: TaskState,
  because: SkipReason,
  status: "skipped" | "upstream_failed" = "skipped",
): Verdict => due({ do: "skip", task: task.task.id, status, because });

export function tallyOf(state: RunState, task: TaskState): Tally & Readonly<{ culprits: readonly TaskId[] }> {
  const culprits: TaskId[] = [];
  const tally = { total: task.needs.length, succeeded: 0, failed: 0, skipped: 0, culprits };
  for (const need of task.needs) {
    const other = state.tasks[need];
    if (other?.settled === undefined || other.settled === null) continue;
    const kind = kindOf(other.task, other.settled);
    tally[kind] += 1;
    if (kind !== "succeeded") culprits.push(other.task.id);
  }
  return tally;
}

function atWork(state: RunState, task: TaskState): Verdict {
  if (task.halting !== null) return RUNNING;
  const id = task.task.id;
  const reason = unwanted(state, task);
  if (reason !== null) return due({ do: "halt", task: id, reason });
  const ends = isStoppable(task) && stopOf(state)?.running === "end";
  if (ends) return due({ do: "halt", task: id, reason: "cancel" });
  return mayGoOn(state, task) ? RUNNING : due({ do: "halt", task: id, reason: "budget" });
}

function inRetry(state: RunState, task: TaskState): Verdict {
  const reason = unwanted(state, task);
  if (reason !== null) return due({ do: "cancel", task: task.task.id, reason });
  const stopped = isStoppable(task) && stopOf(state) !== null;
  return stopped ? due({ do: "cancel", task: task.task.id, reason: "stopped" }) : WAITING;
}

function openGroup(state: RunState, group: TaskState): Verdict {
  const command = closing(state, group);
  return command === null ? RUNNING : due(command);
}

/** A question waits for its first valid answer; it has no process that could be stopped. */
function atTheDesk(state: RunState, task: TaskState): Verdict {
  const { id } = task.task;
  const reason = unwanted(state, task);
  if (reason !== null) return due({ do: "cancel", task: id, reason });
  if (isStoppable(task) && stopOf(state) !== null) return due({ do: "cancel", task: id, reason: "stopped" });
  const answer = validAnswer(state, task);
  return answer === null ? RUNNING : due({ do: "accept", task: id, answer: answer.answer });
}

const OUTCOME_HOOKS: Readonly<Record<string, string>> = { on_success: "success", on_failure: "failure" };

/** Whether the task's turn has come in the order: start hooks, tasks, finally, hooks. */
function turn(state: RunState, task: TaskState): Verdict | null {
  const { role } = task.task;
  const wanted = OUTCOME_HOOKS[role];
  const concluded = factsOf(state)?.concluded ?? null;
  if (wanted !== undefined && concluded !== null && concluded !== wanted)
    return skip(task, { kind: "outcome" });
  const stopped = stopOf(state);
  if (isStoppable(task) && stopped?.reason.kind === "cancel") {
    return due({ do: "cancel", task: task.task.id, reason: "stopped" });
  }
  return state.phase === role ? null : BLOCKED;
}

function atTheGate(state: RunState, task: TaskState): Verdict | null {
  const parent = state.tasks[task.parent];
  if (parent === undefined) return null;
  if (branchClosed(state, task)) return skip(task, { kind: "branch", group: parent.task.id });
  const reason = unwanted(state, task);
  if (reason !== null) return due({ do: "cancel", task: task.task.id, reason });
  return gateOpen(state, task) ? null : BLOCKED;
}

function byRule(state: RunState, task: TaskState): Verdict | null {
  const tally = tallyOf(state, task);
  const { rule } = task.task;
  if (met(rule, tally)) return null;
  return skip(task, { kind: "rule", rule, because: tally.culprits }, unmetStatus(rule, tally));
}

/**
 * What it gave before, if that may still be right: as it stands in its own record, or under an older plan. Never of a
 * group: its fingerprint says nothing of its steps, so it opens again, and each of them may be taken over.
 */
export function candidateOf(task: TaskState): Candidate | null {
  if (isGroup(task.task)) return null;
  const { ending, epoch, fingerprint, attempts, startedAt, finishedAt, cached } = task;
  if (ending?.status !== "success") return task.candidate;
  return { epoch, output: ending.output, fingerprint, attempts, startedAt, finishedAt, cached };
}

const reuse = (task: TaskState, epoch: number, output: Digest, cached: Cached | null): Verdict =>
  due({ do: "reuse", task: task.task.id, epoch, output, ...(cached === null ? {} : { cached }) });

function byValues(state: RunState, task: TaskState): Verdict {
  const id = task.task.id;
  const candidate = candidateOf(task);
  const { resolution } = task;
  const chooses = task.task.work.type === "conditional";
  if (resolution === null) {
    const asks = task.task.dynamic || candidate !== null || task.task.cache !== undefined;
    return asks ? due({ do: "resolve", task: id }) : free(state, task);
  }
  if (!resolution.condition && !chooses) return skip(task, { kind: "condition" });
  if (resolution.missing !== null)
    return skip(task, { kind: "missing_input", reference: resolution.missing });
  if (candidate !== null && candidate.output !== "" && candidate.fingerprint === resolution.fingerprint)
    return reuse(task, candidate.epoch, candidate.output, candidate.cached);
  const { cached } = resolution;
  return cached === undefined ? free(state, task) : reuse(task, state.epoch, cached.output, cached);
}

function free(state: RunState, task: TaskState): Verdict {
  const { id } = task.task;
  const n = nextAttempt(state, task);
  if (isGate(task)) return due({ do: "ask", task: id, n });
  if (isGroup(task.task)) return due({ do: "open", task: id, n });
  return READY;
}

/** Somebody wants to know of repeated failure, and has not been told. */
function owesAlarm({ task, phase, attempts, ending, escalated, fellBack }: TaskState): boolean {
  if (task.escalate === undefined || escalated) return false;
  if (phase === "ended") return ending?.failure !== null && ending?.failure !== undefined;
  return phase === "waiting" && (fellBack || attempts >= (task.escalate.after ?? Number.POSITIVE_INFINITY));
}

/** The order of questions of a task: turn, gate, dependencies, rule, stop, condition, inputs, reuse, place. */
export function verdict(state: RunState, task: TaskState): Verdict {
  if (owesAlarm(task)) return due({ do: "escalate", task: task.task.id });
  if (task.settled !== null) return SETTLED;
  if (task.phase === "open" && isGate(task)) return atTheDesk(state, task);
  if (task.phase === "open" && !isGroup(task.task)) return atWork(state, task);
  if (task.gate !== null) return openGroup(state, task);
  if (task.phase === "waiting") return inRetry(state, task);
  const early = turn(state, task) ?? atTheGate(state, task);
  if (early !== null) return early;
  if (task.unmet > 0) return BLOCKED;
  const ruled = byRule(state, task);
  if (ruled !== null) return ruled;
  const stop = stopOf(state);
  if (stop !== null && isStoppable(task)) return skip(task, { kind: "stopped", because: stop.reason.kind });
  return byValues(state, task);
}
