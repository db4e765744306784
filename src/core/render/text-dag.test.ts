import { expect, test } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { compiledPlan } from "../../../test/rig/compiled.ts";
import { millis, seconds, taskId } from "../base/brand.ts";
import { styled } from "./paint.ts";
import { textDag } from "./text-dag.ts";
import { cells } from "./columns.ts";

const FEATURE = {
  ...plan(
    [
      task("plan", { work: { type: "agent", agent: "planner", runner: "claude", options: {} } }),
      task("backend", { needs: ["plan"], timeout: seconds(600) }),
      task("frontend", { needs: ["plan"], onFailure: "continue" }),
      task("test", {
        needs: ["backend", "frontend"],
        work: { type: "command", run: ["npm", "test"] },
        retry: { maxAttempts: 3, delay: seconds(10), backoff: "exponential" },
      }),
      task("document", { needs: ["test"], condition: "${test.status} == 'success'", rule: "all_done" }),
      task("tidy", { role: "finally" }),
    ],
    { budget: { maxCostUsd: 5 } },
  ),
  name: "feature",
  description: "Plan, build, test",
};

test("a plan is drawn by levels, with what each task waits for and the longest path", () => {
  expect(textDag(FEATURE, styled(false, true))).toBe(`\
feature  5 tasks · 4 levels · 3 at once · on failure stop · at most $5
Plan, build, test

  1  ◆ plan         planner
     │
  2  ├─ ◆ backend   coder    ← plan               at most 10m00s
     └─ ○ frontend  coder    ← plan               may fail
     │
  3  ◆ test         command  ← backend, frontend  up to 3 attempts (10s, growing)
     │
  4  ◆ document     coder    ← test               if \${test.status} == 'success', when all_done

  finally  ○ tidy  coder

  ◆ longest path: plan → backend → test → document

  cost  at most 4 agents, 3 at a time
        at most $5.00 (the run's budget); 3 agents at a time may each set aside $1.67
        1 agent in finally and hooks on top, for which no budget holds
`);
});

test("without Unicode the same picture is made of ASCII", () => {
  const text = textDag(FEATURE, styled(false, false));
  expect(text).toContain("  2  |- # backend   coder    <- plan               at most 10m00s\n");
  expect(text).toContain("longest path: plan -> backend -> test -> document");
  expect(Array.from(text).every((char) => char.charCodeAt(0) < 128)).toBe(true);
});

test("colour adds nothing but colour", () => {
  const colored = textDag(FEATURE, styled(true, true));
  expect(colored).toContain("\u001b[");
  expect(colored.replace(new RegExp("\u001b\\[[0-9;]*m", "g"), "")).toBe(
    textDag(FEATURE, styled(false, true)),
  );
});

test("steps say in which group and branch they stand", () => {
  const work = {
    type: "conditional",
    condition: "inputs.deep",
    then: [taskId("x")],
    else: [taskId("y")],
  } as const;
  const text = textDag(
    plan([task("g", { work }), task("x", { parent: ["g", "then"] }), task("y", { parent: ["g", "else"] })]),
    styled(false, true),
  );
  expect(text).toContain("◆ g     either, or                if inputs.deep\n");
  expect(text).toContain("├─ ◆ x  coder       · in g, then\n");
  expect(text).toContain("└─ ○ y  coder       · in g, else\n");
});

test("nothing that an author writes reaches the terminal as a command", () => {
  const evil = {
    ...plan([task("a", { condition: "\u001b[2Jtrue" })]),
    name: "\u001b]0;x\u0007n",
    description: "\u202e",
  };
  const text = textDag(evil, styled(false, true));
  expect(text).not.toContain("\u001b");
  expect(text).not.toContain("\u202e");
});

test("wide characters count as two cells", () => {
  expect(cells("設計")).toBe(4);
  expect(cells("a\u0301")).toBe(1);
  expect(cells("✅")).toBe(2);
  expect(cells("\u001b[31mred\u001b[39m")).toBe(3);
});

test("a plan of 10,000 tasks is drawn in a moment", () => {
  const tasks = Array.from({ length: 10_000 }, (_, at) =>
    task(`t${at}`, { needs: at < 100 ? [] : [`t${at - 100}`] }),
  );
  const start = performance.now();
  textDag(plan(tasks), styled(false, true));
  expect(performance.now() - start).toBeLessThan(millis(2000));
});

test("what a group makes of itself while it runs is said beside it", () => {
  const growing = compiledPlan(
    "name: growing\ntasks:\n  - { id: each, agent: coder, for_each: { items: [1], as: file, max_items: 1, max_parallel: 2 } }\n" +
      "  - { id: rounds, agent: coder, loop: { until: ok, max_iterations: 3 } }\n" +
      "  - { id: best, agent: coder, samples: 3, select: vote, cache: true, budget: { max_tokens: 9 } }\n" +
      "  - { id: lead, agent: orchestrator, delegate: { max_tasks: 4, agents: [coder] }, fallback: { agent: coder } }\n" +
      "  - { id: risky, agent: coder, fallback: { task: safe }, verify: ok }\n  - { id: safe, agent: reviewer, compensate: { agent: coder } }",
  );
  const lines = textDag(growing, styled(false, true)).split("\n");
  const said = (id: string): string => {
    const line = lines.find((one) => new RegExp(` ${id} `).test(one)) ?? "";
    return line
      .slice(line.indexOf(` ${id} `))
      .trim()
      .replace(/ +/g, " ");
  };
  expect(["each", "rounds", "best", "lead", "risky", "risky/try", "safe"].map(said)).toEqual([
    "each for each each file: coder, at most 1 item, 2 at once",
    "rounds loop until ok, at most 3 rounds",
    "best samples 3 samples, vote, at most 9 tokens",
    "lead delegates at most 4 tasks",
    "risky or else",
    "risky/try coder · in risky verified once",
    "safe reviewer ← risky/try · in risky when one_failed, can be undone",
  ]);
});
