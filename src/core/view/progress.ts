/** A run as it goes by: what the lines and the live screen need to know, entry by entry. */
import type { Millis, TaskId } from "../base/brand.ts";
import type { Entry, Usage } from "../journal/event.ts";
import type { Plan, Task } from "../plan/plan.ts";

export type Running = Readonly<{ task: TaskId; n: number; since: Millis; note: string }>;

export interface Progress {
  readonly plan: Plan;
  readonly tasks: ReadonlyMap<TaskId, Task>;
  readonly total: number;
  readonly running: Map<TaskId, Running>;
  readonly done: Set<TaskId>;
  readonly failed: Set<TaskId>;
  startedAt: Millis | null;
  costUsd: number | null;
}

/** `settled` are tasks that a resumed run brought along. */
export function progress(plan: Plan, settled: Iterable<TaskId> = []): Progress {
  const tasks = new Map(plan.tasks.map((task) => [task.id, task]));
  return {
    plan,
    tasks,
    total: plan.tasks.filter((task) => task.role === "task").length,
    running: new Map(),
    done: new Set(settled),
    failed: new Set(),
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
  if (model.tasks.get(task)?.role === "task") model.done.add(task);
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

/** Folds one entry in, and gives what was known about the attempt before it. `again` says that a failure is to be retried. */
export function advance(model: Progress, entry: Entry, again: boolean): Running | undefined {
  model.startedAt ??= entry.at;
  if (!("task" in entry)) return undefined;
  const before = model.running.get(entry.task);
  if ("usage" in entry) spend(model, entry.usage);
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
