/** How long a task waits for its own working tree in a large repository, against `git worktree add` alone. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, "dist/cli.js");
const FILES = Number(process.argv[2] ?? 20_000);
const ROUNDS = Number(process.argv[3] ?? 5);
const MOST = 1.5;
const PER_FOLDER = 100;

const home = mkdtempSync(join(tmpdir(), "agent-orchestrator-bench-"));
const repository = join(home, "repository");
const env = { ...process.env, HOME: home, GIT_CONFIG_NOSYSTEM: "1" };
const git = (...words) =>
  execFileSync("git", ["-c", "user.name=B", "-c", "user.email=b@x", ...words], { cwd: repository, env });

/**
 * The task notes the moment at which it works itself: nothing of our own is counted but what lies before it. It fails so that its
 * tree can be kept: a file system makes files more slowly right after many were deleted, and that would hit the other contestant.
 */
const WORKFLOW = `name: it
tasks:
  - { id: a, type: command, isolation: worktree, run: [sh, -c, 'date "+%s%3N" > "$HOME/moment"; exit 1'] }
`;

function prepare() {
  mkdirSync(repository);
  git("init", "--quiet");
  for (let n = 0; n < FILES; n += 1) {
    const folder = join(repository, `d${Math.floor(n / PER_FOLDER)}`);
    if (n % PER_FOLDER === 0) mkdirSync(folder);
    writeFileSync(join(folder, `f${n}.txt`), `file ${n}\n`.repeat(20));
  }
  writeFileSync(join(repository, "it.yml"), WORKFLOW);
  git("add", "--all");
  git("commit", "--quiet", "-m", "first");
}

function alone(round) {
  const path = join(home, `alone-${round}`);
  const start = performance.now();
  git("worktree", "add", "--quiet", "--detach", path);
  return performance.now() - start;
}

function ours() {
  const ended = spawnSync(process.execPath, [cli, "run", "it.yml", "--json", "-q", "--keep-worktrees"], {
    cwd: repository,
    env,
    encoding: "utf8",
  });
  if (ended.status !== 1) throw new Error(ended.stderr);
  const document = JSON.parse(ended.stdout);
  const journal = join(repository, ".claude/workflow-state/runs", document.run_id, "journal");
  const [segment] = readdirSync(journal);
  const lines = readFileSync(join(journal, segment), "utf8").trim().split("\n");
  const started = lines.map((line) => JSON.parse(line)).find(({ type }) => type === "task.started");
  return Number(readFileSync(join(home, "moment"), "utf8")) - started.at;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
  prepare();
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times = { alone: alone(round), ours: ours() };
    // The first only warms what is cached.
    if (process.env["BENCH_VERBOSE"] !== undefined) console.log(times);
    if (round > 0) rounds.push({ ...times, ratio: times.ours / times.alone });
  }
  const of = (key) => median(rounds.map((each) => each[key]));
  console.log(
    `${FILES} files, medians of ${ROUNDS} rounds: git worktree add ${of("alone").toFixed(0)} ms, ` +
      `a task's own tree ${of("ours").toFixed(0)} ms, ${of("ratio").toFixed(2)}x (must be at most ${MOST}x)`,
  );
  process.exitCode = of("ratio") <= MOST ? 0 : 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
