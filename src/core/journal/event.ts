/** What happened: past tense, facts only, large things by digest. The product's specification, readable aloud. */
import type { Digest, Millis, RunId, TaskId } from "../base/brand.ts";
import type { Trust } from "../base/value.ts";
import type { Failure } from "./failure.ts";

export const JOURNAL_VERSION = 1;

/** The first line of a segment: who writes it, for which run and plan, in which epoch (run attempt or resume count, from 1). */
export type Header = Readonly<{ version: number; run: RunId; plan: Digest; epoch: number; writer: string }>;

/** Unknown is never zero: `costUsd: null` says that nobody knows, and is shown as such. */
export type Usage = Readonly<{ inputTokens: number; outputTokens: number; costUsd: number | null }>;

export const STATUSES = ["success", "failure", "skipped", "cancelled", "upstream_failed"] as const;
/** How a task can end. */
export type Status = (typeof STATUSES)[number];

/** What a terminal entry stood on: each direct dependency, how it ended, and the digest of what it gave ("" for nothing). */
export type Basis = readonly (readonly [task: TaskId, status: Status, output: Digest | ""])[];

export type SkipReason = Readonly<
  | { kind: "rule"; rule: string; because: readonly TaskId[] }
  | { kind: "condition" }
  | { kind: "branch"; group: TaskId }
  | { kind: "missing_input"; reference: string }
  | { kind: "outcome" }
  | { kind: "stopped"; because: StopReason["kind"] }
>;

export type StopReason = Readonly<
  | { kind: "failure"; task: TaskId }
  | { kind: "cancel"; by: string }
  | { kind: "timeout"; after: Millis }
  | { kind: "budget"; limit: "cost" | "tokens" | "agents" }
>;

export type Branch = "then" | "else" | "all";

export type HaltReason = "timeout" | "idle" | "total_timeout" | "cancel" | "loser" | "policy";

export type Conclusion = "success" | "failure" | "cancelled" | "paused";

export type RunEvent = Readonly<
  | { type: "run.started" }
  | { type: "run.resumed"; from: number; rerun: readonly TaskId[] }
  | {
      type: "task.resolved";
      task: TaskId;
      condition: boolean;
      missing?: string;
      fingerprint: Digest;
      trust: Trust;
    }
  /** For a group: it opened, on this branch. */
  | { type: "task.started"; task: TaskId; n: number; fingerprint: Digest; branch?: Branch }
  | { type: "task.reported"; task: TaskId; note: string }
  | { type: "task.stopping"; task: TaskId; reason: HaltReason }
  | { type: "task.succeeded"; task: TaskId; n: number; output: Digest; usage?: Usage; saw: Basis }
  /** `retry: false` records that the author's `retry.when` refused another attempt. */
  | {
      type: "task.failed";
      task: TaskId;
      n: number;
      failure: Failure;
      output?: Digest;
      usage?: Usage;
      retry?: false;
      saw: Basis;
    }
  | { type: "task.reused"; task: TaskId; epoch: number; output: Digest; fingerprint: Digest; saw: Basis }
  | {
      type: "task.skipped";
      task: TaskId;
      status: "skipped" | "upstream_failed";
      because: SkipReason;
      saw: Basis;
    }
  | { type: "task.cancelled"; task: TaskId; reason: HaltReason | "stopped"; usage?: Usage; saw: Basis }
  | { type: "run.stopping"; reason: StopReason; running: "finish" | "end" }
  /** The tasks and `finally` are done; hooks follow. `missing` names required outputs that nobody gave. */
  | { type: "run.concluded"; conclusion: Conclusion; missing?: readonly string[] }
  | { type: "writer.closed" }
  | { type: "writer.lost"; writer: string }
  | { type: "run.finished"; conclusion: Conclusion }
>;

/** One line of a segment. `at` never decreases within a segment. */
export type Entry = Readonly<{ seq: number; at: Millis }> & RunEvent;

/** One writer's entries, in its own order. */
export type Segment = Readonly<{ header: Header; entries: readonly Entry[] }>;
