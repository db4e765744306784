/** What only time decides: whose moment has passed, and when to look again. */
import { millis, type Millis } from "../base/brand.ts";
import type { HaltReason } from "../journal/event.ts";
import { nextAt } from "./circuit.ts";
import type { Command } from "./command.ts";
import { isGate } from "./gates.ts";
import { cleaningUntil, lastMoment } from "./last-moment.ts";
import { factsOf, stopOf, type RunState, type TaskState } from "./state.ts";

const RESERVED_SHARE = 0.5;

/** When the tasks must have ended, so that `finally` and the hooks still have their time. */
export function runDeadline(state: RunState): Millis | null {
  const { timeout, finallyTimeout } = state.plan.settings;
  const startedAt = factsOf(state)?.startedAt ?? null;
  if (timeout === undefined || startedAt === null) return null;
  const cleansUp = state.byRole.finally.length > 0;
  const reserve = cleansUp ? Math.min(finallyTimeout, timeout * RESERVED_SHARE) : 0;
  return millis(startedAt + timeout - reserve);
}

export const isWorking = (state: RunState): boolean => state.phase === "on_start" || state.phase === "task";

const isDue = (state: RunState, index: number, now: Millis): boolean =>
  (state.tasks[index]?.due ?? Number.POSITIVE_INFINITY) <= now;

export function whoseTimeHasCome(state: RunState, now: Millis): readonly TaskState[] {
  const { timers, tasks } = state;
  const rung = timers.first(timers.size, (index) => isDue(state, index, now));
  return rung.length === 0 ? [] : rung.flatMap((index) => tasks[index] ?? []);
}

/** Which of its deadlines a running task has passed. */
function passed(task: TaskState, now: Millis): HaltReason {
  const { totalTimeout, idleTimeout, timeout } = task.task;
  if (totalTimeout !== undefined && task.startedAt !== null && now >= task.startedAt + totalTimeout)
    return "total_timeout";
  if (timeout !== undefined && task.attemptAt !== null && now >= task.attemptAt + timeout) return "timeout";
  if (idleTimeout !== undefined && task.reportedAt !== null && now >= task.reportedAt + idleTimeout)
    return "idle";
  return "timeout";
}

/** A run that is taken up counts its attempts anew, and with them their time: nobody worked while it was left. */
const lastChance = (state: RunState, task: TaskState): number =>
  task.epoch < state.epoch ? Number.POSITIVE_INFINITY : lastMoment(state, task);

const isCleaning = (state: RunState): boolean => !isWorking(state) && state.phase !== "done";

/** What cleans up waits neither for a place nor for a quota for longer than there is time for all of it. */
function unbegun(state: RunState, now: Millis): Command[] {
  if (!isCleaning(state) || now < cleaningUntil(state)) return [];
  return [...state.ready.values()].flatMap(({ heap }) =>
    heap.first(heap.size).flatMap((index): Command[] => {
      const task = state.tasks[index];
      return task === undefined ? [] : [{ do: "expire", task: task.task.id }];
    }),
  );
}

/** Whoever is to be ended anyway is not late any more. */
export function late(state: RunState, rung: readonly TaskState[], now: Millis): Command[] {
  const passedBy = rung.flatMap((task): Command[] => {
    const { id } = task.task;
    if (state.agenda.has(task.index)) return [];
    if (task.phase === "open")
      return isGate(task)
        ? [{ do: "lapse", task: id }]
        : [{ do: "halt", task: id, reason: passed(task, now) }];
    return now >= lastChance(state, task) ? [{ do: "expire", task: id }] : [];
  });
  return [...passedBy, ...unbegun(state, now)];
}

/** When a closed gate lets somebody try again. */
function reopenings(state: RunState, now: Millis): readonly number[] {
  const moments: number[] = [];
  for (const { until } of state.quotas.values()) moments.push(until);
  for (const circuit of state.circuits.values()) moments.push(nextAt(circuit) ?? Number.POSITIVE_INFINITY);
  return moments.filter((moment) => moment > now);
}

/** The first moment after now at which time alone changes the answer. `rung` is whose time has come already. */
export function nextAlarm(state: RunState, rung: readonly TaskState[], now: Millis): Millis | null {
  let first = Number.POSITIVE_INFINITY;
  for (const task of rung) if (task.phase === "waiting") first = Math.min(first, lastChance(state, task));
  const next = state.timers.first(rung.length + 1)[rung.length];
  if (next !== undefined) first = Math.min(first, state.tasks[next]?.due ?? Number.POSITIVE_INFINITY);
  const limit = isWorking(state) && stopOf(state)?.running !== "end" ? runDeadline(state) : null;
  if (limit !== null) first = Math.min(first, limit);
  if (isCleaning(state) && now < cleaningUntil(state)) first = Math.min(first, cleaningUntil(state));
  if (state.quotas.size > 0 || state.circuits.size > 0) first = Math.min(first, ...reopenings(state, now));
  return Number.isFinite(first) ? millis(first) : null;
}
