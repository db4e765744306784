/** Every attempt of every task: when it ran, what it cost, and why it failed if it did. */
import type { TaskId } from "../base/brand.ts";
import type { Entry, Segment, Usage } from "../journal/event.ts";
import type { Failure } from "../journal/failure.ts";
import { timeline, type Bar } from "./timeline.ts";

export type Try = Bar & Readonly<{ failure: Failure | null; usage: Usage | null }>;

type Ending = Extract<Entry, { type: "task.succeeded" | "task.failed" }>;

const keyOf = (task: TaskId, epoch: number, n: number): string => `${epoch} ${n} ${task}`;

/** In the order in which they started. */
export function tries(segments: readonly Segment[]): ReadonlyMap<TaskId, readonly Try[]> {
  const endings = new Map<string, Ending>();
  for (const { header, entries } of segments) {
    for (const entry of entries) {
      if (entry.type === "task.succeeded" || entry.type === "task.failed")
        endings.set(keyOf(entry.task, header.epoch, entry.n), entry);
    }
  }
  const found = new Map<TaskId, Try[]>();
  for (const bar of timeline(segments).bars) {
    const end = endings.get(keyOf(bar.task, bar.epoch, bar.n));
    const one = {
      ...bar,
      failure: end?.type === "task.failed" ? end.failure : null,
      usage: end?.usage ?? null,
    };
    const others = found.get(bar.task);
    if (others === undefined) found.set(bar.task, [one]);
    else others.push(one);
  }
  return found;
}
