/** What a call came to for a budget, and what then stays set aside for its attempt. Unknown is never zero. */
import type { Reserve, Usage } from "../journal/event.ts";

export type Price = Readonly<{ costUsd: number; tokens: number }>;

export const tokensOf = (usage: Usage): number => usage.inputTokens + usage.outputTokens;

/** Where nobody knows the cost, what was set aside counts as spent. */
export function priceOf(usage: Usage, held: Reserve): Price {
  const tokens = tokensOf(usage);
  return {
    costUsd: usage.costUsd ?? held.costUsd ?? 0,
    tokens: usage.costUsd === null && tokens === 0 ? (held.tokens ?? 0) : tokens,
  };
}

/** What stays set aside for an attempt after one of its calls was paid for. */
export function leftOf(held: Reserve, usage: Usage | undefined): Reserve {
  if (usage === undefined) return held;
  const price = priceOf(usage, held);
  const { costUsd, tokens } = held;
  return {
    ...(costUsd === undefined ? {} : { costUsd: Math.max(0, costUsd - price.costUsd) }),
    ...(tokens === undefined ? {} : { tokens: Math.max(0, tokens - price.tokens) }),
  };
}
