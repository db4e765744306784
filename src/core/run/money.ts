/** Budgets as a resource: what an attempt may cost is set aside when it starts, and replaced by what it did cost. */
import type { Header, Reserve, TaskEntry } from "../journal/event.ts";
import type { Budget } from "../plan/plan.ts";
import type { Purse } from "./holdings.ts";
import type { Price } from "./price.ts";
import { book, emptyPurse, RUN, spentIn, tallyOf } from "./purse.ts";
import { isStoppable, type RunState, type TaskState } from "./state.ts";

export { RUN } from "./purse.ts";

export type Limit = "cost" | "tokens" | "agents";

export const pursesOf = (tasks: readonly TaskState[]): Map<number, Purse> =>
  new Map([
    [RUN, emptyPurse()] as const,
    ...tasks.flatMap(({ task, index }) =>
      task.budget === undefined ? [] : [[index, emptyPurse()] as const],
    ),
  ]);

export function limitsOf(state: RunState, owner: number): Budget {
  if (owner !== RUN) return state.tasks[owner]?.task.budget ?? {};
  return state.share?.limits ?? { ...state.plan.settings.budget, ...state.granted };
}

/** Whether any budget counts at all: most runs have none, and then nothing is worked out. */
export function isUnlimited(state: RunState): boolean {
  const { maxCostUsd, maxTokens, maxAgents } = limitsOf(state, RUN);
  const free = maxCostUsd === undefined && maxTokens === undefined && maxAgents === undefined;
  return free && state.purses.size === 1;
}

export function purseOf(state: RunState, owner: number): Purse {
  const known = state.purses.get(owner);
  if (known !== undefined) return known;
  const purse = emptyPurse();
  state.purses.set(owner, purse);
  return purse;
}

const ONLY_THE_RUN: readonly number[] = [RUN];

/** Whose budgets a task draws on: its own, those of the groups around it, and the run's. */
export function owners(state: RunState, task: TaskState): readonly number[] {
  if (task.parent < 0 && task.task.budget === undefined) return ONLY_THE_RUN;
  const found: number[] = [];
  for (let here: TaskState | undefined = task; here !== undefined; here = state.tasks[here.parent])
    if (here.task.budget !== undefined) found.push(here.index);
  return [...found, RUN];
}

/** The run pays also for tasks that it does not have any more, or has not yet again. */
export const chargeRun = (state: RunState, header: Header, entry: TaskEntry): void =>
  book(purseOf(state, RUN), header, entry);

/** Called once for every entry about a task, whichever epoch it belongs to. */
export function charge(state: RunState, task: TaskState, header: Header, entry: TaskEntry): void {
  const starts = entry.type === "task.started" && task.task.work.type === "agent";
  for (const owner of owners(state, task)) {
    const purse = purseOf(state, owner);
    if (starts) purse.agents += 1;
    if (owner === RUN) continue;
    const before = passed(state, owner);
    book(purse, header, entry);
    if (passed(state, owner) !== before) touchDrawing(state, purse);
  }
}

/** Whoever is at work on a budget learns at once that it is passed. */
function touchDrawing(state: RunState, { held }: Purse): void {
  for (const { task } of held.values()) {
    const index = state.byId.get(task);
    if (index !== undefined) state.touched.add(index);
  }
}

/** What is taken in this decision already, and not yet written down. */
export type Taken = Map<number, Readonly<{ costUsd: number; tokens: number; agents: number }>>;

export type Offer = Readonly<
  | { is: "free"; reserve: Reserve }
  /** Others may give back what is missing. */
  | { is: "later" }
  | { is: "spent"; owner: number; limit: Limit }
>;

const NOTHING_TAKEN: Taken = new Map();

type Rest = Readonly<{ costUsd?: number; tokens?: number }>;

function restOf(state: RunState, owner: number, taken: Taken): Rest {
  const { maxCostUsd, maxTokens } = limitsOf(state, owner);
  if (maxCostUsd === undefined && maxTokens === undefined) return {};
  const purse = purseOf(state, owner);
  const { atWork, silent } = tallyOf(state, purse);
  const now = taken.get(owner);
  const costUsd = purse.spentUsd + atWork.costUsd + silent.costUsd + (now?.costUsd ?? 0);
  const tokens = purse.spentTokens + atWork.tokens + silent.tokens + (now?.tokens ?? 0);
  return {
    ...(maxCostUsd === undefined ? {} : { costUsd: maxCostUsd - costUsd }),
    ...(maxTokens === undefined ? {} : { tokens: maxTokens - tokens }),
  };
}

const SMALLEST = 1e-9;

const least = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** What one more attempt of this task may cost; `places` are those that could be given away now, this one included. */
export function offer(state: RunState, task: TaskState, places: number, taken: Taken): Offer {
  let costUsd: number | undefined;
  let tokens: number | undefined;
  for (const owner of owners(state, task)) {
    const purse = purseOf(state, owner);
    const { maxAgents } = limitsOf(state, owner);
    if (maxAgents !== undefined && purse.agents + (taken.get(owner)?.agents ?? 0) >= maxAgents)
      return { is: "spent", owner, limit: "agents" };
    const rest = restOf(state, owner, taken);
    // What a task may spend is its own; what a group or the run may spend is shared by the free places.
    const share = owner === task.index ? 1 : Math.max(1, places);
    for (const limit of ["costUsd", "tokens"] as const) {
      const left = rest[limit];
      if (left === undefined) continue;
      if (left <= SMALLEST)
        return tallyOf(state, purse).holders > 0 || (taken.get(owner)?.[limit] ?? 0) > 0
          ? { is: "later" }
          : { is: "spent", owner, limit: limit === "costUsd" ? "cost" : "tokens" };
      if (limit === "costUsd") costUsd = least(costUsd, left / share);
      else tokens = least(tokens, Math.max(1, Math.floor(left / share)));
    }
  }
  return {
    is: "free",
    reserve: { ...(costUsd === undefined ? {} : { costUsd }), ...(tokens === undefined ? {} : { tokens }) },
  };
}

export function take(state: RunState, task: TaskState, reserve: Reserve, taken: Taken): void {
  for (const owner of owners(state, task)) {
    const before = taken.get(owner) ?? { costUsd: 0, tokens: 0, agents: 0 };
    taken.set(owner, {
      costUsd: before.costUsd + (reserve.costUsd ?? 0),
      tokens: before.tokens + (reserve.tokens ?? 0),
      agents: before.agents + 1,
    });
  }
}

/** What is spent or set aside of the run's budget, as far as it is known here. */
export function usedOf(state: RunState): Price & Readonly<{ agents: number }> {
  const purse = purseOf(state, RUN);
  return { ...spentIn(purse), agents: purse.agents };
}

/** What nobody has spent or set aside; absent where there is no limit. */
export function leftFor(state: RunState, owner: number): Rest & Readonly<{ agents?: number }> {
  const { maxAgents } = limitsOf(state, owner);
  const { costUsd, tokens } = restOf(state, owner, NOTHING_TAKEN);
  return {
    ...(costUsd === undefined ? {} : { costUsd: costUsd <= SMALLEST ? 0 : costUsd }),
    ...(tokens === undefined ? {} : { tokens: Math.max(0, Math.floor(tokens)) }),
    ...(maxAgents === undefined ? {} : { agents: Math.max(0, maxAgents - purseOf(state, owner).agents) }),
  };
}

/** What is known to be spent: paid, reported by those at work, and set aside for those who fell silent. */
export function spentOf(state: RunState, owner: number): Price {
  const purse = purseOf(state, owner);
  const { reported, silent } = tallyOf(state, purse);
  return {
    costUsd: purse.spentUsd + silent.costUsd + reported.costUsd,
    tokens: purse.spentTokens + silent.tokens + reported.tokens,
  };
}

/** What is set aside for those at work, without what they have spent of it already. */
export function asideOf(state: RunState, owner: number): Price {
  const { atWork, reported } = tallyOf(state, purseOf(state, owner));
  return { costUsd: atWork.costUsd - reported.costUsd, tokens: atWork.tokens - reported.tokens };
}

/** The limit of money that is known to be passed. */
function beyond(state: RunState, owner: number): Limit | null {
  const { maxCostUsd, maxTokens } = limitsOf(state, owner);
  if (maxCostUsd === undefined && maxTokens === undefined) return null;
  const { costUsd, tokens } = spentOf(state, owner);
  if (maxCostUsd !== undefined && costUsd > maxCostUsd + SMALLEST) return "cost";
  return maxTokens !== undefined && tokens > maxTokens ? "tokens" : null;
}

/** Whoever is at work on it has to be ended: what running agents have reported cannot be given back. */
export function passed(state: RunState, owner: number): Limit | null {
  const purse = state.purses.get(owner);
  if (purse === undefined || tallyOf(state, purse).reporters === 0) return null;
  return beyond(state, owner);
}

/** Only agents draw on budgets, and only while the tasks have their turn. */
const draws = (task: TaskState): boolean => task.task.work.type === "agent" && isStoppable(task);

/** Whether a budget of its own, or of a group around it, lets it go on. */
export function mayGoOn(state: RunState, task: TaskState): boolean {
  if (state.purses.size === 1 || !draws(task)) return true;
  return owners(state, task).every((owner) => owner === RUN || passed(state, owner) === null);
}

/** For whoever was ended by it: whose budget it was, and which of its limits. */
export function overdrawn(
  state: RunState,
  task: TaskState,
): Readonly<{ owner: number; limit: Limit }> | null {
  for (const owner of owners(state, task)) {
    const limit = owner === RUN ? null : beyond(state, owner);
    if (limit !== null) return { owner, limit };
  }
  return null;
}
