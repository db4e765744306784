/** Sums of what was used: what has no known price has no known sum either. */
import type { Value } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";

export const NOTHING: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

export const amount = (value: Value | undefined): number =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;

const plusCost = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

export const plus = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  costUsd: plusCost(a.costUsd, b.costUsd),
});

export const minus = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens - b.inputTokens,
  outputTokens: a.outputTokens - b.outputTokens,
  costUsd: a.costUsd === null || b.costUsd === null ? null : Math.max(0, a.costUsd - b.costUsd),
});

/** What is more than that; tokens are, whoever pays for them. */
export const beyond = (a: Usage, b: Usage): Usage => ({
  inputTokens: Math.max(0, a.inputTokens - b.inputTokens),
  outputTokens: Math.max(0, a.outputTokens - b.outputTokens),
  costUsd: a.costUsd === null ? null : Math.max(0, a.costUsd - (b.costUsd ?? 0)),
});

/** Tokens without a price. */
export const unpriced = (usage: Usage): Usage => ({
  ...usage,
  costUsd: usage.inputTokens + usage.outputTokens === 0 ? 0 : null,
});
