import { expect, test } from "vitest";
import { agentDefinition } from "../../test/rig/assignment.ts";
import { plan, task } from "../../test/rig/plans.ts";
import type { Task } from "../core/plan/plan.ts";
import { performing, runnerOf } from "./performer.ts";

const agents = {
  coder: agentDefinition({ name: "coder", model: "large" }),
  junior: agentDefinition({ name: "junior", runner: "command", model: "small" }),
  plain: agentDefinition({ name: "plain" }),
};

const given = (fallback: Task["fallback"]): Task =>
  task("build", {
    work: { type: "agent", agent: "coder", runner: "claude", model: "large", options: { max_turns: 3 } },
    ...(fallback === undefined ? {} : { fallback }),
  });

const workAfter = (fallback: Task["fallback"], fellBack = true): unknown => {
  const own = given(fallback);
  const { work } = performing({ ...plan([own]), agents }, own, fellBack);
  return work.type === "agent" ? [work.agent, work.runner, work.model, work.options] : null;
};

test.each([
  [{ agent: "junior" }, ["junior", "command", "small", { max_turns: 3 }]],
  [{ agent: "plain" }, ["plain", "claude", undefined, { max_turns: 3 }]],
  [{ agent: "junior", runner: "scripted", model: "tiny" }, ["junior", "scripted", "tiny", { max_turns: 3 }]],
  [{ model: "small" }, ["coder", "claude", "small", { max_turns: 3 }]],
  [{ runner: "scripted" }, ["coder", "scripted", "large", { max_turns: 3 }]],
])("whoever steps in as %j works as %j", (fallback, expected) => {
  expect(workAfter(fallback)).toEqual(expected);
});

test("nobody steps in before the attempts are spent, or where nobody was named", () => {
  expect(workAfter({ agent: "junior" }, false)).toEqual(["coder", "claude", "large", { max_turns: 3 }]);
  const own = given(undefined);
  expect(performing(plan([own]), own, true)).toBe(own);
});

test("a command never falls back to an agent, and a group has no runner", () => {
  const own = task("x", { work: { type: "command", run: ["true"] }, fallback: { agent: "junior" } });
  expect(performing(plan([own]), own, true)).toBe(own);
  expect(runnerOf(own)).toBe("command");
  expect(runnerOf(task("y", { work: { type: "parallel", steps: [], waitFor: "all" } }))).toBeNull();
});
