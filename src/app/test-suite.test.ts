import { describe, expect, it } from "vitest";
import { bench } from "../../test/rig/bench.ts";
import { disk } from "../../test/rig/disk.ts";
import type { Agent } from "../ports/agent.ts";
import { passed, tested, type Suite } from "./test-suite.ts";
import { inOneLine, updated } from "./test-update.ts";
import { library } from "./validate.ts";

const WORKFLOW = `
name: it
agents: { coder: { runner: scripted, prompt: x } }
tasks:
  - { id: plan, agent: coder, prompt: Plan, mock: { delay: 600, output: a plan, cost_usd: 1 } }
  - { id: build, agent: coder, prompt: "Build \${plan.output}", dependencies: [plan] }
  - { id: extra, agent: coder, prompt: x, dependencies: [plan], condition: "plan.output == 'more'" }
outputs: { plan: "\${plan.output}" }
`;

const suite = (tests: string, workflow = WORKFLOW, word = "it.yml", with_ = bench): Promise<Suite> =>
  tested(
    library(disk({ "/p/it.yml": workflow, "/p/it.test.yml": tests }), { project: "/p", library: "/lib" }),
    word,
    with_,
  );

const codes = ({ cases, reports }: Suite): readonly string[] =>
  [
    ...reports.flatMap(({ diagnostics }) => diagnostics),
    ...cases.flatMap(({ diagnostics }) => diagnostics),
  ].map(({ code }) => code);

describe("tests of a workflow", () => {
  it("are found by the workflow and by their own file, and take no time", async () => {
    const text = "cases: [{ name: x, expect: { conclusion: success, skipped: [extra] } }]";
    const from = Date.now();
    for (const word of ["it.yml", "it.test.yml"]) {
      const { cases, reports } = await suite(text, WORKFLOW, word);
      expect([cases.every(passed), cases.length, reports]).toEqual([true, 1, []]);
    }
    expect(Date.now() - from).toBeLessThan(10_000);
  });

  it("are missed where there are none, as is the workflow", async () => {
    const files = library(disk({ "/p/it.yml": WORKFLOW }), { project: "/p", library: "/lib" });
    expect(codes(await tested(files, "it.yml", bench))).toEqual(["AO1901"]);
    expect(codes(await tested(files, "its.yml", bench))).toEqual(["AO1901"]);
  });

  it("of a workflow that is not valid say what is wrong with the workflow", async () => {
    const { reports, cases } = await suite(
      "cases: [{ name: x, expect: {} }]",
      "name: it\ntasks: [{ id: a, agnet: x }]",
    );
    expect(reports[0]?.file).toBe("it.yml");
    expect(cases).toEqual([]);
  });

  it("know nothing of each other", async () => {
    const { cases } = await suite(`
cases:
  - { name: one, replies: { plan: { output: more } }, expect: { tasks: { extra: success } } }
  - { name: two, expect: { tasks: { extra: skipped } } }`);
    expect(cases.map(passed)).toEqual([true, true]);
  });

  it("give up on a run that would never end", async () => {
    const silent: Agent = {
      name: "silent",
      ready: () => Promise.resolve(null),
      attempt: () => new Promise(() => {}),
    };
    const never = { ...bench, scripted: () => silent };
    const found = await suite(
      "cases: [{ name: x, expect: { conclusion: success } }]",
      WORKFLOW,
      "it.yml",
      never,
    );
    expect(codes(found)).toEqual(["AO1801", "AO1808"]);
    expect(found.cases[0]?.unmet[0]?.actual).toBe("no end");
  });

  it("run a timeout to its end", async () => {
    const workflow = WORKFLOW.replace("prompt: Plan,", "prompt: Plan, timeout: 60,");
    const { cases } = await suite("cases: [{ name: x, expect: { failures: { plan: timeout } } }]", workflow);
    expect(cases[0]?.diagnostics).toEqual([]);
  });
});

describe("an update", () => {
  const text = `# about the plan
cases:
  - name: one # as it was
    expect:
      conclusion: failure # why?
      tasks: { plan: failure, extra: success }
      order:
        - build
        - plan
      skipped: []
      outputs:
        plan: |
          something
          else
      cost_usd: 3
`;

  it("writes what happens and leaves all else as it was", async () => {
    const before = await suite(text);
    const change = updated(text, before.cases);
    expect(change?.text).toBe(`# about the plan
cases:
  - name: one # as it was
    expect:
      conclusion: success # why?
      tasks: { plan: success, extra: skipped }
      order:
        [plan, build]
      skipped: [extra]
      outputs:
        plan: "a plan"
      cost_usd: 1
`);
    expect((await suite(change?.text ?? "")).cases.map(passed)).toEqual([true]);
  });

  it("writes down everything where nothing is expected yet", async () => {
    const blank = "cases:\n  - name: x\n    expect: {} # soon\n";
    const change = updated(blank, (await suite(blank)).cases);
    expect(change?.text).toBe(
      'cases:\n  - name: x\n    expect: { conclusion: success, tasks: { plan: success, build: success, extra: skipped }, outputs: { plan: "a plan" } } # soon\n',
    );
    expect((await suite(change?.text ?? "")).cases.map(passed)).toEqual([true]);
  });

  it("says what it cannot write", async () => {
    const { cases } = await suite("cases: [{ name: x, expect: { prompts: { plan: nothing } } }]");
    expect(updated("cases: [{ name: x, expect: { prompts: { plan: nothing } } }]", cases)?.left).toHaveLength(
      1,
    );
  });

  it("leaves a file alone that could not be read afterwards", async () => {
    const odd = `cases:\n- name: x\n  expect:\n    order:\n    - build\n    - plan\n`;
    const change = updated(odd, (await suite(odd)).cases);
    if (change !== null) expect((await suite(change.text)).cases.map(passed)).toEqual([true]);
  });

  it.each([
    ["plain", "plain"],
    ["true", '"true"'],
    ["a: b", '"a: b"'],
    [3.5, "3.5"],
    [null, "null"],
    [["a", 1], "[a, 1]"],
    [{}, "{}"],
    [{ a: { "b c": [true] } }, '{ a: { "b c": [true] } }'],
  ])("writes %j as %s", (value, expected) => {
    expect(inOneLine(value)).toBe(expected);
  });
});
