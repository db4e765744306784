/** One task's entry into its record. Entries below the fence, or of an older epoch than the record, only add to the ledger. */
import { unreachable } from "../base/never.ts";
import type { Header, TaskEntry } from "../journal/event.ts";
import { addToAccount, addToLedger } from "./account.ts";
import { afterFailure, feel } from "./after-failure.ts";
import { end, ended, given, remember, wipe } from "./ending.ts";
import { applyGate } from "./gates.ts";
import { applyGrowth, isGrowth, type GrowthEntry } from "./growth.ts";
import { goesOn, noteClosing, openedBefore } from "./opening.ts";
import { leftOf } from "./price.ts";
import { candidateOf } from "./verdict.ts";
import type { RunState, TaskState } from "./state.ts";
import { writerKey } from "./writer.ts";

/** What may be the first that is heard of an attempt or an ending. */
type RecordEntry = Exclude<
  TaskEntry,
  | {
      type:
        | "task.resolved"
        | "task.repaired"
        | "usage.reported"
        | "task.escalated"
        | `workspace.${string}`
        | `gate.${string}`;
    }
  | GrowthEntry
>;

/** What was reused keeps the story of how it came about. */
function takeOver(task: TaskState, candidate: TaskState["candidate"]): void {
  if (candidate === null) return;
  task.attempts = candidate.attempts;
  task.startedAt = candidate.startedAt;
  task.finishedAt = candidate.finishedAt;
}

/** Entries about tasks that no fact has made yet wait for it; the run's ledger has them already. */
export function applyTaskEvent(state: RunState, header: Header, entry: TaskEntry): void {
  addToLedger(state, header, entry);
  const task = state.tasks[state.byId.get(entry.task) ?? -1];
  if (task !== undefined) return tell(state, task, header, entry);
  const waiting = state.early.get(entry.task);
  if (waiting === undefined) state.early.set(entry.task, [[header, entry]]);
  else waiting.push([header, entry]);
}

function grow(state: RunState, header: Header, entry: GrowthEntry): void {
  for (const index of applyGrowth(state, header, entry)) {
    const task = state.tasks[index];
    const heard = task === undefined ? undefined : state.early.get(task.task.id);
    if (task === undefined || heard === undefined) continue;
    state.early.delete(task.task.id);
    for (const [before, what] of heard) tell(state, task, before, what);
  }
}

function tell(state: RunState, task: TaskState, header: Header, entry: TaskEntry): void {
  addToAccount(state, task, header, entry);
  state.touched.add(task.index);
  if (isGrowth(entry)) return grow(state, header, entry);
  if (isGateEntry(entry)) return applyGate(state, header, entry);
  if (header.plan !== state.planDigest || header.epoch < task.renewed) return remember(task, header, entry);
  if (header.epoch < task.fence) return;
  if (header.epoch < task.epoch) return openedBefore(task, header.epoch, entry);
  if (noted(state, task, header, entry)) return;
  if (header.epoch > task.epoch) turnTo(task, header.epoch, entry);
  noteClosing(task, entry);
  task.writer = writerKey(header);
  feel(state, task, header, entry);
  record(state, task, header, entry);
}

/** A new epoch begins for the task: it is told anew, unless what it began before is only brought to its end. */
function turnTo(task: TaskState, epoch: number, entry: TaskEntry): void {
  if (goesOn(task, entry)) {
    task.epoch = epoch;
    return;
  }
  const { resolution } = task;
  const candidate = candidateOf(task);
  wipe(task, epoch);
  task.resolution = resolution;
  if (entry.type === "task.reused") takeOver(task, candidate);
}

const isGateEntry = (entry: TaskEntry): entry is Extract<TaskEntry, { type: `gate.${string}` }> =>
  entry.type.startsWith("gate.");

const NO_RECORD = new Set([
  "task.resolved",
  "task.repaired",
  "usage.reported",
  "task.escalated",
  "workspace.committed",
  "workspace.joined",
]);

const isRecord = (entry: TaskEntry): entry is RecordEntry => !NO_RECORD.has(entry.type);

/** What changes nothing about attempts and endings. */
function noted(state: RunState, task: TaskState, header: Header, entry: TaskEntry): boolean {
  switch (entry.type) {
    case "task.resolved": {
      const { condition, missing = null, fingerprint, cached } = entry;
      const from = cached === undefined ? {} : { cached };
      if (header.epoch === state.epoch) task.resolution = { condition, missing, fingerprint, ...from };
      return true;
    }
    case "task.repaired":
      task.reportedAt = entry.at;
      if (task.reserved !== null) task.reserved = leftOf(task.reserved, entry.usage);
      return true;
    case "usage.reported":
      return true;
    case "task.escalated":
      task.escalated = true;
      return true;
    case "workspace.joined":
      if (task.reserved !== null && entry.usage !== undefined)
        task.reserved = leftOf(task.reserved, entry.usage);
      return true;
    case "workspace.committed":
      return true;
    default:
      return false;
  }
}

function begin(task: TaskState, epoch: number, entry: Extract<TaskEntry, { type: "task.started" }>): void {
  task.phase = "open";
  task.attempts = entry.n;
  task.startedAt ??= entry.at;
  task.attemptAt = entry.at;
  task.reportedAt = entry.at;
  task.retryAt = null;
  task.fingerprint = entry.fingerprint;
  task.branch = entry.branch ?? null;
  task.reserved = entry.reserved ?? null;
  if (entry.standIn === true) task.fellBack = true;
  task.opening = Math.max(task.opening, epoch);
}

function record(state: RunState, task: TaskState, header: Header, entry: TaskEntry): void {
  const { at } = entry;
  if (!isRecord(entry)) return;
  switch (entry.type) {
    case "task.started":
      return begin(task, header.epoch, entry);
    case "task.reported":
      task.note = entry.note;
      task.reportedAt = at;
      return;
    case "task.stopping":
      task.halting = entry.reason;
      return;
    case "task.succeeded":
      return end(task, at, given(entry.output, entry.saw, false));
    case "task.failed":
      return afterFailure(state, task, header, entry);
    case "task.reused": {
      const { output, saw, fingerprint, cached = null } = entry;
      task.fingerprint = fingerprint;
      task.cached = cached;
      return end(task, task.finishedAt ?? at, given(output, saw, true));
    }
    case "slot.granted":
      task.slotted = true;
      return;
    case "slot.refused":
      task.phase = "waiting";
      task.retryAt = entry.until;
      return;
    case "task.skipped":
      return end(task, at, ended(entry.status, entry.saw, entry.because));
    case "task.cancelled": {
      const { reason, saw } = entry;
      return end(task, at, ended("cancelled", saw, reason, task.failure));
    }
    default:
      return unreachable(entry);
  }
}
