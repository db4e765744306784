import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { AgentDefinition } from "../base/agent.ts";
import { readSpec } from "../spec/read.ts";
import { parseSyntax } from "../spec/syntax.ts";
import { compile } from "./compile.ts";
import { valueDigest } from "./fingerprint.ts";
import type { Plan } from "./plan.ts";

const coder: AgentDefinition = {
  name: "coder",
  description: "d",
  capabilities: [],
  patterns: [],
  prompt: "p",
  origin: "built-in",
};

function definition(keys: string, agent: AgentDefinition = coder): string {
  const text = `name: x\ntasks: [{ id: a, agent: coder, ${keys} }, { id: b, agent: coder }]`;
  const { spec } = readSpec(parseSyntax(text).root, text);
  const agents = new Map([["coder", agent]]);
  const plan =
    spec === null ? null : compile(spec, { inputs: {}, inputsTrust: "operator", agents, overrides: {} });
  return plan?.ok === true ? (plan.value.tasks[0]?.definition ?? "") : "";
}

const plain = definition("prompt: x");

test.each([
  [
    "the order of keys",
    definition("parameters: { b: 1, a: { d: 1, c: 2 } }"),
    definition("parameters: { a: { c: 2, d: 1 }, b: 1 }"),
  ],
  [
    "keys like numbers",
    definition("parameters: { '2': 1, '10': { '1': 1 } }"),
    definition("parameters: { '10': { '1': 1 }, '2': 1 }"),
  ],
  ["another word for a key", definition("dependencies: [b]"), definition("needs: [b]")],
  [
    "a default that is written out",
    plain,
    definition("prompt: x, retry: { max_attempts: 1, delay: 1 }, priority: 0"),
  ],
  ["a length of time in other units", definition("timeout: 10m"), definition("timeout: 600")],
  ["where the same agent comes from", plain, definition("prompt: x", { ...coder, origin: "project" })],
])("%s does not change a definition", (_, a, b) => {
  expect(a).toMatch(/^[0-9a-f]{64}$/);
  expect(b).toBe(a);
});

test.each([
  ["the prompt", definition("prompt: y")],
  ["a dependency", definition("prompt: x, dependencies: [b]")],
  ["a parameter", definition("prompt: x, parameters: { a: 1 }")],
  ["the type of a parameter", definition("prompt: x, parameters: { a: '1' }")],
  ["the environment", definition("prompt: x, env: { A: b }")],
  ["the retries", definition("prompt: x, retries: 1")],
  ["a condition", definition("prompt: x, condition: b.output")],
  ["a schema", definition("prompt: x, outputs: { schema: { type: object } }")],
  ["a tool", definition("prompt: x, tools: [Read]")],
  ["the agent's prompt", definition("prompt: x", { ...coder, prompt: "q" })],
  ["the model", definition("prompt: x, model: m")],
  ["a mock", definition("prompt: x, mock: { output: y }")],
])("%s changes a definition", (_, other) => {
  expect(other).toMatch(/^[0-9a-f]{64}$/);
  expect(other).not.toBe(plain);
});

test.each(["1-demo", "1-flaky"])("what %s recorded is still what it was", (name) => {
  const folder = join(import.meta.dirname, "../../../test/histories", name);
  const files = readdirSync(folder).filter((file) => file.startsWith("plan"));
  for (const file of files) {
    const old = JSON.parse(readFileSync(join(folder, file), "utf8")) as Plan;
    const { spec } = readSpec(parseSyntax(old.source).root, old.source);
    if (spec === null) throw new Error(`${file} holds no workflow`);
    const made = compile(spec, {
      inputs: Object.fromEntries(Object.entries(old.inputs).map(([key, { value }]) => [key, value])),
      inputsTrust: "operator",
      agents: new Map(Object.entries(old.agents)),
      runner: "scripted",
      overrides: {},
    });
    const definitions = (tasks: Plan["tasks"]) => tasks.map((task) => `${task.id} ${task.definition}`);
    expect(made.ok ? definitions(made.value.tasks) : made.error).toEqual(definitions(old.tasks));
  }
});

test("lists keep their order, and pairs are not taken for lists", () => {
  expect(definition("parameters: { a: [1, 2] }")).not.toBe(definition("parameters: { a: [2, 1] }"));
  expect(definition("parameters: { a: { b: { c: 1 } } }")).not.toBe(
    definition('parameters: { a: ["{}", [b, ["{}", [c, 1]]]] }'),
  );
  expect(valueDigest({ a: 1, b: 2 })).toBe(valueDigest({ b: 2, a: 1 }));
});

test.each([
  ["the items", definition("for_each: [1]"), definition("for_each: [2]")],
  ["the pattern", definition("for_each: [1], prompt: x"), definition("for_each: [1], prompt: y")],
  ["the end of a loop", definition("loop: { until: x }"), definition("loop: { until: y }")],
  ["the number of samples", definition("samples: 2"), definition("samples: 3")],
  ["what is handed out", definition("delegate: { max_tasks: 2 }"), definition("delegate: { max_tasks: 3 }")],
  ["a check", definition("verify: x"), definition("verify: y")],
])("%s is part of the definition of a group", (_, a, b) => {
  expect(a).toMatch(/^[0-9a-f]{64}$/);
  expect(b).not.toBe(a);
});
