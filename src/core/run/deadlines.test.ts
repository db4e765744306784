import { describe, expect, it } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { began, failed, resumed, started, told, type Line } from "../../../test/rig/told.ts";
import { millis } from "../base/brand.ts";
import { decide } from "./decide.ts";

describe("an attempt that is late", () => {
  it("is ended for the deadline that it has passed, and not for one that is still to come", () => {
    const all = { timeout: millis(10), idleTimeout: millis(20), totalTimeout: millis(40) };
    const late = (words: Partial<typeof all>, now: number): unknown =>
      decide(told(plan([task("a", words)]), [began, started("a", 100)]), millis(now));
    const halt = (reason: string): unknown => [{ do: "halt", task: "a", reason }];
    expect(late(all, 110)).toEqual(halt("timeout"));
    expect(late({ idleTimeout: millis(20), totalTimeout: millis(40) }, 120)).toEqual(halt("idle"));
    expect(late({ idleTimeout: millis(20), totalTimeout: millis(40) }, 140)).toEqual(halt("total_timeout"));
  });
});

describe("the time of all attempts together", () => {
  const retried = plan([
    task("a", { retry: { maxAttempts: 2, delay: millis(10) }, totalTimeout: millis(30) }),
  ]);
  const waits: readonly Line[] = [began, started("a", 5), failed("a", 20)];

  it("ends a wait for another attempt that would begin too late", () => {
    const state = told(retried, waits);
    expect(decide(state, millis(29))).toEqual([{ do: "wait", until: 30 }]);
    expect(decide(state, millis(34))).toEqual([{ do: "start", task: "a", n: 2 }]);
    expect(decide(state, millis(35))).toEqual([{ do: "expire", task: "a" }]);
  });

  it("does not go on while the run is left: whoever takes it up counts attempts and their time anew", () => {
    const state = told(retried, waits, [resumed(1000)]);
    expect(decide(state, millis(1000))).toEqual([{ do: "start", task: "a", n: 1 }]);
    const again = told(retried, waits, [resumed(1000), started("a", 1000), failed("a", 1005)]);
    expect(decide(again, millis(1029))).toEqual([{ do: "start", task: "a", n: 2 }]);
    expect(decide(again, millis(1030))).toEqual([{ do: "expire", task: "a" }]);
  });
});
