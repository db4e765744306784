import { describe, expect, it } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { began, failed, resumed, started, told, type Line } from "../../../test/rig/told.ts";
import { millis } from "../base/brand.ts";
import type { Work } from "../plan/plan.ts";
import { decide } from "./decide.ts";

const by = (agent: string, runner: string): Work => ({ type: "agent", agent, runner, options: {} });

describe("who makes the next attempt", () => {
  const given = plan(
    [
      task("t", { work: by("one", "r1"), fallback: { agent: "two", runner: "r2" } }),
      task("u", { work: by("two", "r2") }),
    ],
    { maxParallel: 2, onFailure: "continue" },
  );
  const quota: Line = [
    9,
    {
      ...failed("u", 9, "quota")[1],
      failure: { kind: "quota", until: millis(9_000_000), message: "quota" },
    } as Line[1],
  ];
  const left: readonly Line[] = [began, started("t", 0), started("u", 0), failed("t", 5), quota];

  it("is whoever stands in once the author's choice is spent, and then that one's quota counts", () => {
    const state = told(given, left);
    expect(decide(state, millis(10))).toEqual([
      { do: "park", reason: { kind: "quota", pool: "r2", until: 9_000_000 } },
    ]);
  });

  it("is the author's choice again when the run is taken up, whose quota is not closed", () => {
    const state = told(given, left, [resumed(1000)]);
    expect(decide(state, millis(1000))).toEqual([
      { do: "start", task: "t", n: 1 },
      { do: "start", task: "u", n: 1 },
    ]);
  });

  it("waits for its own quota then, and not for the one of whoever stood in", () => {
    const shut: Line = [
      2000,
      {
        ...failed("t", 2000, "quota")[1],
        failure: { kind: "quota", until: millis(5000), message: "quota" },
      } as Line[1],
    ];
    const state = told(given, left, [resumed(1000), started("t", 1000), shut]);
    expect(decide(state, millis(2001))).toEqual([{ do: "start", task: "t", n: 2, standIn: true }]);
  });
});
