import { expect, test } from "vitest";
import { compiledPlan, taskNamed, workNamed } from "../../../test/rig/compiled.ts";
import type { Value } from "../base/value.ts";
import type { Task } from "./plan.ts";
import { repliers, withReplies } from "./replies.ts";

const plan = compiledPlan(
  "name: x\ntasks:\n  - { id: own, agent: coder, mock: { output: mine } }\n  - { id: plain, agent: coder }\n" +
    "  - { id: each, agent: coder, for_each: [1] }\n  - { id: rounds, agent: coder, loop: { until: ok } }\n" +
    "  - { id: tries, agent: coder, samples: 2, select: judge }\n  - { id: lead, agent: coder, delegate: true }\n" +
    "  - { id: risky, agent: coder, fallback: { task: other } }\n  - { id: other, agent: coder }",
);
const mockOf = ({ work }: Task): Value | undefined => (work.type === "agent" ? work.mock : undefined);

test("a reply for a task is meant for all of its calls", () => {
  const names = ["own", "plain", "each", "rounds", "lead", "risky"];
  const replies = new Map<string, Value>(names.map((name) => [name, `for ${name}`]));
  const { tasks } = withReplies(plan, replies);
  const mocks = ["own", "plain", "rounds#1", "lead/plan", "risky/try", "other"].map((id) =>
    mockOf(taskNamed(tasks, id)),
  );
  expect(mocks).toEqual([{ output: "mine" }, "for plain", "for rounds", "for lead", "for risky", undefined]);
  expect(workNamed(tasks, "each", "for_each").body.map(mockOf)).toEqual(["for each"]);
  expect(mockOf(workNamed(tasks, "lead", "delegate").collect)).toBe("for lead");
});

test("a judge has the replies that no sample asks for, or one of its own", () => {
  const { tasks } = withReplies(plan, new Map([["tries", ["a", "b", "c"]]]));
  expect(["tries~1", "tries~2", "tries~judge"].map((id) => mockOf(taskNamed(tasks, id)))).toEqual([
    ["a", "b", "c"],
    ["a", "b", "c"],
    ["c"],
  ]);
  const own = withReplies(
    plan,
    new Map<string, Value>([
      ["tries", "a"],
      ["tries~judge", "z"],
    ]),
  );
  expect(mockOf(taskNamed(own.tasks, "tries~judge"))).toBe("z");
});

test("every call can be answered under its own name", () => {
  expect([...repliers(plan.tasks)]).toEqual(
    expect.arrayContaining([
      "own",
      "each",
      "rounds#1",
      "rounds",
      "tries~judge",
      "lead/plan",
      "lead/collect",
      "other",
    ]),
  );
});

test("without replies nothing changes", () => {
  expect(withReplies(plan, new Map())).toBe(plan);
});
