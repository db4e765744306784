/**
 * `AO_CLAUDE=<program> node bench/agents.mjs [rounds]`: what the runner costs around one turn of Claude Code, and what the
 * orchestrator holds in memory while sixteen of them work. The model is one of the tests, in a process of its own.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { claudeAgent } from "../src/adapters/agents/claude.ts";
import { CLAUDE_SETTING, claudeWanted } from "../src/adapters/agents/claude-cli.ts";
import { programOf } from "../src/adapters/agents/installed.ts";
import { marked } from "../src/adapters/system/proc-table.ts";
import { modelStub } from "../test/rig/model-stub.ts";
import { median } from "./table.mjs";

const MOST_OVERHEAD = 0.05;
const MOST_MIB = 120;
const AT_ONCE = 16;
const LOOK_MS = 20;
const KEY = "sk-ant-test-0123456789abcdef";
const here = dirname(fileURLToPath(import.meta.url));

async function serve() {
  const step = { text: "Step", calls: [{ name: "Bash", input: { command: "true", description: "A step" } }] };
  const stub = await modelStub([
    { name: "steps", match: { prompt: "[[steps]]" }, turns: [step, step, { text: "Done" }] },
  ]);
  process.stdout.write(`${stub.url("bench")}\n`);
  process.stdin.resume().on("end", () => process.exit(0));
}

async function stubProcess() {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "stub"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [said] = await once(child.stdout, "data");
  return { url: String(said).trim(), end: () => child.stdin.end() };
}

const found = programOf(claudeWanted(), { [CLAUDE_SETTING]: process.env.AO_CLAUDE ?? "/" }, []);
const program = found.ok ? found.value : "";

/** The same program with the same words in the same surroundings, started by nobody in particular. */
async function plain({ argv, env, directory, prompt }) {
  const began = performance.now();
  const words = argv.map((word) =>
    word.startsWith("--session-id=") ? `--session-id=${crypto.randomUUID()}` : word,
  );
  const stdin = openSync(prompt, "r");
  const child = spawn(words[0], words.slice(1), {
    cwd: directory,
    env,
    detached: true,
    stdio: [stdin, "pipe", "pipe"],
  });
  // What it says is read, as it would be by anybody, and thrown away.
  child.stdout.resume();
  child.stderr.resume();
  await once(child, "close");
  closeSync(stdin);
  return performance.now() - began;
}

function assignmentOf(work, url, round) {
  const directory = join(work, "tree");
  return {
    run: `bench-${process.pid}`,
    task: "turn",
    epoch: 1,
    attempt: round + 1,
    call: 0,
    prompt: "Say something.",
    agent: {
      name: "coder",
      description: "Writes",
      capabilities: [],
      patterns: [],
      prompt: "You write code.",
      origin: "inline",
    },
    model: "haiku",
    options: {},
    inputs: {},
    env: { PATH: process.env.PATH, HOME: join(work, "home"), ANTHROPIC_BASE_URL: url },
    secrets: [],
    directory,
    scratch: join(work, "logs", "turn"),
    cancelGrace: 2000,
  };
}

const listIn = (path) => readFileSync(path, "utf8").split("\0").slice(0, -1);

/** What the system knows about the program while the runner has it at work. */
async function lookedUp(run) {
  for (;;) {
    const [found] = marked([`AO_RUN_ID=${run}`]);
    const argv = found === undefined ? [] : listIn(`/proc/${found.pid}/cmdline`);
    if (argv.length > 1) {
      const pairs = listIn(`/proc/${found.pid}/environ`).map((pair) => [
        pair.split("=")[0],
        pair.slice(pair.indexOf("=") + 1),
      ]);
      return { argv, env: Object.fromEntries(pairs) };
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function overhead(work, url, rounds) {
  const agent = claudeAgent({ env: { ANTHROPIC_API_KEY: KEY, [CLAUDE_SETTING]: program }, directories: [] });
  const never = new AbortController().signal;
  const attempt = async (round) => {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    const answer = await agent.attempt(assignmentOf(work, url, round), () => {}, never);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    const used = process.cpuUsage(cpu);
    return { wall: performance.now() - began, cpu: (used.user + used.system) / 1000 };
  };
  const first = attempt(0);
  const told = await lookedUp(`bench-${process.pid}`);
  await first;
  const alone = {
    ...told,
    argv: [program, ...told.argv.slice(1)],
    directory: join(work, "tree"),
    prompt: join(work, "logs/turn.1-1.prompt.md"),
  };
  const pairs = [];
  for (let round = 1; round <= rounds; round += 1) {
    // Whoever comes second finds a busier or a quieter machine: they take turns in that too.
    if (round % 2 === 0) pairs.push({ base: await plain(alone), ours: await attempt(round) });
    else {
      const ours = await attempt(round);
      pairs.push({ ours, base: await plain(alone) });
    }
  }
  return {
    base: median(pairs.map(({ base }) => base)),
    wall: median(pairs.map(({ ours, base }) => ours.wall / base - 1)),
    cpu: median(pairs.map(({ ours, base }) => ours.cpu / base)),
    cpuMs: median(pairs.map(({ ours }) => ours.cpu)),
  };
}

/** Its own memory and not that of the agents: those are other processes. */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function memory(work, url) {
  const tasks = Array.from(
    { length: AT_ONCE },
    (_, n) => `  - { id: t${n}, agent: worker, model: haiku, prompt: "[[steps]] ${n}" }`,
  );
  const lines = [
    "name: sixteen",
    `settings: { isolation: shared, max_parallel: ${AT_ONCE} }`,
    "agents:",
    "  worker: { description: Works, tools: [Bash], prompt: You work. }",
    "tasks:",
    ...tasks,
  ];
  writeFileSync(join(work, "tree/sixteen.yml"), `${lines.join("\n")}\n`);
  const env = {
    PATH: process.env.PATH,
    HOME: join(work, "home"),
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_BASE_URL: url,
    [CLAUDE_SETTING]: program,
  };
  const node = process.env.BENCH_NODE ?? "node";
  const child = spawn(node, [join(here, "../dist/cli.js"), "run", "sixteen.yml"], {
    cwd: join(work, "tree"),
    env,
    stdio: "ignore",
  });
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), LOOK_MS);
  const [code] = await once(child, "exit");
  clearInterval(timer);
  if (code !== 0) throw new Error(`the run of ${AT_ONCE} ended with ${code}`);
  return peak;
}

async function measure() {
  if (program === "") throw new Error("AO_CLAUDE must name the program of Claude Code");
  const work = mkdtempSync(join(tmpdir(), "bench-agents-"));
  for (const name of ["tree", "home", "logs"]) mkdirSync(join(work, name));
  const { url, end } = await stubProcess();
  try {
    const turn = await overhead(work, url, Number(process.argv[2] ?? 15));
    const mib = await memory(work, url);
    const version = execFileSync(program, ["--version"], { encoding: "utf8" }).trim();
    const percent = (value) => `${(value * 100).toFixed(1)} %`;
    console.log(`${version}: one turn alone takes ${turn.base.toFixed(0)} ms`);
    console.log(
      `around it: ${percent(turn.wall)} of its wall, must be ${percent(MOST_OVERHEAD)}; ${turn.cpuMs.toFixed(0)} ms of CPU, ${percent(turn.cpu)}`,
    );
    console.log(`${AT_ONCE} at once: the orchestrator alone has ${mib.toFixed(0)} MiB, must be ${MOST_MIB}`);
    if (turn.wall > MOST_OVERHEAD || mib > MOST_MIB) process.exitCode = 1;
  } finally {
    end();
    rmSync(work, { recursive: true, force: true });
  }
}

await (process.argv[2] === "stub" ? serve() : measure());
