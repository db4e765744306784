import { describe, expect, test } from "vitest";
import type { AgentDefinition } from "../base/agent.ts";
import type { Value } from "../base/value.ts";
import { readSpec } from "../spec/read.ts";
import { parseSyntax } from "../spec/syntax.ts";
import type { CompileOptions } from "./compile.ts";
import { compile } from "./compile.ts";
import type { Plan, Task } from "./plan.ts";

const none: CompileOptions = { inputs: {}, inputsTrust: "operator", agents: new Map(), overrides: {} };

function compiled(text: string, options: Partial<CompileOptions> = {}) {
  const { spec, diagnostics } = readSpec(parseSyntax(text).root, text);
  expect(diagnostics.filter((one) => one.severity === "error")).toEqual([]);
  if (spec === null) throw new Error("nothing was read");
  return compile(spec, { ...none, ...options });
}

function plan(text: string, options: Partial<CompileOptions> = {}): Plan {
  const result = compiled(text, options);
  if (!result.ok) throw new Error(result.error.map((one) => one.message).join("; "));
  return result.value;
}

function refusals(text: string, options: Partial<CompileOptions> = {}): readonly string[] {
  const result = compiled(text, options);
  return result.ok
    ? []
    : result.error.map(
        ({ code, span, message, help }) =>
          `${code} <${text.slice(span.start, span.end)}> ${message}${help === undefined ? "" : ` | ${help}`}`,
      );
}

const one = (keys: string, head = ""): Task => {
  const [task] = plan(`name: x\n${head}\ntasks:\n  - id: a\n    agent: coder\n    ${keys}\n`).tasks;
  if (task === undefined) throw new Error("no task");
  return task;
};

const agent = (more: Partial<AgentDefinition> = {}): ReadonlyMap<string, AgentDefinition> =>
  new Map([
    [
      "coder",
      {
        name: "coder",
        description: "",
        capabilities: [],
        patterns: [],
        prompt: "p",
        origin: "built-in",
        ...more,
      },
    ],
  ]);

describe("defaults", () => {
  test("of the settings are those of the reference page", () => {
    expect(plan("name: x\ntasks: []").settings).toEqual({
      mode: "dag",
      maxParallel: 3,
      timeout: 3_600_000,
      finallyTimeout: 300_000,
      cancelGrace: 10_000,
      onFailure: "stop",
      budget: {},
      pools: {},
      circuit: { failures: 5, coolDown: 60_000 },
    });
  });

  test("of a task leave nothing open", () => {
    const { definition, ...task } = one("prompt: do it");
    expect(definition).toMatch(/^[0-9a-f]{64}$/);
    expect(task).toEqual({
      id: "a",
      role: "task",
      needs: [],
      rule: "none_failed_min_one_success",
      work: { type: "agent", agent: "coder", runner: "claude", prompt: "do it", options: {} },
      parameters: {},
      env: {},
      retry: {
        maxAttempts: 1,
        delay: 1000,
        backoff: "fixed",
        maxDelay: 300_000,
        jitter: 0.1,
        on: ["agent-exit", "agent-error", "output-invalid", "verify-failed", "merge-conflict"],
        infraMaxAttempts: 3,
      },
      onFailure: "fail",
      required: false,
      priority: 0,
      isolation: "auto",
      effectClass: "workspace",
      extra: {},
      dynamic: false,
    });
  });

  test.each<[string, Partial<Task["retry"]>]>([
    ["retries: 2", { maxAttempts: 3 }],
    ["on_failure: retry", { maxAttempts: 2 }],
    ["{ on_failure: retry, retry: { max_attempts: 5 } }", { maxAttempts: 5 }],
    ["retry: { delay: 10m }", { delay: 600_000, maxDelay: 600_000 } as Partial<Task["retry"]>],
    ["retry: { delay: 10m, max_delay: 1m }", { maxDelay: 60_000 } as Partial<Task["retry"]>],
    [
      "retry: { on: timeout, when: a.attempts < 2, backoff: exponential }",
      { on: ["timeout"], when: "a.attempts < 2", backoff: "exponential" },
    ],
  ])("of %s", (keys, retry) => {
    const lines = keys.startsWith("{") ? keys.slice(2, -2).replace(", retry", "\n    retry") : keys;
    expect(one(lines).retry).toMatchObject(retry);
  });

  test.each<[string, Task["onFailure"]]>([
    ["on_failure: skip", "skip"],
    ["on_failure: continue", "continue"],
    ["allow_failure: true", "continue"],
    ["on_failure: retry", "fail"],
  ])("%s counts as %s", (keys, meaning) => {
    expect(one(keys).onFailure).toBe(meaning);
  });
});

describe("precedence", () => {
  const file = (settings: string, task: string): string =>
    `name: x\nsettings: { max_parallel: 2${settings} }\ntasks:\n  - { id: a, agent: coder${task} }\n  - { id: b, type: command, run: [ls] }`;
  const runner = (settings: string, task: string, options: Partial<CompileOptions>): unknown => {
    const work = plan(file(settings, task), options).tasks[0]?.work;
    return work?.type === "agent" ? work.runner : null;
  };

  test("of runners is flag, task, agent, settings, default", () => {
    const agents = agent({ runner: "codex" });
    expect(runner(", runner: s", ", runner: t", { agents, runner: "f" })).toBe("f");
    expect(runner(", runner: s", ", runner: t", { agents })).toBe("t");
    expect(runner(", runner: s", "", { agents })).toBe("codex");
    expect(runner(", runner: s", "", {})).toBe("s");
    expect(runner("", "", {})).toBe("claude");
  });

  test("a flag for the runner leaves commands alone", () => {
    expect(plan(file("", ""), { runner: "scripted" }).tasks[1]?.work).toEqual({
      type: "command",
      run: ["ls"],
    });
  });

  test("overrides win over the file", () => {
    expect(
      plan(file("", ""), { overrides: { maxParallel: 9, timeout: 60, maxCostUsd: 1, onFailure: "cancel" } })
        .settings,
    ).toMatchObject({
      maxParallel: 9,
      timeout: 60_000,
      budget: { maxCostUsd: 1 },
      onFailure: "cancel",
    });
  });

  test("an agent of the file wins over one of the same name elsewhere", () => {
    const text = "name: x\nagents: { coder: { prompt: mine } }\ntasks: [{ id: a, agent: coder }]";
    expect(plan(text, { agents: agent() }).agents["coder"]).toMatchObject({
      prompt: "mine",
      origin: "inline",
    });
  });
});

test("a plan carries the agents that can be asked and no others", () => {
  const agents = new Map([
    ...agent(),
    ...[...agent()].map(([, one]) => ["spare", { ...one, name: "spare" }] as const),
    ...[...agent()].map(([, one]) => ["idle", { ...one, name: "idle" }] as const),
  ]);
  const text = "name: x\ntasks: [{ id: a, agent: coder, fallback: { agent: spare } }]";
  expect(Object.keys(plan(text, { agents }).agents)).toEqual(["coder", "spare"]);
});

describe("order", () => {
  const needs = (text: string): readonly string[] =>
    plan(text).tasks.map((task) => `${task.id}:${task.needs.join("+")}:${task.rule}`);

  test("of mode sequential is that of the file, beside what was written", () => {
    const text =
      "name: x\nsettings: { mode: sequential }\ntasks:\n  - { id: a, agent: c }\n  - { id: b, agent: c }\n" +
      "  - { id: g, type: conditional, condition: true, dependencies: [a], then_steps: [{ id: i, agent: c }, { id: j, agent: c }] }\n" +
      "  - { id: p, type: parallel, trigger_rule: all_done, steps: [{ id: k, agent: c }, { id: l, agent: c }] }";
    expect(needs(text)).toEqual([
      "a::none_failed_min_one_success",
      "b:a:none_failed",
      "g:a+b:none_failed_min_one_success",
      "i::none_failed_min_one_success",
      "j:i:none_failed",
      "p:g:all_done",
      "k::none_failed_min_one_success",
      "l::none_failed_min_one_success",
    ]);
  });

  test("of handlers is one after another, whatever became of the one before", () => {
    const text =
      "name: x\ntasks: [{ id: a, agent: c }]\nfinally: [{ id: f, agent: c }, { id: g, agent: c }]\n" +
      "hooks: { on_failure: [{ id: h, agent: c }, { id: i, agent: c, trigger_rule: all_success }] }";
    expect(needs(text)).toEqual([
      "a::none_failed_min_one_success",
      "f::all_done",
      "g:f:all_done",
      "h::all_done",
      "i:h:all_success",
    ]);
  });
});

describe("inputs", () => {
  const text =
    "name: x\ninputs:\n  who: { required: true, description: Whom to greet }\n  n: { type: integer, default: 2 }\n  kind: { enum: [small, large] }\ntasks: [{ id: a, agent: c }]";

  test("are typed, defaulted and traced", () => {
    expect({ ...plan(text, { inputs: { who: "Ada", n: "7" }, inputsTrust: "contributor" }).inputs }).toEqual({
      who: { value: "Ada", trust: "contributor" },
      n: { value: 7, trust: "contributor" },
    });
    expect({ ...plan(text, { inputs: { who: "Ada" } }).inputs }["n"]).toEqual({ value: 2, trust: "trusted" });
  });

  test.each<[Record<string, Value>, readonly string[]]>([
    [{}, ['AO1122 <who> the input "who" is required | give it with -p who=… (Whom to greet)']],
    [
      { who: "a", n: "many" },
      ['AO1121 <n> the input "n" must be a whole number, not "many" | give it with -p n=…'],
    ],
    [{ who: "a", kind: "smal" }, ['AO1121 <kind> the input "kind" cannot be "smal" | did you mean "small"?']],
    [{ who: "a", knid: "small" }, ['AO1123 <inputs> unknown input "knid" | did you mean "kind"?']],
    [{ who: "a", zzzzzz: 1 }, ['AO1123 <inputs> unknown input "zzzzzz" | it declares who, n, kind']],
  ])("given as %j", (inputs, expected) => {
    expect(refusals(text, { inputs })).toEqual(expected);
  });

  test("that nobody declared are refused where the workflow is named", () => {
    expect(refusals("name: x\ntasks: []", { inputs: { a: 1 } })).toEqual([
      'AO1123 <x> unknown input "a" | it declares no inputs',
    ]);
  });

  test("that are named like parts of objects are no inputs", () => {
    expect(refusals(text, { inputs: { who: "a", toString: "b" } })).toHaveLength(1);
  });
});

describe("values that steer", () => {
  const text = (
    timeout: string,
    head = "inputs: { t: { type: string, default: 5m }, n: { type: string, default: '4' } }",
  ): string =>
    `name: x\n${head}\nsettings: { max_parallel: "\${inputs.n}" }\ntasks:\n  - { id: a, agent: c, timeout: "${timeout}", retries: "\${inputs.n}" }`;

  test("are worked out from inputs before anything runs", () => {
    const made = plan(text("${inputs.t}"));
    expect(made.settings.maxParallel).toBe(4);
    expect(made.tasks[0]).toMatchObject({ timeout: 300_000, retry: { maxAttempts: 5 }, dynamic: false });
    expect(plan(text("${inputs.t}"), { inputs: { t: "90" } }).tasks[0]?.timeout).toBe(90_000);
    expect(plan(text("{{ t }}")).tasks[0]?.timeout).toBe(300_000);
  });

  test("are checked like written ones", () => {
    expect(refusals(text("${inputs.t}"), { inputs: { t: "soon" } })).toEqual([
      'AO1106 <"${inputs.t}"> "timeout" is no duration: "soon" | write seconds (90), or numbers with units (10m, 1h30m, 2d)',
    ]);
  });

  test("never come from those who may not steer", () => {
    expect(refusals(text("${inputs.t}"), { inputs: { t: "1h" }, inputsTrust: "contributor" })).toEqual([
      'AO1603 <"${inputs.t}"> "timeout" would be set by contributor text | use a fixed value, or an input that only the operator sets',
    ]);
    expect(
      refusals(text("${event.limit}"), { event: { value: { limit: 5 }, trust: "untrusted" } }).map((line) =>
        line.slice(0, 6),
      ),
    ).toEqual(["AO1603"]);
  });

  test("cannot wait for what only the run brings", () => {
    expect(refusals(text("${tasks.b.output}"))).toEqual([
      expect.stringMatching(/^AO1313 .* "timeout" needs tasks\.b.*, which has no value yet/),
    ]);
  });
});

describe("variables", () => {
  const variables = (lines: string, options: Partial<CompileOptions> = {}): unknown => ({
    ...plan(
      `name: x\ninputs: { who: { default: Ada } }\ncontext: { variables: ${lines} }\ntasks: []`,
      options,
    ).variables,
  });

  test("may be made from inputs, the work item and each other, in any order", () => {
    expect(
      variables('{ b: "${variables.a}!", a: "hello ${inputs.who}", c: ["${task.slug}"] }', {
        item: { value: { slug: "s" }, trust: "contributor" },
      }),
    ).toEqual({
      a: { value: "hello Ada", trust: "trusted" },
      b: { value: "hello Ada!", trust: "trusted" },
      c: { value: ["s"], trust: "contributor" },
    });
  });

  test("without a value are nothing", () => {
    expect(variables('{ a: "${task.slug}" }')).toEqual({ a: { value: null, trust: "trusted" } });
  });

  test("that go in a circle are refused", () => {
    const text = 'name: x\ncontext: { variables: { a: "${variables.b}", b: "${variables.a}" } }\ntasks: []';
    expect(refusals(text)).toEqual([
      'AO1316 <"${variables.b}"> the variable "a" is made from itself | write out one of the values in the circle',
    ]);
  });
});

test("the work item is what was handed in, else the event, else the inputs", () => {
  const text = "name: x\ninputs: { slug: { default: s } }\ntasks: []";
  const item = { value: { slug: "i" }, trust: "contributor" } as const;
  const event = { value: { slug: "e" }, trust: "untrusted" } as const;
  expect(plan(text, { item, event }).item).toEqual(item);
  expect(plan(text, { event }).item).toEqual(event);
  expect(plan(text).item).toEqual({ value: { slug: "s" }, trust: "operator" });
});

describe("work", () => {
  test.each<[string, unknown]>([
    ["type: command, run: [echo, 1]", { type: "command", run: ["echo", "1"] }],
    ["type: command, run: ls -l", { type: "command", run: "ls -l" }],
    [
      "type: conditional, condition: x == 1",
      { type: "conditional", condition: "x == 1", then: [], else: [] },
    ],
    [
      "type: parallel, wait_for: 'any', steps: [{ id: b, agent: c }]",
      { type: "parallel", steps: ["b"], waitFor: "any" },
    ],
    [
      "type: approval, approvers: write, on_timeout: approve",
      {
        type: "approval",
        prompt: "Go on after a?",
        fields: [],
        approvers: ["write"],
        onTimeout: "approve",
        escalateTo: [],
      },
    ],
    [
      "type: approval, prompt: Ship it?, escalate_to: [lead], fields: { version: { required: true, enum: [a, b] }, loud: { type: bool, default: false, description: How } }",
      {
        type: "approval",
        prompt: "Ship it?",
        fields: [
          { name: "version", type: "string", required: true, description: "", enum: ["a", "b"] },
          { name: "loud", type: "boolean", required: false, description: "How", default: false },
        ],
        approvers: [],
        onTimeout: "reject",
        escalateTo: ["lead"],
      },
    ],
    ["type: git, operation: push, branch: b", { type: "git", options: { operation: "push", branch: "b" } }],
    ["type: message, to: lead, body: hi", { type: "message", options: { to: ["lead"], body: "hi" } }],
    [
      "type: loop, loop: { max_iterations: 3 }, steps: [{ id: b, agent: c }]",
      { type: "loop", steps: ["b"], maxIterations: 3 },
    ],
    ["type: lint, options: { level: 2 }", { type: "plugin", plugin: "lint", options: { level: 2 } }],
    [
      "agent: c, model: m, tools: [Read], max_turns: 3, mock: { output: x }",
      {
        type: "agent",
        agent: "c",
        runner: "claude",
        model: "m",
        mock: { output: "x" },
        options: { tools: ["Read"], max_turns: 3 },
      },
    ],
  ])("of { %s }", (keys, work) => {
    expect(plan(`name: x\ntasks: [{ id: a, ${keys} }]`).tasks[0]?.work).toEqual(work);
  });

  test.each<[string, boolean]>([
    ["prompt: plain", false],
    ["prompt: 'a ${b.output}'", true],
    ["prompt: '{{ b }}'", true],
    ["prompt: 'a $${literal}'", true],
    ["condition: x", true],
    ["parameters: { deep: [{ a: '${b.output}' }] }", true],
    ["env: { A: '${secrets.X}' }", true],
    ["mock: { output: '${b}' }", false],
  ])("{ %s } is dynamic: %s", (keys, dynamic) => {
    expect(one(keys).dynamic).toBe(dynamic);
  });

  test("that only reads changes nothing", () => {
    expect(one("tools: [Read, Grep]").effectClass).toBe("none");
    expect(one("tools: [Read, Bash]").effectClass).toBe("workspace");
    const text = "name: x\ntasks: [{ id: a, agent: coder }]";
    expect(plan(text, { agents: agent({ tools: ["Read"] }) }).tasks[0]?.effectClass).toBe("none");
  });
});

test("a plan is plain data", () => {
  const made = plan(
    "name: x\nmetadata: { a: 1 }\neffects: { comment: 1 }\nsettings: { plugins: ./p.mjs, pools: { claude: 2 } }\ninputs: { a: { default: 1 , type: integer } }\n" +
      "context: { secrets: [T] }\ntasks: [{ id: a, agent: c, env: { A: b } }]\noutputs: { o: '${a.output}' }",
  );
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  expect(made).toMatchObject({
    secrets: [{ name: "T", env: "T" }],
    outputs: { o: { value: "${a.output}", required: false } },
    extra: { metadata: { a: 1 }, effects: { comment: 1 } },
    settings: { pools: { claude: 2 }, extra: { plugins: ["./p.mjs"] } },
  });
});
