/**
 * orchestrate.yml as act plays it, with the action itself: another program than GitHub's that evaluates our conditions, deals our
 * matrices and hands on our outputs. What act 0.2.87 cannot do, so that nothing here shows it:
 * - `$/` and the pinned checkout: the copy says `./`, and a script of ours stands in for `actions/checkout`.
 * - `fail-fast` and `max-parallel` as expressions: it says so and takes its defaults.
 * - It evaluates a matrix before the condition that would skip its job, and gives the outputs of a skipped job as the text of their
 *   expressions: hence the guard in our matrices, which GitHub does not need.
 * - One leg that fails makes the legs of its matrix that end after it red as well, and a called workflow that fails ends the run: no
 *   later job of the caller starts, not even with `always()`.
 * - `needs.*.result` comes in any order; `permissions`, `concurrency`, environments and running again do not exist.
 */
import { describe, expect, test } from "vitest";
import { orchestrateFile, withLocalAction } from "../../../scripts/orchestrate-file.ts";
import { nameIn } from "../../../src/adapters/github/manifest.ts";
import { acted, type Acted } from "../../rig/act.ts";
import { documentFrom, project } from "../../rig/cli.ts";
import { keptDocument, told } from "../../rig/kept.ts";
import { example } from "../../rig/runner.ts";

const CALLER = `on: pull_request
permissions: {}
jobs:
  agents:
    permissions:
      contents: read
    uses: ./.github/workflows/orchestrate.yml
    with:
      workflow: flow.yml
      inputs: '{"who":"moon"}'
      runner: scripted
      max_parallel: 2
      comment: final
    secrets:
      anthropic_api_key: \${{ secrets.MODEL_KEY }}
  after:
    needs: agents
    if: \${{ always() }}
    runs-on: ubuntu-latest
    steps:
      - env:
          SEEN: \${{ needs.agents.result }} \${{ needs.agents.outputs.conclusion }} \${{ needs.agents.outputs.effects }}
        run: echo "a later job sees $SEEN"
`;

/** What the second wave consists of is known only after the first. */
const flow = (names: string): string => `name: flow
inputs:
  who: { type: string, default: world }
outputs:
  said: { value: "\${sum.output}" }
tasks:
  - { id: names, type: command, run: ${names} }
  - id: each
    type: command
    dependencies: [names]
    for_each: { items: "\${names.output}", key: "\${item}", max_items: 5 }
    run: [echo, "\${item} for \${inputs.who}"]
  - { id: think, agent: checker, dependencies: [names], mock: { output: fine, cost_usd: 0.25 } }
  - { id: never, type: command, dependencies: [names], if: "\${inputs.who == 'nobody'}", run: [echo, never] }
  - { id: sum, type: command, dependencies: [each, think], run: [echo, "\${inputs.who} \${think.output}"] }
finally:
  - { id: tidy, type: command, run: [echo, tidy] }
`;

const aboutCommit = (sha: string): unknown => {
  const payload = example("pull_request", "opened");
  const pull = payload["pull_request"] as Readonly<Record<"head" | "base", object>>;
  return { ...payload, pull_request: { ...pull, head: { ...pull.head, sha }, base: { ...pull.base, sha } } };
};

const underAct = (text: string): Promise<Acted> =>
  acted({
    files: {
      "flow.yml": text,
      ".github/workflows/ci.yml": CALLER,
      ".github/workflows/orchestrate.yml": withLocalAction(orchestrateFile()),
    },
    event: "pull_request",
    payload: aboutCommit,
    entry: ".github/workflows/ci.yml",
    secrets: { MODEL_KEY: "sk-ant-hunter2-hunter2" },
  });

async function inProcess(text: string): Promise<unknown> {
  const words = ["run", "flow.yml", "--runner", "scripted", "--json", "-p", "who=moon"];
  const { out } = await project({ "flow.yml": text }).run(words);
  return told(documentFrom(out));
}

/** Jobs of the called workflow in the order in which they ended; those of a matrix have numbers. */
const jobsIn = ({ ended }: Acted): readonly string[] =>
  Array.from(
    ended.out.matchAll(/^\[agents\/Orchestrate\/(\S+) *\] 🏁 {2}Job (\w+)$/gm),
    ([, job = "", end = ""]) => `${job.replace(/-\d+$/, "")} ${end}`,
  );

/** Legs by their names, whichever of a wave was first. */
const legsIn = ({ results }: Acted): readonly string[] =>
  results.artifacts
    .map(({ name }) => nameIn(name)?.writer ?? name)
    .filter((name) => /^w\d/.test(name))
    .toSorted();

const sunk = ({ ended, fake, results }: Acted): string =>
  [
    ended.out,
    ended.err,
    ...fake.calls.map(({ body }) => JSON.stringify(body)),
    ...results.artifacts.map(({ bytes }) => bytes.toString("latin1")),
  ].join("\n");

describe("orchestrate.yml under act", () => {
  test("runs three waves of legs, each decided by the one before, and comes to what one process comes to", async () => {
    const text = flow(`[echo, '["a","b"]']`);
    const [made, alone] = await Promise.all([underAct(text), inProcess(text)]);
    const { ended, fake, results } = made;
    expect(ended.code, ended.out + ended.err).toBe(0);
    expect(jobsIn(made)).toEqual([
      "plan succeeded",
      "w1 succeeded",
      "a1 succeeded",
      "w2 succeeded",
      "w2 succeeded",
      "w2 succeeded",
      "a2 succeeded",
      "w3 succeeded",
      "a3 succeeded",
      "cleanup succeeded",
      "finish succeeded",
    ]);
    expect(legsIn(made)).toEqual(["w1-names", "w2-each-a", "w2-each-b", "w2-think", "w3-sum"]);
    expect(ended.out).toContain("a later job sees success success none");
    expect(told(await keptDocument(results))).toEqual(alone);
    expect(fake.checks).toMatchObject([
      { name: "agents / flow", status: "completed", conclusion: "success" },
    ]);
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toContain("✅ flow succeeded");
    expect([fake.violations, results.violations]).toEqual([[], []]);
    expect(sunk(made)).not.toContain("hunter2");
  });

  test("is red where it stopped, cleans up, and tells in its last job what one process comes to", async () => {
    const text = flow('[sh, -c, "exit 4"]');
    const [made, alone] = await Promise.all([underAct(text), inProcess(text)]);
    const { ended, fake, results } = made;
    expect(ended.code, ended.out + ended.err).not.toBe(0);
    expect(jobsIn(made)).toEqual([
      "plan succeeded",
      "w1 failed",
      "a1 succeeded",
      "cleanup succeeded",
      "finish failed",
    ]);
    expect(legsIn(made)).toEqual(["w1-names"]);
    expect(told(await keptDocument(results))).toEqual(alone);
    expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect([fake.violations, results.violations]).toEqual([[], []]);
  });
});
