/** Whether a failed attempt is followed by another, and when. Chance comes from a hash, so a replay waits as long. */
import { millis, type Millis } from "../base/brand.ts";
import { share } from "../base/hash.ts";
import { INFRASTRUCTURE, NEVER_RETRIED, type FailureClass } from "../journal/failure.ts";
import type { RetryPolicy } from "../plan/plan.ts";

export type Spent = Readonly<{ agentFailures: number; infraFailures: number }>;

/** `spent` already includes the failure in question. */
export function mayRetry(policy: RetryPolicy, kind: FailureClass, spent: Spent, refused: boolean): boolean {
  if (refused || NEVER_RETRIED.has(kind)) return false;
  if (INFRASTRUCTURE.has(kind)) return spent.infraFailures < policy.infraMaxAttempts;
  return policy.on.includes(kind) && spent.agentFailures < policy.maxAttempts;
}

export function delayBefore(
  policy: RetryPolicy,
  failures: number,
  words: readonly (string | number)[],
): Millis {
  const growth = policy.backoff === "exponential" ? 2 ** Math.min(failures - 1, 40) : 1;
  const plain = Math.min(policy.delay * growth, policy.maxDelay);
  return millis(Math.round(Math.min(plain * (1 + policy.jitter * share(...words)), policy.maxDelay)));
}
