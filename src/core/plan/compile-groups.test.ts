import { describe, expect, test } from "vitest";
import { compiledPlan, shapes, taskNamed, workNamed } from "../../../test/rig/compiled.ts";

const tasksOf = (text: string) => compiledPlan(`name: x\n${text}`).tasks;
const one = (keys: string, more = "") => tasksOf(`tasks:\n  - { id: a, agent: coder, ${keys} }\n${more}`);

describe("a fan-out", () => {
  test("is a group around a pattern that does the work", () => {
    const tasks = tasksOf(
      "tasks:\n  - { id: p, agent: coder }\n" +
        "  - { id: a, agent: coder, dependencies: [p], priority: 3, on_failure: continue, timeout: 60, retries: 1,\n" +
        '      prompt: "Do ${file}", outputs: { schema: { type: object } }, required: true, budget: { max_cost_usd: 2 },\n' +
        "      for_each: { items: '${p.output}', as: file, key: '${file.path}', max_items: 9, max_parallel: 2, min_success: 1, on_empty: skip } }",
    );
    expect(shapes(tasks)).toEqual(["p agent", "a for_each after p"]);
    const group = taskNamed(tasks, "a");
    expect(group).toMatchObject({
      priority: 3,
      onFailure: "continue",
      required: true,
      budget: { maxCostUsd: 2 },
      dynamic: true,
      effectClass: "none",
      retry: { maxAttempts: 1 },
    });
    expect(group.timeout).toBeUndefined();
    expect(group.schema).toBeUndefined();
    const { body, ...each } = workNamed(tasks, "a", "for_each");
    expect(each).toEqual({
      type: "for_each",
      items: "${p.output}",
      as: "file",
      key: "${file.path}",
      maxItems: 9,
      maxParallel: 2,
      minSuccess: 1,
      onEmpty: "skip",
    });
    expect(shapes(body)).toEqual(["a agent in a/all"]);
    expect(body[0]).toMatchObject({
      timeout: 60_000,
      retry: { maxAttempts: 2 },
      schema: { type: "object" },
      onFailure: "fail",
      required: false,
      priority: 3,
      work: { prompt: "Do ${file}" },
    });
    expect(body[0]?.budget).toBeUndefined();
  });

  test("of a plain list has the usual limits", () => {
    expect(workNamed(one("for_each: [1, 2]"), "a", "for_each")).toMatchObject({
      items: [1, 2],
      as: "item",
      maxItems: 256,
      onEmpty: "success",
    });
  });

  test.each([
    ["inputs.go", true],
    ["item.go", false],
    ["contains(item, 'x') && inputs.go", false],
  ])("asks its condition %s once for all: %s", (condition, whole) => {
    const tasks = one(`for_each: [1], condition: "${condition}"`);
    const [inner] = workNamed(tasks, "a", "for_each").body;
    expect(taskNamed(tasks, "a").condition).toBe(whole ? condition : undefined);
    expect(inner?.condition).toBe(whole ? undefined : condition);
  });

  test("takes the steps of a group along, also those of one inside", () => {
    const tasks = tasksOf(
      "tasks:\n  - id: g\n    type: conditional\n    condition: item.big\n    for_each: [1]\n" +
        "    then_steps:\n      - { id: s, agent: coder }\n      - { id: e, agent: coder, dependencies: [s], for_each: [2] }\n" +
        "    else_steps: [{ id: t, agent: coder }]\n  - { id: z, agent: coder, dependencies: [g] }",
    );
    expect(shapes(tasks)).toEqual(["g for_each", "z agent after g"]);
    const { body } = workNamed(tasks, "g", "for_each");
    expect(shapes(body)).toEqual([
      "g conditional in g/all",
      "s agent in g/then",
      "e for_each in g/then after s",
      "t agent in g/else",
    ]);
    expect(body[0]?.work).toEqual({
      type: "conditional",
      condition: "item.big",
      then: ["s", "e"],
      else: ["t"],
    });
    expect(taskNamed(tasks, "g").condition).toBeUndefined();
    expect(shapes(workNamed(body, "e", "for_each").body)).toEqual(["e agent in e/all"]);
  });
});

describe("a loop", () => {
  test("of steps keeps them in the plan", () => {
    const tasks = tasksOf(
      "tasks:\n  - id: l\n    type: loop\n    loop: { until: ok, max_iterations: 3, max_duration: 1m }\n    steps: [{ id: s, agent: coder }]",
    );
    expect(shapes(tasks)).toEqual(["l loop", "s agent in l/all"]);
    expect(workNamed(tasks, "l", "loop")).toEqual({
      type: "loop",
      steps: ["s"],
      until: "ok",
      maxIterations: 3,
      maxDuration: 60_000,
    });
  });

  test("of one task is a group around its first round, known by its name", () => {
    const tasks = one(
      "loop: { until: a.output.ok }, dependencies: [b], retries: 2",
      "  - { id: b, agent: coder }",
    );
    expect(shapes(tasks)).toEqual(["a loop after b", "a#1 (a) agent in a/all", "b agent"]);
    expect(workNamed(tasks, "a", "loop")).toMatchObject({ steps: ["a#1"], maxIterations: 10 });
    expect(taskNamed(tasks, "a").retry.maxAttempts).toBe(1);
    expect(taskNamed(tasks, "a#1").retry.maxAttempts).toBe(3);
    expect(taskNamed(tasks, "a").dynamic).toBe(false);
  });

  test("of a group takes the steps into its round", () => {
    const tasks = tasksOf(
      "tasks:\n  - { id: p, type: parallel, loop: { until: ok }, steps: [{ id: s, agent: coder }] }",
    );
    expect(shapes(tasks)).toEqual(["p loop", "p#1 (p) parallel in p/all", "s agent in p#1/all"]);
  });
});

describe("samples", () => {
  test("stand side by side, and the first valid one is enough", () => {
    const tasks = one("samples: 3, condition: inputs.go");
    expect(shapes(tasks)).toEqual([
      "a samples",
      "a~1 (a) agent in a/all",
      "a~2 (a) agent in a/all",
      "a~3 (a) agent in a/all",
    ]);
    expect(workNamed(tasks, "a", "samples")).toEqual({
      type: "samples",
      steps: ["a~1", "a~2", "a~3"],
      by: "first_valid",
    });
    expect(taskNamed(tasks, "a").condition).toBe("inputs.go");
    expect(taskNamed(tasks, "a~1").condition).toBeUndefined();
  });

  test("are put before a judge when all have ended", () => {
    const tasks = one(
      "samples: 2, select: { by: judge, agent: reviewer, prompt: Which? }, mock: [{ output: x }, { output: y }, { structured: { choice: 2 } }]",
    );
    expect(shapes(tasks).at(-1)).toBe("a~judge agent in a/all after a~1+a~2 all_done_min_one_success");
    expect(workNamed(tasks, "a", "samples").judge).toBe("a~judge");
    expect(taskNamed(tasks, "a~judge")).toMatchObject({
      parameters: { candidates: '${tasks["a"].items}' },
      schema: { required: ["choice"] },
      work: { agent: "reviewer", prompt: "Which?", mock: [{ structured: { choice: 2 } }] },
    });
  });

  test("of one are the task itself", () => {
    expect(shapes(one("samples: 1"))).toEqual(["a agent"]);
  });
});

describe("a fallback", () => {
  test("to a task takes that one into its group, wherever it stands", () => {
    const tasks = tasksOf(
      "tasks:\n  - { id: b, agent: reviewer, dependencies: [q] }\n  - { id: p, agent: coder }\n  - { id: q, agent: coder }\n" +
        "  - { id: a, agent: coder, dependencies: [p], fallback: { task: b }, timeout: 5 }\n  - { id: z, agent: coder, dependencies: [a] }",
    );
    expect(shapes(tasks)).toEqual([
      "p agent",
      "q agent",
      "a rescue after p+q",
      "a/try (a) agent in a/all",
      "b agent in a/all after a/try one_failed",
      "z agent after a",
    ]);
    expect(workNamed(tasks, "a", "rescue").steps).toEqual(["a/try", "b"]);
    expect(taskNamed(tasks, "a/try").timeout).toBe(5000);
    expect(taskNamed(tasks, "a/try").fallback).toBeUndefined();
  });

  test("to an agent and a task tries the agent first", () => {
    const tasks = one("fallback: { agent: reviewer, task: b }", "  - { id: b, agent: coder }");
    expect(taskNamed(tasks, "a/try").fallback).toMatchObject({ agent: "reviewer" });
    expect(shapes(tasks)).toEqual([
      "a rescue",
      "a/try (a) agent in a/all",
      "b agent in a/all after a/try one_failed",
    ]);
  });

  test("inside of a group is no step of that group", () => {
    const tasks = tasksOf(
      "tasks:\n  - id: g\n    type: parallel\n    steps:\n      - { id: a, agent: coder, fallback: { task: b } }\n      - { id: b, agent: coder }",
    );
    expect(workNamed(tasks, "g", "parallel").steps).toEqual(["a"]);
    expect(shapes(tasks)).toEqual([
      "g parallel",
      "a rescue in g/all",
      "a/try (a) agent in a/all",
      "b agent in a/all after a/try one_failed",
    ]);
  });

  test("is left out of the order of the file", () => {
    const tasks = tasksOf(
      "settings: { mode: sequential }\ntasks:\n  - { id: a, agent: coder, fallback: { task: b } }\n  - { id: b, agent: coder }\n  - { id: c, agent: coder }",
    );
    expect(taskNamed(tasks, "c").needs).toEqual(["a"]);
  });

  test("may have a fallback of its own", () => {
    const tasks = tasksOf(
      "tasks:\n  - { id: a, agent: coder, fallback: { task: b } }\n  - { id: b, agent: coder, fallback: { task: c } }\n  - { id: c, agent: coder }",
    );
    expect(shapes(tasks)).toEqual([
      "a rescue",
      "a/try (a) agent in a/all",
      "b rescue in a/all after a/try one_failed",
      "b/try (b) agent in b/all",
      "c agent in b/all after b/try one_failed",
    ]);
  });

  test("of each element stands in the pattern", () => {
    const tasks = one(
      "for_each: [1], fallback: { task: b }",
      "  - { id: b, agent: coder, prompt: 'Mend ${item}' }",
    );
    expect(shapes(tasks)).toEqual(["a for_each"]);
    expect(shapes(workNamed(tasks, "a", "for_each").body)).toEqual([
      "a rescue in a/all",
      "a/try (a) agent in a/all",
      "b agent in a/all after a/try one_failed",
    ]);
  });
});

test("everything at once is nested in one order", () => {
  const tasks = one("for_each: [1], loop: { until: ok }, samples: 2, delegate: {}");
  expect(shapes(workNamed(tasks, "a", "for_each").body)).toEqual([
    "a loop in a/all",
    "a#1 (a) samples in a/all",
    "a#1~1 (a) delegate in a#1/all",
    "a#1~1/plan agent in a#1~1/all",
    "a#1~2 (a) delegate in a#1/all",
    "a#1~2/plan agent in a#1~2/all",
  ]);
});
