import { expect, test } from "vitest";
import { taskId } from "../base/brand.ts";
import type { Standing } from "../view/budget.ts";
import { standingFields } from "../view/budget.ts";
import { budgetLines, higher, higherLimits, MAX_PASSED, passedLines } from "./budget.ts";

const NONE: Standing = { cost: null, tokens: null, agents: null, unsure: 0 };

test("what was spent beyond the limit is said, and by whom", () => {
  const cost = { limit: 10, spent: 10.12, reserved: 0, over: 0.12 };
  expect(budgetLines({ ...NONE, cost })).toEqual([
    "budget: spent $10.12 of $10.00: $0.12 over, by agents that were running",
  ]);
  expect(standingFields({ ...NONE, cost })).toEqual({
    limit_usd: 10,
    spent_usd: 10.12,
    reserved_usd: 0,
    overshoot_usd: 0.12,
  });
});

test("tokens are told without any dollars", () => {
  const tokens = { limit: 20_000, spent: 12_400, reserved: 3000, over: 0 };
  const standing = { ...NONE, tokens, unsure: 2 };
  expect(budgetLines(standing)).toEqual(["budget: spent 12,400 of 20,000 tokens, 3,000 set aside"]);
  expect(Object.keys(standingFields(standing)).filter((key) => key.includes("usd"))).toEqual([]);
});

test("what nobody knows is said, and agents are counted", () => {
  const cost = { limit: 10, spent: 3.5, reserved: 0, over: 0 };
  expect(budgetLines({ ...NONE, cost, agents: { limit: 5, started: 2 }, unsure: 1 })).toEqual([
    "budget: spent $3.50 of $10.00",
    "budget: started 2 of 5 agents",
    "budget: of 1 call nobody knows the cost; what was set aside counts",
  ]);
});

test("the next limit is twice the last, more than what is spent, and asked for only where one was reached", () => {
  const amount = (limit: number, spent: number) => ({ limit, spent, reserved: 0, over: 0 });
  expect([higher(amount(10, 10.12)), higher(amount(1, 1)), higher(amount(0.1, 0.5))]).toEqual([20, 2, 0.75]);
  expect(higherLimits({ ...NONE, cost: amount(10, 10), tokens: amount(100, 5) })).toBe(" --max-cost-usd 20");
  expect(higherLimits({ ...NONE, tokens: amount(100, 140) })).toBe(" --max-tokens 210");
  expect(higherLimits({ ...NONE, agents: { limit: 2, started: 2 } })).toBe("");
});

test("budgets of tasks are told where they are passed, and only so many of them", () => {
  const budget = { ...NONE, cost: { limit: 2, spent: 2.5, reserved: 0, over: 0.5 } };
  const passed = Array.from({ length: MAX_PASSED + 2 }, (_, at) => ({ task: taskId(`t${at}`), budget }));
  expect(passedLines(passed.slice(0, 1))).toEqual([
    "budget of t0: spent $2.50 of $2.00: $0.50 over, by agents that were running",
  ]);
  expect(passedLines(passed)).toHaveLength(MAX_PASSED + 1);
  expect(passedLines(passed).at(-1)).toBe("and 2 more budgets that were passed");
  const tokens = { limit: 100, spent: 140, reserved: 0, over: 40 };
  expect(passedLines([{ task: taskId("t"), budget: { ...NONE, tokens } }])).toEqual([
    "budget of t: spent 140 of 100 tokens: 40 over, by agents that were running",
  ]);
});
