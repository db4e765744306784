/** What follows a failed attempt: another one, whoever stands in, or the end; and what it says of the agent and its quota. */
import { millis, type Millis } from "../base/brand.ts";
import type { Header, TaskEntry } from "../journal/event.ts";
import { INFRASTRUCTURE, NEVER_RETRIED, type Failure } from "../journal/failure.ts";
import { closed, observe, rulesOf } from "./circuit.ts";
import { end, ended } from "./ending.ts";
import { playerOf } from "./lanes.ts";
import { lastMoment } from "./last-moment.ts";
import { closeQuota, openQuota } from "./quota.ts";
import { delayBefore, mayRetry } from "./retry.ts";
import type { Ending, RunState, TaskState } from "./state.ts";

type FailedEntry = Extract<TaskEntry, { type: "task.failed" }>;

/** When it may be tried again, as it is or by whoever stands in; null if this was the last word. */
function nextTry(state: RunState, task: TaskState, header: Header, entry: FailedEntry): Millis | null {
  const { failure, at, n } = entry;
  const { retry, id } = task.task;
  if (n <= 0) return null;
  // A quota is nobody's failure: it is waited for, however often, unless somebody else can do it meanwhile.
  const player = playerOf(task);
  const back = closeQuota(state, player, failure, at);
  if (back !== null) return !task.fellBack && hasOtherQuota(task) ? at : back;
  if (INFRASTRUCTURE.has(failure.kind)) task.infraFailures += 1;
  else task.agentFailures += 1;
  const failures = task.agentFailures + task.infraFailures;
  if (mayRetry(retry, failure.kind, task, entry.retry === false))
    return millis(at + delayBefore(retry, failures, [header.run, id, header.epoch, n]));
  return null;
}

const hasOtherQuota = ({ lane }: TaskState): boolean => lane.spare && lane.second?.quota !== lane.quota;

/** Whoever stands in gets as many attempts again. */
function standIn(task: TaskState, { failure, n, retry }: FailedEntry): boolean {
  if (task.task.fallback === undefined || task.fellBack || n <= 0 || retry === false) return false;
  if (FINAL.has(failure.kind)) return false;
  task.fellBack = true;
  task.agentFailures = 0;
  task.infraFailures = 0;
  return true;
}

/** Another agent cannot help here; with missing credentials it can. */
const FINAL: ReadonlySet<string> = new Set(
  [...NEVER_RETRIED].filter((kind) => kind !== "auth" && kind !== "policy"),
);

/** A final failure under `on_failure: skip` counts as skipped; everything else keeps its name. */
export function afterFailure(state: RunState, task: TaskState, header: Header, entry: FailedEntry): void {
  const { failure, at } = entry;
  task.failure = failure;
  task.halting = null;
  task.reserved = null;
  task.slotted = false;
  const retryAt = nextTry(state, task, header, entry) ?? (standIn(task, entry) ? at : null);
  const inTime = retryAt !== null && retryAt < lastMoment(state, task);
  if (inTime) {
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

/** What an ended attempt says of the agent and of its quota. */
export function feel(state: RunState, task: TaskState, header: Header, entry: TaskEntry): void {
  const player = playerOf(task);
  const { agent } = player;
  // What ends without being at work was no attempt.
  if (agent === "" || header.epoch !== state.epoch || task.phase !== "open") return;
  const before = state.circuits.get(agent) ?? closed(rulesOf(state.plan.settings));
  if (entry.type === "task.succeeded") {
    state.circuits.set(agent, observe(before, { kind: "success", at: entry.at }));
    openQuota(state, player);
  } else if (entry.type === "task.failed" && entry.n > 0) {
    const { kind } = entry.failure;
    state.circuits.set(agent, observe(before, { kind: "failure", failure: kind, at: entry.at }));
  }
}
