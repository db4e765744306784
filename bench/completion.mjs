/** 200 runs of the library in which one agent call in ten fails: how many complete? Luck is seeded, so a number can be repeated. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, "dist/cli.js");
const RUNS = Number(process.argv[2] ?? 200);
const FAILING = 0.1;
/** For tasks whose author says nothing about retries. */
const ATTEMPTS = 3;
const EXIT_PAUSED = 3;

/** A small generator with a seed (xorshift): the same runs every time. */
function luck(seed) {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const NESTED = ["tasks", "steps", "then_steps", "else_steps", "finally"];

function eachTask(node, visit) {
  for (const key of NESTED) {
    for (const task of Array.isArray(node?.[key]) ? node[key] : []) {
      visit(task);
      eachTask(task, visit);
    }
  }
}

/** Each call fails with the given chance; what the file says is answered comes after the failures, without its delays. */
function unluckyReplies(replies, random) {
  const failures = [];
  while (random() < FAILING) failures.push({ fail: "agent-error", message: "injected" });
  return [...failures, ...replies.map(({ delay: _delay, ...reply }) => reply)];
}

/** What is done once for each item has its own luck each time. */
function unluckyMock(mock = [{}], random) {
  if (mock.by_key === undefined) return unluckyReplies([mock].flat(), random);
  const each = Object.entries(mock.by_key).map(([key, replies]) => [
    key,
    unluckyReplies([replies].flat(), random),
  ]);
  return { by_key: Object.fromEntries(each) };
}

function unlucky(workflow, random) {
  eachTask(workflow, (task) => {
    if (task.agent === undefined && task.persona === undefined) return;
    if (task.retry === undefined && task.retries === undefined)
      task.retry = { max_attempts: ATTEMPTS, delay: 0 };
    task.mock = unluckyMock(task.mock, random);
  });
  return workflow;
}

const SAMPLES = { string: "text", integer: "1", number: "1", boolean: "true" };

/** What a person would have to fill in. */
const filled = (fields = {}, flag) =>
  Object.entries(fields)
    .filter(([, field]) => field?.required === true && field.default === undefined)
    .flatMap(([key, field]) => [flag, `${key}=${field.enum?.[0] ?? SAMPLES[field.type] ?? "text"}`]);

const library = readdirSync(join(root, "workflows")).filter(
  (name) => [".yml", ".yaml", ".json"].includes(extname(name)) && !/\.(?:script|test|cassette)\./.test(name),
);
const work = mkdtempSync(join(tmpdir(), "completion-"));
const item = join(work, "item.json");
writeFileSync(
  item,
  JSON.stringify({ slug: "item-1", title: "An item", description: "What to do", type: "feature" }),
);
const failed = new Map();
let completed = 0;
for (let run = 0; run < RUNS; run += 1) {
  const name = library[run % library.length];
  const workflow = parse(readFileSync(join(root, "workflows", name), "utf8"));
  const file = join(work, `${basename(name, extname(name))}-${run}.yml`);
  writeFileSync(file, JSON.stringify(unlucky(workflow, luck(run + 1))));
  const asks = (workflow.tasks ?? []).find(({ type }) => type === "approval");
  const state = ["--json", "--quiet", "--state-dir", join(work, `state-${run}`)];
  const call = (...words) =>
    spawnSync(process.execPath, [cli, ...words, ...state], { cwd: work, encoding: "utf8" });
  let ended = call("run", file, "--runner", "scripted", "--task", item, ...filled(workflow.inputs, "-p"));
  // Who waits for a person is given a yes, and goes on.
  if (ended.status === EXIT_PAUSED && asks !== undefined) {
    call("approve", "latest", asks.id, ...filled(asks.fields, "--field"));
    ended = call("resume", "latest");
  }
  const { status, stderr } = ended;
  if (status === 0) completed += 1;
  else
    failed.set(name, [
      ...(failed.get(name) ?? []),
      `exit ${status} ${stderr.trim().split("\n").at(-1) ?? ""}`,
    ]);
}
rmSync(work, { recursive: true, force: true });
const share = (completed / RUNS) * 100;
console.log(`${completed} of ${RUNS} runs completed (${share.toFixed(1)} %)`);
for (const [name, reasons] of failed) console.log(`${name}: ${reasons.length} did not, first: ${reasons[0]}`);
console.log(`demand\tRuns that do not complete\t${(100 - share).toFixed(2)}\t5\t %`);
