import { expect, test } from "vitest";
import { costText, savingsText } from "./money.ts";

test.each([
  [null, "cost unknown"],
  [0, "$0.00"],
  [0.001, "<$0.01"],
  [4.1, "$4.10"],
])("a cost of %j is said as %s", (cost, text) => expect(costText(cost)).toBe(text));

test.each([
  [{ tasks: 9, costUsd: 4.1, unsure: false }, "reused 9 tasks, saved $4.10"],
  [{ tasks: 1, costUsd: 0, unsure: false }, "reused 1 task"],
  [{ tasks: 2, costUsd: 0, unsure: true }, "reused 2 tasks"],
  [{ tasks: 2, costUsd: 1, unsure: true }, "reused 2 tasks, saved at least $1.00"],
])("what was saved, %j, is said as %s", (savings, text) => expect(savingsText(savings)).toBe(text));
