/**
 * orchestrate.yml as act plays it, with a toy in place of our action: another program than GitHub's that evaluates our conditions, deals
 * our matrices and hands on our outputs. What act 0.2.87 cannot do, so that nothing here shows it:
 * - `$/` and the pinned checkout: the copy says `./`, and a toy stands in for `actions/checkout`.
 * - `fail-fast` and `max-parallel` as expressions: it says so and takes its defaults.
 * - It evaluates a matrix before the condition that would skip its job, and gives the outputs of a skipped job as the text of their
 *   expressions: hence the guard in our matrices, which GitHub does not need.
 * - One leg that fails makes the legs of its matrix that end after it red as well, and a called workflow that fails ends the run: no
 *   later job of the caller starts, not even with `always()`.
 * - `needs.*.result` comes in any order; `permissions`, `concurrency`, environments and running again do not exist.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { actionFile } from "../../../scripts/action-file.ts";
import { orchestrateFile, WAVES, withLocalAction } from "../../../scripts/orchestrate-file.ts";
import { temporaryFolder } from "../../rig/folder.ts";
import { spawned, type Ended } from "../../rig/spawned.ts";

const ACT = process.env["AO_ACT"] ?? "";

const [CHECKOUT_PIN = ""] = /actions\/checkout@[0-9a-f]{40}/.exec(orchestrateFile()) ?? [];

const CALLER = `on: push
permissions: {}
jobs:
  agents:
    permissions:
      contents: read
    uses: ./.github/workflows/orchestrate.yml
    with:
      workflow: toy
      max_parallel: 2
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

/** Three waves; what each mode was given goes to a file, and the leg that is named there fails. */
const TOY = `const fs = require("node:fs");
const own = process.env.TOY_FOLDER;
const given = (name) => process.env["INPUT_" + name.toUpperCase()] ?? "";
const say = (pairs) => { for (const [name, value] of Object.entries(pairs)) fs.appendFileSync(process.env.GITHUB_OUTPUT, name + "=" + value + "\\n"); };
const waves = [["a", "b", "c"], ["d", "e"], ["f"]];
const mode = given("mode");
fs.appendFileSync(own + "/log", JSON.stringify({ mode, task: given("task"), wave: given("wave"), plan: given("plan"), key: given("anthropic_api_key") !== "", results: given("results") }) + "\\n");
const fails = fs.existsSync(own + "/fails") ? fs.readFileSync(own + "/fails", "utf8") : "";
if (mode === "plan") say({ legs: JSON.stringify(waves[0]), plan: "r:p:a", head: process.env.GITHUB_SHA, kill: "false", last: "true" });
if (mode === "task" && given("task") === fails) process.exit(1);
if (mode === "advance") {
  if (waves[given("wave") - 1].includes(fails)) process.exit(1);
  say({ legs: JSON.stringify(waves[given("wave")] ?? []) });
}
if (mode === "finish") {
  say({ conclusion: fails === "" ? "success" : "failure", effects: "none" });
  process.exitCode = fails === "" ? 0 : 1;
}
`;

/** One commit of the folder that stands for the repository. */
const CHECKOUT = `const git = (...words) => require("node:child_process").execFileSync("git", words, { cwd: process.env.GITHUB_WORKSPACE });
git("init", "-q");
git("fetch", "-q", "--depth", "1", "file://" + process.env.TOY_FOLDER + "/work", process.env.INPUT_REF || process.env.GITHUB_SHA);
git("checkout", "-q", "--detach", "FETCH_HEAD");
`;

type Said = Readonly<{
  mode: string;
  task: string;
  wave: string;
  plan: string;
  key: boolean;
  results: string;
}>;

async function runUnderAct(fails: string): Promise<Readonly<{ ended: Ended; said: readonly Said[] }>> {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, "work", name);
  const files = {
    "action.yml": actionFile(),
    "dist/action.js": TOY,
    "dist/post.js": "",
    "../checkout/action.yml":
      "name: checkout\ndescription: d\ninputs: { ref: {}, persist-credentials: {} }\nruns: { using: node24, main: main.js }\n",
    "../checkout/main.js": CHECKOUT,
    ".github/workflows/ci.yml": CALLER,
    ".github/workflows/orchestrate.yml": withLocalAction(orchestrateFile()),
    ...(fails === "" ? {} : { "../fails": fails }),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
  const git = (...words: readonly string[]): void => {
    execFileSync("git", ["-c", "user.email=a@b.test", "-c", "user.name=n", ...words], { cwd: at(".") });
  };
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x");
  git("remote", "add", "origin", "https://github.com/Codertocat/Hello-World.git");
  const words = [
    ACT,
    "push",
    "-W",
    ".github/workflows/ci.yml",
    "-P",
    "ubuntu-latest=-self-hosted",
    "--pull=false",
    "--local-repository",
    `${CHECKOUT_PIN}=${join(folder, "checkout")}`,
    "-s",
    "MODEL_KEY=sk-ant-hunter2-hunter2",
  ];
  const ended = await spawned([...words, "--env", `TOY_FOLDER=${folder}`], {
    directory: at("."),
    env: {
      PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(":"),
      HOME: folder,
      XDG_CACHE_HOME: join(folder, "cache"),
    },
  }).ended;
  const log = existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8") : "";
  return {
    ended,
    said: log
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Said),
  };
}

const shown = ({ mode, task, wave }: Said): string =>
  [mode, task, wave].filter((one) => one !== "").join(" ");

const legsOf = (said: readonly Said[]): readonly string[] =>
  said.flatMap(({ mode, task }) => (mode === "task" ? [task] : [])).toSorted();

describe("orchestrate.yml under act", () => {
  test("runs three waves of legs, each decided by the one before, and gives its outputs to its caller", async () => {
    const { ended, said } = await runUnderAct("");
    expect(ended.code, ended.out + ended.err).toBe(0);
    expect(ended.out).toContain("a later job sees success success none");
    expect(said.map(shown).filter((one) => !one.startsWith("task"))).toEqual([
      "plan",
      "advance 1",
      "advance 2",
      "advance 3",
      "finish",
    ]);
    expect(said.map(shown).map((one) => (/^task [a-f]$/.test(one) ? "leg" : one))).toEqual([
      "plan",
      "leg",
      "leg",
      "leg",
      "advance 1",
      "leg",
      "leg",
      "advance 2",
      "leg",
      "advance 3",
      "task finally",
      "finish",
    ]);
    expect(legsOf(said)).toEqual(["a", "b", "c", "d", "e", "f", "finally"]);
    expect(said.filter(({ key }) => key).every(({ mode }) => mode === "task")).toBe(true);
    expect(said.slice(1).every(({ plan }) => plan === "r:p:a")).toBe(true);
  });

  test("is red where it stopped, cleans up, and gives results to the last job", async () => {
    const { ended, said } = await runUnderAct("d");
    expect(ended.code, ended.out + ended.err).not.toBe(0);
    expect(legsOf(said)).toEqual(["a", "b", "c", "d", "e", "finally"]);
    expect(said.map(shown).slice(-3)).toEqual(["advance 2", "task finally", "finish"]);
    const results = JSON.parse(said.at(-1)?.results ?? "") as readonly string[];
    expect(results).toHaveLength(2 * WAVES + 2);
    expect(results.filter((one) => one === "failure")).toHaveLength(2);
    expect(ended.out + ended.err).not.toContain("hunter2");
  });
});
