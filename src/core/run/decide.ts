/** What to do next: what can be said at once, then as many starts as there are free places. Asking twice gives the same answer. */
import { millis, type Millis } from "../base/brand.ts";
import type { HaltReason, StopReason } from "../journal/event.ts";
import type { Command } from "./command.ts";
import { factsOf, nextAttempt, stopOf, type RunState, type TaskState } from "./state.ts";
import { verdict } from "./verdict.ts";

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

const working = (state: RunState): boolean => state.phase === "on_start" || state.phase === "task";

function stopCommand(reason: StopReason, running: "finish" | "end"): Command {
  return { do: "stop", reason, running };
}

function dueStop(state: RunState, now: Millis): Command | null {
  const stop = stopOf(state);
  if (!working(state) || stop?.running === "end") return null;
  const limit = runDeadline(state);
  const { timeout, onFailure } = state.plan.settings;
  if (limit !== null && timeout !== undefined && now >= limit)
    return stopCommand({ kind: "timeout", after: timeout }, "end");
  if (stop !== null || onFailure === "continue") return null;
  const [first] = state.failed;
  const task = first === undefined ? undefined : state.tasks[first]?.task.id;
  return task === undefined
    ? null
    : stopCommand({ kind: "failure", task }, onFailure === "cancel" ? "end" : "finish");
}

type Limit = "cost" | "tokens" | "agents";

/** Which limit of the budget is used up, so that no further agent may start. */
function spent(state: RunState, starting: number): Limit | null {
  const { maxCostUsd, maxTokens, maxAgents } = state.plan.settings.budget;
  const { usage } = state;
  if (maxCostUsd !== undefined && (usage.costUsd ?? 0) >= maxCostUsd) return "cost";
  if (maxTokens !== undefined && usage.inputTokens + usage.outputTokens >= maxTokens) return "tokens";
  return maxAgents !== undefined && state.agentsStarted + starting >= maxAgents ? "agents" : null;
}

const isDue = (state: RunState, index: number, now: Millis): boolean =>
  (state.tasks[index]?.due ?? Number.POSITIVE_INFINITY) <= now;

function whoseTimeHasCome(state: RunState, now: Millis): readonly TaskState[] {
  const { timers, tasks } = state;
  const rung = timers.first(timers.size, (index) => isDue(state, index, now));
  return rung.length === 0 ? [] : rung.flatMap((index) => tasks[index] ?? []);
}

/** The best of every pool that has room, and of those whose wait is over. */
function candidates(state: RunState, rung: readonly TaskState[], free: number): TaskState[] {
  const found = rung.filter((task) => task.phase === "waiting");
  for (const heap of state.ready.values()) {
    for (const index of heap.first(free)) {
      const task = state.tasks[index];
      if (task !== undefined) found.push(task);
    }
  }
  return found.sort((a, b) => b.task.priority - a.task.priority || a.index - b.index);
}

function starts(state: RunState, rung: readonly TaskState[]): Command[] {
  const free = state.plan.settings.maxParallel - state.running;
  if (free <= 0) return [];
  const taken = new Map<string, number>();
  const commands: Command[] = [];
  let agents = 0;
  for (const task of candidates(state, rung, free)) {
    if (commands.length === free) break;
    const size = Object.hasOwn(state.plan.settings.pools, task.pool)
      ? state.plan.settings.pools[task.pool]
      : undefined;
    const inThis = taken.get(task.pool) ?? 0;
    if (size !== undefined && (state.busy.get(task.pool) ?? 0) + inThis >= size) continue;
    if (task.task.work.type === "agent" && working(state)) {
      const limit = spent(state, agents);
      if (limit !== null)
        return commands.length > 0 ? commands : [stopCommand({ kind: "budget", limit }, "finish")];
      agents += 1;
    }
    if (size !== undefined) taken.set(task.pool, inThis + 1);
    commands.push({ do: "start", task: task.task.id, n: nextAttempt(state, task) });
  }
  return commands;
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

const lastMoment = ({ startedAt, task }: TaskState): number =>
  startedAt === null || task.totalTimeout === undefined
    ? Number.POSITIVE_INFINITY
    : startedAt + task.totalTimeout;

/** Whoever is to be ended anyway is not late any more. */
function late(state: RunState, rung: readonly TaskState[], now: Millis): Command[] {
  return rung.flatMap((task): Command[] => {
    const { id } = task.task;
    if (state.agenda.has(task.index)) return [];
    if (task.phase === "open") return [{ do: "halt", task: id, reason: passed(task, now) }];
    return now >= lastMoment(task) ? [{ do: "expire", task: id }] : [];
  });
}

function said(state: RunState): Command[] {
  const commands: Command[] = [];
  if (state.agenda.size === 0) return commands;
  for (const index of [...state.agenda].sort((a, b) => a - b)) {
    const task = state.tasks[index];
    const found = task === undefined ? null : verdict(state, task);
    if (found?.is === "due") commands.push(found.command);
  }
  return commands;
}

function ending(state: RunState): Command | null {
  const facts = factsOf(state);
  if (state.phase === "finally" && state.unsettled.finally === 0) return { do: "conclude" };
  return state.phase === "done" && facts?.finished === null ? { do: "finish" } : null;
}

export function decide(state: RunState, now: Millis): readonly Command[] {
  const stop = dueStop(state, now);
  if (stop !== null) return [stop];
  const rung = whoseTimeHasCome(state, now);
  const commands = [...late(state, rung, now), ...said(state)];
  // What is said now may make a better one ready, so places are given away only after it.
  if (commands.length === 0) commands.push(...starts(state, rung));
  const last = ending(state);
  if (last !== null) commands.push(last);
  if (commands.length === 0 && state.phase !== "done")
    commands.push({ do: "wait", until: nextAlarm(state, rung) });
  return commands;
}

/** The first moment after now at which time alone changes the answer. `rung` is whose time has come already. */
function nextAlarm(state: RunState, rung: readonly TaskState[]): Millis | null {
  let first = Number.POSITIVE_INFINITY;
  for (const task of rung) if (task.phase === "waiting") first = Math.min(first, lastMoment(task));
  const next = state.timers.first(rung.length + 1)[rung.length];
  if (next !== undefined) first = Math.min(first, state.tasks[next]?.due ?? Number.POSITIVE_INFINITY);
  const limit = working(state) && stopOf(state)?.running !== "end" ? runDeadline(state) : null;
  if (limit !== null) first = Math.min(first, limit);
  return Number.isFinite(first) ? millis(first) : null;
}
