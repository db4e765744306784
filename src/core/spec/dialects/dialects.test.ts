import { describe, expect, test } from "vitest";
import { readSpec } from "../read.ts";
import type { Spec } from "../spec.ts";
import { parseSyntax } from "../syntax.ts";

function good(text: string): Spec {
  const { spec, diagnostics } = readSpec(parseSyntax(text).root, text);
  expect(diagnostics).toEqual([]);
  if (spec === null) throw new Error("nothing was read");
  return spec;
}

const shape = (spec: Spec): readonly string[] =>
  spec.tasks.map((task) => {
    const parent = task.parent === undefined ? "" : ` in ${task.parent.id}/${task.parent.branch}`;
    return `${task.role} ${task.id} (${task.type})${parent} after [${task.dependencies.join(" ")}]`;
  });

describe("tasks", () => {
  const spec = good(
    [
      "name: x",
      "hooks:",
      "  on_complete: [{ id: bye, type: command, run: [echo] }]",
      "  on_start: { type: command, run: [echo] }",
      "finally:",
      "  - { type: command, run: [echo] }",
      "  - { id: clean, type: parallel, steps: [{ id: one, agent: coder }] }",
      "tasks:",
      "  - id: choice",
      "    type: conditional",
      "    condition: inputs.fast",
      "    then_steps:",
      "      - { id: quick, agent: coder }",
      "      - { id: both, type: parallel, wait_for: 'any', steps: [{ id: left, agent: coder }, { id: right, agent: coder }] }",
      "    else_steps: [{ id: slow, agent: coder, dependencies: [] }]",
      "  - { id: last, agent: coder, dependencies: [choice] }",
    ].join("\n"),
  );

  test("nested in groups stand as tasks of their own after their group, handlers after all of them", () => {
    expect(shape(spec)).toEqual([
      "task choice (conditional) after []",
      "task quick (agent) in choice/then after []",
      "task both (parallel) in choice/then after []",
      "task left (agent) in both/all after []",
      "task right (agent) in both/all after []",
      "task slow (agent) in choice/else after []",
      "task last (agent) after [choice]",
      "finally finally_1 (command) after []",
      "finally clean (parallel) after []",
      "finally one (agent) in clean/all after []",
      "on_start on_start_1 (command) after []",
      "on_complete bye (command) after []",
    ]);
    expect(spec.tasks.map((task) => task.index)).toEqual(spec.tasks.map((_, place) => place));
  });

  test("of a group are named by their ids in the group", () => {
    expect(spec.tasks[0]?.fields).toMatchObject({ then_steps: ["quick", "both"], else_steps: ["slow"] });
    expect(spec.tasks[2]?.fields).toMatchObject({ steps: ["left", "right"], wait_for: "any" });
  });

  test("get an id that is free if they may do without", () => {
    const { tasks } = good("name: x\ntasks: [{ id: finally_1, agent: c }]\nfinally: [{ agent: c }]");
    expect(tasks.map((task) => task.id)).toEqual(["finally_1", "finally_2"]);
  });
});

describe("steps", () => {
  const spec = good(
    [
      'version: "1.0.0"',
      "name: loop",
      "variables: { timeout_base: 1800 }",
      "steps:",
      '  - { id: planning, type: "persona-request", persona: planner, timeout: "{{variables.timeout_base}}", retries: 2, params: { stage: initial } }',
      "  - { id: commit, type: git-operation, operation: commit, message: done, dependencies: [planning] }",
      "  - { id: push, type: git-operation, params: { operation: push, branch: main } }",
      "  - { id: gate, type: conditional, condition: \"task.type === 'hotfix'\", then_steps: [{ id: fix, persona: coder }] }",
    ].join("\n"),
  );

  test("are lowered to tasks without a word about their own words", () => {
    expect(spec.form).toBe("steps");
    expect(shape(spec)).toEqual([
      "task planning (agent) after []",
      "task commit (git) after [planning]",
      "task push (git) after []",
      "task gate (conditional) after []",
      "task fix (agent) in gate/then after []",
    ]);
    expect(spec.variables).toEqual({ timeout_base: 1800 });
    expect(spec.tasks[0]?.fields).toEqual({
      id: "planning",
      type: "agent",
      agent: "planner",
      timeout: "{{variables.timeout_base}}",
      retry: { max_attempts: 3 },
      parameters: { stage: "initial" },
    });
  });

  test("of git may keep their words among the parameters", () => {
    expect(spec.tasks[1]?.fields).toMatchObject({ operation: "commit", message: "done" });
    expect(spec.tasks[2]?.fields).toMatchObject({ operation: "push", branch: "main" });
  });

  test("in the canonical form the old words are told", () => {
    const text = "name: x\ntasks: [{ id: a, type: persona-request, persona: coder }]";
    const { diagnostics, spec: read } = readSpec(parseSyntax(text).root, text);
    expect(diagnostics.map((one) => `${one.severity} ${one.message}`)).toEqual([
      'warning "persona-request" is another word for "agent"',
      'warning "persona" is another word for "agent"',
    ]);
    expect(read?.tasks[0]?.type).toBe("agent");
  });
});

describe("templates", () => {
  const template = (pattern: string): Spec =>
    good(
      JSON.stringify({
        name: "t",
        pattern,
        steps: [
          { agent: "lead", parameters: { task: "begin" } },
          { agent: "coder", parameters: { task: "one" } },
          { agent: "coder", parameters: { task: "two", context: "mine" } },
        ],
      }),
    );
  const contexts = (spec: Spec): readonly unknown[] =>
    spec.tasks.map((task) => {
      const { parameters } = task.fields;
      return parameters !== undefined &&
        parameters !== null &&
        typeof parameters === "object" &&
        "context" in parameters
        ? parameters["context"]
        : null;
    });

  test("in sequence hand each result to the next", () => {
    const spec = template("sequential");
    expect(shape(spec)).toEqual([
      "task lead (agent) after []",
      "task coder (agent) after [lead]",
      "task coder-2 (agent) after [coder]",
    ]);
    expect(contexts(spec)).toEqual([null, '${tasks["lead"].output}', "mine"]);
  });

  test("in parallel start everybody at once", () => {
    expect(shape(template("parallel"))).toEqual([
      "task lead (agent) after []",
      "task coder (agent) after []",
      "task coder-2 (agent) after []",
    ]);
  });

  test("in a hierarchy are the mode in which the first hands out work", () => {
    const spec = template("hierarchical");
    expect(shape(spec)).toEqual([
      "task lead (agent) after []",
      "task coder (agent) after []",
      "task coder-2 (agent) after []",
    ]);
    expect(spec.settings).toEqual({ mode: "hierarchical" });
    expect(template("parallel").settings).toEqual({});
  });

  test("of one step need nobody to lead", () => {
    const spec = good('{"name":"t","pattern":"hierarchical","steps":[{"agent":"lead"}]}');
    expect(spec.settings).toEqual({});
  });

  test("keep ids that were written, and make ids of names that are none", () => {
    const spec = good(
      '{"name":"t","pattern":"parallel","steps":[{"id":"coder-2","agent":"coder"},{"agent":"coder"},{"agent":"coder"},{"agent":"my agent"},{"agent":"3d"}]}',
    );
    expect(spec.tasks.map((task) => task.id)).toEqual(["coder-2", "coder", "coder-3", "my-agent", "step-3d"]);
  });
});
