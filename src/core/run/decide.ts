/** What to do next: what can be said at once, then as many starts as there are free places. Asking twice gives the same answer. */
import type { Millis } from "../base/brand.ts";
import type { StopReason } from "../journal/event.ts";
import type { Command } from "./command.ts";
import { isWorking, late, nextAlarm, runDeadline, whoseTimeHasCome } from "./deadlines.ts";
import { passed, RUN } from "./money.ts";
import { parkedFor } from "./park.ts";
import type { Share } from "./holdings.ts";
import { brokeFor, canDispatch, farForAll } from "./legs.ts";
import { isGateLeg, owns } from "./share.ts";
import { starts } from "./starts.ts";
import { factsOf, isGroup, stopOf, type RunState, type TaskState } from "./state.ts";
import { verdict } from "./verdict.ts";

export { runDeadline } from "./deadlines.ts";

function stopCommand(reason: StopReason, running: "finish" | "end"): Command {
  return { do: "stop", reason, running };
}

/** What failed elsewhere is for the conductor to judge: it may be done again at this moment. */
function firstFailed(state: RunState): number | undefined {
  const { failed, share, tasks } = state;
  for (const index of failed) {
    const task = tasks[index];
    if (share?.part !== "leg" || (task !== undefined && owns(state, share, task))) return index;
  }
  return undefined;
}

function dueStop(state: RunState, now: Millis): Command | null {
  const stop = stopOf(state);
  if (!isWorking(state) || stop?.running === "end") return null;
  const limit = runDeadline(state);
  const { timeout, onFailure } = state.plan.settings;
  if (limit !== null && timeout !== undefined && now >= limit)
    return stopCommand({ kind: "timeout", after: timeout }, "end");
  const over = passed(state, RUN);
  if (over !== null) return stopCommand({ kind: "budget", limit: over }, "end");
  if (stop !== null || onFailure === "continue") return null;
  const first = firstFailed(state);
  const task = first === undefined ? undefined : state.tasks[first]?.task.id;
  return task === undefined
    ? null
    : stopCommand({ kind: "failure", task }, onFailure === "cancel" ? "end" : "finish");
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
  const part = state.share?.part;
  if (part === "leg" || part === "conductor") return null;
  if (state.phase === "compensate" && state.undoing === null) return { do: "unwind" };
  if (state.phase === "finally" && state.unsettled.finally === 0) return { do: "conclude" };
  return state.phase === "done" && facts?.finished === null && part !== "finally" ? { do: "finish" } : null;
}

const isFinished = (state: RunState): boolean => (factsOf(state)?.finished ?? null) !== null;

/** Somebody is ready for a place, or waits for another attempt. */
const hasWork = (state: RunState): boolean =>
  [...state.ready.values()].some(({ heap }) => heap.size > 0) ||
  state.timers
    .first(state.timers.size)
    .some((index) => state.tasks[index]?.phase === "waiting" && !isGroup(state.tasks[index].task));

/** What no leg has come back with stays as it is, so that a later epoch goes on with it: it was not skipped, nobody did it. */
const unfinished = (state: RunState): Command =>
  (factsOf(state)?.concluded ?? null) === null ? { do: "conclude" } : { do: "finish" };

/** Whoever does only a part of the run does not wait for what others have to do. */
function parted(state: RunState, share: Share, rung: readonly TaskState[], now: Millis): Command {
  if (state.running > 0) return { do: "wait", until: nextAlarm(state, rung, now) };
  if (share.part === "finish") return unfinished(state);
  if (share.part === "conductor") {
    const ready = canDispatch(state, now);
    const limit = ready ? brokeFor(state, now) : null;
    if (limit !== null) return stopCommand({ kind: "budget", limit }, "finish");
    const parked = ready ? null : (parkedFor(state, now) ?? farForAll(state, now));
    return parked === null ? { do: "leave" } : { do: "park", reason: parked };
  }
  const asked = isGateLeg(state, share) ? parkedFor(state, now) : null;
  if (asked !== null) return { do: "park", reason: asked };
  const until = hasWork(state) && parkedFor(state, now) === null ? nextAlarm(state, rung, now) : null;
  return until === null ? { do: "leave" } : { do: "wait", until };
}

/** A leg that has used up what it was granted leaves the rest to a later one: that is no reason to stop the run. */
const isSpent = (command: Command): boolean => command.do === "stop" && command.reason.kind === "budget";

export function decide(state: RunState, now: Millis): readonly Command[] {
  const { share } = state;
  const stop = dueStop(state, now);
  if (stop !== null) return [stop];
  const rung = whoseTimeHasCome(state, now);
  const commands = [...late(state, rung, now), ...said(state)];
  // What is said now may make a better one ready, so places are given away only after it.
  const begun =
    commands.length > 0 || share?.part === "conductor" || share?.part === "finish"
      ? []
      : starts(state, rung, now);
  const spent = share?.part === "leg" && begun.some(isSpent);
  commands.push(...(spent ? begun.filter((command) => !isSpent(command)) : begun));
  const last = ending(state);
  if (last !== null) commands.push(last);
  if (commands.length > 0) return commands;
  if (spent && state.running === 0) return [{ do: "leave" }];
  if (state.phase === "done" && share === null) return commands;
  if (share !== null) return isFinished(state) ? commands : [parted(state, share, rung, now)];
  const parked = parkedFor(state, now);
  if (parked !== null) return [{ do: "park", reason: parked }];
  return [{ do: "wait", until: nextAlarm(state, rung, now) }];
}
