/** Costs as people read them; what nobody knows is never shown as nothing. */

export function costText(costUsd: number | null): string {
  if (costUsd === null) return "cost unknown";
  if (costUsd > 0 && costUsd < 0.01) return "<$0.01";
  return `$${costUsd.toFixed(2)}`;
}
