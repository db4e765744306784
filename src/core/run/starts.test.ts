import { describe, expect, it } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { began, failed, id, own, resumed, started, told, type Line } from "../../../test/rig/told.ts";
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

describe("what is known of an agent from other runs", () => {
  it("holds it back from the beginning, until the moment that was said", () => {
    const given = plan([task("t", { work: by("one", "r1") })], {
      circuit: { failures: 2, coolDown: millis(50) },
    });
    const seen: Line = [0, { type: "circuit.observed", agent: "one", failures: 2, until: millis(70) }];
    const state = told(given, [began, seen]);
    expect(decide(state, millis(69))).toEqual([{ do: "wait", until: 70 }]);
    expect(decide(state, millis(70))).toEqual([{ do: "start", task: "t", n: 1 }]);
  });
});

describe("a place among the runs that share a limit", () => {
  it("is asked for before the start, and not again once it is granted", () => {
    const given = plan([task("t", { concurrency: { group: "g", limit: 1, onLimit: "queue" } })]);
    expect(decide(told(given, [began]), millis(0))).toEqual([{ do: "claim", task: "t" }]);
    const granted: Line = [1, { type: "slot.granted", task: id("t") }];
    expect(decide(told(given, [began, granted]), millis(1))).toEqual([{ do: "start", task: "t", n: 1 }]);
    const refused: Line = [1, { type: "slot.refused", task: id("t"), until: millis(9) }];
    expect(decide(told(given, [began, refused]), millis(1))).toEqual([{ do: "wait", until: 9 }]);
    expect(decide(told(given, [began, refused]), millis(9))).toEqual([{ do: "claim", task: "t" }]);
  });
});

describe("somebody who wants to know of a failure", () => {
  it("is told of the last one, or after so many attempts, once", () => {
    const to = ["@me"];
    const told1 = { do: "escalate", task: "t" };
    const last = plan([task("t", { escalate: { to } })], { onFailure: "continue" });
    expect(decide(told(last, [began, started("t", 0), failed("t", 1)]), millis(1))).toContainEqual(told1);
    const said: Line = [1, { type: "task.escalated", task: id("t"), to }];
    const again = decide(told(last, [began, started("t", 0), failed("t", 1), said]), millis(1));
    expect(again).not.toContainEqual(told1);
    const early = plan([
      task("t", { escalate: { after: 2, to }, retry: { maxAttempts: 4, delay: millis(5) } }),
    ]);
    const once = [began, started("t", 0), failed("t", 1)];
    expect(decide(told(early, once), millis(1))).toEqual([{ do: "wait", until: 6 }]);
    const twice = [...once, started("t", 6, { n: 2 }), failed("t", 7, "agent-error", { n: 2 })];
    expect(decide(told(early, twice), millis(7))).toEqual([told1]);
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
