/** A run as it goes by: what the lines and the live screen need to know, entry by entry. */
import type { Millis, TaskId } from "../base/brand.ts";
import type { Entry, Usage } from "../journal/event.ts";
import type { Plan, Task } from "../plan/plan.ts";
import { gather, type Crowd } from "./crowd.ts";

export type Running = Readonly<{ task: TaskId; n: number; since: Millis; note: string }>;

/** Which tasks there are now: a run may get more of them than its plan names. */
export type Graph = Readonly<{ find: (id: TaskId) => Task | undefined; total: () => number }>;

export interface Progress {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly running: Map<TaskId, Running>;
  /** Questions that wait for people, and since when. */
  readonly asking: Map<TaskId, Millis>;
  readonly done: Set<TaskId>;
  readonly failed: Set<TaskId>;
  /** Fan-outs that are told in steps. */
  readonly crowds: Map<TaskId, Crowd>;
  startedAt: Millis | null;
  costUsd: number | null;
}

function planned(plan: Plan): Graph {
  const tasks = new Map(plan.tasks.map((task) => [task.id, task]));
  const total = plan.tasks.filter((task) => task.role === "task").length;
  return { find: (id) => tasks.get(id), total: () => total };
}

/** `settled` are tasks that a resumed run brought along. */
export function progress(plan: Plan, settled: Iterable<TaskId> = [], graph: Graph = planned(plan)): Progress {
  return {
    plan,
    graph,
    running: new Map(),
    asking: new Map(),
    // What was undone was never one of the tasks that are counted.
    done: new Set([...settled].filter((id) => graph.find(id)?.role === "task")),
    failed: new Set(),
    crowds: new Map(),
    startedAt: null,
    costUsd: 0,
  };
}

function spend(model: Progress, usage: Usage | undefined): void {
  if (usage === undefined || model.costUsd === null) return;
  model.costUsd = usage.costUsd === null ? null : model.costUsd + usage.costUsd;
}

function end(model: Progress, task: TaskId): void {
  model.running.delete(task);
  if (model.graph.find(task)?.role === "task") model.done.add(task);
}

function endOf(model: Progress, entry: TaskEntry, again: boolean): void {
  switch (entry.type) {
    case "task.failed":
      model.running.delete(entry.task);
      if (again) return;
      model.failed.add(entry.task);
      return end(model, entry.task);
    case "task.cancelled":
      model.running.delete(entry.task);
      return;
    case "task.skipped":
      if (entry.status === "skipped") end(model, entry.task);
      return;
    case "task.succeeded":
    case "task.reused":
      return end(model, entry.task);
    default:
      return;
  }
}

type TaskEntry = Extract<Entry, { task: TaskId }>;

/** While people think, nothing of the task runs; what was known about the wait is given like an attempt. */
function asked(model: Progress, entry: TaskEntry): Running | undefined {
  const { task, at } = entry;
  const since = model.asking.get(task);
  if (entry.type === "gate.requested") {
    model.running.delete(task);
    model.asking.set(task, since ?? at);
  } else if (!entry.type.startsWith("gate.")) {
    model.asking.delete(task);
  }
  return since === undefined ? undefined : { task, n: 1, since, note: "" };
}

/** Folds one entry in, and gives what was known about the attempt before it. `again` says that a failure is to be retried. */
export function advance(model: Progress, entry: Entry, again: boolean): Running | undefined {
  model.startedAt ??= entry.at;
  if (!("task" in entry)) return undefined;
  gather(model.crowds, entry);
  const waited = asked(model, entry);
  const before = waited ?? model.running.get(entry.task);
  // What an attempt has cost so far is replaced by what it cost in the end.
  if ("usage" in entry && entry.type !== "usage.reported") spend(model, entry.usage);
  if (entry.type === "task.started") {
    model.done.delete(entry.task);
    model.failed.delete(entry.task);
    model.running.set(entry.task, { task: entry.task, n: entry.n, since: entry.at, note: "" });
  } else if (entry.type === "task.reported") {
    if (before !== undefined) model.running.set(entry.task, { ...before, note: entry.note });
  } else {
    endOf(model, entry, again);
  }
  return before;
}
