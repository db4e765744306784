/** How a run stands, task by task: the model behind the status table, the end of a run and its document. */
import { type Isolation, NO_ISOLATION } from "../base/isolation.ts";
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import type { Conclusion, PauseReason, Status, StopReason, Usage } from "../journal/event.ts";
import type { Failure } from "../journal/failure.ts";
import type { Role, Task } from "../plan/plan.ts";
import { accountOf, ledgerOf, lostUsage } from "../run/account.ts";
import { factsOf, isGroupType, stopOf, type RunState, type TaskState } from "../run/state.ts";
import { alerts, type Alert } from "./alerts.ts";
import { passedBudgets, standingOf, type Passed, type Standing as Budgeted } from "./budget.ts";
import { closedQuotas, type Closed } from "./closed.ts";
import { ordered, type Placed } from "./order.ts";
import { becauseText } from "./reason.ts";
import { savings, type Savings } from "./savings.ts";

export type Standing = "pending" | "running" | "waiting" | Status;

export type Row = Readonly<{
  id: TaskId;
  agent: string | null;
  /** What kind of work it is, where there is no agent. */
  type: string;
  role: Role;
  /** How deep it is nested in groups. */
  depth: number;
  /** The group that made it while the run went on; null for a task of the file. */
  origin: TaskId | null;
  /** Of the element of a fan-out that it belongs to. */
  key: string | null;
  status: Standing;
  reason: string | null;
  failure: Failure | null;
  attempts: number;
  maxAttempts: number;
  startedAt: Millis | null;
  finishedAt: Millis | null;
  retryAt: Millis | null;
  note: string;
  usage: Usage;
  output: Digest | "";
  reused: boolean;
  /** A skip of it fails the run. */
  required: boolean;
  /** Direct dependencies that are still open. */
  waitsFor: readonly TaskId[];
}>;

/** How it ended, without a look at every task. */
export type Headline = Readonly<{
  conclusion: Conclusion | null;
  stop: StopReason | null;
  /** Why it was left to be resumed, if it was. */
  paused: PauseReason | null;
}>;

export type Outline = Headline &
  Readonly<{
    name: string;
    epoch: number;
    startedAt: Millis | null;
    finishedAt: Millis | null;
    usage: Usage;
    rows: readonly Row[];
    missing: readonly string[];
    savings: Savings;
    /** What somebody should know about how it stands. */
    alerts: readonly Alert[];
    /** Null for a run without limits. */
    budget: Budgeted | null;
    /** Budgets of tasks and groups that are passed. */
    passed: readonly Passed[];
    closed: readonly Closed[];
    isolation: Isolation;
  }>;

export const agentOf = (task: Task): string | null => (task.work.type === "agent" ? task.work.agent : null);

function standing(task: TaskState): Standing {
  if (task.settled !== null) return task.settled;
  switch (task.phase) {
    case "open":
      return task.task.work.type === "approval" ? "waiting" : "running";
    case "waiting":
      return "waiting";
    default:
      return task.gate === null ? "pending" : "running";
  }
}

const originText = (cached: TaskState["cached"]): string | null =>
  cached === null ? null : `done by run ${cached.run}`;

/** Whoever was ended because the run stopped was not cancelled by anybody. */
function endedBecause(state: RunState, { ending }: TaskState): string | null {
  const because = ending?.because ?? null;
  if (because === null) return null;
  const stop = because === "cancel" || because === "stopped" ? stopOf(state) : null;
  const reason = stop === null ? because : ({ kind: "stopped", because: stop.reason.kind } as const);
  return becauseText(reason, (id) => {
    const group = state.tasks[state.byId.get(id) ?? -1];
    return group?.task.work.type === "conditional" && group.attempts > 0;
  });
}

function originOf(state: RunState, { index, parent, task }: TaskState): TaskId | null {
  if (index < state.plan.tasks.length || task.role === "compensate") return null;
  return state.tasks[parent]?.task.id ?? null;
}

function row(state: RunState, { task, depth }: Placed, lost: ReturnType<typeof lostUsage>): Row {
  const status = standing(task);
  const settled = task.settled !== null;
  const because = settled ? endedBecause(state, task) : null;
  const open = task.needs.flatMap((need) => {
    const other = state.tasks[need];
    return other === undefined || other.settled !== null ? [] : [other.task.id];
  });
  return {
    id: task.task.id,
    agent: agentOf(task.task),
    type: task.task.work.type,
    role: task.task.role,
    depth,
    origin: originOf(state, task),
    key: task.item?.key ?? null,
    status,
    reason: because ?? (settled ? originText(task.cached) : null),
    failure: status === "failure" || status === "waiting" || status === "skipped" ? task.failure : null,
    attempts: task.attempts,
    maxAttempts: task.task.retry.maxAttempts,
    startedAt: task.startedAt,
    finishedAt: settled ? task.finishedAt : null,
    retryAt: status === "waiting" ? task.retryAt : null,
    note: task.note,
    usage: accountOf(task, lost),
    output: settled ? task.output : "",
    reused: settled && task.ending?.reused === true,
    required: task.task.required,
    waitsFor: settled ? [] : open,
  };
}

export function headline(state: RunState): Headline {
  const facts = factsOf(state);
  const paused = facts?.paused ?? null;
  return {
    conclusion: facts?.finished ?? (paused === null ? null : "paused"),
    stop: stopOf(state)?.reason ?? null,
    paused,
  };
}

export function outline(state: RunState): Outline {
  const facts = factsOf(state);
  const { conclusion, stop, paused } = headline(state);
  const lost = lostUsage(state);
  return {
    name: state.plan.name,
    epoch: state.epoch,
    conclusion,
    stop,
    paused,
    startedAt: state.startedAt,
    finishedAt: facts?.finishedAt ?? null,
    usage: ledgerOf(state),
    rows: ordered(state).map((placed) => row(state, placed, lost)),
    missing: facts?.missing ?? [],
    savings: savings(state),
    alerts: alerts(state),
    budget: standingOf(state),
    passed: passedBudgets(state),
    closed: closedQuotas(state),
    isolation: facts?.isolation ?? NO_ISOLATION,
  };
}

/** Tasks that ended in a failure of their own, in plan order: where to look first. */
export const failures = (model: Pick<Outline, "rows">): readonly Row[] =>
  model.rows.filter((each) => each.status === "failure" && each.failure !== null);

/** Tasks that were skipped although the run cannot succeed without them. */
export const missed = (model: Outline): readonly Row[] =>
  model.rows.filter((each) => each.role === "task" && each.required && each.status === "skipped");

/** Somebody asked for it, and nothing of it is left. */
export const wasUndone = (model: Outline): boolean =>
  model.stop?.kind === "rollback" && failures(model).length === 0;

/** It does no work of its own: what failed stands below it. */
export const isGroupRow = ({ type }: Row): boolean => isGroupType(type);

/** Results that are not lost when the run ends here. */
export const kept = (model: Outline): readonly Row[] =>
  model.rows.filter((row) => row.role === "task" && row.status === "success" && !isGroupRow(row));
