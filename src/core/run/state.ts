/** What is true now: a fold over the entries, computed and never stored. Only fold.ts writes to it. */
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import type { Heap } from "../base/heap.ts";
import type { Queue } from "../base/queue.ts";
import type {
  Basis,
  Branch,
  Conclusion,
  HaltReason,
  SkipReason,
  Status,
  StopReason,
  Usage,
} from "../journal/event.ts";
import type { Failure } from "../journal/failure.ts";
import type { Plan, Role, Task } from "../plan/plan.ts";

/** How a task's own entries end. It counts only while its basis holds. */
export type Ending = Readonly<{
  status: Status;
  output: Digest | "";
  saw: Basis;
  failure: Failure | null;
  because: SkipReason | HaltReason | "stopped" | null;
  reused: boolean;
}>;

export type Resolution = Readonly<{ condition: boolean; missing: string | null; fingerprint: Digest }>;

export type Candidate = Readonly<{
  epoch: number;
  output: Digest | "";
  fingerprint: Digest | "";
  attempts: number;
  startedAt: Millis | null;
  finishedAt: Millis | null;
}>;

export type Phase = "idle" | "open" | "waiting" | "ended";

export interface TaskState {
  readonly task: Task;
  readonly index: number;
  readonly needs: readonly number[];
  readonly parent: number;
  readonly pool: string;
  /** A failure in here is somebody else's business: a group that waits for any, or one that may fail. */
  readonly shielded: boolean;
  readonly dependants: readonly number[];
  readonly children: readonly number[];
  /** Direct dependencies that have not ended: counted, so that a join of thousands costs each of them one step. */
  unmet: number;
  openChildren: number;
  wonChildren: number;

  /** Entries of lower epochs are void. */
  fence: number;
  /** The epoch, writer and plan of the entries that count. */
  epoch: number;
  writer: string;
  phase: Phase;
  attempts: number;
  /** How often an agent was asked, over all epochs. */
  calls: number;
  agentFailures: number;
  infraFailures: number;
  startedAt: Millis | null;
  attemptAt: Millis | null;
  reportedAt: Millis | null;
  finishedAt: Millis | null;
  halting: HaltReason | null;
  ending: Ending | null;
  failure: Failure | null;
  fingerprint: Digest | "";
  /** A success that may be taken over if its fingerprint still fits. */
  candidate: Candidate | null;
  resolution: Resolution | null;
  retryAt: Millis | null;
  /** When a timer rings for it: the end of a wait, or the nearest deadline. */
  due: Millis | null;
  /** Takes a place of `max_parallel` and of its pool. */
  placed: boolean;
  note: string;
  usage: Usage;
  /** The standing that others may build on; null while it is open. */
  settled: Status | null;
  output: Digest | "";
  /** The same in the words of the journal; every entry that builds on it holds this very one. */
  fact: Basis[number] | null;
  /** For a group: the branch it opened on, and whether it is open now. */
  branch: Branch | null;
  gate: Branch | null;
  /** A group whose steps are no longer wanted: won by one of them, or being ended. */
  pressing: boolean;
}

export type Stop = Readonly<{ reason: StopReason; running: "finish" | "end"; at: Millis }>;

/** What one epoch says about the run as a whole. */
export interface EpochFacts {
  startedAt: Millis | null;
  stop: Stop | null;
  concluded: Conclusion | null;
  missing: readonly string[];
  finished: Conclusion | null;
  finishedAt: Millis | null;
}

export interface RunState {
  readonly plan: Plan;
  readonly planDigest: Digest;
  readonly tasks: readonly TaskState[];
  readonly byId: ReadonlyMap<TaskId, number>;
  readonly byRole: Readonly<Record<Role, readonly number[]>>;
  readonly epochs: Map<number, EpochFacts>;
  readonly lost: Set<string>;
  /** Whose standing must be looked at again before the entry counts as folded. */
  readonly touched: Queue;
  /** What can be said at once about a task, and what only waits for a free place. */
  readonly agenda: Set<number>;
  readonly ready: Map<string, Heap>;
  readonly timers: Heap;
  readonly busy: Map<string, number>;
  readonly unsettled: Record<Role, number>;
  /** Settled failures that make the run fail. */
  readonly failed: Set<number>;
  epoch: number;
  startedAt: Millis | null;
  running: number;
  agentsStarted: number;
  /** The ledger: all attempts of all epochs. */
  usage: Usage;
  phase: Role | "done";
  phaseAt: Millis;
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

export const isGroup = (task: Task): boolean =>
  task.work.type === "conditional" || task.work.type === "parallel";

export const factsOf = (state: RunState): EpochFacts | undefined => state.epochs.get(state.epoch);
export const stopOf = (state: RunState): Stop | null => factsOf(state)?.stop ?? null;

/** Attempts are counted within an epoch; what an older one left behind does not count. */
export const nextAttempt = (state: RunState, task: TaskState): number =>
  task.epoch < state.epoch ? 1 : task.attempts + 1;
