/** The gate that one quota error closes for everybody who draws on the same quota. */
import { millis, type Millis } from "../base/brand.ts";
import type { Failure } from "../journal/failure.ts";
import type { Player, RunState } from "./state.ts";

/** Where nobody says when the quota comes back: this long, doubled with every vain attempt, up to the longest. */
export const FIRST_QUOTA_WAIT = millis(60_000);
export const LONGEST_QUOTA_WAIT = millis(3_600_000);

const isQuota = (failure: Failure): failure is Extract<Failure, { kind: "quota" }> =>
  failure.kind === "quota";

export function closeQuota(state: RunState, { quota }: Player, failure: Failure, at: Millis): Millis | null {
  if (quota === "" || !isQuota(failure)) return null;
  const before = state.quotas.get(quota);
  // Those who ran into the same wall together say the same thing once.
  const again = before !== undefined && at < before.until;
  const closings = again ? before.closings : (before?.closings ?? 0) + 1;
  const wait = Math.min(FIRST_QUOTA_WAIT * 2 ** (closings - 1), LONGEST_QUOTA_WAIT);
  const asked = failure.until === undefined || failure.until <= at ? millis(at + wait) : failure.until;
  const until = again && before.until > asked ? before.until : asked;
  state.quotas.set(quota, { until, closings });
  return until;
}

/** Somebody got through. */
export function openQuota(state: RunState, { quota }: Player): void {
  if (quota !== "") state.quotas.delete(quota);
}

export const quotaBusy = (quota: string): string => `quota ${quota}`;

export function quotaHolds(state: RunState, { quota }: Player, now: Millis, starting: number): boolean {
  const gate = quota === "" ? undefined : state.quotas.get(quota);
  if (gate === undefined) return false;
  if (now < gate.until) return true;
  return (state.busy.get(quotaBusy(quota)) ?? 0) + starting > 0;
}

/** Whoever takes up a run finds out first whether a quota is back: one tries for all. */
export function resetQuotas(state: RunState): void {
  for (const gate of state.quotas.values()) gate.until = millis(0);
}
