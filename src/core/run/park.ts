/** When a run is left to itself: nobody is at work, and only people or a quota far away can move it on. */
import type { Millis } from "../base/brand.ts";
import type { PauseReason } from "../journal/event.ts";
import { isWorking, runDeadline } from "./deadlines.ts";
import { isGate } from "./gates.ts";
import { nextPlayer } from "./lanes.ts";
import { LONGEST_QUOTA_WAIT } from "./quota.ts";
import { isGroup, type Player, type RunState, type TaskState } from "./state.ts";

/** Waiting for it would take longer than the run may last. */
function isFar(state: RunState, until: Millis, now: Millis): boolean {
  const limit = runDeadline(state);
  return limit === null ? until - now > LONGEST_QUOTA_WAIT : until >= limit;
}

type Far = Readonly<{ kind: "quota"; pool: string; until: Millis }>;

function farOf(state: RunState, { quota }: Player, now: Millis): Far | null {
  const gate = state.quotas.get(quota);
  if (gate === undefined || !isFar(state, gate.until, now)) return null;
  return { kind: "quota", pool: quota, until: gate.until };
}

/** The quota that holds a task back for too long; null if it can go on by itself, or another agent can. */
export function farQuota(state: RunState, task: TaskState, now: Millis): Far | null {
  const { second, spare } = task.lane;
  const player = nextPlayer(state, task);
  const far = farOf(state, player, now);
  const helped = spare && player !== second && second !== null && farOf(state, second, now) === null;
  return helped ? null : far;
}

function held(state: RunState): readonly TaskState[] {
  const ready = [...state.ready.values()].flatMap(({ heap }) => heap.first(1));
  const timed = state.timers.first(state.timers.size);
  return [...ready, ...timed]
    .flatMap((index) => state.tasks[index] ?? [])
    .filter((task) => !isGate(task) && !isGroup(task.task));
}

export function parkedFor(state: RunState, now: Millis): PauseReason | null {
  if (state.running > 0 || state.phase === "done") return null;
  let reason: Far | null = null;
  for (const task of held(state)) {
    // What cleans up has its own time, and is not left for later.
    const far = isWorking(state) ? farQuota(state, task, now) : null;
    if (far === null) return null;
    if (reason === null || far.until < reason.until) reason = far;
  }
  const gates = state.byRole[state.phase]
    .flatMap((index) => state.tasks[index] ?? [])
    .filter((task) => isGate(task) && task.phase === "open" && task.attached && task.settled === null);
  return gates.length > 0 ? { kind: "gates", tasks: gates.map(({ task }) => task.id) } : reason;
}
