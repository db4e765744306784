/** What an attempt pays in several calls: each is taken out of what was set aside for it. */
import { describe, expect, it } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { began, done, expanded, id, opened, started, told, type Line } from "../../../test/rig/told.ts";
import { millis } from "../base/brand.ts";
import type { Usage } from "../journal/event.ts";
import type { Settings } from "../plan/plan.ts";
import { decide } from "./decide.ts";
import { RUN, spentOf } from "./money.ts";

const usage = (costUsd: number | null, tokens = 0): Usage => ({
  inputTokens: tokens,
  outputTokens: 0,
  costUsd,
});
const UNKNOWN = usage(null);

const repaired = (name: string, at: number, paid?: Usage): Line => [
  at,
  {
    type: "task.repaired",
    task: id(name),
    n: 1,
    issues: [],
    ...(paid === undefined ? {} : { usage: paid }),
  },
];
const pair = (budget: Settings["budget"]) => plan([task("a"), task("b")], { budget, maxParallel: 2 });

describe("an answer that was sent back", () => {
  const money = { maxCostUsd: 10 };
  const first: readonly Line[] = [began, started("a", 0, { reserved: { costUsd: 6 } })];

  it("takes what its call cost out of what was set aside, so that others get the rest", () => {
    const state = told(pair(money), [...first, repaired("a", 1, usage(5))]);
    expect(decide(state, millis(1))).toEqual([{ do: "start", task: "b", n: 1, reserve: { costUsd: 4 } }]);
  });

  it("takes all that was set aside if nobody knows what its call cost", () => {
    const state = told(pair(money), [...first, repaired("a", 1, UNKNOWN), done("a", 2, { usage: usage(3) })]);
    expect(spentOf(state, RUN)).toEqual({ costUsd: 9, tokens: 0 });
  });

  it("leaves the rest to count as spent if nobody knows what the last call cost", () => {
    const state = told(pair(money), [...first, repaired("a", 1, usage(5)), done("a", 2, { usage: UNKNOWN })]);
    expect(spentOf(state, RUN)).toEqual({ costUsd: 6, tokens: 0 });
  });

  it("takes no more than what was set aside, however much it cost", () => {
    const lines = [...first, repaired("a", 1, usage(8)), done("a", 2, { usage: UNKNOWN })];
    expect(spentOf(told(pair(money), lines), RUN)).toEqual({ costUsd: 8, tokens: 0 });
  });

  it("does the same with tokens: unknown only where the cost is, too", () => {
    const tokens = { maxTokens: 100 };
    const begins = [began, started("a", 0, { reserved: { tokens: 60 } })];
    const known = told(pair(tokens), [...begins, repaired("a", 1, usage(null, 20))]);
    expect(decide(known, millis(1))).toEqual([{ do: "start", task: "b", n: 1, reserve: { tokens: 40 } }]);
    const free = told(pair(tokens), [...begins, repaired("a", 1, usage(1, 0))]);
    expect(decide(free, millis(1))).toEqual([{ do: "start", task: "b", n: 1, reserve: { tokens: 40 } }]);
    const unknown = told(pair(tokens), [...begins, repaired("a", 1, UNKNOWN)]);
    expect(spentOf(unknown, RUN)).toEqual({ costUsd: 0, tokens: 60 });
  });

  it("ends the run's agents at once where it is known that the budget is passed", () => {
    const state = told(pair(money), [...first, repaired("a", 1, usage(11))]);
    expect(decide(state, millis(1))).toEqual([
      { do: "stop", reason: { kind: "budget", limit: "cost" }, running: "end" },
    ]);
  });

  it("pays nothing where nothing was to be paid", () => {
    const state = told(pair(money), [...first, repaired("a", 1), done("a", 2, { usage: usage(1) })]);
    expect(spentOf(state, RUN)).toEqual({ costUsd: 1, tokens: 0 });
  });
});

describe("a budget that came with a grown task", () => {
  it("is set aside for its first attempt already", () => {
    const body = [task("each", { parent: ["each", "all"], budget: { maxCostUsd: 2 } })];
    const each = task("each", {
      work: { type: "for_each", items: [], as: "item", maxItems: 9, onEmpty: "success", body },
    });
    const state = told(plan([each]), [began, opened("each", 0), expanded("each", 0, ["x"])]);
    expect(decide(state, millis(0))).toEqual([
      { do: "start", task: "each[x]", n: 1, reserve: { costUsd: 2 } },
    ]);
  });
});
