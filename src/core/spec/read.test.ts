import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { plain } from "./read-value.ts";
import { readSpec } from "./read.ts";
import type { Spec } from "./spec.ts";
import { keySpanOf, spanOf, workflowSpan } from "./spec.ts";
import { parseSyntax } from "./syntax.ts";

const read = (text: string) => readSpec(parseSyntax(text).root, text);

/** What is wrong, as `code "the text that is framed" message | help`. */
const complaints = (text: string): readonly string[] =>
  read(text).diagnostics.map(
    ({ code, span, message, help }) =>
      `${code} <${text.slice(span.start, span.end)}> ${message}${help === undefined ? "" : ` | ${help}`}`,
  );

function good(text: string): Spec {
  const { spec, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  if (spec === null) throw new Error("nothing was read");
  return spec;
}

const task = (keys: string): string => `name: x\ntasks:\n  - id: a\n    agent: coder\n    ${keys}\n`;
const taskFields = (keys: string): unknown => ({ ...good(task(keys)).tasks[0]?.fields });
const taskComplaints = (keys: string): readonly string[] => complaints(task(keys));

describe("a good file", () => {
  test("becomes plain values under canonical keys", () => {
    const spec = good(
      [
        "name: full",
        "description: d",
        'version: "1.0"',
        "metadata: { author: Ada }",
        "inputs: { n: { type: integer, default: 2, description: How many, enum: [1, 2] }, s: { required: true } }",
        "context: { variables: { v: 1 }, secrets: { A: { from: env:B }, C: env:D } }",
        "settings: { timeout: 1h, max_parallel: 4, on_failure: continue }",
        "tasks:",
        "  - { id: a, agent: coder, timeout: 90s }",
        'outputs: { o: "${a.output}", p: { value: "${a.status}", required: true } }',
      ].join("\n"),
    );
    expect(spec).toMatchObject({
      form: "tasks",
      name: "full",
      description: "d",
      settings: { timeout: 3600, max_parallel: 4, on_failure: "continue" },
      variables: { v: 1 },
      secrets: [
        { name: "A", env: "B" },
        { name: "C", env: "D" },
      ],
      outputs: [
        { name: "o", value: "${a.output}", required: false },
        { name: "p", value: "${a.status}", required: true },
      ],
      fields: { version: "1.0", metadata: { author: "Ada" } },
    });
    expect([...spec.inputs.values()]).toEqual([
      { name: "n", type: "integer", required: false, default: 2, description: "How many", enum: [1, 2] },
      { name: "s", type: "string", required: true, description: "" },
    ]);
    expect(spec.tasks[0]).toMatchObject({ id: "a", index: 0, role: "task", type: "agent", dependencies: [] });
    expect(spec.tasks[0]?.fields).toEqual({ id: "a", agent: "coder", timeout: 90 });
  });

  test("may list secrets by name alone", () => {
    expect(good("name: x\ncontext: { secrets: [TOKEN] }\ntasks: []").secrets).toEqual([
      { name: "TOKEN", env: "TOKEN" },
    ]);
  });

  test("may define agents of its own", () => {
    const { agents } = good(
      "name: x\nagents: { c: { description: d, tools: [Read], prompt: p, env: { PORT: 1 } } }\ntasks: []",
    );
    expect(agents.get("c")).toEqual({
      name: "c",
      description: "d",
      tools: ["Read"],
      prompt: "p",
      env: { PORT: "1" },
      capabilities: [],
      patterns: [],
      origin: "inline",
    });
  });

  test.each([
    ["on: { pull_request: , comment: /go }", { pull_request: true, comment: ["/go"] }],
    ["on: { dispatch: true, schedule: '0 6 * * 1' }", { dispatch: true, schedule: ["0 6 * * 1"] }],
  ])("may say when it starts: %s", (line, on) => {
    expect(good(`name: x\n${line}\ntasks: []`).fields["on"]).toEqual(on);
  });
});

describe("short forms of a task", () => {
  test.each([
    ["dependencies: b", { dependencies: ["b"] }],
    ["retries: 2", { retry: { max_attempts: 3 } }],
    ["retries: 0", { retry: { max_attempts: 1 } }],
    ["retries: ${variables.n}", { retries: "${variables.n}" }],
    ["for_each: [1, 2]", { for_each: { items: [1, 2] } }],
    ["for_each: ${plan.output}", { for_each: { items: "${plan.output}" } }],
    ["concurrency: deploy", { concurrency: { group: "deploy" } }],
    ["select: vote", { select: { by: "vote" } }],
    ["delegate: true", { delegate: {} }],
    ["delegate: false", {}],
    ["cache: true", { cache: {} }],
    ["verify: a.output.ok", { verify: [{ condition: "a.output.ok" }] }],
    ["verify: [{ run: [make] }, ok]", { verify: [{ run: ["make"] }, { condition: "ok" }] }],
    ["env: { PORT: 80, ON: true }", { env: { PORT: "80", ON: "true" } }],
    ["mock: { delay: 200ms, output: hi }", { mock: { delay: 0.2, output: "hi" } }],
    ["timeout: ${inputs.t}", { timeout: "${inputs.t}" }],
    ["condition: true", { condition: true }],
    ["await: 5m", { await: 300 }],
  ])("%s", (keys, fields) => {
    expect(taskFields(keys)).toEqual({ id: "a", agent: "coder", ...fields });
  });
});

describe("mistakes", () => {
  test.each<[string, readonly string[]]>([
    [
      "dependancies: [b]",
      ['AO1101 <dependancies> unknown key "dependancies" in a task | did you mean "dependencies"?'],
    ],
    [
      "max_parallel: 3",
      ['AO1101 <max_parallel> unknown key "max_parallel" in a task | "max_parallel" is a key of "settings"'],
    ],
    [
      "timeout: [1]",
      ['AO1102 <[> "timeout" must be a duration (seconds, or text such as "10m"), not a list'],
    ],
    [
      "timeout: soon",
      [
        'AO1106 <soon> "timeout" is no duration: "soon" | write seconds (90), or numbers with units (10m, 1h30m, 2d)',
      ],
    ],
    ["timeout: -1", ['AO1105 <-1> "timeout" must be at least 0, not -1']],
    ["priority: high", ['AO1102 <high> "priority" must be a whole number, not the text "high"']],
    ["priority: 1.5", ['AO1102 <1.5> "priority" must be a whole number, not the number 1.5']],
    ["samples: 33", ['AO1105 <33> "samples" must be at most 32, not 33']],
    ["required: 'yes'", ['AO1102 <\'yes\'> "required" must be true or false, not the text "yes"']],
    [
      "on_failure: stopp",
      ['AO1104 <stopp> "on_failure" cannot be "stopp" | write fail, skip, retry or continue'],
    ],
    [
      "on_failure: contineu",
      ['AO1104 <contineu> "on_failure" cannot be "contineu" | did you mean "continue"?'],
    ],
    [
      "trigger_rule: al_done",
      ['AO1104 <al_done> "trigger_rule" cannot be "al_done" | did you mean "all_done"?'],
    ],
    ["prompt: 5", ['AO1102 <5> "prompt" must be a text, not the number 5 | put it in quotes: "5"']],
    ["prompt:", ['AO1107 <> "prompt" is empty | write a value, or leave the key out']],
    ["run: []", ['AO1107 <[]> "run" is empty']],
    ["run: { a: 1 }", ['AO1102 <a> "run" must be a list of texts or a text, not a mapping']],
    ["dependencies: [[b]]", ['AO1102 <[> an element of "dependencies" must be a text, not a list']],
    ["retry: 2", ['AO1102 <2> "retry" must be a mapping, not the number 2']],
    ["retry: { max_attempts: 0 }", ['AO1105 <0> "max_attempts" must be at least 1, not 0']],
    [
      "retry: { on: [timout] }",
      ['AO1104 <timout> an element of "on" cannot be "timout" | did you mean "timeout"?'],
    ],
    [
      "retry: { attempts: 2 }",
      [expect.stringContaining('unknown key "attempts" in "retry" | the keys of "retry" are')],
    ],
    ["for_each: { as: x }", ['AO1103 <as> "for_each" has no "items" | add "items: ${plan.output.files}"']],
    [
      "outputs: { schema: { type: objekt } }",
      ['AO1116 <objekt> "schema" is no valid JSON Schema: "objekt" is no type | did you mean "object"?'],
    ],
    [
      "outputs: { schema: { properties: { a: { items: { required: 1 } } } } }",
      ['AO1116 <1> "schema" is no valid JSON Schema: "required" must be a list of names'],
    ],
    ["mock: [{ fail: timeot }]", ['AO1104 <timeot> "fail" cannot be "timeot" | did you mean "timeout"?']],
    [
      "then_steps: [b]",
      ['AO1102 <b> a task must be a mapping, not the text "b" | write its keys, beginning with "id"'],
    ],
  ])("%s", (keys, expected) => {
    expect(taskComplaints(keys)).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    [
      "- a",
      ['AO1131 <-> a workflow must be a mapping, not a list | begin with "name: my-workflow", then "tasks:"'],
    ],
    [
      "just text",
      [expect.stringContaining('AO1131 <just text> a workflow must be a mapping, not the text "just text"')],
    ],
    ["tasks: []", ['AO1103 <tasks> a workflow has no "name" | add "name: full-stack-feature"']],
    ["name: x\ntasks: 5", ['AO1102 <5> "tasks" must be a list of tasks, not the number 5']],
    ["name: x\ntasks:\n", ['AO1107 <> "tasks" is empty']],
    ["name: x\ntaks: []", ['AO1101 <taks> unknown key "taks" in a workflow | did you mean "tasks"?']],
    ["name: x\nstesp: []", ['AO1101 <stesp> unknown key "stesp" in a workflow | did you mean "steps"?']],
    [
      'version: "2"\nname: x\ntasks: []',
      ['AO1117 <"2"> version "2" of the language is not known | write version: "1.0"'],
    ],
    [
      "name: x\ntasks: []\nsteps: []",
      [
        'AO1118 <steps> a workflow has either "tasks" or "steps", not both | put everything into one of the two',
      ],
    ],
    ["name: x\ntasks:\n  - agent: a\n", ['AO1103 <agent> a task has no "id" | add "id: backend"']],
    [
      "name: x\ninputs: { n: { type: integer, default: a } }\ntasks: []",
      ['AO1127 <a> the default of "n" is not a whole number'],
    ],
    [
      "name: x\ninputs: { n: { default: c, enum: [a, b] } }\ntasks: []",
      ['AO1127 <c> the default of "n" is not among its values'],
    ],
    [
      "name: x\ninputs: { 1n: { } }\ntasks: []",
      [expect.stringContaining('AO1128 <1n> "1n" cannot be the name of an input')],
    ],
    [
      "name: x\ncontext: { secrets: { T: ghp_1 } }\ntasks: []",
      [expect.stringContaining('AO1119 <ghp_1> the secret "T" seems to be written out')],
    ],
    [
      "name: x\ncontext: { secrets: [my-token] }\ntasks: []",
      ['AO1120 <my-token> "my-token" cannot be the name of a secret'],
    ],
    [
      "name: x\nvariables: { a: 1 }\ncontext: { variables: { a: 2 } }\ntasks: []",
      [
        expect.stringContaining(
          'AO1110 <variables> "variables" and "context.variables" are the same, given twice',
        ),
      ],
    ],
    [
      "name: x\nhooks: { on_sucess: [] }\ntasks: []",
      ['AO1101 <on_sucess> unknown key "on_sucess" in "hooks" | did you mean "on_success"?'],
    ],
  ])("%j", (text, expected) => {
    expect(complaints(text)).toEqual(expected);
  });

  test("are all told at once, and the rest is still read", () => {
    const text =
      "name: x\nfoo_bar_baz: 1\ntasks:\n  - id: a\n    timeout: soon\n    agnet: coder\n  - id: b\n    agent: 5\n";
    expect(codesIn(text)).toEqual(["AO1101", "AO1106", "AO1101", "AO1102"]);
    expect(read(text).spec?.tasks.map((one) => one.fields)).toEqual([
      { id: "a", agent: "coder" },
      { id: "b", agent: "5" },
    ]);
  });

  test("never make the reader throw, whatever the tree", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({
          name: "x",
          tasks: [value],
          settings: value,
          inputs: { a: value },
          hooks: value,
        });
        const { root } = parseSyntax(text);
        const { spec } = readSpec(root, text);
        expect(root === null || spec !== null).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

const codesIn = (text: string): readonly string[] => read(text).diagnostics.map((one) => one.code);

describe("aliases", () => {
  test.each([
    ["persona", "agent", "tasks: [{ id: a, persona: coder }]"],
    ["needs", "dependencies", "tasks: [{ id: a, agent: c, needs: [b] }]"],
    ["if", "condition", "tasks: [{ id: a, agent: c, if: true }]"],
    ["execution", "settings", "execution: { max_parallel: 2 }\ntasks: []"],
  ])("%s means %s, with a warning", (alias, key, text) => {
    expect(read(`name: x\n${text}`).diagnostics).toMatchObject([
      {
        code: "AO1701",
        severity: "warning",
        message: `"${alias}" is another word for "${key}"`,
        label: `write "${key}"`,
      },
    ]);
  });

  test("beside the proper word are an error that shows both", () => {
    const text = "name: x\ntasks:\n  - { id: a, agent: c, needs: [b], dependencies: [c] }";
    const [found, ...others] = read(text).diagnostics;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "AO1110", severity: "error" });
    expect(text.slice(found?.related?.[0]?.span.start, found?.related?.[0]?.span.end)).toBe("dependencies");
    expect(read(text).spec?.tasks[0]?.dependencies).toEqual(["c"]);
  });

  test("of one key exclude each other as well", () => {
    expect(codesIn("name: x\ntasks:\n  - { id: a, agent: c, needs: [b], depends_on: [c] }")).toEqual([
      "AO1701",
      "AO1110",
    ]);
    expect(codesIn("name: x\ntasks:\n  - { id: a, agent: c, retries: 1, retry: { delay: 1 } }")).toEqual([
      "AO1110",
    ]);
  });
});

describe("places", () => {
  const text =
    "name: x\nsettings: { timeout: 5 }\ntasks:\n  - id: a\n    needs: [b, c]\n    retries: 2\n    outputs: { schema: { type: object } }\n";
  const spec = read(text).spec;
  const first = spec?.tasks[0];
  const at = (...path: (string | number)[]): string => {
    if (first === undefined) return "";
    const span = spanOf(first, ...path);
    return text.slice(span.start, span.end);
  };

  test("are found under the canonical key, whatever was written", () => {
    expect(at("dependencies", 1)).toBe("c");
    expect(at("outputs", "schema", "type")).toBe("object");
    expect(at("retry", "max_attempts")).toBe("2");
  });

  test("fall back to the id for what was not written", () => {
    expect(at("timeout")).toBe("a");
    expect(at()).toBe("a");
    if (first === undefined || spec === null) throw new Error("nothing was read");
    const key = keySpanOf(first, "dependencies");
    expect(text.slice(key.start, key.end)).toBe("needs");
    const missing = keySpanOf(first, "agent");
    expect(text.slice(missing.start, missing.end)).toBe("a");
    const timeout = workflowSpan(spec, "settings", "timeout");
    expect(text.slice(timeout.start, timeout.end)).toBe("5");
  });
});

test("plain data from foreign keys has no prototype to borrow from", () => {
  const { root } = parseSyntax("{ toString: 1, hasOwnProperty: 2 }");
  const value = root === null ? null : plain(root);
  expect(Object.getPrototypeOf(value)).toBeNull();
  expect(value).toEqual({ toString: 1, hasOwnProperty: 2 });
});
