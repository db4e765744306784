/** Tests of workflows whose graphs grow: replies reach items, rounds, samples, leads and people. */
import { expect, test } from "vitest";
import { bench } from "../../test/rig/bench.ts";
import { disk } from "../../test/rig/disk.ts";
import { diagnosticsText } from "../core/render/diagnostics.ts";
import { tested } from "./test-suite.ts";
import { library } from "./validate.ts";

const AGENTS = `name: it
agents: { coder: { runner: scripted, prompt: x }, junior: { runner: scripted, prompt: y } }
`;

async function said(workflow: string, tests: string): Promise<string> {
  const files = disk({ "/p/it.yml": AGENTS + workflow, "/p/it.test.yml": `cases:\n${tests}` });
  const suite = await tested(library(files, { project: "/p", library: "/lib" }), "it.yml", bench);
  const diagnostics = suite.cases.flatMap((one) => one.diagnostics);
  const own = { file: suite.file, text: suite.text, diagnostics };
  return diagnosticsText(suite.reports.length === 0 ? [own] : suite.reports);
}

const RIGHT = "no problems in 1 file\n";

test("items of a fan-out are answered by their keys", async () => {
  const workflow = `
tasks:
  - id: work
    agent: coder
    prompt: "Do \${item}"
    for_each: { items: [a, b, c], key: "\${item}", min_success: 2 }
  - { id: join, agent: coder, prompt: "Join \${toJSON(work.output)}", dependencies: [work] }
`;
  const tests = `
  - name: one fails
    replies:
      work:
        by_key:
          a: { output: A, delay: 9 }
          b: { fail: agent-error, message: no b }
          c: [{ output: C }]
    expect:
      conclusion: success
      tasks: { work: success, "work[a]": success, "work[b]": failure, "work[c]": success }
      results: { work: [A, null, C] }
      calls: { work: 3, "work[a]": 1, join: 1 }
      prompts: { "work[a]": Do a, join: '["A",null,"C"]' }
  - name: the same for all
    replies: { work: { output: X } }
    expect: { results: { work: [X, X, X] } }`;
  expect(await said(workflow, tests)).toBe(RIGHT);
});

test("rounds of a loop are answered one after the other", async () => {
  const workflow = `
tasks:
  - id: cycle
    type: loop
    loop: { until: "review.output == 'fine'", max_iterations: 5 }
    steps:
      - { id: work, agent: coder, prompt: Work }
      - { id: review, agent: coder, prompt: "Review \${work.output}", dependencies: [work] }
`;
  const tests = `
  - name: three rounds
    replies: { review: [{ output: bad }, { output: better }, { output: fine }], work: { output: x } }
    expect:
      conclusion: success
      tasks: { "review#3": success, "review#4": absent }
      calls: { review: 3, work: 3 }
      order: [work, review, "work#2", "review#2", "work#3", "review#3"]`;
  expect(await said(workflow, tests)).toBe(RIGHT);
});

test("whoever steps in is asked when the attempts are spent", async () => {
  const workflow = `
tasks:
  - { id: work, agent: coder, prompt: Work, retry: { max_attempts: 2, delay: 1 }, fallback: { agent: junior } }
`;
  const tests = `
  - name: the junior does it
    replies: { work: [{ fail: agent-error }, { fail: agent-error }, { output: done }] }
    expect: { conclusion: success, calls: { work: 3 }, results: { work: done } }`;
  expect(await said(workflow, tests)).toBe(RIGHT);
});

test("people answer at once, later, or never", async () => {
  const workflow = `
tasks:
  - { id: work, agent: coder, prompt: Work }
  - id: release
    type: approval
    prompt: "Release \${work.output}?"
    dependencies: [work]
    fields: { version: { type: string, required: true } }
    timeout: 2d
  - { id: ship, type: command, run: [ship, "\${release.outputs.version}"], dependencies: [release] }
`;
  const tests = `
  - name: at once
    answers: { release: { verdict: approve, fields: { version: "1.2" }, by: ada } }
    expect: { conclusion: success, tasks: { release: success, ship: success } }
  - name: the next day
    answers: { release: { verdict: approve, fields: { version: "1.2" }, after: 1d } }
    expect: { conclusion: success, tasks: { ship: success }, calls: { work: 1 } }
  - name: no
    answers: { release: { verdict: reject, reason: not today } }
    expect: { conclusion: failure, tasks: { release: failure, ship: upstream_failed } }
  - name: nobody
    expect: { conclusion: paused, tasks: { ship: pending } }`;
  expect(await said(workflow, tests)).toBe(RIGHT);
});

test("samples are answered by their numbers, and the lead of a delegation first and last", async () => {
  const workflow = `
tasks:
  - { id: guess, agent: coder, prompt: Guess, samples: 3, select: vote }
  - id: lead
    agent: coder
    prompt: Lead
    delegate: { max_tasks: 3, max_depth: 1 }
`;
  const tests = `
  - name: two of three agree
    replies:
      guess: { by_key: { "1": { output: x }, "2": { output: y }, "3": { output: x } } }
      lead:
        - { structured: { tasks: [{ id: one, agent: junior, prompt: One }] } }
        - { output: all done }
      lead/one: { output: 1 done }
    expect:
      conclusion: success
      results: { guess: x, lead: all done }
      tasks: { lead/one: success }
      prompts: { lead: 1 done }`;
  expect(await said(workflow, tests)).toBe(RIGHT);
});
