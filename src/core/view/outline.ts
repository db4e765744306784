/** How a run stands, task by task: the model behind the status table, the end of a run and its document. */
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import type { Conclusion, Status, StopReason, Usage } from "../journal/event.ts";
import type { Failure } from "../journal/failure.ts";
import type { Role, Task } from "../plan/plan.ts";
import { factsOf, stopOf, type RunState, type TaskState } from "../run/state.ts";
import { becauseText } from "./reason.ts";

export type Standing = "pending" | "running" | "waiting" | Status;

export type Row = Readonly<{
  id: TaskId;
  agent: string | null;
  /** What kind of work it is, where there is no agent. */
  type: string;
  role: Role;
  /** How deep it is nested in groups. */
  depth: number;
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

export type Outline = Readonly<{
  name: string;
  epoch: number;
  conclusion: Conclusion | null;
  stop: StopReason | null;
  startedAt: Millis | null;
  finishedAt: Millis | null;
  usage: Usage;
  rows: readonly Row[];
  missing: readonly string[];
}>;

export const agentOf = (task: Task): string | null => (task.work.type === "agent" ? task.work.agent : null);

function standing(task: TaskState): Standing {
  if (task.settled !== null) return task.settled;
  switch (task.phase) {
    case "open":
      return "running";
    case "waiting":
      return "waiting";
    default:
      return task.gate === null ? "pending" : "running";
  }
}

function depthOf(state: RunState, task: TaskState): number {
  let depth = 0;
  for (let at = task.parent; at >= 0; at = state.tasks[at]?.parent ?? -1) depth += 1;
  return depth;
}

function row(state: RunState, task: TaskState): Row {
  const status = standing(task);
  const settled = task.settled !== null;
  const because = settled ? (task.ending?.because ?? null) : null;
  const open = task.needs.flatMap((need) => {
    const other = state.tasks[need];
    return other === undefined || other.settled !== null ? [] : [other.task.id];
  });
  return {
    id: task.task.id,
    agent: agentOf(task.task),
    type: task.task.work.type,
    role: task.task.role,
    depth: depthOf(state, task),
    status,
    reason: because === null ? null : becauseText(because),
    failure: status === "failure" || status === "waiting" || status === "skipped" ? task.failure : null,
    attempts: task.attempts,
    maxAttempts: task.task.retry.maxAttempts,
    startedAt: task.startedAt,
    finishedAt: settled ? task.finishedAt : null,
    retryAt: status === "waiting" ? task.retryAt : null,
    note: task.note,
    usage: task.usage,
    output: settled ? task.output : "",
    reused: settled && task.ending?.reused === true,
    required: task.task.required,
    waitsFor: settled ? [] : open,
  };
}

export function outline(state: RunState): Outline {
  const facts = factsOf(state);
  return {
    name: state.plan.name,
    epoch: state.epoch,
    conclusion: facts?.finished ?? null,
    stop: stopOf(state)?.reason ?? null,
    startedAt: state.startedAt,
    finishedAt: facts?.finishedAt ?? null,
    usage: state.usage,
    rows: state.tasks.map((task) => row(state, task)),
    missing: facts?.missing ?? [],
  };
}

/** Tasks that ended in a failure of their own, in plan order: where to look first. */
export const failures = (model: Outline): readonly Row[] =>
  model.rows.filter((each) => each.status === "failure" && each.failure !== null);

/** Tasks that were skipped although the run cannot succeed without them. */
export const missed = (model: Outline): readonly Row[] =>
  model.rows.filter((each) => each.role === "task" && each.required && each.status === "skipped");
