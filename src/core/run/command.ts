/** What to do next. The core asks; the shell performs, and answers with events. */
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import type { Cached, HaltReason, PauseReason, Reserve, SkipReason, StopReason } from "../journal/event.ts";
import type { Limit } from "./money.ts";

export type Command = Readonly<
  /** Evaluate condition and parameters; answered by `task.resolved`, or `task.failed` if the condition is in error. */
  | { do: "resolve"; task: TaskId }
  | { do: "start"; task: TaskId; n: number; reserve?: Reserve; standIn?: true }
  /** A group opens: `task.started` without a process. */
  | { do: "open"; task: TaskId; n: number }
  /** A group's steps have ended: answered by `task.succeeded`, `task.failed` or `task.skipped`. */
  | { do: "close"; task: TaskId; outcome: "success" | "failure" | "skipped"; because: TaskId | null }
  /**
   * All steps so far have ended, and the group may have more: answered by the next fact (`task.expanded`, `loop.iterated`,
   * `task.delegated`, `task.picked`) or by its end.
   */
  | { do: "grow"; task: TaskId; stage: number }
  /** A question is put to people: `task.started` and `gate.requested`. */
  | { do: "ask"; task: TaskId; n: number }
  | { do: "accept"; task: TaskId; answer: string }
  /** Nobody answered in time. */
  | { do: "lapse"; task: TaskId }
  /** A place among the runs that share a limit: answered by `slot.granted`, `slot.refused` or the task's end. */
  | { do: "claim"; task: TaskId }
  /** Its budget, or that of a group around it, has nothing left for another attempt. */
  | { do: "refuse"; task: TaskId; owner: TaskId; limit: Limit }
  | { do: "escalate"; task: TaskId }
  /** What is to be undone is worked out: `compensation.planned`. */
  | { do: "unwind" }
  /** Only people or time can move it on: it is left to be resumed. */
  | { do: "park"; reason: PauseReason }
  | { do: "reuse"; task: TaskId; epoch: number; output: Digest; cached?: Cached }
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
  /** This process has done its part of the run; the rest is for others. */
  | { do: "leave" }
  | { do: "wait"; until: Millis | null }
>;
