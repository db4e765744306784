import { describe, expect, test } from "vitest";
import { agentNamed, AGENTS, compiledPlan, taskNamed } from "../../../test/rig/compiled.ts";
import type { CompileOptions } from "./compile.ts";
import type { Task } from "./plan.ts";

const one = (keys: string, options: Partial<CompileOptions> = {}, head = ""): Task =>
  taskNamed(compiledPlan(`name: x\n${head}\ntasks: [{ id: a, agent: coder, ${keys} }]`, options).tasks, "a");

describe("checks", () => {
  test.each<[string, unknown]>([
    ["verify: 'a.output != null'", [{ kind: "condition", condition: "a.output != null" }]],
    [
      "verify: [{ run: [npm, test], timeout: 1m }]",
      [{ kind: "command", run: ["npm", "test"], timeout: 60_000 }],
    ],
    ["verify: { run: ./check.sh }", [{ kind: "command", run: "./check.sh" }]],
    [
      "verify: [{ schema: { type: object }, condition: true }]",
      [
        { kind: "schema", schema: { type: "object" } },
        { kind: "condition", condition: "true" },
      ],
    ],
  ])("of { %s }", (keys, verify) => {
    expect(one(keys).verify).toEqual(verify);
  });

  test.each<[string, number | undefined]>([
    ["outputs: { schema: {} }", undefined],
    ["on_invalid_output: repair", undefined],
    ["on_invalid_output: repair, max_repairs: 3", 3],
    ["on_invalid_output: retry, max_repairs: 3", 0],
    ["on_invalid_output: fail", 0],
  ])("with { %s } are mended %s times", (keys, repairs) => {
    expect(one(keys).maxRepairs).toBe(repairs);
  });

  test("that shall fail at once are not tried again", () => {
    expect(one("on_invalid_output: fail, retries: 2").retry).toMatchObject({
      maxAttempts: 3,
      on: ["agent-exit", "agent-error", "verify-failed", "merge-conflict"],
    });
  });
});

describe("another agent", () => {
  const agents = new Map([...AGENTS, ["spare", agentNamed("spare", { runner: "codex", model: "big" })]]);

  test("brings its own runner and model", () => {
    const options = { agents };
    expect(one("fallback: { agent: spare }", options).fallback).toEqual({
      agent: "spare",
      runner: "codex",
      model: "big",
    });
    expect(one("fallback: { agent: spare, model: small }, runner: mine", options).fallback).toEqual({
      agent: "spare",
      runner: "mine",
      model: "small",
    });
    expect(one("fallback: { agent: spare }", { agents, runner: "scripted" }).fallback?.runner).toBe(
      "scripted",
    );
  });

  test("may be the same one with another model", () => {
    expect(one("fallback: { model: small }").fallback).toEqual({ model: "small" });
  });
});

test("limits, reuse and whom to tell are worked out", () => {
  expect(
    one(
      "budget: { max_cost_usd: 2, max_tokens: 5, max_agents: 3 }, concurrency: deploy, cache: { key: k, ttl: 1d }, escalate: { after: 2, to: lead }, record: true",
    ),
  ).toMatchObject({
    budget: { maxCostUsd: 2, maxTokens: 5, maxAgents: 3 },
    concurrency: { group: "deploy", limit: 1, onLimit: "queue" },
    cache: { key: "k", ttl: 86_400_000 },
    escalate: { after: 2, to: ["lead"] },
    extra: { record: true },
  });
  expect(one("cache: true, concurrency: { group: g, limit: 2, on_limit: fail }")).toMatchObject({
    cache: {},
    concurrency: { group: "g", limit: 2, onLimit: "fail" },
  });
});

test("what undoes a task is a task that begins when it is asked to", () => {
  expect(
    one("compensate: { type: command, run: [./undeploy.sh], timeout: 5, retries: 1 }").compensate,
  ).toMatchObject({
    id: "undo:a",
    role: "compensate",
    rule: "always",
    needs: [],
    timeout: 5000,
    retry: { maxAttempts: 2 },
    work: { type: "command", run: ["./undeploy.sh"] },
  });
  expect(one("compensate: { agent: reviewer, prompt: 'Undo ${a.output}' }").compensate).toMatchObject({
    dynamic: true,
    work: { type: "agent", agent: "reviewer" },
  });
});

test("the circuit of an agent breaks as the settings say", () => {
  const { settings } = compiledPlan(
    "name: x\nsettings: { circuit_breaker: { failures: 2, cool_down: 5m } }\ntasks: [{ id: a, agent: coder }]",
  );
  expect(settings.circuit).toEqual({ failures: 2, coolDown: 300_000 });
});
