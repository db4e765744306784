/** What it takes to run a plan in one job, in waves of jobs, or as jobs of its own: machines, minutes paid, and time. */
import { unreachable } from "../base/never.ts";
import { compiledLegs, hasEnd, MAX_COMPILED_TASKS } from "./placement-compiled.ts";
import { billedMinutes, fused, JOB_START_MS, makespan } from "./placement-legs.ts";
import { originOf, spread, unitTime, type Origin, type Recorded } from "./placement-times.ts";
import { unitsOf, type Unit } from "./placement-units.ts";
import type { Plan } from "./plan.ts";
import { MAX_LEGS, MAX_WAVES } from "./waves.ts";
import { wavesOf } from "./whole.ts";

export const PLACEMENTS = ["in-process", "matrix", "compiled"] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** A job that only decides: it fetches, folds and uploads. */
export const CONTROL_MS = 10_000;
export type Cost = Readonly<{ jobs: number; waves: number; makespanMs: number; billedMinutes: number }>;
export type Placed = Readonly<{ placement: Placement } & ({ cost: Cost } | { why: string })>;

export type Placements = Readonly<{
  rows: readonly Placed[];
  /** How many tasks each kind of knowledge covers. */
  origins: Readonly<Record<Origin, number>>;
}>;

/** Handlers of the end, one after the other. */
const endMs = (plan: Plan, recorded: Recorded): number => {
  const handlers = plan.tasks.filter(
    ({ role }) => role === "finally" || role === "on_success" || role === "on_complete",
  );
  const units = [
    { roots: handlers.filter(({ parent }) => parent === undefined), tasks: handlers, needs: [] },
  ];
  return units.reduce((sum, unit) => sum + unitTime(unit, recorded, 1), 0);
};

function inProcess(plan: Plan, recorded: Recorded): Cost {
  const { maxParallel } = plan.settings;
  const units = unitsOf(plan);
  const lengths = units.map((unit) => unitTime(unit, recorded, maxParallel));
  const work = spread(
    lengths,
    units.map(({ needs }) => needs),
    maxParallel,
  );
  const all = JOB_START_MS + Math.round(work) + endMs(plan, recorded);
  return { jobs: 1, waves: 1, makespanMs: all, billedMinutes: billedMinutes(all) };
}

type Some = readonly Readonly<{ needs: readonly number[]; ms: number }>[];

/** Of each leg its wave, counted from 0; what is asked between two waves belongs to the one before. */
function levelsOf(legs: Some, asks: ReadonlySet<number> = NOBODY): readonly number[] {
  const found: number[] = [];
  for (const [at, { needs }] of legs.entries()) {
    const last = Math.max(-1, ...needs.map((need) => found[need] ?? 0));
    found.push(asks.has(at) ? last : last + 1);
  }
  return found;
}

const NOBODY: ReadonlySet<number> = new Set();

const CONTROL = JOB_START_MS + CONTROL_MS;

/** Jobs before and after those that work, and the one of the handlers. */
function around(
  plan: Plan,
  recorded: Recorded,
  control: number,
): Readonly<{ jobs: number; ms: number; minutes: number }> {
  const last = hasEnd(plan) ? [JOB_START_MS + endMs(plan, recorded)] : [];
  const times = [...Array.from({ length: control }, () => CONTROL), ...last];
  return {
    jobs: times.length,
    ms: times.reduce((sum, ms) => sum + ms, 0),
    minutes: times.reduce((sum, ms) => sum + billedMinutes(ms), 0),
  };
}

const paid = (legs: Some): number => legs.reduce((sum, { ms }) => sum + billedMinutes(JOB_START_MS + ms), 0);

/** Those beyond the limit join the others, one after the other. */
const waveMs = (wave: Some): number =>
  Math.max(...wave.map(({ ms }) => ms)) * Math.ceil(wave.length / MAX_LEGS);

function matrix(plan: Plan, recorded: Recorded): Cost | string {
  const { maxParallel } = plan.settings;
  const isAsked = ({ roots }: Unit): boolean => roots.some(({ work }) => work.type === "approval");
  const weighed = unitsOf(plan).map((unit) => ({
    unit,
    ms: unitTime(unit, recorded, maxParallel),
    kind: isAsked(unit) ? null : "",
    short: false,
  }));
  const all = fused(weighed);
  // A run that waits for people pauses: no machine is held for it.
  const asks = new Set(
    all.flatMap(({ units: [unit = 0] }, at) => (weighed[unit]?.kind === null ? [at] : [])),
  );
  const levels = levelsOf(all, asks);
  const legs = all.filter((_leg, at) => !asks.has(at));
  const waveOf = levels.filter((_level, at) => !asks.has(at));
  const waves = Array.from({ length: Math.max(0, ...waveOf.map((wave) => wave + 1)) }, (_, wave) =>
    legs.filter((_leg, at) => waveOf[at] === wave),
  );
  // Groups whose steps are spread over machines take more waves than they take legs here.
  const most = Math.max(wavesOf(plan), waves.length);
  if (most > MAX_WAVES) return `it may take ${most} waves, and there are ${MAX_WAVES}`;
  const others = around(plan, recorded, 2 + most);
  const work = waves.reduce((sum, wave) => sum + JOB_START_MS + waveMs(wave), 0);
  return {
    jobs: waves.reduce((sum, wave) => sum + Math.min(MAX_LEGS, wave.length), 0) + others.jobs,
    waves: most,
    makespanMs: work + others.ms,
    billedMinutes: paid(legs) + others.minutes,
  };
}

function compiled(plan: Plan, recorded: Recorded): Cost | string {
  const count = plan.tasks.length;
  if (count > MAX_COMPILED_TASKS)
    return `it has ${count} tasks, and at most ${MAX_COMPILED_TASKS} are compiled`;
  const found = compiledLegs(plan, recorded);
  const placeOf = new Map(found.map(({ id }, at) => [id, at]));
  const legs = found.map(({ needs, ms }) => ({ needs: needs.map((id) => placeOf.get(id) ?? 0), ms }));
  const others = around(plan, recorded, 2);
  return {
    jobs: legs.length + others.jobs,
    waves: Math.max(0, ...levelsOf(legs).map((wave) => wave + 1)),
    makespanMs: makespan(legs) + others.ms,
    billedMinutes: paid(legs) + others.minutes,
  };
}

function costOf(placement: Placement, plan: Plan, recorded: Recorded): Cost | string {
  switch (placement) {
    case "in-process":
      return inProcess(plan, recorded);
    case "matrix":
      return matrix(plan, recorded);
    case "compiled":
      return compiled(plan, recorded);
    default:
      return unreachable(placement);
  }
}

export function placements(
  plan: Plan,
  wanted: readonly Placement[],
  recorded: Recorded = new Map(),
): Placements {
  const origins: Record<Origin, number> = { recorded: 0, declared: 0, assumed: 0 };
  for (const task of plan.tasks) if (task.role === "task") origins[originOf(task, recorded)] += 1;
  return {
    rows: wanted.map((placement) => {
      const cost = costOf(placement, plan, recorded);
      return typeof cost === "string" ? { placement, why: cost } : { placement, cost };
    }),
    origins,
  };
}
