import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import { previewFields, previewLine, previewLines } from "../render/preview.ts";
import type { Task } from "../plan/plan.ts";
import { taskId } from "../base/brand.ts";
import { preview } from "./preview.ts";

const inside = (id: string, group: string, words: TaskWords = {}): Task =>
  task(id, { parent: [group, "all"], ...words });

const each = (body: readonly Task[], items: string | readonly string[], words: TaskWords = {}): Task =>
  task("code", {
    work: { type: "for_each", items, as: "item", maxItems: 40, onEmpty: "success", body },
    ...words,
  });

const most = (...tasks: readonly Task[]): number => preview(plan(tasks)).agents;

describe("the most agents that may be started", () => {
  it("counts retries, and the fallback as often again", () => {
    expect(most(task("a"), task("b", { retry: { maxAttempts: 3 } }))).toBe(4);
    expect(most(task("a", { retry: { maxAttempts: 3 }, fallback: { agent: "other" } }))).toBe(6);
    expect(most(task("a", { work: { type: "command", run: ["true"] } }))).toBe(0);
  });

  it("counts a fan-out by its list, or by the most it may hold where that is only known later", () => {
    const body = [task("code", { parent: ["code", "all"], retry: { maxAttempts: 2 } })];
    expect(most(each(body, ["x", "y", "z"]))).toBe(6);
    const later = preview(plan([each(body, "${plan.output}")]));
    expect([later.agents, later.open]).toEqual([80, ["code"]]);
  });

  it("counts rounds, the larger arm, samples, leads and choices", () => {
    const loop = task("loop", { work: { type: "loop", steps: [taskId("s")], maxIterations: 5 } });
    expect(most(loop, inside("s", "loop"))).toBe(5);
    const either = task("if", { work: { type: "conditional", condition: "x", then: [], else: [] } });
    const [then, other] = [{ parent: ["if", "then"] }, { parent: ["if", "else"] }] as const;
    expect(most(either, task("t", then), task("e", other), task("f", other))).toBe(2);
    const lead = task("lead", {
      work: {
        type: "delegate",
        lead: taskId("lead/plan"),
        collect: task("lead/collect"),
        maxTasks: 3,
        maxDepth: 2,
        agents: [],
        team: [],
      },
    });
    // Two calls of the lead, three leads below it with two calls each, and nine tasks.
    expect(most(lead, inside("lead/plan", "lead"))).toBe(2 + 6 + 9);
    const team = [task("t", { retry: { maxAttempts: 2 } }), task("u")];
    const choose = task("auto", {
      work: { type: "autonomous", lead: taskId("auto/0"), ask: task("auto/ask"), team, maxIterations: 4 },
    });
    expect(most(choose, inside("auto/0", "auto"))).toBe(1 + 4 * 3);
  });

  it("is no more than the budgets allow", () => {
    const body = [task("code")];
    expect(most(each(body, "x", { budget: { maxAgents: 7 } }), task("a"))).toBe(8);
    expect(preview(plan([each(body, "x")], { budget: { maxAgents: 5 } })).agents).toBe(5);
  });
});

describe("the worst case", () => {
  it("is the budget of the run, of which each place may set aside its share", () => {
    const model = preview(plan([task("a"), task("b"), task("c"), task("d")], { budget: { maxCostUsd: 10 } }));
    expect(previewLine(model)).toBe(
      "may start at most 4 agents, 3 at a time; at most $10.00 (the run's budget); 3 agents at a time may each set aside $3.33\n",
    );
    expect(previewLine(model, { costUsd: 4.1, tokens: 9 })).toContain(
      "set aside $3.33; $4.10 of it spent so far",
    );
    expect(previewFields(model)).toMatchObject({
      max_agents: 4,
      at_a_time: 3,
      limits: { max_cost_usd: 10 },
      max_cost_usd: 10,
      max_tokens: null,
      set_aside: { cost_usd: 3.333333333, tokens: null },
    });
  });

  it("is what the tasks may spend together where that is less, or where the run has no budget", () => {
    const [a, b] = [task("a", { budget: { maxCostUsd: 1 } }), task("b", { budget: { maxCostUsd: 2.5 } })];
    expect(previewLines(preview(plan([a, b], { budget: { maxCostUsd: 10 } })))).toEqual([
      "at most 2 agents",
      "at most $3.50 (the budgets of its tasks)",
      '"a" at most $1.00',
      '"b" at most $2.50',
    ]);
    expect(preview(plan([a, task("c")])).worst).toEqual({ costUsd: null, tokens: null });
  });

  it("says so where nobody can know, and nothing where no agent is asked", () => {
    expect(previewLine(preview(plan([task("a")])))).toBe(
      "may start at most 1 agent; no budget: nobody can say beforehand what they cost\n",
    );
    expect(previewLine(preview(plan([task("a", { work: { type: "command", run: ["true"] } })])))).toBe("");
  });

  it("is told in tokens alone where only tokens are limited", () => {
    const model = preview(plan([task("a"), task("b")], { budget: { maxTokens: 25_000 } }));
    expect(previewLines(model)).toEqual([
      "at most 2 agents",
      "at most 25,000 tokens (the run's budget); 2 agents at a time may each set aside 12,500 tokens",
    ]);
  });

  it("follows limits that somebody changed, and names agents that no budget holds", () => {
    const given = plan([task("a"), task("tidy", { role: "finally" })], { budget: { maxCostUsd: 1 } });
    const model = preview(given, { maxCostUsd: 4 });
    expect([model.worst.costUsd, model.handlers]).toEqual([4, 1]);
    expect(previewLines(model).at(-1)).toBe("1 agent in finally and hooks on top, for which no budget holds");
  });
});
