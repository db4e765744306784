import { describe, expect, it } from "vitest";
import { agentNamed, plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import { began, own, started, told } from "../../../test/rig/told.ts";
import type { Plan, Task, Work } from "../plan/plan.ts";
import { lanes, nextPlayer, playerOf, sizeOf } from "./lanes.ts";
import type { Lane } from "./state.ts";

const by = (agent: string, runner: string): Work => ({ type: "agent", agent, runner, options: {} });
const given: Plan = {
  ...plan([], { pools: { few: 2, r9: 3 } }),
  agents: { two: agentNamed("two", "r2"), odd: agentNamed("odd", "r7") },
};
const laneOf = (words: TaskWords, above: readonly Task[] = [], sizes = new Map<string, number>()): Lane =>
  lanes(given, sizes)(task("t", words), above);

describe("a lane", () => {
  it("knows who works and on whose quota: a pool's, or that of the runner", () => {
    expect(laneOf({ work: by("one", "r1") })).toMatchObject({
      agent: "one",
      quota: "r1",
      pools: [],
      spare: false,
    });
    expect(laneOf({ work: by("one", "r1"), pool: "few" })).toMatchObject({ quota: "few", pools: ["few"] });
    expect(laneOf({ work: by("one", "r9") })).toMatchObject({ quota: "r9", pools: ["r9"] });
    expect(laneOf({ work: by("one", "r9"), pool: "few" })).toMatchObject({ quota: "few", pools: ["few"] });
  });

  it("of a command has nobody in it, but its pool", () => {
    const work: Work = { type: "command", run: ["true"] };
    expect(laneOf({ work, pool: "few" })).toMatchObject({
      agent: "",
      quota: "",
      pools: ["few"],
      second: null,
    });
    expect(laneOf({ work, fallback: { agent: "two" } })).toMatchObject({ second: null, spare: false });
  });

  it("knows who stands in, and whether that is another agent", () => {
    const work = by("one", "r1");
    expect(laneOf({ work, fallback: { agent: "two" } })).toMatchObject({
      second: { agent: "two", quota: "r2" },
      spare: true,
    });
    expect(laneOf({ work, fallback: { agent: "two", runner: "r5" } }).second).toEqual({
      agent: "two",
      quota: "r5",
    });
    expect(laneOf({ work, fallback: { agent: "nobody" } }).second).toEqual({ agent: "nobody", quota: "r1" });
    expect(laneOf({ work, fallback: { agent: "toString" } }).second?.quota).toBe("r1");
    expect(laneOf({ work, fallback: { model: "other" } })).toMatchObject({
      second: { agent: "one", quota: "r1" },
      spare: false,
    });
    expect(laneOf({ work: by("odd", "r1"), fallback: { model: "other" } }).second?.quota).toBe("r1");
    expect(laneOf({ work, fallback: { runner: "r5" } })).toMatchObject({
      second: { agent: "one", quota: "r5" },
      spare: false,
    });
    expect(laneOf({ work, pool: "few", fallback: { agent: "two" } }).second?.quota).toBe("few");
  });

  it("counts the places of every fan-out around it that has few", () => {
    const each = (name: string, maxParallel?: number): Task =>
      task(name, {
        work: {
          type: "for_each",
          items: [],
          as: "i",
          maxItems: 9,
          onEmpty: "success",
          body: [],
          ...(maxParallel === undefined ? {} : { maxParallel }),
        },
      });
    const sizes = new Map<string, number>();
    const lane = laneOf({ pool: "few" }, [each("in", 2), each("free"), task("g"), each("out", 4)], sizes);
    expect(lane.pools).toEqual(["few", "each in", "each out"]);
    expect([...sizes]).toEqual([
      ["each in", 2],
      ["each out", 4],
    ]);
    expect(
      ["few", "r9", "each in", "each out", "none", "toString"].map((pool) => sizeOf(given, sizes, pool)),
    ).toEqual([2, 3, 2, 4, undefined, undefined]);
  });

  it("is one for all whom the same things hold back, and only for those", () => {
    const make = lanes(given, new Map());
    const base: TaskWords = { work: by("one", "r1"), pool: "few", fallback: { agent: "two" } };
    const lane = make(task("a", base), []);
    expect(make(task("b", { ...base, priority: 5 }), [])).toBe(lane);
    const others: readonly TaskWords[] = [
      { ...base, work: by("two", "r1") },
      { ...base, pool: "r9" },
      { ...base, fallback: { agent: "odd" } },
      { ...base, fallback: { model: "x" } },
      { work: by("one", "r1"), pool: "few" },
      { ...base, budget: { maxAgents: 1 } },
    ];
    for (const other of others) expect(make(task("c", other), [])).not.toBe(lane);
    expect(make(task("d", base), [task("g", { budget: { maxAgents: 1 } })])).not.toBe(lane);
    const quota = lanes(given, new Map());
    expect(quota(task("a", { work: by("one", "r1") }), [])).not.toBe(
      quota(task("b", { work: by("one", "r2") }), []),
    );
  });
});

describe("who makes the attempts", () => {
  const one = plan([task("t", { work: by("one", "r1"), fallback: { agent: "two", runner: "r2" } })]);

  it("is the author's choice, and whoever stands in after the change; of nobody else the author's choice still", () => {
    const state = told(one, [began, started("t", 0)]);
    const own_ = own(state, "t");
    expect(playerOf(own_)).toMatchObject({ agent: "one", quota: "r1" });
    expect(playerOf({ ...own_, fellBack: true })).toEqual({ agent: "two", quota: "r2" });
    expect(playerOf({ ...own_, fellBack: true, lane: { ...own_.lane, second: null } })).toMatchObject({
      agent: "one",
    });
    expect(nextPlayer(state, { ...own_, fellBack: true })).toEqual({ agent: "two", quota: "r2" });
    expect(nextPlayer({ epoch: 2 }, { ...own_, fellBack: true })).toMatchObject({
      agent: "one",
      quota: "r1",
    });
  });
});
