import { expect, test } from "vitest";
import { RETRY } from "../../../test/rig/plans.ts";
import { millis } from "../base/brand.ts";
import { FAILURE_CLASSES } from "../journal/failure.ts";
import { delayBefore, mayRetry } from "./retry.ts";

const twice = { ...RETRY, maxAttempts: 2 };

test("max_attempts includes the first and covers the agent's own failures", () => {
  const retried = (agentFailures: number) =>
    FAILURE_CLASSES.filter((kind) => mayRetry(twice, kind, { agentFailures, infraFailures: 9 }, false));
  expect(retried(1)).toEqual([
    "agent-exit",
    "agent-error",
    "output-invalid",
    "verify-failed",
    "merge-conflict",
  ]);
  expect(retried(2)).toEqual([]);
});

test("infrastructure has an allowance of its own and needs no asking", () => {
  const retried = (infraFailures: number) =>
    FAILURE_CLASSES.filter((kind) => mayRetry(RETRY, kind, { agentFailures: 9, infraFailures }, false));
  expect(retried(2)).toEqual(["idle", "quota", "lost", "infrastructure"]);
  expect(retried(3)).toEqual([]);
});

test("credentials, money, rules and the author's mistakes are never retried, whatever the policy says", () => {
  const everything = { ...RETRY, maxAttempts: 99, on: [...FAILURE_CLASSES] };
  const never = FAILURE_CLASSES.filter(
    (kind) => !mayRetry(everything, kind, { agentFailures: 1, infraFailures: 1 }, false),
  );
  expect(never).toEqual([
    "budget-exceeded",
    "auth",
    "condition-error",
    "missing-input",
    "cancelled",
    "policy",
  ]);
  expect(mayRetry(everything, "timeout", { agentFailures: 1, infraFailures: 0 }, false)).toBe(true);
});

test("the author's own condition may refuse", () => {
  expect(mayRetry(twice, "agent-error", { agentFailures: 1, infraFailures: 0 }, true)).toBe(false);
  expect(mayRetry(twice, "lost", { agentFailures: 0, infraFailures: 1 }, true)).toBe(false);
});

test("exponential backoff doubles up to its cap; fixed does not grow", () => {
  const policy = { ...RETRY, delay: millis(100), maxDelay: millis(1000) };
  const delays = (backoff: "fixed" | "exponential") =>
    [1, 2, 3, 4, 5, 99].map((k) => delayBefore({ ...policy, backoff }, k, []));
  expect(delays("fixed")).toEqual([100, 100, 100, 100, 100, 100]);
  expect(delays("exponential")).toEqual([100, 200, 400, 800, 1000, 1000]);
});

test("jitter only adds, at most its share, within the cap, and the same words give the same delay", () => {
  const policy = { ...RETRY, delay: millis(1000), maxDelay: millis(10_000), jitter: 0.5 };
  const drawn = Array.from({ length: 200 }, (_, n) => delayBefore(policy, 1, ["run", "task", n]));
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1000);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(1500);
  expect(Math.max(...drawn) - Math.min(...drawn)).toBeGreaterThan(400);
  expect(delayBefore(policy, 1, ["run", "task", 7])).toBe(drawn[7]);
  expect(delayBefore({ ...policy, maxDelay: millis(1000) }, 1, ["run", "task", 7])).toBe(1000);
});
