/** What a person allows a run to cost, as flags say it: a word of its own in the journal, so that the plan stays the same. */
import type { Budget, Plan } from "../core/plan/plan.ts";
import type { RunEvent } from "../core/journal/event.ts";
import { countText, dollars } from "../core/render/money.ts";
import { limitsOf, purseOf, RUN, spentOf } from "../core/run/money.ts";
import { stopOf, type RunState } from "../core/run/state.ts";
import type { Call } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import type { Complaint } from "./say.ts";

export function askedLimits({ flags }: Call): Budget {
  const [maxCostUsd, maxTokens] = [flags.number("max-cost-usd"), flags.number("max-tokens")];
  return {
    ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
    ...(maxTokens === undefined ? {} : { maxTokens: Math.floor(maxTokens) }),
  };
}

export const limitsFor = (call: Call, plan: Plan): Budget => ({
  ...plan.settings.budget,
  ...askedLimits(call),
});

/** For a run that goes on: also what was allowed before. */
export const limitsFrom = (call: Call, state: RunState): Budget => ({
  ...limitsOf(state, RUN),
  ...askedLimits(call),
});

/** For the beginning of a segment. */
export function grants(call: Call): readonly RunEvent[] {
  const { maxCostUsd, maxTokens } = askedLimits(call);
  if (maxCostUsd === undefined && maxTokens === undefined) return [];
  return [
    {
      type: "budget.granted",
      ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
      ...(maxTokens === undefined ? {} : { maxTokens }),
    },
  ];
}

/** A limit that is reached already would only stop the run again. */
export function tooLow(call: Call, state: RunState): Complaint | null {
  const { maxCostUsd, maxTokens } = askedLimits(call);
  const { costUsd, tokens } = spentOf(state, RUN);
  const refused = (spent: string, flag: string): Complaint => ({
    exit: EXIT.usage,
    message: `the run has spent ${spent} already`,
    help: `give ${flag} more than that`,
  });
  if (maxCostUsd !== undefined && maxCostUsd <= costUsd) return refused(dollars(costUsd), "--max-cost-usd");
  if (maxTokens !== undefined && maxTokens <= tokens)
    return refused(`${countText(tokens)} tokens`, "--max-tokens");
  return null;
}

const reached = (limit: number | undefined, spent: number): boolean => limit !== undefined && spent >= limit;

/** Whoever goes on with a run that its budget has stopped has to allow it more: else it would only stop again. */
export function stillUsedUp(call: Call, state: RunState, plan: Plan): Complaint | null {
  if (stopOf(state)?.reason.kind !== "budget") return null;
  const limits = { ...plan.settings.budget, ...state.granted, ...askedLimits(call) };
  const { costUsd, tokens } = spentOf(state, RUN);
  const agents = purseOf(state, RUN).agents;
  const usedUp = (what: string, help: string): Complaint => ({
    exit: EXIT.budget,
    message: `the budget of the run is used up, and nothing was started: ${what}`,
    help,
  });
  const inFile = (key: string): string => `settings.budget.${key} in the workflow`;
  if (reached(limits.maxCostUsd, costUsd))
    return usedUp(
      `${dollars(costUsd)} of ${dollars(limits.maxCostUsd ?? 0)} are spent`,
      `raise it with --max-cost-usd, or ${inFile("max_cost_usd")}`,
    );
  if (reached(limits.maxTokens, tokens))
    return usedUp(
      `${countText(tokens)} of ${countText(limits.maxTokens ?? 0)} tokens are spent`,
      `raise it with --max-tokens, or ${inFile("max_tokens")}`,
    );
  return reached(limits.maxAgents, agents)
    ? usedUp(`${agents} of ${limits.maxAgents ?? 0} agents were started`, `raise ${inFile("max_agents")}`)
    : null;
}
