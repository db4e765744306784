/** Who ran when: one bar per attempt, over every epoch and writer. */
import type { Millis, TaskId } from "../base/brand.ts";
import type { Entry, Segment, Status } from "../journal/event.ts";

export type Bar = Readonly<{
  task: TaskId;
  epoch: number;
  n: number;
  start: Millis;
  /** Null for an attempt that fell silent or still goes on. */
  end: Millis | null;
  ended: Status | null;
}>;

export type Timeline = Readonly<{ start: Millis | null; end: Millis | null; bars: readonly Bar[] }>;

type Ending = Readonly<{ end: Millis; ended: Status }>;

function ending(entry: Entry): Ending | null {
  if (entry.type === "task.succeeded") return { end: entry.at, ended: "success" };
  if (entry.type === "task.failed") return { end: entry.at, ended: "failure" };
  if (entry.type === "task.cancelled") return { end: entry.at, ended: "cancelled" };
  return null;
}

function barsOf(segment: Segment): readonly Bar[] {
  const bars: Bar[] = [];
  const open = new Map<TaskId, number>();
  for (const entry of segment.entries) {
    if (entry.type === "task.started") {
      open.set(entry.task, bars.length);
      const { task, n, at } = entry;
      bars.push({ task, epoch: segment.header.epoch, n, start: at, end: null, ended: null });
      continue;
    }
    const end = ending(entry);
    if (end === null || !("task" in entry)) continue;
    const index = open.get(entry.task);
    const bar = index === undefined ? undefined : bars[index];
    if (index === undefined || bar === undefined) continue;
    bars[index] = { ...bar, ...end };
    open.delete(entry.task);
  }
  return bars;
}

export function timeline(segments: readonly Segment[]): Timeline {
  const bars = segments.flatMap(barsOf).sort((a, b) => a.start - b.start || a.epoch - b.epoch);
  let start: Millis | null = null;
  let end: Millis | null = null;
  for (const { entries } of segments) {
    for (const { at } of entries) {
      if (start === null || at < start) start = at;
      if (end === null || at > end) end = at;
    }
  }
  return { start, end, bars };
}
