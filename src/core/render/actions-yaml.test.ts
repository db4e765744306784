import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CHECKOUT } from "./actions-pins.ts";
import { expression, quoted, type ActionsJob, type ActionsWorkflow, type Step } from "./actions-workflow.ts";
import { actionsYaml } from "./actions-yaml.ts";
import { yamlScalar } from "./yaml-text.ts";

const job = {
  id: "look",
  about: ["It only looks."],
  name: ["Look at ", expression("github.ref_name")],
  needs: ["plan"],
  if: expression("always() && needs.plan.outputs.legs != '[]'"),
  permissions: { contents: { access: "read", why: "the project" } },
  strategy: { failFast: false, maxParallel: 4, matrix: { leg: expression("fromJSON('[1]')"), os: ["a", 2] } },
  runsOn: "ubuntu-latest",
  timeoutMinutes: 5,
  outputs: { legs: expression("steps.ao.outputs.legs") },
  steps: [
    { uses: CHECKOUT, with: { "persist-credentials": false } },
    { id: "ao", uses: { own: "$/" }, with: { mode: "plan" } },
    { name: "say", env: { WHO: expression("github.actor") }, run: 'echo "$WHO"\n\necho done\n' },
  ],
} satisfies ActionsJob;

const file: ActionsWorkflow = {
  head: ["Written by a test."],
  name: "Look",
  on: { pull_request: null, workflow_dispatch: { inputs: { on: { type: "string", default: "" } } } },
  permissions: {},
  concurrency: { group: ["look-", expression("github.ref")], cancelInProgress: true },
  jobs: [
    job,
    { id: "send", needs: ["look"], calls: { own: "$/.github/workflows/deliver.yml" }, with: { times: 1 } },
  ],
};

const TEXT = `# Written by a test.
name: Look

on:
  pull_request:
  workflow_dispatch:
    inputs:
      on:
        type: string
        default: ''

permissions: {}

concurrency:
  group: 'look-\${{ github.ref }}'
  cancel-in-progress: true

jobs:
  # It only looks.
  look:
    name: 'Look at \${{ github.ref_name }}'
    needs:
      - plan
    if: \${{ always() && needs.plan.outputs.legs != '[]' }}
    permissions:
      contents: read # the project
    strategy:
      fail-fast: false
      max-parallel: 4
      matrix:
        leg: \${{ fromJSON('[1]') }}
        os:
          - a
          - 2
    runs-on: ubuntu-latest
    timeout-minutes: 5
    outputs:
      legs: \${{ steps.ao.outputs.legs }}
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - id: ao
        uses: $/
        with:
          mode: plan
      - name: say
        env:
          WHO: \${{ github.actor }}
        run: |
          echo "$WHO"

          echo done

  send:
    needs:
      - look
    uses: $/.github/workflows/deliver.yml
    with:
      times: 1
`;

const withStep = (step: Step): string => actionsYaml({ ...file, jobs: [{ ...job, steps: [step] }] });

const looks = (step: object): object => ({ jobs: { look: { steps: [step] } } });

describe("a workflow file of GitHub", () => {
  test("is laid out the same way every time", () => expect(actionsYaml(file)).toBe(TEXT));

  test("gives every text back, wherever it stands, and never as code", () => {
    const evil = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.stringMatching(/^[\s'"#:{}[\]$&*!|>%@`\\,?~-]{0,12}$/),
      fc.constantFrom(
        "yes",
        "Off",
        "NULL",
        "~",
        "0x1f",
        "1e3",
        "2026-01-01",
        "- a",
        "${{ secrets.X }}",
        "a\n\n b",
        " a",
        "a\t",
        "\u0085",
        "\u2028x",
      ),
    );
    fc.assert(
      fc.property(evil, (raw) => {
        const text = raw.replaceAll(/\p{Surrogate}/gu, "\ufffd");
        const on = { workflow_dispatch: { inputs: { [`k${text}`]: { description: text } } } };
        const step = { uses: CHECKOUT, with: { a: text }, env: { B: text } };
        const jobs = [{ ...job, about: [text], steps: [step] }];
        const read: unknown = parse(actionsYaml({ head: [text], name: text, on, jobs }));
        const shown = text.replaceAll("${{", () => "$ {{");
        const data = text.replaceAll("${{", () => "${{ '${{' }}");
        expect(read).toMatchObject({
          name: shown,
          on: { workflow_dispatch: { inputs: { [`k${text}`]: { description: shown } } } },
          ...looks({ with: { a: data }, env: { B: data } }),
        });
        expect(Object.keys(read as object)).toEqual(["name", "on", "jobs"]);
      }),
    );
  });

  test("keeps scripts as they were written", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z \n\t#'":|>-]{0,40}$/), (text) => {
        const ended = `${text.replace(/\n+$/, "")}\n`;
        const kept = /^[^\s][^]*\n/.test(text) && !/[ \t]$|\t/m.test(text) ? ended : text;
        expect(parse(withStep({ run: text }))).toMatchObject(looks({ run: kept }));
      }),
    );
  });

  test.each<[string, () => unknown]>([
    ["an expression in a script", () => withStep({ run: "echo ${{ github.actor }}" })],
    ["an action at a tag", () => withStep({ uses: { name: "a/b", commit: "v1", version: "v1" } })],
    ["a path out of the repository", () => withStep({ uses: { own: "./../x" } })],
    ["an id with a space", () => withStep({ id: "a b", run: "true" })],
    ["an expression that ends early", () => expression("a }} ${{ b")],
    ["an expression with an open text", () => expression("'a")],
    ["an expression over lines", () => expression("a\nb")],
  ])("refuses %s", (_name, make) => expect(make).toThrow("Internal error"));

  test("takes foreign text into an expression as a text", () => {
    expect(expression(`x == ${quoted("it's }} ${{ y")}`).expression).toBe("x == 'it''s }} ${{ y'");
  });

  test("says half a character as a whole unknown one", () =>
    expect(yamlScalar("a\ud800b")).toBe("'a\ufffdb'"));
});
