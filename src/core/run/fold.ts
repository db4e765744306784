/** Entry by entry to what is true. One entry costs what it changed: its task and the direct dependants, never a walk over all. */
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import { unreachable } from "../base/never.ts";
import type { Entry, Header, Segment, StopReason } from "../journal/event.ts";
import { settle, touchAll, touchRole } from "./settle.ts";
import { blank } from "./blank.ts";
import type { EpochFacts, RunState } from "./state.ts";
import { applyTaskEvent, type TaskEntry } from "./task-fold.ts";
import type { Plan } from "../plan/plan.ts";

/** Before any entry. */
export function initial(plan: Plan, planDigest: Digest): RunState {
  const state = blank(plan, planDigest);
  touchAll(state);
  return state;
}

function facts(state: RunState, epoch: number): EpochFacts {
  const known = state.epochs.get(epoch);
  if (known !== undefined) return known;
  const fresh: EpochFacts = {
    startedAt: null,
    stop: null,
    concluded: null,
    missing: [],
    finished: null,
    finishedAt: null,
  };
  state.epochs.set(epoch, fresh);
  return fresh;
}

/** A new epoch runs its handlers anew: they belong to the end of a run, not to its work. */
function enter(state: RunState, epoch: number): void {
  state.epoch = epoch;
  for (const task of state.tasks) {
    task.resolution = null;
    const { role } = task.task;
    if (role !== "task" && role !== "on_start") task.fence = Math.max(task.fence, epoch);
  }
  touchAll(state);
}

/** The stronger stop stands; among equals the first by the owner's own order. */
function stop(
  state: RunState,
  epoch: number,
  reason: StopReason,
  running: "finish" | "end",
  at: Millis,
): void {
  const record = facts(state, epoch);
  if (record.stop !== null && (record.stop.running === "end" || running === "finish")) return;
  record.stop = { reason, running, at };
  if (epoch === state.epoch) touchAll(state);
}

export function apply(state: RunState, header: Header, entry: Entry): void {
  if (header.epoch > state.epoch) enter(state, header.epoch);
  applyKnown(state, header, entry);
  settle(state, entry.at);
}

/** What is open again is void in the epochs before. */
function reopen(state: RunState, epoch: number, rerun: readonly TaskId[]): void {
  for (const id of rerun) {
    const index = state.byId.get(id);
    const task = index === undefined ? undefined : state.tasks[index];
    if (task === undefined || index === undefined) continue;
    task.fence = Math.max(task.fence, epoch);
    state.touched.add(index);
  }
}

/** Only who waits for an outcome looks at it. */
function heardOutcome(state: RunState): void {
  touchRole(state, "on_success");
  touchRole(state, "on_failure");
}

const isAboutTask = (entry: Entry): entry is TaskEntry => "task" in entry;

function applyKnown(state: RunState, header: Header, entry: Entry): void {
  if (isAboutTask(entry)) return applyTaskEvent(state, header, entry);
  const { epoch } = header;
  const { at } = entry;
  const record = facts(state, epoch);
  switch (entry.type) {
    case "run.started":
      state.startedAt = state.startedAt === null || at < state.startedAt ? at : state.startedAt;
      record.startedAt ??= at;
      return;
    case "run.resumed":
      record.startedAt ??= at;
      return reopen(state, epoch, entry.rerun);
    case "run.stopping":
      return stop(state, epoch, entry.reason, entry.running, at);
    case "run.concluded":
      record.concluded ??= entry.conclusion;
      record.missing = entry.missing ?? [];
      return heardOutcome(state);
    case "run.finished":
      record.finished ??= entry.conclusion;
      record.finishedAt ??= at;
      return;
    case "writer.lost":
      state.lost.add(entry.writer);
      return touchAll(state);
    case "writer.closed":
      return;
    default:
      return unreachable(entry);
  }
}

export function foldSegments(plan: Plan, planDigest: Digest, segments: readonly Segment[]): RunState {
  const state = initial(plan, planDigest);
  for (const { header, entries } of segments) {
    for (const entry of entries) apply(state, header, entry);
  }
  settle(state, state.phaseAt);
  return state;
}
