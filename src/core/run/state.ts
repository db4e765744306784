/** What is true now: a fold over the entries, computed and never stored. Only fold.ts writes to it. */
import type { Spot } from "./spot.ts";
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import type { Isolation } from "../base/isolation.ts";
import type { Heap } from "../base/heap.ts";
import type { Queue } from "../base/queue.ts";
import type { Trust } from "../base/value.ts";
import type {
  Basis,
  Branch,
  Cached,
  Conclusion,
  HaltReason,
  Header,
  PauseReason,
  Reserve,
  SkipReason,
  Status,
  StopReason,
  TaskEntry,
  Usage,
} from "../journal/event.ts";
import type { Failure } from "../journal/failure.ts";
import type { Budget, Plan, Role, Task } from "../plan/plan.ts";
import type { Circuit } from "./circuit.ts";
import type { Dispatched, Gate, Purse, Quota, Share } from "./holdings.ts";

/** How a task's own entries end. It counts only while its basis holds. */
export type Ending = Readonly<{
  status: Status;
  output: Digest | "";
  saw: Basis;
  failure: Failure | null;
  because: SkipReason | HaltReason | "stopped" | null;
  reused: boolean;
}>;

export type Resolution = Readonly<{
  condition: boolean;
  missing: string | null;
  fingerprint: Digest;
  cached?: Cached;
}>;

/** `quota` is the gate that a quota error closes; `agent` the one whose health counts. Both empty for commands. */
export type Player = Readonly<{ quota: string; agent: string }>;

/** `second` makes the attempts after the author's choice is spent; `spare` says that it is another agent. */
export type Lane = Player &
  Readonly<{ key: string; pools: readonly string[]; second: Player | null; spare: boolean }>;

export type Candidate = Readonly<{ epoch: number; output: Digest | ""; fingerprint: Digest | "" }> &
  Pick<TaskState, "attempts" | "startedAt" | "finishedAt" | "cached">;

export type Phase = "idle" | "open" | "waiting" | "ended";

/** The element of a fan-out: where it lies, and under which name expressions know it. */
export type Item = Readonly<{ key: string; as: string; list: Digest; at: number; trust: Trust }>;

/** Children that one fact made, in their order; facts of other epochs are kept, since segments come in any order. */
export type Growth = Readonly<{
  epoch: number;
  stage: number;
  /** The member of a team that was picked, or nothing. */
  pick: string;
  roots: readonly number[];
  /** As this fact describes them, roots and what is inside them. */
  members: readonly Readonly<{ index: number; task: Task; item: Item | null }>[];
}>;

export interface TaskState {
  /** Replaced only if a newer fact describes a grown task differently. */
  task: Task;
  readonly index: number;
  needs: readonly number[];
  readonly parent: number;
  /** The pools and fan-outs whose places it takes, and who works: tasks of one lane are equal but for their priority. */
  readonly lane: Lane;
  /** A failure in here is somebody else's business: a group that waits for any, or one that may fail. */
  readonly shielded: boolean;
  dependants: readonly number[];
  children: readonly number[];

  /** The nearest group around it whose children come in rounds or items, or -1; and in which round it belongs there. */
  readonly home: number;
  readonly stage: number;
  item: Item | null;
  /** The items and rounds around it. */
  readonly spot: Spot;
  /** False while its group does not name it: then it counts for nothing but the ledger. */
  attached: boolean;
  /** For a group: all that was said about how it grew, the children that the plan gave it, and since when it is open. */
  readonly growth: Growth[];
  planned: readonly number[];
  opening: number;
  /** Its end belongs to an opening. */
  closed: boolean;
  /** Which facts its children stand for now, so that nothing is counted again without need. */
  grown: string;
  /** Its description changed in this epoch: what was said of it before may at best be reused. */
  renewed: number;
  /** The reserve of the attempt that runs. */
  reserved: Reserve | null;
  /** It has changed over to who tries it when the attempts are spent. */
  fellBack: boolean;
  /** Somebody was told that it fails again and again. */
  escalated: boolean;
  /** It holds a place among the runs that share a limit. */
  slotted: boolean;

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
  placed: Player | null;
  note: string;
  usage: Usage;
  /** An earlier run's result that it took over. */
  cached: Cached | null;
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
  paused: PauseReason | null;
  granted: Budget;
  isolation: Isolation;
}

export interface RunState {
  readonly plan: Plan;
  readonly planDigest: Digest;
  /** The graph is state: tasks are added, never taken away. */
  readonly tasks: TaskState[];
  readonly byId: Map<TaskId, number>;
  readonly byRole: Readonly<Record<Role, number[]>>;
  /** How many tasks of a fan-out may be at work at a time. */
  readonly sizes: Map<string, number>;
  /** The tasks of one name in one round or item, for expressions. */
  readonly slots: Map<string, number[]>;
  /** Entries about tasks that no fact has made yet. */
  readonly early: Map<TaskId, (readonly [Header, TaskEntry])[]>;
  readonly gates: Map<TaskId, Gate>;
  /** What the run (-1) and every task with a budget may spend, and have spent. */
  readonly purses: Map<number, Purse>;
  /** Limits that a person raised. */
  granted: Budget;
  /** What people said in lower epochs does not count. */
  heardSince: number;
  readonly quotas: Map<string, Quota>;
  readonly circuits: Map<string, Circuit>;
  /** Tasks that are being undone, latest commit first; null before that is known. */
  undoing: readonly TaskId[] | null;
  readonly epochs: Map<number, EpochFacts>;
  readonly lost: Set<string>;
  readonly waves: Map<number, Dispatched>;
  /** Null for a process that does all of it. No entry changes this. */
  share: Share | null;
  /** Whose standing must be looked at again before the entry counts as folded. */
  readonly touched: Queue;
  /** What can be said at once about a task, and what only waits for a free place. */
  readonly agenda: Set<number>;
  readonly ready: Map<string, Readonly<{ lane: Lane; heap: Heap }>>;
  readonly timers: Heap;
  readonly busy: Map<string, number>;
  readonly unsettled: Record<Role, number>;
  readonly failed: Set<number>;
  epoch: number;
  startedAt: Millis | null;
  running: number;
  agentsStarted: number;
  usage: Usage;
  phase: Role | "done";
  phaseAt: Millis;
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

const LEAVES: ReadonlySet<string> = new Set(["agent", "command", "git", "message", "plugin", "approval"]);

/** Opens and closes around its children, without a place of its own. */
export const isGroup = (task: Task): boolean => isGroupType(task.work.type);
export const isGroupType = (type: string): boolean => !LEAVES.has(type);

export const factsOf = (state: RunState): EpochFacts | undefined => state.epochs.get(state.epoch);
export const stopOf = (state: RunState): Stop | null => factsOf(state)?.stop ?? null;

/** Only these roles are stopped and cancelled: what cleans up must run all the more. */
export const isStoppable = ({ task }: TaskState): boolean => task.role === "task" || task.role === "on_start";

/** Whether what was committed is to be undone before anything is cleaned up. */
export function undoes(state: RunState): boolean {
  const kind = stopOf(state)?.reason.kind;
  if (kind === "rollback") return true;
  // Where nothing was left to be stopped, nobody has said so.
  const failed = kind === "failure" || (kind === undefined && state.failed.size > 0);
  return failed && state.plan.settings.onFailure === "rollback";
}

/** Attempts are counted within an epoch; what an older one left behind does not count. */
export const nextAttempt = (state: RunState, task: TaskState): number =>
  task.epoch < state.epoch ? 1 : task.attempts + 1;
