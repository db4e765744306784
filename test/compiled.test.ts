/** What `compile` writes, read back with GitHub's own parser: every workflow of the library, and what hostile authors write. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { MAX_COMPILED_TASKS } from "../src/core/plan/placement-compiled.ts";
import { MAX_COMPILED_BYTES } from "../src/core/render/compiled-file.ts";
import { MAX_FORM_FIELDS } from "../src/core/render/compiled-form.ts";
import { compiledText } from "./rig/compiled-file.ts";
import { readWorkflow } from "./rig/github-parser.ts";

const folder = join(import.meta.dirname, "../workflows");
const names = readdirSync(folder).flatMap((file) => (/^[\w-]+\.yml$/.test(file) ? [file.slice(0, -4)] : []));
const textOf = (name: string): string => readFileSync(join(folder, `${name}.yml`), "utf8");
const compiledNamed = (name: string) =>
  compiledText(textOf(name), {
    workflow: `workflows/${name}.yml`,
    command: `agent-orchestrator compile ${name}`,
  });

type Step = Readonly<{
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
}>;
type Job = Readonly<{
  needs?: readonly string[];
  permissions?: unknown;
  environment?: string;
  uses?: string;
  "timeout-minutes"?: number;
  steps?: readonly Step[];
}>;
type File = Readonly<{
  on: Record<string, unknown>;
  permissions: unknown;
  concurrency: unknown;
  jobs: Record<string, Job>;
}>;

const fileIn = (text: string): File => parse(text) as File;
const stepsOf = (file: File): readonly Step[] => Object.values(file.jobs).flatMap(({ steps = [] }) => steps);

/** Every string of a value, keys left out. */
function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

const ID = "[a-z][a-z0-9-]*";
/** All that GitHub may evaluate in a compiled file. */
const EVALUATED = [
  /^github\.sha$/,
  /^github\.event\.pull_request\.base\.sha \|\| github\.sha$/,
  /^(?:github\.event\.pull_request\.number \|\| )?github\.run_id$/,
  /^github\.event\.action == 'synchronize'$/,
  /^github\.event_name == 'workflow_dispatch' && toJSON\(inputs\) \|\| '\{\}'$/,
  /^inputs\.params \|\| '\{\}'$/,
  /^github\.event\.action != 'labeled' \|\| contains\(fromJSON\('(?:[^']|'')*'\), github\.event\.label\.name\)$/,
  /^steps\.ao\.outputs\.(?:plan|head|last|conclusion|effects)$/,
  /^needs\.plan\.outputs\.(?:plan|head)$/,
  new RegExp(`^!cancelled\\(\\)(?: && needs\\.${ID}\\.result == 'success')+$`),
  /^always\(\)(?: && needs\.plan\.(?:outputs\.last == 'true'|result != 'skipped'))?$/,
  /^!cancelled\(\) && needs\.finish\.outputs\.effects != '' && needs\.finish\.outputs\.effects != 'none'$/,
  /^toJSON\(needs\.\*\.result\)$/,
  /^needs\.finish\.outputs\.effects$/,
  /^secrets\.[A-Z_]+$/,
  // What text becomes that looks like an expression.
  /^'\$\{\{'$/,
];

function expectSafe(text: string): void {
  const file = fileIn(text);
  expect(file.permissions).toEqual({});
  expect(file.concurrency).toBeDefined();
  for (const step of stepsOf(file)) {
    expect(step.run).toBeUndefined();
    expect(step.uses).toMatch(/^[\w./-]+@[0-9a-f]{40}$/);
    if (step.uses?.startsWith("actions/checkout") === true)
      expect(step.with?.["persist-credentials"]).toBe(false);
  }
  for (const [id, job] of Object.entries(file.jobs)) {
    expect(job.permissions, id).toBeDefined();
    if (job.uses === undefined) expect(job["timeout-minutes"], id).toBeGreaterThan(0);
  }
  for (const one of strings(file)) {
    const left = one.replaceAll(/\$\{\{ ((?:'(?:[^']|'')*'|[^'])*?) \}\}/g, (whole, inside: string) =>
      EVALUATED.some((form) => form.test(inside)) ? "" : whole,
    );
    expect(left).not.toContain("${{");
  }
}

describe.each(names)("%s", (name) => {
  const compiled = compiledNamed(name);

  test("is what GitHub takes, and nothing in it is run or evaluated but what is ours", async () => {
    expect(compiled.found.filter(({ severity }) => severity === "error")).toEqual([]);
    const { problems } = await readWorkflow(`${name}.yml`, compiled.text);
    expect(problems).toEqual([]);
    expectSafe(compiled.text);
  });

  test("says to GitHub what the legs say", async () => {
    const { template } = await readWorkflow(`${name}.yml`, compiled.text);
    const needs = new Map(
      template.jobs.map((job) => [job.id.value, (job.needs ?? []).map(({ value }) => value)]),
    );
    for (const leg of compiled.legs) expect(needs.get(leg.id)).toEqual(["plan", ...leg.needs]);
    const all = ["plan", ...compiled.legs.map(({ id }) => id)];
    expect(needs.get("finish")?.filter((id) => id !== "finally")).toEqual(all);
    const [plan] = fileIn(compiled.text).jobs["plan"]?.steps?.slice(-1) ?? [];
    expect(JSON.parse(String(plan?.with?.["legs"]))).toEqual(
      compiled.legs.map(({ id, roots }) => ({ id, tasks: roots.map((task) => task.id) })),
    );
  });

  test("is the same every time", () => expect(compiledNamed(name).text).toBe(compiled.text));
});

test.each(["bug-fix", "full-stack-feature", "human-approval"])("%s looks as it did", async (name) => {
  await expect(compiledNamed(name).text).toMatchFileSnapshot(`compiled/${name}.agents.yml`);
});

const workflow = (
  lines: readonly string[],
  tasks = "tasks:\n  - { id: a, type: command, run: [env] }",
): string => `${['version: "1.0"', "name: it", ...lines, tasks].join("\n")}\n`;
const codes = (text: string): readonly string[] =>
  compiledText(text).found.map(({ code, message }) => `${code} ${message}`);
const onOf = (lines: readonly string[]): Record<string, unknown> =>
  fileIn(compiledText(workflow(lines)).text).on;

describe("triggers", () => {
  test("without a word, a workflow is started by hand", () =>
    expect(onOf([])).toEqual({ workflow_dispatch: null }));

  test("stand there as GitHub writes them", () => {
    expect(
      onOf([
        "on:",
        "  pull_request: { branches: main, paths-ignore: [docs/**] }",
        "  push: { tags: ['v*'] }",
        "  issues: true",
        '  schedule: ["0 6 * * 1", "*/5 0-3 1,2 JAN MON"]',
      ]),
    ).toEqual({
      pull_request: { branches: ["main"], "paths-ignore": ["docs/**"] },
      push: { tags: ["v*"] },
      issues: { types: ["opened"] },
      schedule: [{ cron: "0 6 * * 1" }, { cron: "*/5 0-3 1,2 JAN MON" }],
    });
  });

  test("labels start it beside a change, and other labels do not", () => {
    const { text } = compiledText(workflow(["on: { pull_request: true, labels: [it's, b] }"]));
    expect(fileIn(text).on).toEqual({
      pull_request: { types: ["opened", "synchronize", "reopened", "labeled"] },
    });
    expect(text).toContain(
      `if: \${{ github.event.action != 'labeled' || contains(fromJSON('["it''s","b"]'), github.event.label.name) }}`,
    );
    expect(text).toContain("if: ${{ always() && needs.plan.result != 'skipped' }}");
    expect(onOf(["on: { labels: b }"])).toEqual({ pull_request: { types: ["labeled"] } });
  });

  test.each([
    ["on: { push: { branch: main } }", 'AO1852 "on.push" has no filter "branch"'],
    ["on: { push: { branches: [3] } }", 'AO1852 "on.push.branches" must be a list of texts'],
    ['on: { schedule: "every day" }', 'AO1852 "every day" is no time as in cron'],
    ['on: { labels: ["a }} b"] }', 'AO1852 "a }} b" cannot stand in a condition of GitHub'],
    ['on: { comment: "/agents x" }', 'AO1853 "on.comment" is left out of the compiled file'],
  ])("%s is told about", (line, said) => expect(codes(workflow([line]))).toContain(said));

  test("an input that nobody gives is told about", () => {
    const inputs = "inputs: { goal: { type: string, required: true } }";
    const tasks = 'tasks:\n  - { id: a, agent: coder, prompt: "${inputs.goal}" }';
    expect(codes(workflow(["on: { push: true, dispatch: true }", inputs], tasks))).toEqual([
      'AO1854 nobody gives the input "goal" when push starts the workflow',
    ]);
    expect(codes(workflow([inputs], tasks))).toEqual([]);
  });

  test("nobody starts a job with secrets by writing to a pull request of somebody else", () => {
    for (const name of names)
      expect(compiledNamed(name).text).not.toMatch(/pull_request_target|issue_comment|workflow_run/);
  });
});

describe("the form of a manual start", () => {
  const inputs = (count: number): readonly string[] => [
    "inputs:",
    ...Array.from({ length: count }, (_, at) => `  i${at}: { type: string, default: x }`),
  ];

  test("has a field of its kind for each input", () => {
    const form = onOf([
      "inputs:",
      "  s: { type: string, required: true, description: What }",
      "  n: { type: integer, default: 3 }",
      "  b: { type: boolean, default: true }",
      "  c: { type: integer, enum: [1, 2], default: 2 }",
      "  l: { type: list, default: [x] }",
    ])["workflow_dispatch"];
    expect(form).toEqual({
      inputs: {
        s: { description: "What", type: "string", required: true },
        n: { type: "number", required: false, default: 3 },
        b: { type: "boolean", required: false, default: true },
        c: { type: "choice", options: ["1", "2"], required: false, default: "2" },
        l: { type: "string", required: false, default: '["x"]' },
      },
    });
  });

  test("has at most 25 fields, else one", () => {
    expect(MAX_FORM_FIELDS).toBe(25);
    const fields = (count: number): readonly string[] => {
      const { inputs: all } = onOf(inputs(count))["workflow_dispatch"] as { inputs: object };
      return Object.keys(all);
    };
    expect(fields(25)).toHaveLength(25);
    expect(fields(26)).toEqual(["params"]);
    expect(codes(workflow(inputs(26)))).toContain(
      "AO1855 the form of a manual start has one field for all inputs",
    );
  });
});

describe("limits", () => {
  const tasks = (count: number, needs: (at: number) => readonly number[]): string =>
    [
      "tasks:",
      ...Array.from(
        { length: count },
        (_, at) =>
          `  - { id: t${at}, type: command, run: [env], dependencies: [${needs(at)
            .map((one) => `t${one}`)
            .join(", ")}] }`,
      ),
    ].join("\n");

  test("two hundred tasks are compiled, each in a job of its own, and GitHub takes the file", async () => {
    const { text, legs } = compiledText(
      workflow(
        [],
        tasks(MAX_COMPILED_TASKS, (at) => (at < 2 ? [] : [at - 2, at - 1].slice(at % 2))),
      ),
    );
    expect(MAX_COMPILED_TASKS).toBe(200);
    expect(text.length).toBeLessThan(MAX_COMPILED_BYTES);
    expect(legs.flatMap((leg) => leg.tasks)).toHaveLength(200);
    expect((await readWorkflow("it.yml", text)).problems).toEqual([]);
  });

  test("one more is refused, and so is a file that GitHub would not start", () => {
    const more = compiledText(
      workflow(
        [],
        tasks(201, () => []),
      ),
    );
    expect([more.text, ...more.found.map(({ message }) => message)]).toEqual([
      "",
      "the workflow has 201 tasks",
    ]);
    const dense = compiledText(
      workflow(
        [],
        tasks(200, (at) => Array.from({ length: at }, (_, one) => one)),
      ),
    );
    expect(MAX_COMPILED_BYTES).toBeLessThan(500_000);
    expect(dense.text).toBe("");
    expect(dense.found.map(({ code }) => code)).toEqual(["AO1851"]);
  });

  test("that do not hold between jobs are told about", () => {
    const three = tasks(3, () => []);
    expect(codes(workflow(["settings: { max_parallel: 2 }"], three))).toEqual([
      'AO1858 up to 3 jobs may run at once, although "max_parallel" is 2',
    ]);
    expect(codes(workflow(["settings: { max_parallel: 3, on_failure: cancel }"], three))).toEqual([
      "AO1858 a failure ends no other job that is running",
    ]);
  });
});

describe("gates", () => {
  const gate = (more: string): string =>
    `tasks:\n  - { id: a, type: command, run: [env] }\n  - { id: agree, type: approval, prompt: ok, dependencies: [a]${more} }\n  - { id: b, type: command, run: [env], dependencies: [agree] }`;
  const job = (more: string): Job | undefined =>
    fileIn(compiledText(workflow([], gate(more))).text).jobs["agree"];

  test("are environments in jobs of their own, without a secret", () => {
    expect(job("")).toMatchObject({
      environment: "agree",
      needs: ["plan", "a"],
      steps: [{}, { with: { mode: "task", task: "agree", gate: "environment" } }],
    });
    expect(codes(workflow([], gate(", approvers: [maintain]")))).toEqual([
      'AO1856 the environment "agree" needs required reviewers',
    ]);
  });

  test("that need more than a yes end the run as paused", () => {
    const fields = ", fields: { version: { type: string, required: true } }";
    expect(job(fields)?.environment).toBe("agree");
    expect(job(fields)?.steps?.at(-1)?.with).not.toHaveProperty("gate");
    expect(codes(workflow([], gate(fields)))).toContain(
      'AO1857 the gate "agree" ends the run as paused until somebody answers',
    );
    expect(job(", on_timeout: approve")?.environment).toBeUndefined();
  });
});

describe("secrets", () => {
  const text = workflow(
    ["context: { secrets: { DEPLOY: { from: env:DEPLOY_TOKEN }, OTHER: { from: env:OTHER } } }"],
    [
      "tasks:",
      "  - { id: look, agent: coder, prompt: x, runner: claude }",
      '  - { id: send, type: command, run: [env], dependencies: [look], env: { T: "${secrets.DEPLOY}" } }',
      "  - { id: other, agent: coder, prompt: x, runner: codex }",
      "  - { id: third, agent: coder, prompt: x, runner: opencode, model: groq/x, dependencies: [other, look] }",
      "  - { id: played, agent: coder, prompt: x, runner: scripted, dependencies: [send, third] }",
    ].join("\n"),
  );
  const given = (file: File): Record<string, readonly string[]> =>
    Object.fromEntries(
      Object.entries(file.jobs).map(([id, { steps = [] }]) => [
        id,
        steps
          .flatMap(strings)
          .flatMap((one) => [...one.matchAll(/secrets\.(\w+)/g)].map(([, name = ""]) => name)),
      ]),
    );

  test("are given to the step that needs them, and to no other", () => {
    expect(given(fileIn(compiledText(text).text))).toEqual({
      plan: [],
      look: ["ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"],
      send: ["DEPLOY_TOKEN"],
      other: ["OPENAI_API_KEY"],
      third: ["GROQ_API_KEY"],
      played: [],
      finish: [],
    });
  });

  test("never go with what is told about checks, which only the jobs that write are", () => {
    const { jobs } = fileIn(compiledText(text, { checks: "tasks" }).text);
    const told = Object.entries(jobs).flatMap(([id, { steps = [] }]) =>
      steps.some((step) => JSON.stringify(step).includes('"checks":"tasks"')) ? [id] : [],
    );
    expect(told).toEqual(["plan", "finish"]);
  });

  test("lie in an environment if one is named", () => {
    const { jobs } = fileIn(compiledText(text, { environment: "agents" }).text);
    expect(
      Object.entries(jobs).flatMap(([id, { environment }]) => (environment === "agents" ? [id] : [])),
    ).toEqual(["look", "other", "send", "third"]);
  });
});

describe("effects", () => {
  const jobs = (line: string): Record<string, Job> => fileIn(compiledText(workflow([line])).text).jobs;

  test("have a job of their own, with what they take", () => {
    expect(jobs("effects: { labels: [a] }")["deliver"]).toMatchObject({
      needs: ["plan", "finish"],
      uses: "org/agent-orchestrator/.github/workflows/deliver.yml@0123456789012345678901234567890123456789",
      permissions: { contents: "read", "pull-requests": "write" },
      with: {
        plan: "${{ needs.plan.outputs.plan }}",
        effects: "${{ needs.finish.outputs.effects }}",
      },
    });
    expect(jobs("effects: { pull_request: true }")["deliver"]?.permissions).toEqual({
      contents: "write",
      "pull-requests": "write",
    });
    expect(jobs("effects: { comment: false }")["deliver"]).toBeUndefined();
  });
});

const HOSTILE = fc.oneof(
  fc.constantFrom(
    "${{ secrets.X }}",
    "}} ${{ github.token",
    "'; curl x | sh #",
    '"; rm -rf / #',
    "a\n    run: evil",
    "a: b # c",
    "- x",
    "it's",
    "`id` $(id)",
    "\u0085x\u2028",
    "${{ '",
    "<<: *a",
  ),
  fc.string({ maxLength: 20 }),
);

test("no word of an author becomes a script, an expression, or another key", async () => {
  const record = fc.record({
    name: HOSTILE.filter((text) => text.trim() !== ""),
    about: HOSTILE,
    usual: HOSTILE,
    choice: HOSTILE,
    label: fc.oneof(HOSTILE, fc.constant("ok")),
    path: fc.oneof(HOSTILE, fc.constant("ok")),
    file: HOSTILE,
    command: HOSTILE,
    input: fc.constantFrom("goal", "on", "Yes", "constructor2", "_x"),
    id: fc.constantFrom("on", "x", "jobs", "steps", "a_-b", "_", "plan"),
  });
  await fc.assert(
    fc.asyncProperty(
      record,
      async ({ name, about, usual, choice, label, path, file, command, input, id }) => {
        const source = JSON.stringify({
          version: "1.0",
          name: name.replaceAll(/[\0-\x1f\ud800-\udfff]/g, "?"),
          on: { dispatch: true, pull_request: { paths: [`p${path}`] }, labels: [`l${label}`] },
          inputs: {
            [input]: { type: "string", description: about, default: usual },
            other: { type: "string", enum: [`x${choice}`, "y"], default: "y" },
          },
          tasks: [{ id, type: "command", run: ["echo", "x"] }],
        }).replaceAll(/[\ud800-\udfff]/g, "?");
        const { text, found } = compiledText(source, { workflow: file, command });
        if (text === "") {
          expect(found.map(({ code }) => code)).toContain("AO1852");
          return;
        }
        expectSafe(text);
        expect(Object.keys(fileIn(text))).toEqual(["name", "on", "permissions", "concurrency", "jobs"]);
        expect((await readWorkflow("it.yml", text)).problems).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
