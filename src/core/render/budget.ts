/** How the money of a run stands, in sentences, and what to type for more of it. */
import type { Amount, Standing } from "../view/budget.ts";
import { countText, dollars } from "./money.ts";

type Say = (amount: number) => string;

function amountLine({ spent, limit, reserved, over }: Amount, say: Say, unit: string): string {
  const aside = reserved === 0 ? "" : `, ${say(reserved)} set aside`;
  const beyond = over === 0 ? "" : `: ${say(over)} over, by agents that were running`;
  return `budget: spent ${say(spent)} of ${say(limit)}${unit}${aside}${beyond}`;
}

export function budgetLines({ cost, tokens, agents, unsure }: Standing): readonly string[] {
  return [
    ...(cost === null ? [] : [amountLine(cost, dollars, "")]),
    ...(tokens === null ? [] : [amountLine(tokens, countText, " tokens")]),
    ...(agents === null ? [] : [`budget: started ${agents.started} of ${agents.limit} agents`]),
    ...(unsure === 0 || cost === null
      ? []
      : [
          `budget: of ${unsure} ${unsure === 1 ? "call" : "calls"} nobody knows the cost; what was set aside counts`,
        ]),
  ];
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
