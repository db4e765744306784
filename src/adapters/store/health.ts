/** The execution log: one file for each agent, one line for each attempt, appended by any number of processes, read from its end. */
import * as fs from "node:fs";
import { join } from "node:path";
import { millis, runId, taskId } from "../../core/base/brand.ts";
import { FAILURE_CLASSES, type FailureClass } from "../../core/base/vocabulary.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Circuit } from "../../core/plan/plan.ts";
import type { Execution, Health } from "../../ports/health.ts";
import { takeLock } from "./lock.ts";
import { segmentName } from "./run-folder.ts";

/** More of an agent's past is never read. */
export const TAIL_BYTES = 64 * 1024;
/** Beyond this the log is set aside, and what was set aside before is forgotten. */
export const MOST_LOG_BYTES = 512 * 1024;
export const MOST_MESSAGE = 200;
/** Its size is looked at again after so much more was written from here. */
export const LOOK_EVERY_BYTES = 32 * 1024;

const SUFFIX = ".jsonl";
const OLDER = ".older";

/** The end of a file, from the first whole line on. */
function tail(path: string, limit: number): string {
  let file: number;
  try {
    file = fs.openSync(path, "r");
  } catch {
    return "";
  }
  try {
    const { size } = fs.fstatSync(file);
    const from = Math.max(0, size - limit);
    const buffer = Buffer.alloc(size - from);
    const text = buffer.subarray(0, fs.readSync(file, buffer, 0, buffer.length, from)).toString("utf8");
    return from === 0 ? text : text.slice(text.indexOf("\n") + 1);
  } catch {
    return "";
  } finally {
    fs.closeSync(file);
  }
}

const classes: ReadonlySet<string> = new Set(FAILURE_CLASSES);
const isOutcome = (word: unknown): word is "success" | FailureClass =>
  word === "success" || (typeof word === "string" && classes.has(word));

function circuitIn(value: unknown): Circuit | undefined {
  const { failures, coolDown } = (value ?? {}) as Partial<Record<keyof Circuit, unknown>>;
  const fits = typeof failures === "number" && typeof coolDown === "number";
  return fits ? { failures, coolDown: millis(coolDown) } : undefined;
}

/** A line that was cut by a full disk, or that another version wrote, is passed over. */
function parsed(line: string, agent: string): readonly Execution[] {
  try {
    const value = JSON.parse(line) as Partial<Record<keyof Execution, unknown>> | null;
    const { run, task, runner, outcome, message = "", at, costUsd = null } = value ?? {};
    if (typeof run !== "string" || typeof task !== "string" || typeof runner !== "string") return [];
    if (value?.agent !== agent || typeof message !== "string" || typeof at !== "number") return [];
    if (!isOutcome(outcome) || (costUsd !== null && typeof costUsd !== "number")) return [];
    const circuit = circuitIn(value?.circuit);
    if (circuit === undefined) return [];
    const named = { run: runId(run), task: taskId(task), agent, runner };
    return [{ ...named, outcome, message, at: millis(at), costUsd, circuit }];
  } catch {
    return [];
  }
}

const lineOf = (execution: Execution): string =>
  `${JSON.stringify({ ...execution, message: oneLine(execution.message, MOST_MESSAGE) })}\n`;

/** Set aside by renaming: whoever is about to append to it still does, and what they write is still read. */
function turnOver(path: string): void {
  if (fs.statSync(path).size <= MOST_LOG_BYTES) return;
  const lock = takeLock(`${path}.lock`);
  if (!lock.ok) return;
  try {
    if (fs.statSync(path).size > MOST_LOG_BYTES) fs.renameSync(path, `${path}${OLDER}`);
  } finally {
    lock.value.release();
  }
}

/** The name stands in every line; that of the file only has to be harmless and its own. */
function nameIn(path: string): readonly string[] {
  for (const line of tail(path, TAIL_BYTES).split("\n")) {
    try {
      const value = JSON.parse(line) as { agent?: unknown } | null;
      if (typeof value?.agent === "string") return [value.agent];
    } catch {
      continue;
    }
  }
  return [];
}

function append(folder: string, path: string, line: string): void {
  try {
    fs.appendFileSync(path, line);
  } catch {
    fs.mkdirSync(folder, { recursive: true });
    fs.appendFileSync(path, line);
  }
}

export function localHealth(stateDirectory: string): Health {
  const folder = join(stateDirectory, "agents");
  /** How much may be written before the size is looked at again. */
  const room = new Map<string, number>();
  const pathOf = (agent: string): string => join(folder, `${segmentName(agent)}${SUFFIX}`);
  return {
    agents() {
      try {
        const found = fs.readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
        return [...new Set(found.flatMap((name) => nameIn(join(folder, name))))].sort();
      } catch {
        return [];
      }
    },
    recent(agent) {
      const path = pathOf(agent);
      const late = tail(path, TAIL_BYTES);
      const early = late.length < TAIL_BYTES / 2 ? tail(`${path}${OLDER}`, TAIL_BYTES / 2) : "";
      return `${early}\n${late}`.split("\n").flatMap((line) => parsed(line, agent));
    },
    note(execution) {
      const path = pathOf(execution.agent);
      try {
        const line = lineOf(execution);
        append(folder, path, line);
        const left = (room.get(path) ?? 0) - line.length;
        room.set(path, left > 0 ? left : LOOK_EVERY_BYTES);
        if (left <= 0) turnOver(path);
      } catch {
        // A full disk is told by the journal; without its log an agent is only taken to be well.
      }
    },
  };
}
