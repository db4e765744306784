import { describe, expect, it } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { began, told } from "../../../test/rig/told.ts";
import { millis } from "../base/brand.ts";
import type { Failure } from "../journal/failure.ts";
import {
  closeQuota,
  FIRST_QUOTA_WAIT,
  LONGEST_QUOTA_WAIT,
  openQuota,
  quotaBusy,
  quotaHolds,
  resetQuotas,
} from "./quota.ts";
import type { Player, RunState } from "./state.ts";

const R0: Player = { agent: "a", quota: "r0" };
const NOBODY: Player = { agent: "", quota: "" };
const quota = (until?: number): Failure => ({
  kind: "quota",
  message: "no more",
  ...(until === undefined ? {} : { until: millis(until) }),
});
const fresh = (): RunState => told(plan([task("a")]), [began]);
const close = (state: RunState, at: number, until?: number, player = R0): number | null =>
  closeQuota(state, player, quota(until), millis(at));
const held = (state: RunState, now: number, starting = 0, player = R0): boolean =>
  quotaHolds(state, player, millis(now), starting);

describe("a quota that is used up", () => {
  it("is waited for until somebody said that it comes back", () => {
    const state = fresh();
    expect(close(state, 10, 500)).toBe(500);
    expect(state.quotas.get("r0")).toEqual({ until: 500, closings: 1 });
    expect([held(state, 499), held(state, 500)]).toEqual([true, false]);
  });

  it("is waited for a minute where nobody says so, twice as long each time in vain, and never more than an hour", () => {
    expect([FIRST_QUOTA_WAIT, LONGEST_QUOTA_WAIT]).toEqual([60_000, 3_600_000]);
    const state = fresh();
    const waits: number[] = [];
    for (let at = 0; waits.length < 8; at += waits.at(-1) ?? 0) waits.push((close(state, at) ?? 0) - at);
    expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600].map((seconds) => seconds * 1000));
  });

  it("is not believed to come back at a moment that has passed", () => {
    const state = fresh();
    expect(close(state, 700, 700)).toBe(60_700);
    expect(close(fresh(), 700, 701)).toBe(701);
  });

  it("is one wall for those who run into it together: it counts once, and the latest moment stands", () => {
    const state = fresh();
    close(state, 10);
    expect(close(state, 20)).toBe(60_020);
    expect(close(state, 30, 50)).toBe(60_020);
    expect(close(state, 40, 90_000)).toBe(90_000);
    expect(state.quotas.get("r0")).toEqual({ until: 90_000, closings: 1 });
    // At the moment itself it is open: whoever fails then has tried in vain.
    expect(close(state, 90_000)).toBe(210_000);
    expect(state.quotas.get("r0")?.closings).toBe(2);
  });

  it("is forgotten as soon as somebody got through, and only that one", () => {
    const state = fresh();
    close(state, 0);
    close(state, 0, undefined, { agent: "b", quota: "r1" });
    openQuota(state, R0);
    expect([...state.quotas.keys()]).toEqual(["r1"]);
    expect(held(state, 0)).toBe(false);
    expect(close(state, 5)).toBe(60_005);
  });

  it("is no business of whoever draws on none, nor of other failures", () => {
    const state = fresh();
    expect(close(state, 0, undefined, NOBODY)).toBeNull();
    expect(closeQuota(state, R0, { kind: "agent-error", message: "no" }, millis(0))).toBeNull();
    expect(state.quotas.size).toBe(0);
    state.quotas.set("", { until: millis(9), closings: 1 });
    expect(held(state, 0, 0, NOBODY)).toBe(false);
    openQuota(state, NOBODY);
    expect(state.quotas.size).toBe(1);
  });

  it("lets one try for all once its time has come, whether that one starts now or is at work", () => {
    const state = fresh();
    close(state, 0, 100);
    expect([held(state, 100), held(state, 100, 1)]).toEqual([false, true]);
    state.busy.set(quotaBusy("r0"), 1);
    expect(held(state, 100)).toBe(true);
    expect(quotaBusy("r0")).toBe("quota r0");
  });

  it("is tried at once by whoever takes up the run, and counts its vain attempts on", () => {
    const state = fresh();
    close(state, 0, 9_000_000);
    resetQuotas(state);
    expect(held(state, 0)).toBe(false);
    expect(close(state, 1)).toBe(120_001);
  });
});
