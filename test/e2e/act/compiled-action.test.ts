/** A compiled file with the action itself in jobs that act runs: plan, legs and end hand each other what they did through a service on loopback. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { project } from "../../rig/cli.ts";
import { temporaryFolder } from "../../rig/folder.ts";
import { fakeGithub } from "../../rig/github.ts";
import { compiledBy, keptDocument } from "../../rig/kept.ts";
import { fakeResults } from "../../rig/results.ts";
import { spawned, type Ended } from "../../rig/spawned.ts";

const ROOT = join(import.meta.dirname, "../../..");
/** What a tag of the repository holds of the action. */
const SHIPPED = ["action.yml", "dist", "workflows", ".claude", "package.json"];

const ACT = process.env["AO_ACT"] ?? "";
const RUN = "77";

const flow = (last: string): string => `name: it
context: { secrets: [DEPLOY_TOKEN] }
inputs:
  who: { type: string, default: nobody }
  note: { type: string }
outputs:
  said: { value: "\${greet.output} \${sum.output}" }
tasks:
  - { id: greet, type: command, run: [echo, "hello \${inputs.who}"] }
  - { id: think, agent: checker, dependencies: [greet], mock: { output: fine, cost_usd: 0.25 } }
  - { id: list, type: command, dependencies: [greet], run: [echo, "\${inputs.note ?? 'no note'}"] }
  - { id: sum, type: command, dependencies: [think, list], run: [echo, "\${think.output}, \${list.output}"] }
  - id: last
    type: command
    dependencies: [sum]
    run: ${last}
    env: { DEPLOY_TOKEN: "\${secrets.DEPLOY_TOKEN}" }
`;

async function runUnderAct(last: string) {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, "work", name);
  const text = await compiledBy(project({ "workflows/it.yml": flow(last) }), "it");
  const files = {
    "workflows/it.yml": flow(last),
    // act takes the checkout of another ref from the network.
    ".github/workflows/it.agents.yml": text.replaceAll(/^ +ref: .*\n/gm, ""),
    "../event.json": JSON.stringify({ inputs: { who: "act", note: "" } }),
  };
  for (const name of SHIPPED) cpSync(join(ROOT, name), at(name), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
  }
  const git = (...words: readonly string[]): string =>
    execFileSync("git", ["-c", "user.email=a@b.test", "-c", "user.name=n", ...words], {
      cwd: at("."),
      encoding: "utf8",
    }).trim();
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x");
  git("remote", "add", "origin", "https://github.com/Codertocat/Hello-World.git");
  const results = await fakeResults();
  const head = git("rev-parse", "HEAD");
  const fake = await fakeGithub({ people: { Codertocat: "write" }, heads: [head], results });
  const env = {
    GITHUB_API_URL: fake.url,
    GITHUB_TRIGGERING_ACTOR: "Codertocat",
    GITHUB_RUN_ID: RUN,
    ...results.env(RUN),
  };
  const words = [
    "workflow_dispatch",
    "-P",
    "ubuntu-latest=-self-hosted",
    "--pull=false",
    "-e",
    join(folder, "event.json"),
    "--actor",
    "Codertocat",
    "-s",
    "GITHUB_TOKEN=ghs_0123456789abcdef",
    "-s",
    "DEPLOY_TOKEN=hunter2-hunter2-hunter2",
    ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
  ];
  const ended: Ended = await spawned([ACT, ...words], {
    directory: at("."),
    env: {
      PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(":"),
      HOME: folder,
      XDG_CACHE_HOME: join(folder, "cache"),
    },
  }).ended;
  return { ended, fake, results };
}

describe("a compiled workflow and the action in jobs that act runs", () => {
  test("come to the end that one process comes to, with one check that says so", async () => {
    const { ended, fake, results } = await runUnderAct("[sh, -c, 'test -n \"$DEPLOY_TOKEN\"']");
    expect(ended.code, ended.out + ended.err).toBe(0);
    const document = await keptDocument(results);
    expect(document).toMatchObject({
      conclusion: "success",
      outputs: { said: "hello act fine, no note" },
      total_cost_usd: 0.25,
    });
    expect(fake.checks).toMatchObject([{ name: "agents / it", status: "completed", conclusion: "success" }]);
    expect([fake.violations, results.violations]).toEqual([[], []]);
  });

  test("are red where a leg failed, and no archive, log or request holds the secret", async () => {
    const { ended, fake, results } = await runUnderAct(
      "[sh, -c, 'echo $DEPLOY_TOKEN; echo $DEPLOY_TOKEN >&2; exit 4']",
    );
    expect(ended.code).not.toBe(0);
    const { conclusion, tasks } = await keptDocument(results);
    expect([conclusion, tasks.find(({ id }) => id === "last")?.status]).toEqual(["failure", "failure"]);
    expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    const sent = fake.calls.map(({ body }) => JSON.stringify(body)).join("\n");
    for (const sink of [ended.out, ended.err, sent, JSON.stringify(await keptDocument(results))])
      expect(sink).not.toContain("hunter2");
  });
});
