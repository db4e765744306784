/** The workflow files of GitHub that we ship and show, before GitHub's own parser; and what has to hold of them besides. */
import { isSequence } from "@actions/workflow-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { deliverFile, orchestrateFile, WAVES, withLocalAction } from "../scripts/orchestrate-file.ts";
import { workflowFiles } from "../scripts/workflow-files.ts";
import { INPUTS, OUTPUTS } from "../src/entry/action-table.ts";
import { MAX_WAVES } from "../src/core/plan/waves.ts";
import { CHECKOUT } from "../src/core/render/actions-pins.ts";
import { expression, quoted } from "../src/core/render/actions-workflow.ts";
import { actionsYaml } from "../src/core/render/actions-yaml.ts";
import { evaluation, inside } from "./rig/github-expressions.ts";
import { readWorkflow } from "./rig/github-parser.ts";

type Step = Readonly<{ uses?: string; id?: string; run?: string; with?: Readonly<Record<string, unknown>> }>;
type Job = Readonly<{
  name?: string;
  needs?: readonly string[];
  if?: string;
  permissions?: Readonly<Record<string, string>>;
  "timeout-minutes": number;
  outputs?: Readonly<Record<string, string>>;
  strategy?: Readonly<Record<string, unknown>>;
  steps: readonly Step[];
}>;
type Doc = Readonly<{ permissions?: unknown; concurrency?: unknown; jobs: Readonly<Record<string, Job>> }>;

const steps = (token: TemplateToken | undefined): readonly TemplateToken[] =>
  token !== undefined && isSequence(token) ? Array.from({ length: token.count }, (_, n) => token.get(n)) : [];

const orchestrate = parse(orchestrateFile()) as Doc;
const deliver = parse(deliverFile()) as Doc;
const jobs = Object.entries(orchestrate.jobs);
const job = (id: string): Job => {
  const found = orchestrate.jobs[id];
  if (found === undefined) throw new Error(`no job ${id}`);
  return found;
};

describe("GitHub's own parser", () => {
  test.each(workflowFiles().map(({ name, text }) => [name, text] as const))(
    "takes %s",
    async (name, text) => {
      expect((await readWorkflow(name, text)).problems).toEqual([]);
    },
  );

  test("would say what is wrong", async () => {
    const { problems } = await readWorkflow(
      "bad.yml",
      "on: push\njobs:\n  a:\n    needs: [gone]\n    runs-on: x\n    timeout: 5\n    if: ${{ nobody.knows }}\n    steps: [{ run: ls }]\n",
    );
    for (const part of ["'timeout'", "gone", "nobody"]) expect(problems.join("\n")).toContain(part);
  });
});

describe("orchestrate.yml", () => {
  test("has eight waves, each behind the one that decided about it", () => {
    expect(WAVES).toBe(8);
    expect(MAX_WAVES).toBe(WAVES);
    for (let wave = 1; wave <= WAVES; wave += 1) {
      const giver = wave === 1 ? "plan" : `a${wave - 1}`;
      expect(job(`w${wave}`)).toMatchObject({
        needs: [...new Set(["plan", giver])],
        strategy: {
          matrix: {
            leg: `\${{ fromJSON(needs.${giver}.result == 'success' && needs.${giver}.outputs.legs || '[]') }}`,
          },
        },
      });
      expect(job(`a${wave}`).needs).toEqual(["plan", `w${wave}`]);
    }
    expect(orchestrate.jobs[`w${WAVES + 1}`]).toBeUndefined();
    expect(job("finish").needs).toEqual(Object.keys(orchestrate.jobs).filter((id) => id !== "finish"));
  });

  test("leaves permissions and concurrency to its caller, and asks for nothing that writes", () => {
    for (const file of [orchestrate, deliver]) {
      expect(file).not.toHaveProperty("permissions");
      expect(file).not.toHaveProperty("concurrency");
    }
    const asked = jobs.filter(([, { permissions }]) => permissions !== undefined);
    expect(asked.map(([id]) => id)).toEqual([
      ...Array.from({ length: WAVES }, (_, n) => `w${n + 1}`),
      "cleanup",
    ]);
    for (const [, { permissions }] of asked) expect(permissions).toEqual({ contents: "read" });
    expect(orchestrateFile()).not.toMatch(/: write|id-token|cache|inherit/);
  });

  test("gives secrets to jobs with agents alone, by their names", () => {
    const holders = jobs.filter(([, one]) => JSON.stringify(one).includes("secrets.")).map(([id]) => id);
    expect(holders).toEqual(
      jobs.filter(([, { permissions }]) => permissions !== undefined).map(([id]) => id),
    );
  });

  test("reads outputs of jobs without agents only, and gives the last one results alone", () => {
    const read = new Set([...orchestrateFile().matchAll(/needs\.(\w+)\.outputs/g)].map(([, id]) => id));
    expect([...read].filter((id) => id?.startsWith("w") === true || id === "cleanup")).toEqual([]);
    expect(orchestrateFile()).not.toMatch(/toJSON\(needs\)/);
    expect(jobs.filter(([id, { outputs }]) => /^w|cleanup/.test(id) && outputs !== undefined)).toEqual([]);
  });

  test("goes on after anything only where it has to: in cleanup and finish", () => {
    const always = jobs.filter(([, { if: condition = "" }]) => condition.includes("always()"));
    expect(always.map(([id]) => id)).toEqual(["cleanup", "finish"]);
    expect(job("finish").if).toBe("${{ always() }}");
  });

  test.each([
    ["orchestrate.yml", orchestrate],
    ["deliver.yml", deliver],
  ] as const)(
    "%s: every job ends in time, runs no script, keeps no token and says what the action takes",
    (_name, file) => {
      const taken = new Set(INPUTS.map(({ name }) => name));
      const given = new Set(OUTPUTS.map(({ name }) => name));
      for (const one of Object.values(file.jobs)) {
        expect(one["timeout-minutes"]).toBeLessThanOrEqual(350);
        expect(one.name).toBeUndefined();
        for (const output of Object.keys(one.outputs ?? {})) expect(given).toContain(output);
        for (const step of one.steps) {
          expect(step.run).toBeUndefined();
          if (step.uses === "$/")
            for (const name of Object.keys(step.with ?? {})) expect(taken).toContain(name);
          else
            expect(step).toMatchObject({
              uses: expect.stringMatching(/^actions\/checkout@[0-9a-f]{40}$/) as string,
              with: { "persist-credentials": false },
            });
        }
      }
    },
  );

  test("differs for tests in nothing but where the action lies", () => {
    const lines = orchestrateFile().split("\n");
    const changed = withLocalAction(orchestrateFile())
      .split("\n")
      .filter((line, index) => line !== lines[index]);
    expect(new Set(changed.map((line) => line.trim()))).toEqual(new Set(["uses: ./", "- uses: ./"]));
    expect(changed).toHaveLength(2 * WAVES + 3);
  });
});

describe("foreign text in a file that we write", () => {
  const evil = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          "${{",
          "}}",
          "'",
          '"',
          " secrets.KEY ",
          "\n",
          ": ",
          " #",
          "format('{0}'",
          "{0}",
          "\u2028",
          "\\",
          "- ",
          "&a",
          "!!x",
          "a",
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join("")),
  );

  test("comes out of GitHub's parser and evaluation as it went in", async () => {
    await fc.assert(
      fc.asyncProperty(evil, async (raw) => {
        const text = raw.replaceAll(/\p{Surrogate}/gu, "\ufffd");
        const file = actionsYaml({
          head: [text],
          name: text,
          on: { workflow_dispatch: { inputs: { a: { description: text, type: "string" } } } },
          permissions: {},
          jobs: [
            {
              id: "a",
              about: [text],
              name: text,
              runsOn: "x",
              timeoutMinutes: 1,
              env: { A: text },
              steps: [
                {
                  name: text,
                  uses: CHECKOUT,
                  with: { a: text, b: expression(`format('{0}', ${quoted(text)})`) },
                },
              ],
            },
          ],
        });
        const { root, problems } = await readWorkflow("a.yml", file);
        // A name of nothing is one thing that GitHub has against it.
        expect(problems.filter((problem) => !/empty|null/i.test(problem))).toEqual([]);
        const { texts, text: shown } = evaluation({ secrets: { KEY: "hunter2" } });
        const job = inside(root, "jobs", "a");
        const [step] = steps(inside(job, "steps"));
        expect(texts(inside(job, "env"))).toEqual({ A: text });
        expect(texts(inside(step, "with"))).toEqual({ a: text, b: text });
        for (const token of [inside(job, "name"), inside(step, "name")]) expect(shown(token)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

test("an action of somebody else is the same commit wherever we name it", () => {
  const pins = workflowFiles().flatMap(({ text }) =>
    [...text.matchAll(/uses: (actions\/checkout)@(\S+ # \S+)/g)].map(
      ([, name, commit]) => `${name}@${commit}`,
    ),
  );
  expect(new Set(pins).size).toBe(1);
});
