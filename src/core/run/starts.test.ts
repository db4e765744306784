import { describe, expect, it } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { began, failed, own, resumed, started, told, type Line } from "../../../test/rig/told.ts";
import { millis } from "../base/brand.ts";
import type { Work } from "../plan/plan.ts";
import { decide } from "./decide.ts";

const by = (agent: string, runner: string): Work => ({ type: "agent", agent, runner, options: {} });

describe("the health of an agent", () => {
  const given = plan([task("t", { work: by("one", "r1") }), task("u", { work: by("one", "r2") })], {
    maxParallel: 2,
    onFailure: "continue",
    circuit: { failures: 1, coolDown: millis(50) },
  });
  const broken = plan([...given.tasks, task("v", { work: by("one", "r3") }), task("w")], given.settings);
  const lines: readonly Line[] = [began, started("t", 0), failed("t", 10)];

  it("holds back all that it would do, until its time has come, and nobody else", () => {
    const state = told(broken, lines);
    expect(decide(state, millis(59))).toEqual([{ do: "start", task: "w", n: 1 }]);
    const alone = told(given, lines);
    expect(decide(alone, millis(10))).toEqual([{ do: "wait", until: 60 }]);
    expect(decide(alone, millis(59))).toEqual([{ do: "wait", until: 60 }]);
  });

  it("lets one try then, whether that one starts now or is at work", () => {
    const state = told(broken, lines);
    expect(decide(state, millis(60))).toEqual([
      { do: "start", task: "u", n: 1 },
      { do: "start", task: "w", n: 1 },
    ]);
    const trying = told(broken, [...lines, started("u", 60)]);
    expect(decide(trying, millis(61))).toEqual([{ do: "start", task: "w", n: 1 }]);
  });
});

describe("a quota that is back", () => {
  it("is looked at when it comes back, and tried by one", () => {
    const given = plan(
      ["a", "b", "c"].map((name) => task(name, { work: by(name, "r1") })),
      { maxParallel: 2, onFailure: "continue" },
    );
    const shut: Line = [
      5,
      { ...failed("a", 5)[1], failure: { kind: "quota", message: "", until: millis(100) } } as Line[1],
    ];
    const state = told(given, [began, started("a", 0), shut]);
    expect(decide(state, millis(5))).toEqual([{ do: "wait", until: 100 }]);
    expect(decide(state, millis(100))).toEqual([{ do: "start", task: "a", n: 2 }]);
    const tried = told(given, [began, started("a", 0), shut, started("a", 100, { n: 2 })]);
    expect(decide(tried, millis(101))).toEqual([{ do: "wait", until: null }]);
  });
});

describe("whoever stands in", () => {
  it("makes all further attempts, on its own quota, once it has begun", () => {
    const given = plan([
      task("t", {
        work: by("one", "r1"),
        fallback: { agent: "two", runner: "r2" },
        retry: { maxAttempts: 2, delay: millis(0) },
      }),
    ]);
    const state = told(given, [began, started("t", 0, { standIn: true })]);
    expect(own(state, "t")).toMatchObject({ fellBack: true, placed: { agent: "two", quota: "r2" } });
    const again = told(given, [began, started("t", 0, { standIn: true }), failed("t", 1)]);
    expect(decide(again, millis(1))).toEqual([{ do: "start", task: "t", n: 2 }]);
  });
});

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
