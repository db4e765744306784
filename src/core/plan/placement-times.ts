/** How long tasks take as far as anybody can say before they run: as recorded, else as the file limits them, else as is usual. */
import type { TaskId } from "../base/brand.ts";
import { isList } from "../base/value.ts";
import type { Task, Work } from "./plan.ts";
import type { Unit } from "./placement-units.ts";

/** What is assumed of a task that has not run yet and that no shorter `timeout` bounds. */
export const ASSUMED_AGENT_MS = 180_000;
export const ASSUMED_COMMAND_MS = 60_000;
/** How many elements, rounds or named tasks are assumed where only the run knows. */
export const ASSUMED_COUNT = 3;

export type Origin = "recorded" | "declared" | "assumed";
export type Recorded = ReadonlyMap<string, number>;

/** Milliseconds by what a task does; people's time is nobody's to plan. */
function usual(work: Work): number {
  switch (work.type) {
    case "agent":
    case "plugin":
      return ASSUMED_AGENT_MS;
    case "command":
    case "git":
    case "message":
      return ASSUMED_COMMAND_MS;
    default:
      return 0;
  }
}

export function originOf(task: Task, recorded: Recorded): Origin {
  if (recorded.has(task.id)) return "recorded";
  return task.timeout !== undefined && task.timeout < usual(task.work) ? "declared" : "assumed";
}

const single = (task: Task, recorded: Recorded): number =>
  recorded.get(task.id) ?? Math.min(usual(task.work), task.timeout ?? Number.POSITIVE_INFINITY);

type Inside = ReadonlyMap<TaskId, readonly Task[]>;
type Clock = Readonly<{ recorded: Recorded; places: number; inside: Inside }>;

function insideOf(tasks: readonly Task[]): Inside {
  const found = new Map<TaskId, Task[]>();
  for (const task of tasks) {
    if (task.parent === undefined || task.parent.id === task.id) continue;
    const list = found.get(task.parent.id);
    if (list === undefined) found.set(task.parent.id, [task]);
    else list.push(task);
  }
  return found;
}

/** As long as the longest chain among them, and as all of them need on that many places. Each comes after its needs. */
export function spread(
  lengths: readonly number[],
  needs: readonly (readonly number[])[],
  places: number,
): number {
  const ends: number[] = [];
  for (const [at, length] of lengths.entries()) {
    const start = Math.max(0, ...(needs[at] ?? []).map((need) => ends[need] ?? 0));
    ends.push(start + length);
  }
  const sum = lengths.reduce((all, length) => all + length, 0);
  return Math.max(0, ...ends, sum / Math.max(1, places));
}

function together(tasks: readonly Task[], clock: Clock): number {
  const places = new Map(tasks.map(({ id }, at) => [id, at]));
  const needs = tasks.map((task, at) =>
    task.needs.flatMap((need) => {
      const place = places.get(need);
      return place === undefined || place >= at ? [] : [place];
    }),
  );
  return spread(
    tasks.map((task) => lengthOf(task, clock)),
    needs,
    clock.places,
  );
}

const pattern = (tasks: readonly Task[], { recorded, places }: Clock): number => {
  const inside = insideOf(tasks);
  const above = new Set(tasks.map(({ id }) => id));
  const outer = tasks.filter(
    ({ id, parent }) => parent === undefined || parent.id === id || !above.has(parent.id),
  );
  return together(outer, { recorded, places, inside });
};

function lengthOf(task: Task, clock: Clock): number {
  const known = clock.recorded.get(task.id);
  if (known !== undefined) return known;
  const { work } = task;
  const steps = clock.inside.get(task.id) ?? [];
  const arm = (name: "then" | "else"): number =>
    together(
      steps.filter(({ parent }) => parent?.branch === name),
      clock,
    );
  const team = (tasks: readonly Task[]): number =>
    tasks.length === 0 ? ASSUMED_AGENT_MS : Math.max(...tasks.map((one) => single(one, clock.recorded)));
  switch (work.type) {
    case "conditional":
      return Math.max(arm("then"), arm("else"));
    case "for_each": {
      const count = isList(work.items) ? work.items.length : Math.min(ASSUMED_COUNT, work.maxItems);
      const rounds = Math.ceil(count / Math.max(1, Math.min(clock.places, work.maxParallel ?? count)));
      return rounds * pattern(work.body, clock);
    }
    case "loop":
      return Math.min(ASSUMED_COUNT, work.maxIterations) * together(steps, clock);
    case "delegate":
      return together(steps, clock) + team(work.team) + single(work.collect, clock.recorded);
    case "autonomous": {
      const rounds = Math.min(ASSUMED_COUNT, work.maxIterations);
      return together(steps, clock) + rounds * (team(work.team) + single(work.ask, clock.recorded));
    }
    case "rescue":
      return together(steps.slice(0, 1), clock);
    case "parallel":
    case "samples":
    case "workflow":
      return together(steps, clock);
    default:
      return single(task, clock.recorded);
  }
}

/** `places`: how many tasks run at the same time on one machine. */
export function unitTime({ roots, tasks }: Unit, recorded: Recorded, places: number): number {
  return Math.round(together(roots, { recorded, places, inside: insideOf(tasks) }));
}

/** What the author allows at most, retries included; null where nothing bounds a task. */
export function mostTime(task: Task): number | null {
  const { retry, timeout, totalTimeout } = task;
  const tries = retry.maxAttempts * (task.fallback === undefined ? 1 : 2);
  const once = timeout === undefined ? null : timeout * tries + retry.maxDelay * (tries - 1);
  if (totalTimeout === undefined) return once;
  return once === null ? totalTimeout : Math.min(once, totalTimeout);
}
