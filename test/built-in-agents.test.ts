/** The agents that come with the product: each can be read, searched for, and asked by the workflows of the library. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAgentFile } from "../src/core/spec/agent-file.ts";
import { namedAgents } from "../src/core/spec/agent-names.ts";
import { readSpec } from "../src/core/spec/read.ts";
import { parseSyntax } from "../src/core/spec/syntax.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, ".claude/agents");
const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
const read = (name: string) =>
  readAgentFile(readFileSync(join(folder, name), "utf8"), name.replace(/\.md$/, ""), "built-in");

const PROMISED =
  "planner coder checker frontend backend researcher orchestrator reviewer TestAgent CodeAgent BuildAgent DeployAgent " +
  "docs-generator docs-reviewer docs-formatter docs-sync test-parallel-agent implementation-planner plan-evaluator " +
  "lead-engineer qa-engineer code-reviewer security-review hotfix-specialist feature-designer";

test("all promised agents are there", () => {
  expect(files.toSorted()).toEqual(
    PROMISED.split(" ")
      .map((name) => `${name}.md`)
      .toSorted(),
  );
});

describe.each(files)("%s", (name) => {
  const { agent, diagnostics } = read(name);

  test("is read without a word and named like its file", () => {
    expect(diagnostics).toEqual([]);
    expect(`${agent?.name}.md`).toBe(name);
  });

  test("says what it is for, what it can do and which patterns it fits into", () => {
    expect(agent?.description).toMatch(/^[A-Z].{30,140}\.$/);
    expect(agent?.tools?.length).toBeGreaterThan(0);
    expect(agent?.capabilities.length).toBeGreaterThan(0);
    expect(agent?.patterns.length).toBeGreaterThan(0);
    for (const pattern of agent?.patterns ?? [])
      expect(["sequential", "parallel", "hierarchical"]).toContain(pattern);
  });

  test("has a prompt of 8 to 20 lines", () => {
    const lines = (agent?.prompt ?? "").split("\n").length;
    expect(lines).toBeGreaterThanOrEqual(8);
    expect(lines).toBeLessThanOrEqual(20);
  });
});

const library = readdirSync(join(root, "workflows")).filter(
  (name) => name.endsWith(".yml") && !/\.(?:script|test)\./.test(name),
);

test.each(library)("everybody whom %s asks is known", (name) => {
  const text = readFileSync(join(root, "workflows", name), "utf8");
  const { spec } = readSpec(parseSyntax(text).root, text);
  if (spec === null) throw new Error("the workflow cannot be read");
  const known = new Set([...spec.agents.keys(), ...files.map((file) => file.replace(/\.md$/, ""))]);
  expect([...namedAgents(spec)].filter((agent) => !known.has(agent))).toEqual([]);
});
