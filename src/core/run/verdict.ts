/** What can be said about one task now: settled, at work, blocked, ready for a place, or due something at once. */
import type { Digest, TaskId } from "../base/brand.ts";
import type { SkipReason } from "../journal/event.ts";
import { branchClosed, gateOpen, unwanted } from "./basis.ts";
import type { Command } from "./command.ts";
import { factsOf, isGroup, nextAttempt, stopOf, type RunState, type TaskState } from "./state.ts";
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

/** Only these roles are stopped and cancelled: what cleans up must run all the more. */
const stoppable = (task: TaskState): boolean => task.task.role === "task" || task.task.role === "on_start";

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
  const ends = stoppable(task) && stopOf(state)?.running === "end";
  return ends ? due({ do: "halt", task: id, reason: "cancel" }) : RUNNING;
}

function inRetry(state: RunState, task: TaskState): Verdict {
  const reason = unwanted(state, task);
  if (reason !== null) return due({ do: "cancel", task: task.task.id, reason });
  const stopped = stoppable(task) && stopOf(state) !== null;
  return stopped ? due({ do: "cancel", task: task.task.id, reason: "stopped" }) : WAITING;
}

/** A group that is open ends with its steps; it holds no place and no process. */
function openGroup(state: RunState, group: TaskState): Verdict {
  if (group.openChildren > 0) return RUNNING;
  const { id, work } = group.task;
  const reason = unwanted(state, group);
  if (reason !== null) return due({ do: "cancel", task: id, reason });
  const close = (outcome: "success" | "failure" | "skipped", because: TaskId | null): Verdict =>
    due({ do: "close", task: id, outcome, because });
  const any = work.type === "parallel" && work.waitFor === "any";
  if (any && group.wonChildren > 0) return close("success", null);
  if (group.halting !== null) return close("failure", null);
  const children = group.children.flatMap((index) => state.tasks[index] ?? []);
  const failed = children.find(
    (child) => child.settled !== null && kindOf(child.task, child.settled) === "failed",
  );
  if (failed !== undefined) return close("failure", failed.task.id);
  if (children.some(wasStopped)) return due({ do: "cancel", task: id, reason: "stopped" });
  return close(any && children.length > 0 ? "skipped" : "success", null);
}

function wasStopped(task: TaskState): boolean {
  const because = task.ending?.because ?? null;
  if (because === "stopped" || because === "cancel") return true;
  return typeof because === "object" && because?.kind === "stopped";
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
  if (stoppable(task) && stopped?.reason.kind === "cancel") {
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

export function candidateOf(
  task: TaskState,
): Readonly<{ epoch: number; output: Digest | ""; fingerprint: Digest | "" }> | null {
  const { ending } = task;
  if (ending?.status === "success" && !isGroup(task.task)) {
    return { epoch: task.epoch, output: ending.output, fingerprint: task.fingerprint };
  }
  return task.candidate;
}

function byValues(state: RunState, task: TaskState): Verdict {
  const id = task.task.id;
  const candidate = candidateOf(task);
  const { resolution } = task;
  const chooses = task.task.work.type === "conditional";
  if (resolution === null) {
    return task.task.dynamic || candidate !== null ? due({ do: "resolve", task: id }) : free(state, task);
  }
  if (!resolution.condition && !chooses) return skip(task, { kind: "condition" });
  if (resolution.missing !== null)
    return skip(task, { kind: "missing_input", reference: resolution.missing });
  if (candidate !== null && candidate.output !== "" && candidate.fingerprint === resolution.fingerprint) {
    return due({ do: "reuse", task: id, epoch: candidate.epoch, output: candidate.output });
  }
  return free(state, task);
}

const free = (state: RunState, task: TaskState): Verdict =>
  isGroup(task.task) ? due({ do: "open", task: task.task.id, n: nextAttempt(state, task) }) : READY;

/** The order of questions of a task: turn, gate, dependencies, rule, stop, condition, inputs, reuse, place. */
export function verdict(state: RunState, task: TaskState): Verdict {
  if (task.settled !== null) return SETTLED;
  if (task.phase === "open" && !isGroup(task.task)) return atWork(state, task);
  if (task.gate !== null) return openGroup(state, task);
  if (task.phase === "waiting") return inRetry(state, task);
  const early = turn(state, task) ?? atTheGate(state, task);
  if (early !== null) return early;
  if (task.unmet > 0) return BLOCKED;
  const ruled = byRule(state, task);
  if (ruled !== null) return ruled;
  const stop = stopOf(state);
  if (stop !== null && stoppable(task)) return skip(task, { kind: "stopped", because: stop.reason.kind });
  return byValues(state, task);
}
