/** What is open again when a run goes on. */
import { expect, test } from "vitest";
import { plan, task } from "../../test/rig/plans.ts";
import { simulate, type World } from "../../test/rig/simulate.ts";
import { taskId } from "../core/base/brand.ts";
import type { Task } from "../core/plan/plan.ts";
import { reopened } from "./resume.ts";

const world = (...bad: readonly string[]): World => ({
  act: (id) => ({ after: 1, ...(bad.includes(id) ? { fail: "agent-error" } : {}) }),
  answer: () => "yes",
});

const openAfter = (tasks: readonly Task[], ...bad: readonly string[]): readonly string[] => {
  const { state } = simulate(plan(tasks, { onFailure: "continue" }), world(...bad));
  const found = reopened(state, { kind: "failed" });
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

const either = (words: Parameters<typeof task>[1] = {}): readonly Task[] => [
  task("either", {
    work: { type: "parallel", steps: [taskId("one"), taskId("other")], waitFor: "any" },
    ...words,
  }),
  task("one", { parent: ["either", "all"] }),
  task("other", { parent: ["either", "all"], needs: ["one"], rule: "all_done" }),
  task("after", { needs: ["either"] }),
];

test("what failed is open again, and what was allowed to fail is not", () => {
  expect(openAfter([task("bad"), task("fine")], "bad")).toEqual(["bad"]);
  expect(openAfter([task("bad", { onFailure: "continue" }), task("fine")], "bad")).toEqual([]);
});

test("what the run cannot do without is open again, whatever its failure means to others", () => {
  expect(openAfter([task("bad", { onFailure: "continue", required: true })], "bad")).toEqual(["bad"]);
  expect(openAfter([task("bad", { onFailure: "skip", required: true })], "bad")).toEqual(["bad"]);
});

test("a failure that the group around it has come to its end with is not, as long as the group ended well", () => {
  expect(openAfter(either(), "one")).toEqual([]);
  expect(openAfter(either(), "one", "other")).toEqual(["either", "one", "other", "after"]);
  expect(openAfter(either({ onFailure: "continue" }), "one", "other")).toEqual([]);
});

test("but for what the run cannot do without", () => {
  const [group, one, ...rest] = either();
  const tasks = [group, { ...one, required: true }, ...rest] as readonly Task[];
  expect(openAfter(tasks, "one")).toEqual(["one"]);
});
