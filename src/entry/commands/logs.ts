/** `logs`: what the tasks wrote, whole or as it comes. */
import { pause } from "../../adapters/system/pause.ts";
import { nearest } from "../../core/base/nearest.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { TaskId } from "../../core/base/brand.ts";
import { lengthText } from "../../core/base/instant.ts";
import { redactor } from "../../core/guard/redact.ts";
import { sanitised } from "../../core/guard/sanitise.ts";
import { painter } from "../../core/render/paint.ts";
import { factsOf } from "../../core/run/state.ts";
import { attemptLogs, insideOf, readFrom, type AttemptLog, type Wanted } from "../attempt-logs.ts";
import type { Call, World } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { gateLogs, type GateLog } from "../gate-logs.ts";
import { outputText } from "../run-document.ts";
import { say, type Complaint } from "../say.ts";
import { driverOf, openNamed, openRun, type StoredRun } from "../stored-run.ts";

const FOLLOW_MILLIS = 250;

function tasksNamed(run: StoredRun, word: string | undefined): Result<Wanted, Complaint> {
  if (word === undefined) return ok(null);
  const ids = run.state.tasks.map(({ task }) => task.id);
  const id = ids.find((each) => each === word);
  if (id !== undefined) return ok(insideOf(run, id));
  const close = nearest(word, ids);
  const help = close === undefined ? `it has ${ids.slice(0, 12).join(", ")}` : `did you mean "${close}"?`;
  return err({ exit: EXIT.usage, message: `the run has no task "${word}"`, help });
}

/** Of a task that is still at work nobody has struck out the keys that it shows. */
const keys = redactor([]);

/** A terminal must not obey what an agent wrote; a file or a pipe gets the bytes' own text. */
function clean(world: World, text: string): string {
  const struck = keys.text(text);
  return world.out.terminal ? sanitised(struck) : struck;
}

function captured(world: World, log: AttemptLog): boolean {
  let any = false;
  for (const file of log.files) {
    const decoder = new TextDecoder();
    let last = "\n";
    readFrom(file, 0, (bytes) => {
      any = true;
      const text = decoder.decode(bytes, { stream: true });
      last = text.at(-1) ?? last;
      world.out.write(clean(world, text));
    });
    if (last !== "\n") world.out.write("\n");
  }
  return any;
}

function told(run: StoredRun, world: World, log: AttemptLog): void {
  const { ending } = log;
  if (ending?.type === "task.failed") world.out.write(`${clean(world, ending.failure.message)}\n`);
  if (ending?.type === "task.succeeded") {
    const text = outputText(run, ending.output);
    if (text !== "") world.out.write(`${clean(world, text)}\n`);
  }
}

function heading(log: AttemptLog, world: World): string {
  const { bar } = log;
  const length = bar.end === null ? "" : ` ${lengthText(bar.end - bar.start)}`;
  const words = `${bar.task} attempt=${bar.n} epoch=${bar.epoch} ${bar.ended ?? "no end"}${length}`;
  return `${painter(world.out.color)("bold", `==> ${words} <==`)}\n`;
}

function printGates(world: World, gates: readonly GateLog[], headed: boolean): void {
  let last: TaskId | null = null;
  for (const { entry, lines } of gates) {
    const head = `${painter(world.out.color)("bold", `==> ${entry.task} approval <==`)}\n`;
    if (headed && entry.task !== last) world.out.write(last === null ? head : `\n${head}`);
    last = entry.task;
    for (const line of lines) world.out.write(`${clean(world, line)}\n`);
  }
}

function printAll(run: StoredRun, world: World, logs: readonly AttemptLog[]): void {
  logs.forEach((log, index) => {
    if (logs.length > 1) world.out.write(`${index === 0 ? "" : "\n"}${heading(log, world)}`);
    if (!captured(world, log)) told(run, world, log);
  });
}

type Follower = Readonly<{ at: Map<string, number>; rest: Map<string, string>; told: Set<string> }>;

/** Whole lines only, each with the name of its task, since several tasks write at the same time. */
function followOnce(run: StoredRun, world: World, logs: readonly AttemptLog[], seen: Follower): void {
  for (const log of logs) {
    const { task, epoch, n } = log.bar;
    let any = false;
    for (const file of log.files) {
      const end = readFrom(file, seen.at.get(file) ?? 0, (bytes) => {
        const text = (seen.rest.get(file) ?? "") + Buffer.from(bytes).toString("utf8");
        const lines = text.split("\n");
        seen.rest.set(file, lines.pop() ?? "");
        for (const line of lines) world.out.write(`${task} | ${clean(world, line)}\n`);
      });
      seen.at.set(file, end);
      any ||= end > 0;
    }
    const key = `${task} ${epoch} ${n}`;
    if (log.ending === undefined || seen.told.has(key)) continue;
    seen.told.add(key);
    const { ending } = log;
    if (ending.type === "task.failed") world.out.write(`${task} | ${clean(world, ending.failure.message)}\n`);
    if (!any && ending.type === "task.succeeded") {
      const text = outputText(run, ending.output);
      if (text !== "") world.out.write(`${clean(world, text).replace(/^/gm, `${task} | `)}\n`);
    }
  }
}

function followGates(run: StoredRun, world: World, wanted: Wanted, seen: Follower): void {
  for (const { key, entry, lines } of gateLogs(run, wanted)) {
    if (seen.told.has(key)) continue;
    seen.told.add(key);
    for (const line of lines) world.out.write(`${entry.task} | ${clean(world, line)}\n`);
  }
}

async function follow(run: StoredRun, call: Call, wanted: Wanted): Promise<ExitCode> {
  const { flags, world } = call;
  const seen: Follower = { at: new Map(), rest: new Map(), told: new Set() };
  for (let now = run; ;) {
    const over = (factsOf(now.state)?.finished ?? null) !== null || driverOf(now.folder) === undefined;
    followOnce(now, world, attemptLogs(now, wanted, flags.on("failed")), seen);
    if (!flags.on("failed")) followGates(now, world, wanted, seen);
    if (over || world.out.closed) return EXIT.done;
    await pause(FOLLOW_MILLIS);
    const next = openRun(now.folder);
    if (!next.ok) return say(world, next.error);
    now = next.value;
  }
}

const jsonLog = ({ bar, files }: AttemptLog): object => ({ ...bar, files });

export async function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const run = openNamed(call);
  if (!run.ok) return say(world, run.error);
  const wanted = tasksNamed(run.value, args[1]);
  if (!wanted.ok) return say(world, wanted.error);
  if (flags.on("follow")) return follow(run.value, call, wanted.value);
  const logs = attemptLogs(run.value, wanted.value, flags.on("failed"));
  const gates = flags.on("failed") ? [] : gateLogs(run.value, wanted.value);
  if (flags.on("json")) {
    world.out.write(
      `${JSON.stringify({ schemaVersion: 1, run_id: run.value.folder.id, attempts: logs.map(jsonLog), gates: gates.map(({ entry }) => entry) }, null, 2)}\n`,
    );
    return EXIT.done;
  }
  if (logs.length === 0 && gates.length === 0)
    world.err.write(flags.on("failed") ? "no attempt failed\n" : "nothing was started yet\n");
  printAll(run.value, world, logs);
  const headed = logs.length > 0 || new Set(gates.map(({ entry }) => entry.task)).size > 1;
  if (logs.length > 0 && gates.length > 0) world.out.write("\n");
  printGates(world, gates, headed);
  return EXIT.done;
}
