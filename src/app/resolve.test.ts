import { expect, test } from "vitest";
import { plan, task } from "../../test/rig/plans.ts";
import { digest } from "../core/base/brand.ts";
import { sha256 } from "../core/base/sha256.ts";
import type { AgentDefinition } from "../core/plan/plan.ts";
import type { Scope } from "../core/expression/scope.ts";
import { promptOf as made } from "../core/prompt/prompt.ts";
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
