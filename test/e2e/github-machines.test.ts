/** Jobs on machines of their own: what dist/ holds in several of them, as GitHub would start it. */
import { describe, expect, test } from "vitest";
import { fakeGithub } from "../rig/github.ts";
import { githubRun, type RunOptions } from "../rig/github-jobs.ts";
import { machines } from "../rig/github-machine.ts";
import { repository } from "../rig/repository.ts";
import { example, HEAD, RUN_ID } from "../rig/runner.ts";

const FLOW = `name: flow
outputs:
  said: { value: "\${greet.output}" }
tasks:
  - id: greet
    type: command
    run: [cat, greeting.txt]
`;
const SLOW = `name: slow
tasks:
  - id: wait
    type: command
    run: [sleep, "60"]
`;

const CHECKOUT =
  "- uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with: { ref: '${{ inputs.head || github.sha }}' }";
const run = (flow: string): string => `- { uses: ./, id: ao, with: { workflow: ${flow}, comment: off } }`;

const TWO = `on: pull_request
jobs:
  first:
    runs-on: ubuntu-latest
    outputs: { said: '\${{ steps.ao.outputs.outputs }}', left: '\${{ steps.later.outputs.left }}' }
    steps:
      ${CHECKOUT}
      ${run("flow.yml")}
      - { id: later, run: 'echo "left=$RUNNER_TEMP" >> "$GITHUB_OUTPUT"; echo changed > greeting.txt' }
  second:
    needs: first
    runs-on: ubuntu-latest
    strategy: { fail-fast: false, matrix: { greeting: ['\${{ fromJSON(needs.first.outputs.said).said }}', other] } }
    steps:
      ${CHECKOUT}
      - { run: 'test "$(cat greeting.txt)" = "$GREETING" && test "$RUNNER_TEMP" != "$LEFT"', env: { GREETING: '\${{ matrix.greeting }}', LEFT: '\${{ needs.first.outputs.left }}' } }
`;

const FILES = { "flow.yml": FLOW, "slow.yml": SLOW };

async function scene(text: string, more: Partial<RunOptions> = {}) {
  const origin = repository({ "greeting.txt": "hello", ...FILES });
  const sha = origin.commit("begin");
  origin.write("greeting.txt", "newer");
  origin.commit("go on");
  const fake = await fakeGithub({ people: { Codertocat: "admin" }, heads: [sha, HEAD], base: FILES });
  const github = {
    actor: "Codertocat",
    triggering_actor: "Codertocat",
    api_url: fake.url,
    server_url: "https://github.com",
    repository: "Codertocat/Hello-World",
    event_name: "pull_request",
    event: example("pull_request", "opened") as never,
    run_id: RUN_ID,
    sha,
    token: "ghs_0123456789abcdef",
  };
  const hands = machines({ origin: origin.folder, env: () => ({ ACTIONS_RUNTIME_TOKEN: "runtime-token" }) });
  return {
    fake,
    played: await githubRun({ files: { "ci.yml": text }, entry: "ci.yml", hands, github, ...more }),
  };
}

describe("jobs of GitHub", () => {
  test("each have a checkout of their own, run the action, and hand on what it gave", async () => {
    const { fake, played } = await scene(TWO);
    const end = await played.start();
    expect(end.job("first"), end.job("first").instances[0]?.log).toMatchObject({
      result: "success",
      outputs: { said: '{"said":"hello"}' },
    });
    expect(end.job("second").instances.map(({ path, result }) => `${path} ${result}`)).toEqual([
      "second (hello) success",
      "second (other) failure",
    ]);
    expect(fake.checks).toMatchObject([{ name: "agents / flow", conclusion: "success" }]);
    expect(fake.violations).toEqual([]);
  });

  test("are stopped when the run is cancelled, and the action still ends its check", async () => {
    const text = `on: pull_request\njobs:\n  first:\n    runs-on: x\n    steps:\n      ${CHECKOUT}\n      ${run("slow.yml")}\n`;
    const { fake, played } = await scene(text);
    const ending = played.start();
    await expect.poll(() => fake.checks.at(0)?.status, { timeout: 20_000 }).toBe("in_progress");
    played.cancel();
    const end = await ending;
    expect(end.conclusion).toBe("cancelled");
    expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "cancelled" }]);
  });
});
