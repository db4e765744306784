/** How a task's record ends, is wiped, and what of an old one may be taken over. */
import type { Millis } from "../base/brand.ts";
import type { Header, TaskEntry } from "../journal/event.ts";
import type { Failure } from "../journal/failure.ts";
import type { Ending, TaskState } from "./state.ts";

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
  task.reserved = null;
  task.fellBack = false;
  task.slotted = false;
  task.cached = null;
  task.closed = false;
}

export function end(task: TaskState, at: Millis, ending: Ending): void {
  task.phase = "ended";
  task.finishedAt = at;
  task.halting = null;
  task.retryAt = null;
  task.reserved = null;
  task.slotted = false;
  task.ending = ending;
}

const NO_CANDIDATE: NonNullable<TaskState["candidate"]> = {
  epoch: 0,
  output: "",
  fingerprint: "",
  attempts: 0,
  startedAt: null,
  finishedAt: null,
  cached: null,
};

export const ended = (
  status: Ending["status"],
  saw: Ending["saw"],
  because: Ending["because"] = null,
  failure: Failure | null = null,
): Ending => ({ status, output: "", saw, failure, because, reused: false });

export const given = (output: Ending["output"], saw: Ending["saw"], reused: boolean): Ending => ({
  status: "success",
  output,
  saw,
  failure: null,
  because: null,
  reused,
});

/** Entries under another plan cannot settle anything, but a success in there may be taken over. */
export function remember(task: TaskState, header: Header, entry: TaskEntry): void {
  const { epoch } = header;
  if (epoch < task.fence || epoch < (task.candidate?.epoch ?? 0)) return;
  const before = task.candidate ?? { ...NO_CANDIDATE, epoch };
  if (entry.type === "task.started") {
    const startedAt = entry.n === 1 ? entry.at : before.startedAt;
    task.candidate = { ...NO_CANDIDATE, epoch, fingerprint: entry.fingerprint, attempts: entry.n, startedAt };
  } else if (entry.type === "task.reused") {
    const { output, fingerprint, cached = null } = entry;
    task.candidate = { ...before, epoch, output, fingerprint, cached };
  } else if (entry.type === "task.succeeded") {
    task.candidate = { ...before, epoch, output: entry.output, finishedAt: entry.at };
  }
}
