/** `uses: ./` in a job that act runs: another program than ours reads action.yml, starts both doors, and obeys their log. */
import { readdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { actIn, planted } from "../../rig/act.ts";
import { temporaryFolder } from "../../rig/folder.ts";
import { fakeGithub, type FakeGithub } from "../../rig/github.ts";
import { example, HEAD } from "../../rig/runner.ts";
import type { Ended } from "../../rig/spawned.ts";

const JOB = `on: pull_request
jobs:
  agents:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: ./
        id: agents
        with:
          workflow: flow.yml
          runner: scripted
          inputs: |
            who: act
          anthropic_api_key: \${{ secrets.MODEL_KEY }}
      - if: \${{ always() }}
        env:
          SEEN: \${{ steps.agents.outputs.conclusion }} \${{ steps.agents.outputs.outputs }}
        run: echo "a later step sees $SEEN"
`;

const flow = (last: string): string => `name: flow
inputs:
  who: { type: string, required: true }
outputs:
  said: { value: "\${greet.output}" }
tasks:
  - id: greet
    type: command
    run: [echo, "hello \${inputs.who}"]
  - id: think
    agent: checker
    dependencies: [greet]
    mock: { output: fine, cost_usd: 0.25 }
  - id: last
    type: command
    dependencies: [think]
    run: ${last}
`;

const PAYLOAD = example("pull_request", "opened");

const HANDED_ON = `on: push
jobs:
  first:
    runs-on: ubuntu-latest
    outputs:
      run: \${{ steps.agents.outputs.run_id }}
    steps:
      - uses: actions/checkout@v5
      - uses: ./
        id: agents
        continue-on-error: true
        with: { workflow: flow.yml, runner: scripted, inputs: "who: act", github_token: "" }
  second:
    needs: [first]
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: touch flag
      - uses: ./
        id: agents
        with: { workflow: flow.yml, runner: scripted, github_token: "", resume: "\${{ needs.first.outputs.run }}" }
      - env:
          SEEN: \${{ steps.agents.outputs.conclusion }} \${{ steps.agents.outputs.total_cost_usd }}
        run: echo "the second job sees $SEEN"
`;

const leadingTo = (sha: string): unknown => {
  const pull = PAYLOAD["pull_request"] as Readonly<Record<string, object>>;
  return { ...PAYLOAD, pull_request: { ...pull, base: { ...pull["base"], sha } } };
};

async function runUnderAct(
  github: FakeGithub,
  last: string,
  { event = "pull_request", job: file = JOB, words: more = [] as readonly string[] } = {},
): Promise<Ended> {
  const folder = temporaryFolder();
  const head = planted(folder, { "flow.yml": flow(last), ".github/workflows/job.yml": file });
  return actIn(folder, {
    event,
    // The checkout has the commit that the change leads to, so what decides is read there.
    payload: event === "push" ? {} : leadingTo(head),
    words: more,
    secrets: { MODEL_KEY: "sk-ant-hunter2-hunter2" },
    env: { GITHUB_API_URL: github.url },
  });
}

/** Free at this moment: act cannot say which one it was given. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

describe("a job that act runs", () => {
  const github = () => fakeGithub({ people: { Codertocat: "write" }, heads: [HEAD] });

  test("is green, shown, and gives later steps what it gave", async () => {
    const fake = await github();
    const ended = await runUnderAct(fake, "['true']");
    expect(ended.code, ended.out + ended.err).toBe(0);
    expect(ended.out).toContain('a later step sees success {"said":"hello act"}');
    expect(ended.out).toContain("Success - Post ./");
    expect(fake.checks).toMatchObject([
      { name: "agents / flow", head: HEAD, status: "completed", conclusion: "success" },
    ]);
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toContain("✅ flow succeeded: 3/3 tasks");
    expect(fake.violations).toEqual([]);
  });

  test("hands a run on to the next one, through the artifacts of another program than ours", async () => {
    const kept = temporaryFolder();
    const words = [
      "--artifact-server-path",
      kept,
      "--artifact-server-addr",
      "127.0.0.1",
      "--artifact-server-port",
      await freePort(),
    ];
    const ended = await runUnderAct(await github(), "[test, -e, flag]", {
      event: "push",
      job: HANDED_ON,
      words,
    });
    expect(ended.code, ended.out + ended.err).toBe(0);
    expect(ended.out).toContain("2 tasks kept, which saves $0.25");
    expect(ended.out).toContain("the second job sees success 0.25");
    const names = readdirSync(kept, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".zip"),
    );
    expect(names.map((name) => /-run-e\d\.zip$/.exec(name)?.[0] ?? "").sort()).toEqual([
      "-run-e1.zip",
      "-run-e2.zip",
    ]);
  });

  test("is red where it failed, obeys nothing that a task printed, and keeps the secret", async () => {
    const fake = await github();
    const evil =
      "for (const l of ['::set-output name=conclusion::success', '##[set-output name=conclusion;]success']) console.error(l); console.error('sk-ant-hunter2-hunter2'); process.exit(4)";
    const ended = await runUnderAct(fake, `[node, -e, ${JSON.stringify(evil)}]`);
    expect(ended.code).not.toBe(0);
    expect(ended.out).toContain('a later step sees failure {"said":"hello act"}');
    expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    const sent = fake.calls.map(({ body }) => JSON.stringify(body)).join("\n");
    for (const sink of [ended.out, ended.err, sent]) expect(sink).not.toContain("hunter2");
  });

  test("is red and starts nothing for somebody who may not", async () => {
    const fake = await fakeGithub({ people: { Codertocat: "read" }, heads: [HEAD] });
    const ended = await runUnderAct(fake, "['true']");
    expect(ended.code).not.toBe(0);
    expect(ended.out).toContain("a later step sees refused");
    expect(fake.writes()).toEqual([]);
  });
});
