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
  /** It waits for people: nobody works. */
  people?: true;
}>;

export type Timeline = Readonly<{ start: Millis | null; end: Millis | null; bars: readonly Bar[] }>;

type Ending = Readonly<{ end: Millis; ended: Status }>;

function ending(entry: Entry): Ending | null {
  if (entry.type === "task.succeeded") return { end: entry.at, ended: "success" };
  if (entry.type === "task.failed") return { end: entry.at, ended: "failure" };
  if (entry.type === "task.cancelled") return { end: entry.at, ended: "cancelled" };
  return null;
}

type Bars = (Bar | null)[];
type Place = Readonly<{ list: Bars; at: number }>;

function change(place: Place | undefined, words: Partial<Bar>): void {
  const bar = place?.list[place.at];
  if (place !== undefined && bar !== undefined && bar !== null) place.list[place.at] = { ...bar, ...words };
}

/** Put again by whoever goes on, it is one question: people were asked all the time. */
function ask(place: Place, before: Place | undefined): void {
  const first = before === place ? undefined : before?.list[before.at];
  if (before !== undefined && before !== place) before.list[before.at] = null;
  change(place, { people: true, ...(first === undefined || first === null ? {} : { start: first.start }) });
}

/** A question stays open while nobody drives the run; everything else ends with its segment. */
function barsOf({ header, entries }: Segment, asked: Map<TaskId, Place>): Bars {
  const bars: Bars = [];
  const open = new Map<TaskId, Place>();
  for (const entry of entries) {
    if (entry.type === "task.started") {
      const { task, n, at } = entry;
      open.set(task, { list: bars, at: bars.length });
      bars.push({ task, epoch: header.epoch, n, start: at, end: null, ended: null });
      continue;
    }
    const place = "task" in entry ? open.get(entry.task) : undefined;
    if (entry.type === "gate.requested" && place !== undefined) {
      ask(place, asked.get(entry.task));
      asked.set(entry.task, place);
      continue;
    }
    const end = ending(entry);
    if (end === null || !("task" in entry)) continue;
    change(place ?? asked.get(entry.task), end);
    open.delete(entry.task);
    asked.delete(entry.task);
  }
  return bars;
}

export function timeline(segments: readonly Segment[]): Timeline {
  const asked = new Map<TaskId, Place>();
  const inOrder = [...segments].sort((a, b) => a.header.epoch - b.header.epoch);
  const found = inOrder.map((segment) => barsOf(segment, asked));
  const all = found.flatMap((list) => list.flatMap((bar) => bar ?? []));
  const bars = all.sort((a, b) => a.start - b.start || a.epoch - b.epoch);
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
