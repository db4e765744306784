/** Fan-outs so large that their items are counted instead of told one by one while the run goes by. */
import type { TaskId } from "../base/brand.ts";
import type { Entry } from "../journal/event.ts";
import type { Task } from "../plan/plan.ts";

/** A fan-out of more items than this is told in steps. */
export const MOST_TOLD_ITEMS = 24;
/** In so many steps. */
export const TOLD_STEPS = 10;
/** Of its failures, and of questions to people, so many are told. */
export const MOST_TOLD_FAILURES = 10;

export interface Crowd {
  readonly group: TaskId;
  readonly size: number;
  ended: number;
  failed: number;
  told: number;
}

export type Crowded = Readonly<{
  crowds: Map<TaskId, Crowd>;
  graph: Readonly<{ find: (id: TaskId) => Task | undefined }>;
}>;

/** The nearest large fan-out around a task. */
function around(model: Crowded, id: TaskId): Crowd | undefined {
  if (model.crowds.size === 0) return undefined;
  for (let parent = model.graph.find(id)?.parent?.id; parent !== undefined;) {
    const crowd = model.crowds.get(parent);
    if (crowd !== undefined) return crowd;
    parent = model.graph.find(parent)?.parent?.id;
  }
  return undefined;
}

const ENDS: ReadonlySet<Entry["type"]> = new Set([
  "task.succeeded",
  "task.failed",
  "task.reused",
  "task.skipped",
  "task.cancelled",
]);

export function gather(crowds: Crowded["crowds"], entry: Entry): void {
  if (entry.type !== "task.expanded" || entry.keys.length <= MOST_TOLD_ITEMS) return;
  const { task: group, keys } = entry;
  crowds.set(group, { group, size: keys.length, ended: 0, failed: 0, told: 0 });
}

export type Hush = Readonly<{ hidden: boolean; step: Crowd | null }>;

const LOUD: Hush = { hidden: false, step: null };

/** Whether the entry keeps silent because of the crowd that it belongs to, and whether that has come one step further. */
export function hush(model: Crowded, entry: Entry, again: boolean): Hush {
  if (!("task" in entry)) return LOUD;
  const crowd = around(model, entry.task);
  if (crowd === undefined) return LOUD;
  const fails = entry.type === "task.failed" && !again;
  const speaks = (fails || entry.type === "gate.requested") && crowd.told < MOST_TOLD_FAILURES;
  if (speaks) crowd.told += 1;
  const isItem = model.graph.find(entry.task)?.parent?.id === crowd.group;
  if (!isItem || !ENDS.has(entry.type) || again) return { hidden: !speaks, step: null };
  crowd.ended += 1;
  if (fails) crowd.failed += 1;
  const every = Math.ceil(crowd.size / TOLD_STEPS);
  const stands = crowd.ended % every === 0 || crowd.ended === crowd.size;
  return { hidden: !speaks, step: stands ? crowd : null };
}
