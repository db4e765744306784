/** `node bench/github.mjs [rounds]`: how long a job of GitHub waits for the action: until it says its first line, and until a plan of 256 tasks is handed on. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, table } from "./table.mjs";
import { layered, wide, workflow } from "./workloads.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../dist");
const WORKFLOW = "it.yml";
const MOST_START = 1.5;
const MOST_BEYOND_MS = 60;
const MOST_PLAN = 2;
const ROUNDS = Number(process.argv[2] ?? 9);
const HEAD = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";

async function services() {
  const child = spawn(process.execPath, [join(here, "github-stub.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [said] = await once(child.stdout, "data");
  return { ...JSON.parse(String(said)), end: () => child.stdin.end() };
}

/** As the runner starts it: nothing is kept between two starts, since `CI` says so. */
function environment({ url, token }, folder) {
  const at = (name) => join(folder, name);
  for (const name of ["temp", "work", "home"]) mkdirSync(at(name), { recursive: true });
  for (const name of ["output", "summary", "state", "env", "path"]) writeFileSync(at(name), "");
  writeFileSync(at("event.json"), "{}");
  return {
    PATH: process.env.PATH,
    HOME: at("home"),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: at("event.json"),
    GITHUB_ACTOR: "someone",
    GITHUB_TRIGGERING_ACTOR: "someone",
    GITHUB_SHA: HEAD,
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_WORKFLOW_REF: "o/r/.github/workflows/ci.yml@refs/heads/main",
    GITHUB_JOB: "plan",
    GITHUB_WORKSPACE: at("work"),
    RUNNER_TEMP: at("temp"),
    GITHUB_OUTPUT: at("output"),
    GITHUB_STEP_SUMMARY: at("summary"),
    GITHUB_STATE: at("state"),
    GITHUB_ENV: at("env"),
    GITHUB_PATH: at("path"),
    ACTIONS_RESULTS_URL: `${url}/`,
    ACTIONS_RUNTIME_TOKEN: token,
    INPUT_GITHUB_TOKEN: "ghs_0123456789abcdef",
    INPUT_MODE: "plan",
    INPUT_WORKFLOW: WORKFLOW,
    INPUT_RUNNER: "scripted",
  };
}

const measured = (argv, { env, directory }) =>
  JSON.parse(
    execFileSync("python3", [join(here, "measure.py"), ...argv], { cwd: directory, env, encoding: "utf8" }),
  );

const NODE = process.execPath;
const ONE = "name: one\ntasks:\n  - { id: only, type: command, run: [echo, hello] }\n";
const nothing = { argv: [NODE, "-e", "0"], text: "" };
const plan = (text) => ({ argv: ["--first-line", NODE, join(dist, "action.js")], text });

/** The runner starts each job on a machine of its own, so nothing of one round is there in the next. */
async function inRounds(contestants, rounds) {
  const known = await services();
  const top = mkdtempSync(join(tmpdir(), "github-"));
  const found = new Map(contestants.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, { argv, text }] of contestants) {
      const folder = join(top, `${name.replaceAll(" ", "-")}-${round}`);
      const env = environment(known, folder);
      writeFileSync(join(folder, "work", WORKFLOW), text);
      const used = measured(argv, { env, directory: join(folder, "work") });
      if (used.status !== 0) throw new Error(`${name} ended with ${used.status}`);
      // The first round only warms the caches.
      if (round > 0) found.get(name).push(used);
    }
  known.end();
  rmSync(top, { recursive: true, force: true });
  return found;
}

const found = await inRounds(
  [
    ["node -e 0", nothing],
    ["plan of one task", plan(ONE)],
    ["plan of 256 in one wave", plan(workflow("wide", wide(256)))],
    ["plan of 256 in eight", plan(workflow("layers", layered(8, 32)))],
  ],
  ROUNDS,
);
const ms = (seconds) => (seconds * 1000).toFixed(0);
const middle = (all, of) => median(all.map(of));
const rows = [...found].map(([name, all]) => [
  name,
  ...(all[0].first === null
    ? ["", ""]
    : [ms(middle(all, ({ first }) => first.wall)), ms(middle(all, ({ first }) => first.cpu))]),
  ms(middle(all, ({ wall }) => wall)),
  ms(middle(all, ({ cpu }) => cpu)),
]);
console.log(table(["ms", "first line", "its CPU", "end", "its CPU"], rows));

const [node, one, wave, eight] = [...found.values()];
/** Of each round, and then the median: a busy minute hits both sides of it. */
const ratio = (above, below) => median(above.map((value, round) => value / below[round]));
const cpu = (all) => all.map((used) => used.cpu);
const wall = (all) => all.map((used) => used.wall);
const over = median(one.map(({ first }, round) => first.wall - node[round].wall * MOST_START)) * 1000;
const checks = [
  [
    "first line, wall beyond 1.5x of node -e 0",
    `${MOST_BEYOND_MS} ms`,
    `${over.toFixed(0)} ms`,
    over <= MOST_BEYOND_MS,
  ],
  ...[
    ["one wave", wave],
    ["eight waves", eight],
  ].flatMap(([name, all]) =>
    [
      [`plan of 256 (${name}) against one task, CPU`, ratio(cpu(all), cpu(one))],
      [`plan of 256 (${name}) against one task, wall`, ratio(wall(all), wall(one))],
    ].map(([what, times]) => [what, `${MOST_PLAN}x`, `${times.toFixed(2)}x`, times <= MOST_PLAN]),
  ),
];
console.log(
  `\n${table(
    ["", "must", "measured", "ended"],
    checks.map(([what, must, value, holds]) => [what, must, value, holds ? "holds" : "missed"]),
  )}`,
);
process.exitCode = checks.every(([, , , holds]) => holds) ? 0 : 1;
