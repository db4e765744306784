/** Costs as people read them; what nobody knows is never shown as nothing. */
import type { Savings } from "../view/savings.ts";

export function costText(costUsd: number | null): string {
  if (costUsd === null) return "cost unknown";
  if (costUsd > 0 && costUsd < 0.01) return "<$0.01";
  return `$${costUsd.toFixed(2)}`;
}

/** A limit or a sum, never rounded to nothing. */
export const dollars = (usd: number): string =>
  usd > 0 && usd < 0.01 ? `$${Number(usd.toPrecision(2))}` : `$${usd.toFixed(2)}`;

/** `12,400`. */
export const countText = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");

/** `reused 9 tasks, saved $4.10`. */
export function savingsText({ tasks, costUsd, unsure }: Savings): string {
  const reused = `reused ${tasks} ${tasks === 1 ? "task" : "tasks"}`;
  if (costUsd === 0) return reused;
  return `${reused}, saved ${unsure ? "at least " : ""}${costText(costUsd)}`;
}
