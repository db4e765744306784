/** How the money of a run stands: what is allowed, spent and set aside, and by how much running agents went over it. */
import type { TaskId } from "../base/brand.ts";
import type { Fields } from "../base/value.ts";
import { asideOf, limitsOf, purseOf, RUN, spentOf } from "../run/money.ts";
import type { RunState } from "../run/state.ts";

export type Amount = Readonly<{ limit: number; spent: number; reserved: number; over: number }>;

export type Standing = Readonly<{
  /** Null where nothing limits it. */
  cost: Amount | null;
  tokens: Amount | null;
  agents: Readonly<{ limit: number; started: number }> | null;
  /** Calls of which nobody knows what they cost; what was set aside for them counts instead. */
  unsure: number;
}>;

/** Sums of fractions end in noise that nobody paid. */
const MONEY_STEPS = 1e9;
export const money = (usd: number): number => Math.round(usd * MONEY_STEPS) / MONEY_STEPS;

const amount = (limit: number | undefined, spent: number, reserved: number): Amount | null =>
  limit === undefined
    ? null
    : { limit, spent: money(spent), reserved: money(reserved), over: money(Math.max(0, spent - limit)) };

/** Null if it has no budget; without an owner that of the run. */
export function standingOf(state: RunState, owner: number = RUN): Standing | null {
  const { maxCostUsd, maxTokens, maxAgents } = limitsOf(state, owner);
  if (maxCostUsd === undefined && maxTokens === undefined && maxAgents === undefined) return null;
  const [spent, purse] = [spentOf(state, owner), purseOf(state, owner)];
  const held = asideOf(state, owner);
  return {
    cost: amount(maxCostUsd, spent.costUsd, held.costUsd),
    tokens: amount(maxTokens, spent.tokens, held.tokens),
    agents: maxAgents === undefined ? null : { limit: maxAgents, started: purse.agents },
    unsure: purse.unsure,
  };
}

/** A budget of a task or of a group that took more than it had. */
export type Passed = Readonly<{ task: TaskId; budget: Standing }>;

export function passedBudgets(state: RunState): readonly Passed[] {
  return [...state.purses.keys()]
    .sort((a, b) => a - b)
    .flatMap((owner) => {
      const task = owner === RUN ? undefined : state.tasks[owner]?.task.id;
      const budget = task === undefined ? null : standingOf(state, owner);
      const isOver = (budget?.cost?.over ?? 0) > 0 || (budget?.tokens?.over ?? 0) > 0;
      return task !== undefined && budget !== null && isOver ? [{ task, budget }] : [];
    });
}

const amountFields = (found: Amount | null, unit: string): Fields =>
  found === null
    ? {}
    : {
        [`limit_${unit}`]: found.limit,
        [`spent_${unit}`]: found.spent,
        [`reserved_${unit}`]: found.reserved,
        [`overshoot_${unit}`]: found.over,
      };

export const standingFields = ({ cost, tokens, agents, unsure }: Standing): Fields => ({
  ...amountFields(cost, "usd"),
  ...amountFields(tokens, "tokens"),
  ...(agents === null ? {} : { limit_agents: agents.limit, started_agents: agents.started }),
  ...(unsure === 0 ? {} : { unknown_costs: unsure }),
});
