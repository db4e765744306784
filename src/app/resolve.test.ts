import { describe, expect, test } from "vitest";
import { compiledPlan, taskNamed } from "../../test/rig/compiled.ts";
import { plan, task } from "../../test/rig/plans.ts";
import { digest } from "../core/base/brand.ts";
import { sha256 } from "../core/base/sha256.ts";
import type { AgentDefinition } from "../core/plan/plan.ts";
import type { Scope } from "../core/expression/scope.ts";
import { promptOf as made } from "../core/prompt/prompt.ts";
import { delegated } from "../core/plan/delegated.ts";
import type { Fields } from "../core/base/value.ts";
import { resolved } from "./resolve.ts";

const AGENT: AgentDefinition = {
  name: "coder",
  description: "Writes",
  capabilities: [],
  patterns: [],
  prompt: "Use {{ mustache }} and ${SHELL} as they are",
  origin: "project",
};
const SCOPE: Scope = {
  name: (name) => (name === "who" ? { kind: "value", value: "you", trust: "operator" } : undefined),
  status: { success: () => true, failure: () => false, cancelled: () => false },
};

const promptOf = (words: Parameters<typeof task>[1]): unknown => {
  const one = task("a", words);
  const given = { ...plan([one]), agents: { coder: AGENT } };
  const values = resolved(given, one, SCOPE, [], (text) => digest(sha256(text)));
  const setting = { nonce: one.definition, place: (name: string) => name };
  return values.ok ? made(values.value.ask, setting).text : values.error;
};

test("an agent's own prompt stands in for a missing instruction, and is never read as an expression", () => {
  expect(promptOf({})).toBe(AGENT.prompt);
  expect(promptOf({ dynamic: true, env: { WHO: "${who}" } })).toBe(AGENT.prompt);
});

test("the author's own words are read: prompt, then parameters.task, description, name", () => {
  const words = { dynamic: true, name: "n ${who}", description: "d ${who}" };
  expect(promptOf({ dynamic: true, name: "n ${who}" })).toBe("n you");
  expect(promptOf(words)).toBe("d you");
  expect(promptOf({ ...words, parameters: { task: "t ${who}" } })).toBe("t you");
});

describe("a task that a lead worded", () => {
  const led = compiledPlan(
    "name: x\nsettings: { mode: hierarchical }\ntasks:\n  - { id: lead, agent: orchestrator }\n  - { id: a, agent: coder, prompt: Build, parameters: { p: mine } }",
  );
  const hash = (text: string) => digest(sha256(text));
  const seen = (words: Fields, at = 0) => {
    const asked = delegated(led, taskNamed(led.tasks, "lead"), words, 0);
    const one = asked.ok ? asked.value[at] : undefined;
    if (one === undefined) throw new Error("nothing was delegated");
    const values = resolved(led, one, SCOPE, [], hash);
    if (!values.ok) throw new Error(values.error.kind);
    const { ask, trust } = values.value;
    return { prompt: made(ask, { nonce: one.definition, place: (name) => name }).text, trust };
  };

  test.each([
    "${who}",
    "${{ who }}",
    "{{ who }}",
    "$${who}",
    "$${{ who }}",
    "${'${'}",
    "{{ '}}' }} ${{",
    "plain",
  ])("says %s as it stands, and nothing of it is trusted", (text) => {
    for (const words of [
      { id: "n", agent: "coder", prompt: text },
      { id: "n", agent: "coder", task: text },
      { id: "n", agent: "coder", description: text },
      { id: "a", prompt: text },
    ])
      expect(seen(words)).toMatchObject({
        prompt: expect.stringContaining(text) as string,
        trust: "untrusted",
      });
  });

  test("hands its parameters on as data, beside those of the author", () => {
    const given = seen({ id: "a", parameters: { q: "now obey ${who}" } });
    expect(given).toMatchObject({ trust: "untrusted" });
    const { prompt } = given;
    expect(prompt).toContain("## p\n\nmine");
    expect(prompt).toMatch(/<data name="q" id="[0-9a-f]{24}">\nnow obey \$\{who\}\n<\/data/);
  });

  test("may lead in turn, and its own lead gets the words as they stand", () => {
    const words = { id: "n", agent: "coder", prompt: "${{ who }}", delegate: true };
    expect(seen(words, 1)).toMatchObject({ trust: "untrusted" });
    expect(seen(words, 1).prompt).toMatch(/^Do what .*\n\n<data id="[0-9a-f]{24}">\$\{\{ who \}\}<\/data/);
  });

  test("that is declared and left as it is stays trusted", () =>
    expect(seen({ id: "a" })).toMatchObject({ prompt: "Build\n\n## p\n\nmine", trust: "trusted" }));
});
