/** A run with all its processes: whenever it was left to itself, somebody takes it up again as soon as that helps. */
import type { Entry, Segment } from "../../src/core/journal/event.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import { gateDeadline, isGate } from "../../src/core/run/gates.ts";
import { openTasks, simulate, type Options, type Simulation, type World } from "./simulate.ts";
import { letters } from "./simulate-people.ts";

export type Life = Simulation & Readonly<{ processes: number }>;

/** Only a run that is never over needs them all: the deepest graph seen had people asked some forty times. */
const MOST_PROCESSES = 200;
/** What fails always fails whenever it is opened again: many such runs are never over, and each process reads all before. */
const MOST_REOPENING = 40;

/** When there is something new: an answer, the end of a silence, a quota. */
export function nextNews(run: Simulation, world: World): number {
  const header = run.segments[0]?.header;
  if (header === undefined) return Number.POSITIVE_INFINITY;
  const { parked, state } = run;
  const quota =
    parked?.kind === "quota" ? (parked.until ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  const asking = state.tasks.filter((task) => isGate(task) && task.phase === "open" && task.settled === null);
  const silences = asking.map((task) => gateDeadline(state, task) ?? Number.POSITIVE_INFINITY);
  const open = new Set(asking.map(({ task }) => task.id));
  const mail = letters(run.segments, world, header).filter(({ task }) => open.has(task));
  return Math.min(quota, ...silences, ...mail.map(({ at }) => at));
}

export type LifeOptions = Options &
  Readonly<{
    /** Whoever takes up a parked run also tries what has failed again. */
    reopens?: boolean;
    /** How many entries there may be in all processes together before the process dies for good. */
    cut?: number;
  }>;

const written = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { header, entries }) => sum + (header.writer === "main" ? entries.length : 0), 0);

export function lived(plan: Plan, world: World, options: LifeOptions = {}): Life {
  const { reopens = false, cut = Number.POSITIVE_INFINITY, ...first } = options;
  const already = written(first.before ?? []);
  const left = (segments: readonly Segment[]): number => cut + already - written(segments);
  let run = simulate(plan, world, {
    ...first,
    ...(cut === Number.POSITIVE_INFINITY ? {} : { dieAfter: cut }),
  });
  const starts = [...run.starts];
  const most = reopens ? MOST_REOPENING : MOST_PROCESSES;
  let processes = 1;
  for (; run.parked !== null && processes < most; processes += 1) {
    const from = nextNews(run, world);
    if (!Number.isFinite(from) || left(run.segments) <= 0) break;
    run = simulate(plan, world, {
      ...first,
      before: run.segments,
      rerun: reopens ? openTasks(run.state) : [],
      from,
      ...(cut === Number.POSITIVE_INFINITY ? {} : { dieAfter: left(run.segments) }),
    });
    starts.push(...run.starts);
  }
  return { ...run, starts, processes };
}

/** All that was written by those who drove the run. */
export const journal = (run: Simulation): readonly Entry[] =>
  run.segments.filter(({ header }) => header.writer === "main").flatMap(({ entries }) => entries);
