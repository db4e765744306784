/** A file of 10,000 tasks, cold: read + check + plan against `js-yaml` that only loads it, each in a process of its own. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median, table } from "./table.mjs";
import { workflowOf } from "./w6-file.mjs";

const here = fileURLToPath(import.meta.url);
const TASKS = 10_000;
const ROUNDS = 7;
const FILE_BYTES = 64 * 1024 * 1024;

const core = (file) => import(new URL(`../build/core/${file}`, import.meta.url).href);

async function whole() {
  const [{ parseSyntax }, { readSpec }, { check }, { compile }] = await Promise.all(
    ["spec/syntax.js", "spec/read.js", "spec/check.js", "plan/compile.js"].map(core),
  );
  const coder = {
    name: "coder",
    description: "",
    capabilities: [],
    patterns: [],
    prompt: "",
    origin: "built-in",
  };
  const agents = new Map([["coder", coder]]);
  return (text, lap) => {
    const { root } = parseSyntax(text, { fileBytes: FILE_BYTES });
    lap("read");
    const { spec } = readSpec(root, text);
    lap("rows");
    const wrong = check(spec, { agents, agentNames: ["coder"] }).filter(
      ({ severity }) => severity === "error",
    );
    lap("check");
    const plan = compile(spec, { inputs: {}, inputsTrust: "operator", agents, overrides: {} });
    lap("plan");
    if (wrong.length > 0 || !plan.ok || plan.value.tasks.length !== TASKS)
      throw new Error("the workload is not valid");
  };
}

async function jsYaml() {
  const { load } = await import("js-yaml");
  return (text) => load(text);
}

async function alone(name) {
  const text = workflowOf(TASKS);
  const run = await (name === "js-yaml" ? jsYaml() : whole());
  const began = process.cpuUsage();
  const laps = {};
  const spent = () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  run(text, (what) => (laps[what] = spent()));
  console.log(JSON.stringify({ cpu: spent(), rss: process.resourceUsage().maxRSS / 1024, laps }));
}

function together() {
  if (!existsSync(new URL("../build/core/plan/compile.js", import.meta.url))) {
    throw new Error("build/ is empty: npm run build");
  }
  const measure = (name) => JSON.parse(execFileSync(process.execPath, [here, name], { encoding: "utf8" }));
  const rounds = Array.from({ length: ROUNDS }, () => [measure("js-yaml"), measure("whole")]);
  const column = (pick) => median(rounds.map(pick));
  const row = (name, cpu, rss) => [
    name,
    cpu.toFixed(0),
    `${(cpu / column(([theirs]) => theirs.cpu)).toFixed(2)}x`,
    rss,
  ];
  const rows = ["read", "rows", "check", "plan"].map((lap) =>
    row(
      `  up to ${lap}`,
      column(([, ours]) => ours.laps[lap]),
      "",
    ),
  );
  const memory = (at) => column((pair) => pair[at].rss).toFixed(0);
  console.log(
    table(
      ["10,000 tasks, cold", "CPU ms", "/ js-yaml", "MiB"],
      [
        row(
          "js-yaml, load alone",
          column(([theirs]) => theirs.cpu),
          memory(0),
        ),
        row(
          "read + check + plan",
          column(([, ours]) => ours.cpu),
          memory(1),
        ),
        ...rows,
      ],
    ),
  );
  const ratio = column(([theirs, ours]) => ours.cpu / theirs.cpu);
  console.log(`demand\tW6 read + check + plan against js-yaml reading alone\t${ratio.toFixed(3)}\t6.5\tx`);
}

if (process.argv[2] === undefined) together();
else await alone(process.argv[2]);
