/** What happened: past tense, facts only, large things by digest. The product's specification, readable aloud. */
import type { Digest, Millis, RunId, TaskId } from "../base/brand.ts";
import type { Level } from "../base/isolation.ts";
import type { Fields, Trust } from "../base/value.ts";
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
  /** The list was empty, and its author wants that skipped. */
  | { kind: "empty" }
  /** Nobody chose it. */
  | { kind: "not_picked" }
  /** Its place among the runs that share a limit was taken. */
  | { kind: "limit"; group: string }
>;

export type StopReason = Readonly<
  | { kind: "failure"; task: TaskId }
  | { kind: "cancel"; by: string }
  | { kind: "timeout"; after: Millis }
  | { kind: "budget"; limit: "cost" | "tokens" | "agents" }
  | { kind: "rollback"; by: string }
>;

/** Why a run was left to be resumed: people have to answer, or a quota has to come back. */
export type PauseReason = Readonly<
  { kind: "gates"; tasks: readonly TaskId[] } | { kind: "quota"; pool: string; until: Millis | null }
>;

export type Verdict = "approve" | "reject";

export const ANSWER_LEVELS = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type AnswerLevel = (typeof ANSWER_LEVELS)[number];

/** Money and tokens set aside; absent where no budget counts them. */
export type Reserve = Readonly<{ costUsd?: number; tokens?: number }>;

export type Cached = Readonly<{ run: string; output: Digest; costUsd: number | null }>;

export type Branch = "then" | "else" | "all";

export type HaltReason = "timeout" | "idle" | "total_timeout" | "cancel" | "loser" | "policy" | "budget";

export type Conclusion = "success" | "failure" | "cancelled" | "paused";

/** Tasks that one process does on a machine of its own, and what of the budget it may spend on them; absent where nothing limits it. */
export type Leg = Readonly<{
  id: string;
  tasks: readonly TaskId[];
  costUsd?: number;
  tokens?: number;
  agents?: number;
}>;

export type RunEvent = Readonly<
  | { type: "run.started" }
  /** `unheard`: what people had said in the epochs before does not count, since nobody knows that it was them. */
  | { type: "run.resumed"; from: number; rerun: readonly TaskId[]; unheard?: true }
  | {
      type: "task.resolved";
      task: TaskId;
      condition: boolean;
      missing?: string;
      fingerprint: Digest;
      trust: Trust;
      /** An earlier run gave the same: what, in which run, and what it had cost there. */
      cached?: Cached;
    }
  /** For a group: it opened, on this branch. */
  | {
      type: "task.started";
      task: TaskId;
      n: number;
      fingerprint: Digest;
      branch?: Branch;
      /** What of the budget is held back for it until it ends. */
      reserved?: Reserve;
      /** Whoever stands in for its agent was asked, since that one cannot be. */
      standIn?: true;
    }
  /** One child for every key, from the pattern of the task; `list` names the elements in the same order, `marks` their contents. */
  | {
      type: "task.expanded";
      task: TaskId;
      stage: number;
      list: Digest;
      keys: readonly string[];
      marks: readonly string[];
      trust: Trust;
    }
  /** Children as the lead described them, checked: the graph is state. */
  | { type: "task.delegated"; task: TaskId; stage: number; tasks: readonly Fields[] }
  /** `round` says how often this one was picked, this time included. */
  | { type: "task.picked"; task: TaskId; stage: number; pick: TaskId; round: number }
  | { type: "loop.iterated"; task: TaskId; stage: number }
  /** An answer that did not fit was sent back; what the call cost is counted here. */
  | { type: "task.repaired"; task: TaskId; n: number; issues: readonly string[]; usage?: Usage }
  /** What the attempt has cost so far; a later one replaces it, and so does the end of the attempt. */
  | { type: "usage.reported"; task: TaskId; n: number; usage: Usage }
  | { type: "task.escalated"; task: TaskId; to: readonly string[] }
  /** The place that the task holds among the runs that share a limit, or none was free. */
  | { type: "slot.granted"; task: TaskId }
  | { type: "slot.refused"; task: TaskId; until: Millis }
  | { type: "gate.requested"; task: TaskId; shown: Digest }
  /** In a segment of whoever answers; `answer` is a name of its own for it. */
  | {
      type: "gate.answered";
      task: TaskId;
      shown: Digest;
      answer: string;
      verdict: Verdict;
      by: string;
      fields: Fields;
      reason: string;
      /** What they may do in the repository, where somebody asked; without it, whoever could write here may do everything. */
      level?: AnswerLevel;
    }
  | { type: "gate.accepted"; task: TaskId; answer: string }
  | { type: "gate.expired"; task: TaskId; verdict: Verdict }
  | { type: "circuit.observed"; agent: string; failures: number; until: Millis | null }
  | { type: "budget.granted"; maxCostUsd?: number; maxTokens?: number }
  /** How far its agents are kept from the rest of the machine, and why not further. */
  | { type: "run.isolated"; level: Level; lacks?: string }
  /** The tasks to undo, latest commit first. */
  | { type: "compensation.planned"; tasks: readonly TaskId[] }
  | { type: "run.paused"; reason: PauseReason }
  /** What may be done at the same time, each leg by a process of its own; no legs if nothing is left for them. */
  | { type: "wave.dispatched"; wave: number; legs: readonly Leg[] }
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
  | {
      type: "task.reused";
      task: TaskId;
      epoch: number;
      output: Digest;
      fingerprint: Digest;
      saw: Basis;
      cached?: Cached;
    }
  | {
      type: "task.skipped";
      task: TaskId;
      status: "skipped" | "upstream_failed";
      because: SkipReason;
      saw: Basis;
    }
  | { type: "task.cancelled"; task: TaskId; reason: HaltReason | "stopped"; usage?: Usage; saw: Basis }
  | { type: "run.stopping"; reason: StopReason; running: "finish" | "end" }
  /** What isolated tasks begin with: the person's commit, and that one with the changes that were not committed yet. */
  | { type: "workspace.based"; commit: string; tree: string; head: string | null }
  /** What an attempt made of the files that it began with; it counts only if the attempt succeeds. */
  | {
      type: "workspace.committed";
      task: TaskId;
      n: number;
      commit: string;
      tree: string;
      base: string;
      /** The commits since `base`, as git carries them to another machine. */
      bundle: Digest;
    }
  /** Somebody resolved what did not fit together; whoever begins with the same work begins with this. */
  | {
      type: "workspace.joined";
      task: TaskId;
      n: number;
      heads: readonly string[];
      commit: string;
      tree: string;
      /** What resolving it has cost, which no end of an attempt counts again. */
      usage?: Usage;
    }
  /** `bundle` holds the commits since the base, where whoever takes the branch further has another repository. */
  | { type: "workspace.published"; branch: string; commit: string; bundle?: Digest }
  /** What the run wants written outside, in a document of its own; `count` of it may be, `refused` may not. */
  | { type: "effects.proposed"; document: Digest; count: number; refused: number }
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

/** Everything that names a task. */
export type TaskEntry = Extract<Entry, { task: TaskId }>;
