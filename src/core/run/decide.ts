/** What to do next: what can be said at once, then as many starts as there are free places. Asking twice gives the same answer. */
import type { Millis } from "../base/brand.ts";
import type { StopReason } from "../journal/event.ts";
import type { Command } from "./command.ts";
import { isWorking, late, nextAlarm, runDeadline, whoseTimeHasCome } from "./deadlines.ts";
import { passed, RUN } from "./money.ts";
import { parkedFor } from "./park.ts";
import { starts } from "./starts.ts";
import { factsOf, stopOf, type RunState } from "./state.ts";
import { verdict } from "./verdict.ts";

export { runDeadline } from "./deadlines.ts";

function stopCommand(reason: StopReason, running: "finish" | "end"): Command {
  return { do: "stop", reason, running };
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
  const [first] = state.failed;
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
  if (state.phase === "compensate" && state.undoing === null) return { do: "unwind" };
  if (state.phase === "finally" && state.unsettled.finally === 0) return { do: "conclude" };
  return state.phase === "done" && facts?.finished === null ? { do: "finish" } : null;
}

export function decide(state: RunState, now: Millis): readonly Command[] {
  const stop = dueStop(state, now);
  if (stop !== null) return [stop];
  const rung = whoseTimeHasCome(state, now);
  const commands = [...late(state, rung, now), ...said(state)];
  // What is said now may make a better one ready, so places are given away only after it.
  if (commands.length === 0) commands.push(...starts(state, rung, now));
  const last = ending(state);
  if (last !== null) commands.push(last);
  if (commands.length > 0 || state.phase === "done") return commands;
  const parked = parkedFor(state, now);
  if (parked !== null) return [{ do: "park", reason: parked }];
  return [{ do: "wait", until: nextAlarm(state, rung, now) }];
}
