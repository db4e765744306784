/** Where a run goes on: which tasks are open again, and what the new segment says first. */
import type { TaskId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { RunEvent, Segment } from "../core/journal/event.ts";
import { isGroup, type RunState, type TaskState } from "../core/run/state.ts";
import { isUndone } from "../core/run/undo.ts";
import { writerKey } from "../core/run/writer.ts";
import { nearest } from "../core/base/nearest.ts";

export type Rerun = Readonly<{ kind: "failed" } | { kind: "all" } | { kind: "from"; task: string }>;

/** It succeeded, and only what it stood on is open again: if that comes to the same, it was not in vain. */
const isKept = ({ task, phase, ending }: TaskState): boolean =>
  !isGroup(task) && phase === "ended" && ending?.status === "success";

/** What the run cannot do without may fail without stopping anybody, but it has to be looked at again. */
const mayFail = ({ settled, phase, task }: TaskState): boolean =>
  settled === "failure" && phase === "ended" && task.onFailure === "continue" && !task.required;

const FELL: ReadonlySet<string> = new Set(["failure", "upstream_failed"]);

/**
 * A group around it has come to its end with that. If it were open again, a stop in the meantime would leave it undone, and take
 * with it what stands on the group.
 */
function isTaken(state: RunState, { task, phase, settled, parent }: TaskState): boolean {
  if (task.required || phase !== "ended" || settled === null || !FELL.has(settled)) return false;
  for (let group = state.tasks[parent]; group !== undefined; group = state.tasks[group.parent])
    if (group.settled === "success" || mayFail(group)) return true;
  return false;
}

/** What neither succeeded nor was allowed to fail has to be looked at again; so have attempts that were cut off, skips, cheaply, and what was undone. */
const isOpen = (state: RunState, own: TaskState): boolean =>
  own.settled === "success" || isKept(own) ? isUndone(state, own) : !mayFail(own) && !isTaken(state, own);

/** A task, everything that builds on it, and the groups around it. */
function downstream(state: RunState, first: TaskState): ReadonlySet<number> {
  const found = new Set<number>();
  const queue = [first.index];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const task = state.tasks[index];
    if (task === undefined || found.has(index)) continue;
    found.add(index);
    queue.push(...task.dependants, ...task.children, task.parent);
  }
  return found;
}

export function reopened(state: RunState, rerun: Rerun): Result<readonly TaskId[], string> {
  const idsOf = (tasks: readonly TaskState[]): TaskId[] => tasks.map(({ task }) => task.id);
  if (rerun.kind === "all") return ok(idsOf(state.tasks));
  if (rerun.kind === "failed") return ok(idsOf(state.tasks.filter((own) => isOpen(state, own))));
  const first = state.tasks.find(({ task }) => task.id === rerun.task);
  if (first === undefined) {
    const ids = idsOf(state.tasks);
    const close = nearest(rerun.task, ids);
    return err(
      `the run has no task "${rerun.task}"${close === undefined ? "" : `; did you mean "${close}"?`}`,
    );
  }
  const again = downstream(state, first);
  return ok(idsOf(state.tasks.filter((task) => again.has(task.index) || isOpen(state, task))));
}

/** Nobody else drives the run any more, so every earlier writer has said its last word. */
export function openingOf(
  segments: readonly Segment[],
  rerun: readonly TaskId[],
  unheard = false,
): readonly RunEvent[] {
  const from = segments.reduce((epoch, { header }) => Math.max(epoch, header.epoch), 0);
  const silent = segments.filter(({ entries }) => !entries.some(({ type }) => type === "writer.closed"));
  return [
    ...silent.map(({ header }): RunEvent => ({ type: "writer.lost", writer: writerKey(header) })),
    { type: "run.resumed", from, rerun, ...(unheard ? { unheard } : {}) },
  ];
}

export type Savings = Readonly<{ reused: number; again: number; costUsd: number }>;

/** What a resume keeps, in tasks and in money. Tasks of a changed workflow are counted as kept until they prove otherwise. */
export function savings(state: RunState, rerun: readonly TaskId[]): Savings {
  const again = new Set(rerun);
  // Groups do no work of their own.
  const counted = state.tasks.filter(
    ({ task, attached }) => attached && task.role === "task" && !isGroup(task),
  );
  const kept = counted.filter(({ task, settled }) => settled === "success" && !again.has(task.id));
  const costUsd = kept.reduce((sum, { usage }) => sum + (usage.costUsd ?? 0), 0);
  return {
    reused: kept.length,
    again: counted.filter(({ task }) => again.has(task.id)).length,
    costUsd,
  };
}

/** Cut in the middle of something that reaches beyond the workspace: whether it happened, only a person can tell. */
export const unclear = (state: RunState): readonly TaskId[] =>
  state.tasks
    .filter(({ task, phase, settled, attempts }) => {
      const interrupted = attempts > 0 && (phase === "open" || (settled === "failure" && phase !== "ended"));
      return interrupted && (task.effectClass === "repo" || task.effectClass === "external");
    })
    .map(({ task }) => task.id);
