/** How often a run that goes on is told: often at first, seldom later, at once when something went wrong. */
import type { Entry } from "../../core/journal/event.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** At most so often, up to which age of the run. */
export const PACES: readonly (readonly [age: number, gap: number])[] = [
  [2 * MINUTE, 10 * SECOND],
  [30 * MINUTE, 30 * SECOND],
  [Infinity, 60 * SECOND],
];
/** Even what is urgent waits so long after what was told before. */
export const URGENT_GAP = 5 * SECOND;

export const gapAt = (age: number): number => PACES.find(([until]) => age < until)?.[1] ?? MINUTE;

/** Somebody may want to act on it. */
export const isUrgent = ({ type }: Entry): boolean =>
  type === "task.failed" || type === "gate.requested" || type === "run.stopping" || type === "run.paused";

/** What is shown is not changed by what only the machinery notes down. */
const SILENT: ReadonlySet<Entry["type"]> = new Set([
  "task.resolved",
  "task.reported",
  "usage.reported",
  "circuit.observed",
  "slot.granted",
  "slot.refused",
  "writer.closed",
]);

export const isSeen = ({ type }: Entry): boolean => !SILENT.has(type);

/** Requests that may be made while the run goes on: as many as it has tasks, and never what the end needs. */
export const SPARED_FOR_END = 20;
/** Small runs change seldom, but each change of theirs is worth telling. */
export const LEAST_LIVE_CALLS = 17;
/** Besides one for each task: whose permission it is, the opening of both places, and their end. */
const OTHER_CALLS = 3;
/** A check is changed at once, a comment after it was looked at. */
export const UPDATE_CALLS = 3;

export const liveCalls = (tasks: number, most: number): number =>
  Math.min(most - SPARED_FOR_END, Math.max(LEAST_LIVE_CALLS, tasks - OTHER_CALLS));
