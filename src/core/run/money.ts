/** Budgets as a resource: what an attempt may cost is set aside when it starts, and replaced by what it did cost. */
import type { TaskId } from "../base/brand.ts";
import type { Header, Reserve, TaskEntry, Usage } from "../journal/event.ts";
import type { Budget } from "../plan/plan.ts";
import type { Purse } from "./holdings.ts";
import { leftOf, priceOf, tokensOf, type Price } from "./price.ts";
import type { RunState, TaskState } from "./state.ts";

export type Limit = "cost" | "tokens" | "agents";

export const RUN = -1;

const empty = (): Purse => ({ spentUsd: 0, spentTokens: 0, agents: 0, unsure: 0, held: new Map() });

export const pursesOf = (tasks: readonly TaskState[]): Map<number, Purse> =>
  new Map([
    [RUN, empty()] as const,
    ...tasks.flatMap(({ task, index }) => (task.budget === undefined ? [] : [[index, empty()] as const])),
  ]);

export function limitsOf(state: RunState, owner: number): Budget {
  if (owner !== RUN) return state.tasks[owner]?.task.budget ?? {};
  return { ...state.plan.settings.budget, ...state.granted };
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
  const purse = empty();
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

const holdKey = (header: Header, task: TaskId): string => `${header.epoch}/${task}`;

function pay(purse: Purse, usage: Usage, held: Reserve): void {
  const { costUsd, tokens } = priceOf(usage, held);
  if (usage.costUsd === null) purse.unsure += 1;
  purse.spentUsd += costUsd;
  purse.spentTokens += tokens;
}

const NOTHING: Reserve = {};

/** What was set aside for the attempt that ends. */
function released({ held }: Purse, header: Header, task: TaskId): Reserve {
  if (held.size === 0) return NOTHING;
  const key = holdKey(header, task);
  const found = held.get(key) ?? NOTHING;
  held.delete(key);
  return found;
}

function book(purse: Purse, header: Header, entry: TaskEntry): void {
  switch (entry.type) {
    case "task.started":
      if (entry.reserved !== undefined) purse.held.set(holdKey(header, entry.task), entry.reserved);
      return;
    case "task.repaired": {
      const key = holdKey(header, entry.task);
      const held = purse.held.get(key);
      if (entry.usage !== undefined) pay(purse, entry.usage, held ?? NOTHING);
      if (held !== undefined) purse.held.set(key, leftOf(held, entry.usage));
      return;
    }
    case "task.succeeded":
    case "task.failed":
    case "task.cancelled": {
      const held = released(purse, header, entry.task);
      if (entry.usage !== undefined) pay(purse, entry.usage, held);
      return;
    }
    default:
      return;
  }
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
    if (owner !== RUN) book(purse, header, entry);
  }
}

/** Whether somebody is at work who may give something back. */
const waiting = (state: RunState, purse: Purse): boolean => {
  for (const key of purse.held.keys()) if (key.startsWith(`${state.epoch}/`)) return true;
  return false;
};

/** What is taken in this decision already, and not yet written down. */
export type Taken = Map<number, Readonly<{ costUsd: number; tokens: number; agents: number }>>;

export type Offer = Readonly<
  | { is: "free"; reserve: Reserve }
  /** Others may give back what is missing. */
  | { is: "later" }
  | { is: "spent"; owner: number; limit: Limit }
>;

type Rest = Readonly<{ costUsd?: number; tokens?: number }>;

/** What is set aside: for those at work, and for those who fell silent, of whom nobody will ever know. */
export function heldOf(state: RunState, owner: number): Readonly<{ atWork: Price; silent: Price }> {
  const now = `${state.epoch}/`;
  const [atWork, silent] = [
    { costUsd: 0, tokens: 0 },
    { costUsd: 0, tokens: 0 },
  ];
  for (const [key, { costUsd = 0, tokens = 0 }] of purseOf(state, owner).held) {
    const sum = key.startsWith(now) ? atWork : silent;
    sum.costUsd += costUsd;
    sum.tokens += tokens;
  }
  return { atWork, silent };
}

/** What running attempts have reported beyond what was set aside for them: it is gone, too. */
function beyond(state: RunState, owner: number): Price {
  let [costUsd, tokens] = [0, 0];
  for (const index of state.reporting) {
    const own = state.tasks[index];
    if (own?.live === null || own === undefined || !owners(state, own).includes(owner)) continue;
    costUsd += Math.max(0, (own.live.costUsd ?? 0) - (own.reserved?.costUsd ?? 0));
    tokens += Math.max(0, tokensOf(own.live) - (own.reserved?.tokens ?? 0));
  }
  return { costUsd, tokens };
}

function restOf(state: RunState, owner: number, taken: Taken): Rest {
  const { maxCostUsd, maxTokens } = limitsOf(state, owner);
  if (maxCostUsd === undefined && maxTokens === undefined) return {};
  const { spentUsd, spentTokens } = purseOf(state, owner);
  const { atWork, silent } = heldOf(state, owner);
  const more = beyond(state, owner);
  const now = taken.get(owner);
  const costUsd = spentUsd + atWork.costUsd + silent.costUsd + more.costUsd + (now?.costUsd ?? 0);
  const tokens = spentTokens + atWork.tokens + silent.tokens + more.tokens + (now?.tokens ?? 0);
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
        return waiting(state, purse) || (taken.get(owner)?.[limit] ?? 0) > 0
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

/** What is known to be spent: paid, reported by those at work, and set aside for those who fell silent. */
export function spentOf(state: RunState, owner: number): Price {
  const { spentUsd, spentTokens } = purseOf(state, owner);
  const { silent } = heldOf(state, owner);
  let [costUsd, tokens] = [spentUsd + silent.costUsd, spentTokens + silent.tokens];
  for (const index of state.reporting) {
    const own = state.tasks[index];
    if (own?.live === null || own === undefined || !owners(state, own).includes(owner)) continue;
    costUsd += own.live.costUsd ?? 0;
    tokens += tokensOf(own.live);
  }
  return { costUsd, tokens };
}

/** The run's limit that is passed for good: what running agents have reported cannot be given back. */
export function overrun(state: RunState): Limit | null {
  if (state.reporting.size === 0) return null;
  const { maxCostUsd, maxTokens } = limitsOf(state, RUN);
  if (maxCostUsd === undefined && maxTokens === undefined) return null;
  const { costUsd, tokens } = spentOf(state, RUN);
  if (maxCostUsd !== undefined && costUsd > maxCostUsd + SMALLEST) return "cost";
  return maxTokens !== undefined && tokens > maxTokens ? "tokens" : null;
}
