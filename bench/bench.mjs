/** `npm run bench [-- W1 W3 --rounds 5 --no-peers]`: the same graphs, side by side, in interleaved rounds; ratios are what counts. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as contestants from "./contestants.mjs";
import { median, percentile, table } from "./table.mjs";
import * as workloads from "./workloads.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" }, peers: { type: "boolean", default: true } },
  allowNegative: true,
});
const asked = new Set(positionals.map((name) => name.toUpperCase()));
const wanted = (name) => asked.size === 0 || asked.has(name);
const rounds = Number(values.rounds);
const SLOW_ROUNDS = 9;
const work = mkdtempSync(join(tmpdir(), "bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

function measured(argv, environment = {}) {
  const options = { encoding: "utf8", env: { ...process.env, ...environment } };
  const cost = JSON.parse(execFileSync("python3", [join(here, "measure.py"), ...argv], options));
  if (cost.status !== 0) throw new Error(`${argv.join(" ").slice(0, 200)} ended with ${cost.status}`);
  return cost;
}

/** A line-up in one folder each; a round runs everybody once, so that a busy minute of the machine hits all alike. */
function compete(title, tasks, lineUp) {
  const field = lineUp.map((contestant, n) => {
    const folder = join(work, `${title}-${n}`);
    mkdirSync(folder);
    return { ...contestant, folder, argv: contestant.prepare(folder, tasks), costs: [] };
  });
  for (let round = 0; round <= rounds; round += 1) {
    for (const one of field) {
      if (one.slow === true && round > SLOW_ROUNDS) continue;
      one.reset?.(one.folder);
      try {
        const cost = measured(one.argv, one.environment);
        if (round > 0) one.costs.push(cost); // the first round warms the caches
      } catch (error) {
        one.trouble = error instanceof Error ? error.message : String(error);
      }
    }
  }
  return field;
}

const figures = (costs) => ({
  wall: median(costs.map(({ wall }) => wall)),
  cpu: median(costs.map(({ cpu }) => cpu)),
  rss: median(costs.map(({ rss }) => rss)),
});

/** What is stated about a pair is the median of the ratios of each round, not the ratio of two medians. */
const ratio = (one, base, key) =>
  median(one.costs.map((cost, round) => cost[key] / (base.costs[round] ?? base.costs.at(-1))[key]));

function report(title, field, base, tasks) {
  const rows = field.map((one) => {
    if (one.costs.length === 0) return [one.name, "failed", "", "", "", "", ""];
    const { wall, cpu, rss } = figures(one.costs);
    const per = (value) => ((value / tasks) * 1000).toFixed(2);
    const against = (key) => (base.costs.length === 0 ? "" : `${ratio(one, base, key).toFixed(2)}x`);
    return [one.name, wall.toFixed(3), per(wall), per(cpu), against("cpu"), against("wall"), rss.toFixed(0)];
  });
  const header = [
    "",
    "wall s",
    "wall ms/task",
    "CPU ms/task",
    `CPU / ${base.name}`,
    `wall / ${base.name}`,
    "MiB",
  ];
  console.log(`\n## ${title}\n\n${table(header, rows)}`);
  for (const one of field) if (one.trouble !== undefined) console.log(`${one.name}: ${one.trouble}`);
}

const verdicts = [];
function demand(what, value, must, unit = "x") {
  if (!Number.isFinite(value)) return;
  const shown = (amount) => `${amount.toFixed(2)}${unit}`;
  verdicts.push([what, shown(value), `<= ${shown(must)}`, value <= must ? "holds" : "MISSED"]);
}

const peers = () =>
  values.peers && contestants.peersInstalled() ? [contestants.wireit, contestants.nx] : [];

function spawning(name, title, tasks) {
  const floor = contestants.floor("files");
  const bare = contestants.floor("ignore");
  const durable = contestants.ours(["--durable"], "agent-orchestrator --durable");
  const quick = values.peers ? [contestants.make, contestants.pGraph] : [];
  // How fast the machine is changes within seconds: those that take long come right before those whom they are compared with.
  const slow = peers().toReversed();
  const found = compete(name, tasks, [...slow, floor, contestants.ours(), durable, bare, ...quick]);
  const field = [...found.slice(slow.length), ...found.slice(0, slow.length).toReversed()];
  const [base, mine, safe] = field;
  report(title, field, base, tasks.length);
  if (mine.costs.length === 0) return;
  demand(`${name} CPU against the Node floor`, ratio(mine, base, "cpu"), 1.25);
  demand(`${name} --durable, CPU against without`, ratio(safe, mine, "cpu"), 1.15);
  for (const [peer, must] of [
    ["wireit", 0.5],
    ["nx", 0.25],
  ]) {
    const other = field.find((one) => one.name === peer);
    // Those that are slow sat out the later rounds.
    const shared = { costs: mine.costs.slice(0, other?.costs.length) };
    if (other?.costs.length > 0) demand(`${name} CPU against ${peer}`, ratio(shared, other, "cpu"), must);
  }
}

function entriesBelow(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /journal.*\.jsonl$/.test(name),
  );
  return names.flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
}

/** From the commit of a result to the start that it enables, as the journal of the run itself tells it. */
function transitions(folder, tasks) {
  const entries = entriesBelow(join(folder, "state"));
  const at = (type) =>
    new Map(entries.filter((entry) => entry.type === type).map((entry) => [entry.task, entry.at]));
  const [ended, started] = [at("task.succeeded"), at("task.started")];
  return tasks.flatMap((task) => task.needs.map((need) => started.get(task.id) - ended.get(need)));
}

function handOff() {
  const tasks = workloads.chain(200);
  const field = compete("W2", tasks, [contestants.floor("files"), contestants.ours()]);
  const [base, mine] = field;
  report("W2: chain of 200, each handed the output of the one before", field, base, tasks.length);
  if (mine.costs.length === 0) return;
  demand("W2 wall against the Node floor", ratio(mine, base, "wall"), 1.25);
  const gaps = transitions(mine.folder, tasks);
  demand("W2 transition, p50", percentile(gaps, 0.5), 5, " ms");
  demand("W2 transition, p99", percentile(gaps, 0.99), 10, " ms");
}

function coldStart() {
  const tasks = workloads.wide(1);
  const empty = { name: "node -e 0", prepare: () => [contestants.node, "-e", "0"] };
  const field = compete("W4", tasks, [empty, contestants.ours(), contestants.floor("files"), ...peers()]);
  const [base, mine] = field;
  report("W4: one task, the whole process", field, base, 1);
  if (mine.costs.length === 0) return;
  demand("W4 wall against node -e 0", ratio(mine, base, "wall"), 1.5);
  demand("W4 CPU against node -e 0", ratio(mine, base, "cpu"), 1.5);
}

/** The same run three times, in this process's own Node: what do the journal and its syncs cost beside real processes? */
function journals() {
  const tasks = workloads.wide(1000);
  const [none, journal, durable] = ["none", "journal", "durable"].map(contestants.journal);
  const field = compete("JOURNAL", tasks, [none, journal, durable]);
  const [base, kept, safe] = field;
  report("Journal: 1000 tasks side by side", field, base, tasks.length);
  if (field.some(({ costs }) => costs.length === 0)) return;
  demand("Journal, CPU against none", ratio(kept, base, "cpu"), 1.05);
  demand("Journal --durable, CPU against none", ratio(safe, base, "cpu"), 1.15);
}

function realistic() {
  const tasks = workloads.realistic();
  const lineUp = [
    contestants.floor("files"),
    contestants.ours(),
    ...(values.peers ? [contestants.make, contestants.pGraph] : []),
    ...peers(),
  ];
  const field = compete("W7", tasks, lineUp);
  report("W7: 60 tasks of 0.2 s in 6 layers, 8 at a time (bound 1.6 s)", field, field[0], tasks.length);
  const mine = field[1];
  if (mine.costs.length > 0)
    demand("W7 wall against the bound", figures(mine.costs).wall / workloads.REALISTIC_BOUND_S, 1.15);
}

function printed(title, script, ...rest) {
  console.log(`\n## ${title}\n`);
  const text = execFileSync(process.execPath, [join(here, script), ...rest], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const lines = text.trimEnd().split("\n");
  for (const line of lines) {
    const claim = /^demand\t(.*)\t([\d.]+)\t([\d.]+)\t(.*)$/.exec(line);
    if (claim === null) console.log(line);
    else demand(claim[1], Number(claim[2]), Number(claim[3]), claim[4]);
  }
}

const version = execFileSync(contestants.node, ["--version"], { encoding: "utf8" }).trim();
console.log(
  `Node ${version} (W5 and W6: ${process.version}), ${cpus().length} x ${cpus()[0]?.model ?? "?"}, medians of ${rounds} interleaved rounds`,
);
if (values.peers && !contestants.peersInstalled()) {
  console.log("Other task runners are not installed, so their rows are missing: npm --prefix bench install");
}
if (wanted("W1")) spawning("W1", "W1: 1000 tasks side by side", workloads.wide(1000));
if (wanted("W2")) handOff();
if (wanted("W3"))
  spawning("W3", "W3: 50 layers of 20, three arrows into each task", workloads.layered(50, 20));
if (wanted("W4")) coldStart();
if (wanted("W5")) printed("W5: in one process, an agent that does nothing", "kernel.mjs");
if (wanted("W6")) {
  printed("W6: a file of 10,000 tasks", "w6-plan.mjs");
  printed("W6: the stages of reading it", "w6-read.mjs", "10000", "3");
}
if (wanted("W7")) realistic();
if (wanted("JOURNAL")) journals();
if (wanted("DONE"))
  printed("Completion: 200 runs of the library, 10 % of agent calls fail", "completion.mjs");

console.log(`\n## Against what must be true\n\n${table(["", "measured", "must", ""], verdicts)}`);
if (verdicts.some((row) => row[3] === "MISSED")) process.exitCode = 1;
