/** How the money of a run stands, in sentences, and what to type for more of it. */
import { oneLine } from "../guard/sanitise.ts";
import type { Amount, Passed, Standing } from "../view/budget.ts";
import { countText, dollars } from "./money.ts";

type Say = (amount: number) => string;

function amountLine({ spent, limit, reserved, over }: Amount, say: Say, unit: string, whose: string): string {
  const aside = reserved === 0 ? "" : `, ${say(reserved)} set aside`;
  const beyond = over === 0 ? "" : `: ${say(over)} over, by agents that were running`;
  return `${whose}: spent ${say(spent)} of ${say(limit)}${unit}${aside}${beyond}`;
}

export function budgetLines({ cost, tokens, agents, unsure }: Standing): readonly string[] {
  return [
    ...(cost === null ? [] : [amountLine(cost, dollars, "", "budget")]),
    ...(tokens === null ? [] : [amountLine(tokens, countText, " tokens", "budget")]),
    ...(agents === null ? [] : [`budget: started ${agents.started} of ${agents.limit} agents`]),
    ...(unsure === 0 || cost === null
      ? []
      : [
          `budget: of ${unsure} ${unsure === 1 ? "call" : "calls"} nobody knows the cost; what was set aside counts`,
        ]),
  ];
}

/** Budgets of tasks that took more than they had are named up to this number. */
export const MAX_PASSED = 10;

export function passedLines(passed: readonly Passed[]): readonly string[] {
  const lines = passed.slice(0, MAX_PASSED).flatMap(({ task, budget: { cost, tokens } }) => {
    const whose = `budget of ${oneLine(task, 60)}`;
    return [
      ...(cost === null || cost.over === 0 ? [] : [amountLine(cost, dollars, "", whose)]),
      ...(tokens === null || tokens.over === 0 ? [] : [amountLine(tokens, countText, " tokens", whose)]),
    ];
  });
  const more = passed.length - MAX_PASSED;
  return more > 0 ? [...lines, `and ${more} more budgets that were passed`] : lines;
}

const usedUp = (amount: Amount | null): amount is Amount => amount !== null && amount.spent >= amount.limit;

/** Twice as much as before, and more than is spent. */
export function higher({ limit, spent }: Amount): number {
  const wanted = Math.max(2 * limit, 1.5 * spent);
  return wanted >= 10 ? Math.ceil(wanted) : Math.ceil(wanted * 100) / 100;
}

/** What to add to `resume`; nothing if no flag raises the limit that was reached. */
export const higherLimits = ({ cost, tokens }: Standing): string =>
  [
    ...(usedUp(cost) ? [` --max-cost-usd ${higher(cost)}`] : []),
    ...(usedUp(tokens) ? [` --max-tokens ${Math.ceil(higher(tokens))}`] : []),
  ].join("");
