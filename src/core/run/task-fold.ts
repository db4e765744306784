/** One task's entry into its record. Entries below the fence, or of an older epoch than the record, only add to the ledger. */
import { millis, type Millis } from "../base/brand.ts";
import { unreachable } from "../base/never.ts";
import type { Entry, Header, Usage } from "../journal/event.ts";
import { INFRASTRUCTURE, type Failure } from "../journal/failure.ts";
import { delayBefore, mayRetry } from "./retry.ts";
import type { Ending, RunState, TaskState } from "./state.ts";

export type TaskEntry = Extract<Entry, { type: `task.${string}` }>;

/** What nobody knows is never counted as nothing: it stays unknown until something is known. */
function plusCost(a: number | null, b: number | null): number | null {
  if (a !== null && b !== null) return a + b;
  const known = a ?? b ?? 0;
  return known === 0 ? null : known;
}

const plus = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  costUsd: plusCost(a.costUsd, b.costUsd),
});

function addToLedger(state: RunState, task: TaskState, entry: TaskEntry): void {
  if (entry.type === "task.started" && task.task.work.type === "agent") {
    task.calls += 1;
    state.agentsStarted += 1;
  }
  if (!("usage" in entry) || entry.usage === undefined) return;
  task.usage = plus(task.usage, entry.usage);
  state.usage = plus(state.usage, entry.usage);
}

export const writerKey = (header: Header): string => `${header.epoch}/${header.writer}`;

/** What lower epochs said of the task is void. */
export function wipe(task: TaskState, epoch: number): void {
  task.epoch = epoch;
  task.phase = "idle";
  task.attempts = 0;
  task.agentFailures = 0;
  task.infraFailures = 0;
  task.startedAt = null;
  task.finishedAt = null;
  task.halting = null;
  task.ending = null;
  task.failure = null;
  task.retryAt = null;
  task.note = "";
  task.branch = null;
  task.resolution = null;
  task.candidate = null;
}

function end(task: TaskState, at: Millis, ending: Ending): void {
  task.phase = "ended";
  task.finishedAt = at;
  task.halting = null;
  task.retryAt = null;
  task.ending = ending;
}

const NO_CANDIDATE: NonNullable<TaskState["candidate"]> = {
  epoch: 0,
  output: "",
  fingerprint: "",
  attempts: 0,
  startedAt: null,
  finishedAt: null,
};

const ended = (
  status: Ending["status"],
  saw: Ending["saw"],
  because: Ending["because"] = null,
  failure: Failure | null = null,
): Ending => ({ status, output: "", saw, failure, because, reused: false });

const given = (output: Ending["output"], saw: Ending["saw"], reused: boolean): Ending => ({
  status: "success",
  output,
  saw,
  failure: null,
  because: null,
  reused,
});

/** Entries under another plan cannot settle anything, but a success in there may be taken over. */
function remember(task: TaskState, header: Header, entry: TaskEntry): void {
  const { epoch } = header;
  if (epoch < task.fence || epoch < (task.candidate?.epoch ?? 0)) return;
  const before = task.candidate ?? { ...NO_CANDIDATE, epoch };
  if (entry.type === "task.started") {
    const startedAt = entry.n === 1 ? entry.at : before.startedAt;
    task.candidate = { ...NO_CANDIDATE, epoch, fingerprint: entry.fingerprint, attempts: entry.n, startedAt };
  } else if (entry.type === "task.reused") {
    task.candidate = { ...before, epoch, output: entry.output, fingerprint: entry.fingerprint };
  } else if (entry.type === "task.succeeded") {
    task.candidate = { ...before, epoch, output: entry.output, finishedAt: entry.at };
  }
}

/** A final failure under `on_failure: skip` counts as skipped; everything else keeps its name. */
function afterFailure(
  task: TaskState,
  header: Header,
  entry: Extract<TaskEntry, { type: "task.failed" }>,
): void {
  const { failure, at } = entry;
  task.failure = failure;
  task.halting = null;
  if (INFRASTRUCTURE.has(failure.kind)) task.infraFailures += 1;
  else task.agentFailures += 1;
  const { retry, totalTimeout, id } = task.task;
  const failures = task.agentFailures + task.infraFailures;
  const retryAt = millis(at + delayBefore(retry, failures, [header.run, id, header.epoch, entry.n]));
  const inTime = totalTimeout === undefined || retryAt < (task.startedAt ?? at) + totalTimeout;
  if (entry.n > 0 && inTime && mayRetry(retry, failure.kind, task, entry.retry === false)) {
    task.phase = "waiting";
    task.retryAt = retryAt;
    return;
  }
  failFinally(task, at, failure, entry.saw);
}

function failFinally(task: TaskState, at: Millis, failure: Failure, saw: Ending["saw"]): void {
  const status = task.task.onFailure === "skip" ? "skipped" : "failure";
  end(task, at, ended(status, saw, null, failure));
}

/** What was reused keeps the story of how it came about. */
function takeOver(task: TaskState, candidate: TaskState["candidate"]): void {
  if (candidate === null) return;
  task.attempts = candidate.attempts;
  task.startedAt = candidate.startedAt;
  task.finishedAt = candidate.finishedAt;
}

export function applyTaskEvent(state: RunState, header: Header, entry: TaskEntry): void {
  const index = state.byId.get(entry.task);
  const task = index === undefined ? undefined : state.tasks[index];
  if (task === undefined || index === undefined) return;
  addToLedger(state, task, entry);
  state.touched.add(index);
  if (header.plan !== state.planDigest) return remember(task, header, entry);
  if (header.epoch < task.fence || header.epoch < task.epoch) return;
  if (entry.type === "task.resolved") {
    const { condition, missing = null, fingerprint } = entry;
    if (header.epoch === state.epoch) task.resolution = { condition, missing, fingerprint };
    return;
  }
  if (header.epoch > task.epoch) {
    const { resolution, candidate } = task;
    wipe(task, header.epoch);
    task.resolution = resolution;
    if (entry.type === "task.reused") takeOver(task, candidate);
  }
  task.writer = writerKey(header);
  record(task, header, entry);
}

function begin(task: TaskState, entry: Extract<TaskEntry, { type: "task.started" }>): void {
  task.phase = "open";
  task.attempts = entry.n;
  task.startedAt ??= entry.at;
  task.attemptAt = entry.at;
  task.reportedAt = entry.at;
  task.retryAt = null;
  task.fingerprint = entry.fingerprint;
  task.branch = entry.branch ?? null;
}

function record(task: TaskState, header: Header, entry: Exclude<TaskEntry, { type: "task.resolved" }>): void {
  const { at } = entry;
  switch (entry.type) {
    case "task.started":
      return begin(task, entry);
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
      return afterFailure(task, header, entry);
    case "task.reused": {
      const { output, saw, fingerprint } = entry;
      task.fingerprint = fingerprint;
      return end(task, task.finishedAt ?? at, given(output, saw, true));
    }
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
