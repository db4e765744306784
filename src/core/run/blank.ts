/** The state of a run before its first entry. */
import { millis, type Digest, type TaskId } from "../base/brand.ts";
import { Heap } from "../base/heap.ts";
import { Queue } from "../base/queue.ts";
import type { Plan, Role, Task } from "../plan/plan.ts";
import { fresh } from "./fresh.ts";
import { lanes } from "./lanes.ts";
import { pursesOf } from "./money.ts";
import { shielded } from "./shield.ts";
import { register } from "./slots.ts";
import { OUTSIDE, stepsIn } from "./spot.ts";
import { NO_USAGE, type RunState, type TaskState } from "./state.ts";

type Indexes = readonly number[];

const NOBODY: Indexes = [];
const NO_TASKS: readonly Task[] = [];

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

type Lists = readonly Indexes[];
/** For every task one list of each kind. */
type Arrows = Readonly<{ needs: Lists; parents: Lists; dependants: Lists; children: Lists }>;

/** Where every task stands among the others. What points nowhere is no arrow. */
function arrowsOf(plan: Plan, byId: ReadonlyMap<TaskId, number>): Arrows {
  const known = (ids: readonly TaskId[]): Indexes => {
    if (ids.length === 0) return NOBODY;
    const found = ids.map((id) => byId.get(id) ?? -1);
    return found.includes(-1) ? found.filter((index) => index >= 0) : found;
  };
  const needs = plan.tasks.map((task) => known(task.needs));
  const parents = plan.tasks.map(({ parent }) => (parent === undefined ? NOBODY : known([parent.id])));
  return { needs, parents, dependants: inverse(needs), children: inverse(parents) };
}

/** Groups whose children come in rounds: a name in them means the round. */
const inRounds = (task: Task): boolean =>
  task.work.type === "loop" || task.work.type === "delegate" || task.work.type === "autonomous";

/** The groups around a task, nearest first. */
function above({ parents }: Arrows, index: number): Indexes {
  const found: number[] = [];
  for (let parent = parents[index]?.[0]; parent !== undefined; parent = parents[parent]?.[0]) {
    found.push(parent);
    if (found.length > parents.length) break;
  }
  return found;
}

function planned(plan: Plan, byId: ReadonlyMap<TaskId, number>, sizes: Map<string, number>): TaskState[] {
  const arrows = arrowsOf(plan, byId);
  const laneOf = lanes(plan, sizes);
  return plan.tasks.map((task, index) => {
    const groups = task.parent === undefined ? NOBODY : above(arrows, index);
    const tasks = groups === NOBODY ? NO_TASKS : groups.flatMap((group) => plan.tasks[group] ?? []);
    const home = groups[tasks.findIndex(inRounds)] ?? -1;
    return fresh(task, index, {
      needs: arrows.needs[index] ?? NOBODY,
      parent: arrows.parents[index]?.[0] ?? -1,
      dependants: arrows.dependants[index] ?? NOBODY,
      children: arrows.children[index] ?? NOBODY,
      shielded: shielded(task, tasks),
      lane: laneOf(task, tasks),
      home,
      stage: home < 0 ? 0 : 1,
      item: null,
      spot: tasks.reduceRight(stepsIn, OUTSIDE),
      attached: true,
    });
  });
}

function rolesOf(tasks: readonly TaskState[]): Record<Role, number[]> {
  const byRole: Record<Role, number[]> = {
    on_start: [],
    task: [],
    compensate: [],
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
  compensate: byRole.compensate.length,
  finally: byRole.finally.length,
  on_success: byRole.on_success.length,
  on_failure: byRole.on_failure.length,
  on_complete: byRole.on_complete.length,
});

type Unheard = Pick<
  RunState,
  "slots" | "early" | "gates" | "granted" | "heardSince" | "quotas" | "circuits" | "undoing"
>;

const unheard = (): Unheard => ({
  slots: new Map(),
  early: new Map(),
  gates: new Map(),
  granted: {},
  heardSince: 0,
  quotas: new Map(),
  circuits: new Map(),
  undoing: null,
});

/** Nothing has happened: every task is open. */
export function blank(plan: Plan, planDigest: Digest): RunState {
  const byId = new Map(plan.tasks.map((task, index) => [task.id, index]));
  const sizes = new Map<string, number>();
  const tasks = planned(plan, byId, sizes);
  const byRole = rolesOf(tasks);
  const state: RunState = {
    plan,
    planDigest,
    tasks,
    byId,
    byRole,
    epochs: new Map(),
    lost: new Set(),
    waves: new Map(),
    share: null,
    touched: new Queue(tasks.length),
    agenda: new Set(),
    ready: new Map(),
    timers: new Heap(),
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
    sizes,
    purses: pursesOf(tasks),
    ...unheard(),
  };
  for (const task of tasks) register(state, task);
  return state;
}
