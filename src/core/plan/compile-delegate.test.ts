import { describe, expect, test } from "vitest";
import { compiledPlan, shapes, taskNamed, workNamed } from "../../../test/rig/compiled.ts";

const tasksOf = (text: string) => compiledPlan(`name: x\n${text}`).tasks;

describe("a task that delegates", () => {
  const tasks = tasksOf(
    "tasks:\n  - { id: lead, agent: orchestrator, prompt: Ship it, delegate: { max_tasks: 4, max_depth: 2, agents: [coder] }, retries: 1,\n" +
      "      verify: [{ condition: ok }], timeout: 60, condition: inputs.go }\n  - { id: z, agent: coder, dependencies: [lead] }",
  );
  const work = workNamed(tasks, "lead", "delegate");

  test("is a group with the call that names tasks", () => {
    expect(shapes(tasks)).toEqual(["lead delegate", "lead/plan agent in lead/all", "z agent after lead"]);
    expect(work).toMatchObject({ lead: "lead/plan", maxTasks: 4, maxDepth: 2, agents: ["coder"], team: [] });
    expect(taskNamed(tasks, "lead").condition).toBe("inputs.go");
  });

  test("is asked for a list, and who can be asked", () => {
    const first = taskNamed(tasks, "lead/plan");
    expect(first).toMatchObject({
      schema: { required: ["tasks"] },
      retry: { maxAttempts: 2 },
      timeout: 60_000,
    });
    expect(first.verify).toBeUndefined();
    expect(first.parameters["delegation"]).toMatch(/at most 4 tasks[\s\S]*- coder: does coder$/);
    expect(first.work).toMatchObject({ prompt: "Ship it" });
  });

  test("puts the results together when all have ended", () => {
    expect(shapes([work.collect])).toEqual(["lead/collect agent in lead/all all_done"]);
    expect(work.collect).toMatchObject({
      parameters: { results: '${tasks["lead"].items}' },
      verify: [{ kind: "condition", condition: "ok" }],
      retry: { maxAttempts: 2 },
      dynamic: true,
    });
    expect(work.collect.schema).toBeUndefined();
  });

  test("keeps its author's schema for both calls", () => {
    const own = tasksOf(
      "tasks: [{ id: l, agent: coder, delegate: true, outputs: { schema: { type: object } } }]",
    );
    expect(taskNamed(own, "l/plan").schema).toEqual({ type: "object" });
    expect(workNamed(own, "l", "delegate").collect.schema).toEqual({ type: "object" });
  });

  test("needs every agent at hand if it may name any", () => {
    const plan = (delegate: string) =>
      Object.keys(compiledPlan(`name: x\ntasks: [{ id: l, agent: coder, delegate: ${delegate} }]`).agents);
    expect(plan("true")).toEqual(["coder", "reviewer", "orchestrator"]);
    expect(plan("{ agents: [reviewer] }")).toEqual(["coder", "reviewer"]);
  });
});

describe("mode hierarchical", () => {
  const text =
    "settings: { mode: hierarchical }\ntasks:\n  - { id: lead, agent: orchestrator }\n  - { id: a, agent: coder, description: Build it, dependencies: [lead] }\n" +
    "  - { id: b, agent: reviewer, dependencies: [a, lead], for_each: [1] }\n  - { id: g, type: parallel, steps: [{ id: s, agent: coder }] }\n" +
    "finally: [{ id: f, type: command, run: [ls] }]";

  test("makes the first task the lead and the others its team", () => {
    const tasks = tasksOf(text);
    expect(shapes(tasks)).toEqual(["lead delegate", "lead/plan agent in lead/all", "f command all_done"]);
    const { team, agents, maxTasks } = workNamed(tasks, "lead", "delegate");
    expect(shapes(team)).toEqual([
      "a agent in lead/all",
      "b for_each in lead/all after a",
      "g parallel in lead/all",
      "s agent in g/all",
    ]);
    expect({ agents, maxTasks }).toEqual({ agents: ["coder"], maxTasks: 10 });
    expect(taskNamed(tasks, "lead/plan").parameters["delegation"]).toContain(
      "- a (coder): Build it\n- b\n- g\n",
    );
  });

  test("is what a template of that pattern is", () => {
    const { tasks, settings } = compiledPlan(
      '{"name":"t","pattern":"hierarchical","steps":[{"agent":"orchestrator"},{"agent":"coder"},{"agent":"coder"}]}',
    );
    expect(settings.mode).toBe("hierarchical");
    expect(shapes(workNamed(tasks, "orchestrator", "delegate").team)).toEqual([
      "coder agent in orchestrator/all",
      "coder-2 agent in orchestrator/all",
    ]);
  });
});

describe("mode autonomous", () => {
  const text = (settings: string, more = "") =>
    `description: Ship \${it}\nsettings: { mode: autonomous${settings} }\ninputs: { goal: {} }\n` +
    `tasks:\n  - { id: a, agent: coder, prompt: Build it }\n  - { id: b, type: command, run: [ls], dependencies: [a] }\n${more}`;

  test("has one group, a lead that chooses, and the tasks it chooses from", () => {
    const tasks = tasksOf(text(", agent: reviewer, max_iterations: 7"));
    expect(shapes(tasks)).toEqual(["autonomous autonomous", "autonomous/1 agent in autonomous/all"]);
    const { ask, team, ...work } = workNamed(tasks, "autonomous", "autonomous");
    expect(work).toEqual({ type: "autonomous", lead: "autonomous/1", maxIterations: 7 });
    expect(shapes(team)).toEqual(["a agent in autonomous/all", "b command in autonomous/all"]);
    expect(shapes([ask])).toEqual(["autonomous/ask agent in autonomous/all all_done"]);
    const lead = taskNamed(tasks, "autonomous/1");
    expect(lead.work).toMatchObject({ agent: "reviewer" });
    const prompt = lead.work.type === "agent" ? (lead.work.prompt ?? "") : "";
    expect(prompt).toContain("Ship ${'${'}it}");
    expect(prompt).toContain("- a (coder): Build it\n- b:  (after a)");
    expect(lead.parameters).toEqual({ inputs: { goal: '${inputs["goal"] ?? null}' } });
    expect(ask.parameters["done"]).toBe('${tasks["autonomous"].items ?? []}');
    expect(lead.schema).toMatchObject({ properties: { next: { enum: ["a", "b"] } } });
  });

  test("finds a free name, a usual lead and a usual number of choices", () => {
    const plan = compiledPlan(`name: x\n${text("", "  - { id: autonomous, agent: coder }\n")}`);
    expect(workNamed(plan.tasks, "autonomous-1", "autonomous").maxIterations).toBe(20);
    expect(taskNamed(plan.tasks, "autonomous-1/1").work).toMatchObject({ agent: "orchestrator" });
    expect(Object.keys(plan.agents)).toContain("orchestrator");
  });
});
