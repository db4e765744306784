/** What to do next. The core asks; the shell performs, and answers with events. */
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import type { HaltReason, SkipReason, StopReason } from "../journal/event.ts";

export type Command = Readonly<
  /** Evaluate condition and parameters; answered by `task.resolved`, or `task.failed` if the condition is in error. */
  | { do: "resolve"; task: TaskId }
  | { do: "start"; task: TaskId; n: number }
  /** A group opens: `task.started` without a process. */
  | { do: "open"; task: TaskId; n: number }
  /** A group's steps have ended: answered by `task.succeeded`, `task.failed` or `task.skipped`. */
  | { do: "close"; task: TaskId; outcome: "success" | "failure" | "skipped"; because: TaskId | null }
  | { do: "reuse"; task: TaskId; epoch: number; output: Digest }
  | { do: "skip"; task: TaskId; status: "skipped" | "upstream_failed"; because: SkipReason }
  /** It never started, or waits for another attempt. */
  | { do: "cancel"; task: TaskId; reason: HaltReason | "stopped" }
  /** It runs: journal, then signal. */
  | { do: "halt"; task: TaskId; reason: HaltReason }
  /** It waited for a place until its whole time was over. */
  | { do: "expire"; task: TaskId }
  | { do: "stop"; reason: StopReason; running: "finish" | "end" }
  /** Everything but the hooks has ended: evaluate the outputs, then record the conclusion. */
  | { do: "conclude" }
  | { do: "finish" }
  | { do: "wait"; until: Millis | null }
>;
