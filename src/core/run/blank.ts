/** The state of a run before its first entry. */
import { millis, type Digest, type TaskId } from "../base/brand.ts";
import { Heap } from "../base/heap.ts";
import { Queue } from "../base/queue.ts";
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

type Indexes = readonly number[];

const NOBODY: Indexes = [];

/** Who points at each, in order: sorted by counting, and cut to length, since a list that grows takes four times the memory. */
function inverse(targets: readonly Indexes[]): readonly Indexes[] {
  const starts = new Int32Array(targets.length + 1);
  const startOf = (index: number): number => starts[index] ?? 0;
  for (const list of targets) for (const target of list) starts[target + 1] = startOf(target + 1) + 1;
  for (let index = 0; index < targets.length; index += 1)
    starts[index + 1] = startOf(index) + startOf(index + 1);
  const places = starts.slice();
  const sorted: number[] = Array.from(new Int32Array(startOf(targets.length)));
  targets.forEach((list, index) => {
    for (const target of list) {
      const place = places[target] ?? 0;
      sorted[place] = index;
      places[target] = place + 1;
    }
  });
  return targets.map((_, index) =>
    startOf(index) === startOf(index + 1) ? NOBODY : sorted.slice(startOf(index), startOf(index + 1)),
  );
}

/** Nothing was ever said of it. */
const UNHEARD = {
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
  fact: null,
  branch: null,
  gate: null,
  pressing: false,
} as const;

function tasksOf(plan: Plan, byId: ReadonlyMap<TaskId, number>): readonly TaskState[] {
  const known = (ids: readonly TaskId[]): Indexes => {
    const found = ids.map((id) => byId.get(id) ?? -1);
    return found.includes(-1) ? found.filter((index) => index >= 0) : found;
  };
  const needs = plan.tasks.map((task) => known(task.needs));
  const parents = plan.tasks.map(({ parent }) => (parent === undefined ? NOBODY : known([parent.id])));
  const [dependants, children] = [inverse(needs), inverse(parents)];
  return plan.tasks.map((task, index) => ({
    ...UNHEARD,
    task,
    index,
    needs: needs[index] ?? NOBODY,
    parent: parents[index]?.[0] ?? -1,
    pool: poolOf(plan, task),
    shielded: shielded(plan, byId, task),
    dependants: dependants[index] ?? NOBODY,
    children: children[index] ?? NOBODY,
    unmet: needs[index]?.length ?? 0,
    openChildren: children[index]?.length ?? 0,
  }));
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
  const tasks = tasksOf(plan, byId);
  const byRole = rolesOf(tasks);
  return {
    plan,
    planDigest,
    tasks,
    byId,
    byRole,
    epochs: new Map(),
    lost: new Set(),
    touched: new Queue(tasks.length),
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
