/** What an open group does when all steps that it has so far have ended: it closes, or it grows. */
import type { TaskId } from "../base/brand.ts";
import { unreachable } from "../base/never.ts";
import { effective } from "./attach.ts";
import { unwanted, won } from "./basis.ts";
import type { Command } from "./command.ts";
import { nameOf } from "./slots.ts";
import { isStoppable, stopOf, type RunState, type TaskState } from "./state.ts";
import { kindOf } from "./trigger.ts";

type Outcome = "success" | "failure" | "skipped";

export function wasStopped(task: TaskState): boolean {
  const because = task.ending?.because ?? null;
  if (because === "stopped" || because === "cancel") return true;
  return typeof because === "object" && because?.kind === "stopped";
}

const hasFailed = ({ task, settled }: TaskState): boolean =>
  settled !== null && kindOf(task, settled) === "failed";

const close = (group: TaskState, outcome: Outcome, because: TaskState | null = null): Command => ({
  do: "close",
  task: group.task.id,
  outcome,
  because: because === null ? null : because.task.id,
});

const stopped = (group: TaskState): Command => ({ do: "cancel", task: group.task.id, reason: "stopped" });

/** Every step counts: one failure is enough. */
function byAll(group: TaskState, children: readonly TaskState[]): Command | null {
  const failed = children.find(hasFailed);
  if (failed !== undefined) return close(group, "failure", failed);
  return children.some(wasStopped) ? stopped(group) : null;
}

/** One success is enough. */
function byAny(group: TaskState, children: readonly TaskState[], empty: Outcome): Command {
  if (group.wonChildren > 0) return close(group, "success");
  return byAll(group, children) ?? close(group, children.length > 0 ? "skipped" : empty);
}

/** One of the steps speaks for the whole. */
function bySpeaker(group: TaskState, speaker: TaskState | undefined): Command | null {
  if (speaker === undefined || speaker.settled === "success") return null;
  return byAll(group, [speaker]) ?? close(group, "skipped");
}

function grow(state: RunState, group: TaskState, stage: number): Command {
  const stops = stopOf(state) !== null && isStoppable(group);
  return stops ? stopped(group) : { do: "grow", task: group.task.id, stage };
}

const called = (children: readonly TaskState[], name: TaskId): TaskState | undefined =>
  children.findLast(({ task }) => nameOf(task) === name);

function ofItems(state: RunState, group: TaskState, children: readonly TaskState[]): Command {
  const { work } = group.task;
  if (effective(group).length === 0) return grow(state, group, 1);
  const least = work.type === "for_each" ? work.minSuccess : undefined;
  if (least !== undefined && group.wonChildren >= least) return close(group, "success");
  if (least === undefined || children.some(wasStopped))
    return (
      byAll(group, least === undefined ? children : children.filter(wasStopped)) ?? close(group, "success")
    );
  return close(group, "failure", children.find(hasFailed) ?? null);
}

function byKind(state: RunState, group: TaskState, children: readonly TaskState[]): Command {
  const { work } = group.task;
  const stage = effective(group).length + 1;
  switch (work.type) {
    case "for_each":
      return ofItems(state, group, children);
    case "loop":
      return byAll(group, children) ?? grow(state, group, stage + 1);
    case "delegate":
      return stage === 1
        ? (bySpeaker(group, called(children, work.lead)) ?? grow(state, group, 2))
        : (bySpeaker(group, called(children, work.collect.id)) ?? close(group, "success"));
    case "autonomous":
      return bySpeaker(group, called(children, work.lead)) ?? grow(state, group, stage + 1);
    case "samples":
      if (work.by !== "judge" || work.judge === undefined) return byAny(group, children, "success");
      return bySpeaker(group, called(children, work.judge)) ?? close(group, "success");
    case "rescue": {
      if (group.wonChildren > 0) return close(group, "success");
      const last = children.findLast((child) => hasFailed(child) || wasStopped(child));
      return byAll(group, last === undefined ? [] : [last]) ?? close(group, "skipped");
    }
    case "parallel":
      return work.waitFor === "any"
        ? byAny(group, children, "success")
        : (byAll(group, children) ?? close(group, "success"));
    case "conditional":
    case "workflow":
      return byAll(group, children) ?? close(group, "success");
    case "agent":
    case "command":
    case "approval":
    case "plugin":
    case "git":
    case "message":
      throw new Error(`Internal error: ${group.task.id} is no group`);
    default:
      return unreachable(work);
  }
}

/** It holds no place and no process, and ends with its steps; null while one of them is open. */
export function closing(state: RunState, group: TaskState): Command | null {
  if (group.openChildren > 0) return null;
  const reason = unwanted(state, group);
  if (reason !== null) return { do: "cancel", task: group.task.id, reason };
  if (won(state, group)) return close(group, "success");
  if (group.halting !== null) return close(group, "failure");
  return byKind(
    state,
    group,
    group.children.flatMap((index) => state.tasks[index] ?? []),
  );
}
