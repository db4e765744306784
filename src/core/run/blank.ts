/** The state of a run before its first entry. */
import { millis, type Digest, type TaskId } from "../base/brand.ts";
import { Heap } from "../base/heap.ts";
import type { Plan, Role, Task } from "../plan/plan.ts";
import { NO_USAGE, type RunState, type TaskState } from "./state.ts";

function shielded(plan: Plan, byId: ReadonlyMap<TaskId, number>, task: Task): boolean {
  for (let group = task.parent; group !== undefined;) {
    const owner: Task | undefined = plan.tasks[byId.get(group.id) ?? -1];
    if (owner === undefined) return false;
    if (owner.onFailure !== "fail") return true;
    if (owner.work.type === "parallel" && owner.work.waitFor === "any") return true;
    group = owner.parent;
  }
  return false;
}

function poolOf(plan: Plan, task: Task): string {
  if (task.pool !== undefined) return task.pool;
  const { work } = task;
  return work.type === "agent" && Object.hasOwn(plan.settings.pools, work.runner) ? work.runner : "";
}

/** Nothing was ever said of it. */
const UNHEARD = {
  unmet: 0,
  openChildren: 0,
  wonChildren: 0,
  fence: 0,
  epoch: 0,
  writer: "",
  phase: "idle",
  attempts: 0,
  calls: 0,
  agentFailures: 0,
  infraFailures: 0,
  startedAt: null,
  attemptAt: null,
  reportedAt: null,
  finishedAt: null,
  halting: null,
  ending: null,
  failure: null,
  fingerprint: "",
  candidate: null,
  resolution: null,
  retryAt: null,
  due: null,
  placed: false,
  note: "",
  usage: NO_USAGE,
  settled: null,
  output: "",
  branch: null,
  gate: null,
  pressing: false,
} as const;

const fresh = (plan: Plan, byId: ReadonlyMap<TaskId, number>, task: Task, index: number): TaskState => ({
  ...UNHEARD,
  task,
  index,
  needs: task.needs.flatMap((id) => byId.get(id) ?? []),
  parent: task.parent === undefined ? -1 : (byId.get(task.parent.id) ?? -1),
  pool: poolOf(plan, task),
  shielded: shielded(plan, byId, task),
  dependants: [],
  children: [],
});

function link(tasks: readonly TaskState[]): void {
  for (const task of tasks) {
    task.unmet = task.needs.length;
    for (const need of task.needs) tasks[need]?.dependants.push(task.index);
    const parent = tasks[task.parent];
    if (parent === undefined) continue;
    parent.children.push(task.index);
    parent.openChildren += 1;
  }
}

function rolesOf(tasks: readonly TaskState[]): Record<Role, number[]> {
  const byRole: Record<Role, number[]> = {
    on_start: [],
    task: [],
    finally: [],
    on_success: [],
    on_failure: [],
    on_complete: [],
  };
  for (const { task, index } of tasks) byRole[task.role].push(index);
  return byRole;
}

const countsOf = (byRole: Readonly<Record<Role, readonly number[]>>): Record<Role, number> => ({
  on_start: byRole.on_start.length,
  task: byRole.task.length,
  finally: byRole.finally.length,
  on_success: byRole.on_success.length,
  on_failure: byRole.on_failure.length,
  on_complete: byRole.on_complete.length,
});

function timersOf(tasks: readonly TaskState[]): Heap {
  const due = (item: number): number => tasks[item]?.due ?? Number.POSITIVE_INFINITY;
  return new Heap((a, b) => due(a) < due(b) || (due(a) === due(b) && a < b));
}

/** Nothing has happened: every task is open. */
export function blank(plan: Plan, planDigest: Digest): RunState {
  const byId = new Map(plan.tasks.map((task, index) => [task.id, index]));
  const tasks = plan.tasks.map((task, index) => fresh(plan, byId, task, index));
  link(tasks);
  const byRole = rolesOf(tasks);
  return {
    plan,
    planDigest,
    tasks,
    byId,
    byRole,
    epochs: new Map(),
    lost: new Set(),
    touched: new Set(),
    agenda: new Set(),
    ready: new Map(),
    timers: timersOf(tasks),
    busy: new Map(),
    unsettled: countsOf(byRole),
    failed: new Set(),
    epoch: 0,
    startedAt: null,
    running: 0,
    agentsStarted: 0,
    usage: NO_USAGE,
    phase: "on_start",
    phaseAt: millis(0),
  };
}
