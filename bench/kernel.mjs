/** The kernel alone: fold, decide and the journal around an asynchronous agent that does nothing; every shape, two sizes; CPU time, which other work on the machine does not stretch. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { localLedger } from "../src/adapters/store/ledger.ts";
import { digest, millis, runId, taskId } from "../src/core/base/brand.ts";
import { redactor } from "../src/core/guard/redact.ts";
import { answerTo, stateOf } from "../src/core/run/answer.ts";
import { basisOf } from "../src/core/run/basis.ts";
import { conclusionOf } from "../src/core/run/conclude.ts";
import { decide } from "../src/core/run/decide.ts";
import { apply, initial } from "../src/core/run/fold.ts";
import { median, table } from "./table.mjs";
import { chain, layered, wide } from "./workloads.mjs";

/** V8 hands it out only on request. */
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

const PLACES = 8;
const OUTPUT = digest("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
const HEADER = { version: 1, run: runId("bench"), plan: OUTPUT, epoch: 1, writer: "main" };
const CLASSES = ["agent-exit", "agent-error"];

const task = ({ id, needs }) => ({
  id: taskId(id),
  role: "task",
  needs: needs.map(taskId),
  rule: "none_failed_min_one_success",
  work: { type: "command", run: ["true"] },
  parameters: {},
  env: {},
  retry: {
    maxAttempts: 1,
    delay: 0,
    backoff: "fixed",
    maxDelay: 0,
    jitter: 0,
    on: CLASSES,
    infraMaxAttempts: 3,
  },
  onFailure: "fail",
  required: false,
  priority: 0,
  pool: "",
  isolation: "shared",
  effectClass: "none",
  extra: {},
  dynamic: false,
  definition: OUTPUT,
});

const plan = (tasks) => ({
  version: 1,
  name: "bench",
  description: "",
  source: "",
  settings: {
    mode: "dag",
    maxParallel: PLACES,
    finallyTimeout: 0,
    cancelGrace: 0,
    onFailure: "stop",
    budget: {},
    pools: {},
  },
  inputs: {},
  variables: {},
  item: null,
  event: null,
  secrets: [],
  agents: {},
  tasks: tasks.map(task),
  outputs: {},
});

function memoryLedger() {
  let seq = 0;
  return {
    append: (event) => ({ seq: (seq += 1), at: millis(Date.now()), ...event }),
    flush() {},
    close() {},
  };
}

const fileLedger = (path) =>
  localLedger({ path, header: HEADER, now: () => millis(Date.now()), redactor: redactor([]) });

const nothing = async () => OUTPUT;

/** The same loop that drives a real run, without processes and artifacts around it. */
function drive(theirs, ledger) {
  const state = initial(theirs, OUTPUT);
  const write = (event) => apply(state, HEADER, ledger.append(event));
  return new Promise((done) => {
    const ended = (id, n, output) => {
      write({ type: "task.succeeded", task: id, n, output, saw: basisOf(state, stateOf(state, id)) });
      step();
    };
    const perform = (command) => {
      if (command.do === "start") {
        write({ type: "task.started", task: command.task, n: command.n, fingerprint: OUTPUT });
        return command;
      }
      if (command.do === "conclude") write({ type: "run.concluded", conclusion: conclusionOf(state, []) });
      else if (command.do === "finish") write({ type: "run.finished", conclusion: conclusionOf(state, []) });
      else write(answerTo(state, command));
      return null;
    };
    const step = () => {
      for (;;) {
        const commands = decide(state, millis(Date.now()));
        const last = commands.length === 0;
        if (last || commands[0].do === "wait") {
          ledger.flush();
          return last ? done(state) : undefined;
        }
        const started = commands.map(perform).filter((command) => command !== null);
        if (started.length > 0) ledger.flush();
        for (const { task: id, n } of started) void nothing().then((output) => ended(id, n, output));
      }
    };
    write({ type: "run.started" });
    ledger.flush();
    step();
  });
}

async function once(tasks, journal) {
  const folder = mkdtempSync(join(tmpdir(), "kernel-"));
  const theirs = plan(tasks);
  const began = process.cpuUsage();
  const ledger = journal ? fileLedger(join(folder, "1-main.jsonl")) : memoryLedger();
  const state = await drive(theirs, ledger);
  ledger.close();
  const { user, system } = process.cpuUsage(began);
  const micros = (user + system) / tasks.length;
  rmSync(folder, { recursive: true, force: true });
  if (state.tasks.some(({ settled }) => settled !== "success")) throw new Error("a task did not succeed");
  return micros;
}

const SHAPES = [
  ["wide", wide],
  ["chain", chain],
  ["layered", (count) => layered(count / 20, 20)],
];
const SMALL = 10_000;
const LARGE = 100_000;
const ROUNDS = 5;
/** Small ones are quickly done, and differ more from each other. */
const SMALL_ONES = 3;

/** What earlier runs left is not to be cleaned up by this one; after it V8 has to find its way again, which is not measured. */
async function afresh(tasks) {
  collect();
  await once(tasks, true);
}

async function several(count, tasks, journal) {
  const found = [];
  for (let n = 0; n < count; n += 1) found.push(await once(tasks, journal));
  return median(found);
}

/** Both sizes in turns, as everywhere: a slow minute of the machine hits both. The first round only warms up. */
async function inTurns(small, large) {
  const found = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await afresh(small);
    const bare = await several(SMALL_ONES, small, false);
    await afresh(small);
    const journal = await several(SMALL_ONES, small, true);
    await afresh(small);
    const grown = await once(large, true);
    found.push({ bare, journal, grown, growth: (grown * LARGE) / (journal * SMALL) });
  }
  const of = (key) => median(found.slice(1).map((one) => one[key]));
  return { bare: of("bare"), journal: of("journal"), grown: of("grown"), growth: of("growth") };
}

const rows = [];
const worst = { journal: 0, growth: 0 };
for (const [name, shape] of SHAPES) {
  const { bare, journal, grown, growth } = await inTurns(shape(SMALL), shape(LARGE));
  rows.push([name, bare.toFixed(1), journal.toFixed(1), grown.toFixed(1), `${growth.toFixed(1)}x`]);
  worst.journal = Math.max(worst.journal, journal);
  worst.growth = Math.max(worst.growth, growth);
}
console.log(
  table(
    ["microseconds a task", "10,000", "10,000 + journal", "100,000 + journal", "time(100k)/time(10k)"],
    rows,
  ),
);
console.log(`demand\tW5 a task, with journal\t${worst.journal.toFixed(2)}\t20\t us`);
console.log(`demand\tW5 100,000 tasks against 10,000\t${worst.growth.toFixed(2)}\t12\tx`);
