/** The ledger: what every attempt of every epoch has cost, for the run and for each task. */
import type { TaskId } from "../base/brand.ts";
import type { Header, TaskEntry, Usage } from "../journal/event.ts";
import { charge, chargeRun } from "./money.ts";
import { isSilent, RUN } from "./purse.ts";
import type { RunState, TaskState } from "./state.ts";

/** What nobody knows is never counted as nothing: it stays unknown until something is known. */
function plusCost(a: number | null, b: number | null): number | null {
  if (a !== null && b !== null) return a + b;
  const known = a ?? b ?? 0;
  return known === 0 ? null : known;
}

const plus = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  costUsd: plusCost(a.costUsd, b.costUsd),
});

export function addToLedger(state: RunState, header: Header, entry: TaskEntry): void {
  chargeRun(state, header, entry);
  if ("usage" in entry && entry.usage !== undefined && entry.type !== "usage.reported")
    state.usage = plus(state.usage, entry.usage);
}

/** What the task itself has to show of the ledger; the run's part is added even if nothing is known of the task. */
export function addToAccount(state: RunState, task: TaskState, header: Header, entry: TaskEntry): void {
  if (entry.type === "task.started" && task.task.work.type === "agent") {
    task.calls += 1;
    state.agentsStarted += 1;
  }
  if (entry.type === "task.repaired") task.calls += 1;
  charge(state, task, header, entry);
  if (!("usage" in entry) || entry.usage === undefined || entry.type === "usage.reported") return;
  task.usage = plus(task.usage, entry.usage);
}

/** What attempts had reported before they fell silent: the last that is known of them, until they are heard of again. */
export function lostUsage(state: RunState): ReadonlyMap<TaskId, Usage> {
  const found = new Map<TaskId, Usage>();
  for (const held of state.purses.get(RUN)?.held.values() ?? []) {
    if (held.live === null || !isSilent(state, held)) continue;
    const before = found.get(held.task);
    found.set(held.task, before === undefined ? held.live : plus(before, held.live));
  }
  return found;
}

/** What is counted already for attempts of a task that nobody lived to end, by the epoch that they fell silent in. */
export function countedFor(state: RunState, task: TaskId): ReadonlyMap<number, Usage> {
  const found = new Map<number, Usage>();
  for (const held of state.purses.get(RUN)?.held.values() ?? []) {
    if (held.task !== task || held.live === null || !isSilent(state, held)) continue;
    const before = found.get(held.epoch);
    found.set(held.epoch, before === undefined ? held.live : plus(before, held.live));
  }
  return found;
}

/** What the run is known to have cost: all attempts, those that fell silent included. */
export const ledgerOf = (state: RunState): Usage => [...lostUsage(state).values()].reduce(plus, state.usage);

export const accountOf = ({ task, usage }: TaskState, lost: ReadonlyMap<TaskId, Usage>): Usage => {
  const more = lost.get(task.id);
  return more === undefined ? usage : plus(usage, more);
};
