/** Functions on texts, given an allowance that is nearly used up. */
import { expect, test } from "vitest";
import { TOO_MANY_STEPS, type Budget } from "./budget.ts";
import { fromJson, lines, lowercase, matches, replace, split, trim, uppercase } from "./functions-text.ts";

const TEXT = `"${"x".repeat(3_000)}"`;
/** A step for each thousand characters: enough for one look at it, and for nothing that is found. */
const ONE_LOOK = 3;
const left = (steps: number): Budget => ({ steps, characters: 1_000_000 });

const all = {
  uppercase: (budget: Budget) => uppercase([TEXT], budget),
  lowercase: (budget: Budget) => lowercase([TEXT], budget),
  trim: (budget: Budget) => trim([TEXT], budget),
  split: (budget: Budget) => split([TEXT, ","], budget),
  replace: (budget: Budget) => replace([TEXT, ",", ";"], budget),
  matches: (budget: Budget) => matches([TEXT, "*x*"], budget),
  lines: (budget: Budget) => lines([TEXT], budget),
};

test.each(Object.entries(all))("%s pays for looking at the text, and does not look without", (_, call) => {
  expect(call(left(ONE_LOOK))).toMatchObject({ kind: "made" });
  expect(call(left(ONE_LOOK - 1))).toBe(TOO_MANY_STEPS);
});

test("reading JSON pays for the text before it is parsed", () => {
  expect(fromJson(["[".repeat(3_000)], left(2))).toBe(TOO_MANY_STEPS);
  expect(fromJson(["{".repeat(3_000)], left(ONE_LOOK))).toMatchObject({
    message: "the value is nested deeper than 100 levels",
  });
});
