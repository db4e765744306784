/** The event that answers a command for which nothing has to be done in the world. */
import { digest, millis } from "../base/brand.ts";
import type { Basis, RunEvent, SkipReason } from "../journal/event.ts";
import type { Failure } from "../journal/failure.ts";
import { basisOf } from "./basis.ts";
import type { Command } from "./command.ts";
import { refusedText, type Refusal } from "./money-text.ts";
import { ANY } from "./opening.ts";
import { isStoppable, type RunState, type TaskState } from "./state.ts";
import { undoOrder } from "./undo.ts";

export function stateOf(state: RunState, id: TaskState["task"]["id"]): TaskState {
  const task = state.tasks[state.byId.get(id) ?? -1];
  if (task === undefined) throw new Error(`Internal error: no task ${id} in the plan`);
  return task;
}

const SHOWN_ITEMS = 3;

function failedItems(state: RunState, group: TaskState): string {
  const children = group.children.flatMap((index) => state.tasks[index] ?? []);
  const failed = children.filter((child) => child.settled === "failure");
  const names = failed.slice(0, SHOWN_ITEMS).map(({ item, task }) => item?.key ?? task.id);
  const more = failed.length > names.length ? ", …" : "";
  const { work } = group.task;
  const least =
    work.type === "for_each" && work.minSuccess !== undefined ? `; ${work.minSuccess} had to succeed` : "";
  return `${failed.length} of ${children.length} items failed (${names.join(", ")}${more})${least}`;
}

/** Why a group failed: its step's reason under its own name. */
export function groupFailure(state: RunState, group: TaskState, because: TaskState | null): Failure {
  const { work } = group.task;
  if (group.halting !== null || (because === null && work.type !== "for_each")) {
    const after = group.task.timeout ?? state.plan.settings.finallyTimeout;
    return { kind: "timeout", after, message: "its steps did not end in time" };
  }
  const why = because?.failure ?? null;
  const reason = why === null ? "" : `: ${why.message}`;
  if (work.type === "for_each") return { kind: "agent-error", message: failedItems(state, group) + reason };
  return { kind: "agent-error", message: `step "${because?.task.id ?? group.task.id}" failed${reason}` };
}

/** A group that waits for any, and none of its steps did anything. */
const NOTHING_RAN: SkipReason = { kind: "rule", rule: ANY, because: [] };

function opened(own: TaskState, n: number): RunEvent {
  const conditional = own.task.work.type === "conditional";
  const branch = conditional ? (own.resolution?.condition === true ? "then" : "else") : "all";
  const fingerprint = own.resolution?.fingerprint ?? digest("");
  return { type: "task.started", task: own.task.id, n, fingerprint, branch };
}

function expired(state: RunState, own: TaskState, saw: Basis): RunEvent {
  const { finallyTimeout } = state.plan.settings;
  const after = own.task.totalTimeout ?? (isStoppable(own) ? millis(0) : finallyTimeout);
  const last = own.failure === null ? "" : `; the last attempt failed: ${own.failure.message}`;
  const what = own.attempts === 0 ? "it" : "another attempt";
  const message = `its time was over before ${what} could start${last}`;
  const failure: Failure = { kind: "timeout", after, message };
  return { type: "task.failed", task: own.task.id, n: own.attempts, failure, retry: false, saw };
}

function refused(state: RunState, own: TaskState, command: Refusal): RunEvent {
  const failure: Failure = { kind: "budget-exceeded", message: refusedText(command) };
  const saw = basisOf(state, own);
  return { type: "task.failed", task: own.task.id, n: own.attempts, failure, retry: false, saw };
}

function reused(
  state: RunState,
  { task, epoch, output, cached }: Extract<Command, { do: "reuse" }>,
): RunEvent {
  const own = stateOf(state, task);
  const fingerprint = own.resolution?.fingerprint ?? digest("");
  const from = cached === undefined ? {} : { cached };
  return { type: "task.reused", task, epoch, output, fingerprint, saw: basisOf(state, own), ...from };
}

export function answerTo(state: RunState, command: Command): RunEvent | null {
  switch (command.do) {
    case "skip": {
      const { task, status, because } = command;
      return { type: "task.skipped", task, status, because, saw: basisOf(state, stateOf(state, task)) };
    }
    case "cancel": {
      const { task, reason } = command;
      return { type: "task.cancelled", task, reason, saw: basisOf(state, stateOf(state, task)) };
    }
    case "open":
      return opened(stateOf(state, command.task), command.n);
    case "reuse":
      return reused(state, command);
    case "expire": {
      const own = stateOf(state, command.task);
      return expired(state, own, basisOf(state, own));
    }
    case "halt":
      return { type: "task.stopping", task: command.task, reason: command.reason };
    case "refuse":
      return refused(state, stateOf(state, command.task), command);
    case "escalate": {
      const { task } = stateOf(state, command.task);
      return { type: "task.escalated", task: command.task, to: task.escalate?.to ?? [] };
    }
    case "unwind":
      return { type: "compensation.planned", tasks: undoOrder(state) };
    case "park":
      return { type: "run.paused", reason: command.reason };
    case "stop":
      return { type: "run.stopping", reason: command.reason, running: command.running };
    default:
      return null;
  }
}

/** The end of a group that did not succeed; its success needs the outputs of its steps, which the shell holds. */
export function closingEvent(state: RunState, command: Extract<Command, { do: "close" }>): RunEvent | null {
  const own = stateOf(state, command.task);
  const saw = basisOf(state, own);
  if (command.outcome === "success") return null;
  if (command.outcome === "skipped") {
    return { type: "task.skipped", task: command.task, status: "skipped", because: NOTHING_RAN, saw };
  }
  const because = command.because === null ? null : stateOf(state, command.because);
  const failure = groupFailure(state, own, because);
  return { type: "task.failed", task: command.task, n: own.attempts, failure, retry: false, saw };
}
