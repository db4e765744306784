/** What each attempt of a run wrote, as captured on disk; where nothing was captured, what its entry says. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { taskLogs, type RunFolder } from "../adapters/store/run-folder.ts";
import type { TaskId } from "../core/base/brand.ts";
import type { Entry } from "../core/journal/event.ts";
import { isGroup } from "../core/run/state.ts";
import { timeline, type Bar } from "../core/view/timeline.ts";
import type { StoredRun } from "./stored-run.ts";

export type AttemptLog = Readonly<{ bar: Bar; files: readonly string[]; ending: Entry | undefined }>;

/** The tasks that are meant; null for all of them. */
export type Wanted = ReadonlySet<TaskId> | null;

/** A group writes nothing itself: what is meant is whatever is inside of it. */
export function insideOf({ state }: StoredRun, id: TaskId): ReadonlySet<TaskId> {
  const found = new Set<TaskId>([id]);
  // A group stands before what it holds.
  for (const { task, parent } of state.tasks) {
    const around = state.tasks[parent]?.task.id;
    if (around !== undefined && found.has(around)) found.add(task.id);
  }
  return found;
}

const STREAMS = ["out", "err"] as const;

type Parts = ReadonlyMap<string, readonly string[]>;

/** By the name of their attempt the streams of its repairs and of what verified it: `build.1-1.verify-1.out`. */
function partsIn(folder: string): Parts {
  const found = new Map<string, string[]>();
  for (const name of namesIn(folder)) {
    const [task, attempt, part, stream, more] = name.split(".");
    if (part === undefined || more !== undefined || !STREAMS.some((each) => each === stream)) continue;
    const key = `${task ?? ""}.${attempt ?? ""}`;
    const parts = found.get(key);
    if (parts === undefined) found.set(key, [name]);
    else parts.push(name);
  }
  return found;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** The streams of the attempt itself first. */
function filesOf(folder: RunFolder, bar: Bar, parts: Parts): readonly string[] {
  const path = `${taskLogs(folder, bar.task)}.${bar.epoch}-${bar.n}`;
  const others = parts.get(basename(path)) ?? [];
  return [
    ...STREAMS.map((stream) => `${path}.${stream}`),
    ...others.map((name) => join(dirname(path), name)),
  ];
}

function endings(run: StoredRun): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const { header, entries } of run.segments) {
    for (const entry of entries) {
      if (entry.type !== "task.succeeded" && entry.type !== "task.failed") continue;
      found.set(`${entry.task} ${header.epoch} ${entry.n}`, entry);
    }
  }
  return found;
}

/** In the order in which the attempts started. Groups and questions write nothing of their own. */
export function attemptLogs(run: StoredRun, wanted: Wanted, failedOnly: boolean): readonly AttemptLog[] {
  const silent = new Set(
    run.state.tasks.flatMap(({ task }) => (isGroup(task) || task.work.type === "approval" ? [task.id] : [])),
  );
  const ends = endings(run);
  const parts = partsIn(run.folder.logs);
  return timeline(run.segments)
    .bars.filter((bar) => !silent.has(bar.task))
    .filter((bar) => (wanted === null || wanted.has(bar.task)) && (!failedOnly || bar.ended === "failure"))
    .map((bar) => ({
      bar,
      files: filesOf(run.folder, bar, parts),
      ending: ends.get(`${bar.task} ${bar.epoch} ${bar.n}`),
    }));
}

const CHUNK = 1 << 16;

/** Hands on what lies behind `from` piece by piece, and gives the new end. A file that is not there is empty. */
export function readFrom(path: string, from: number, take: (bytes: Uint8Array) => void): number {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return from;
  }
  try {
    let at = from;
    const { size } = fstatSync(file);
    while (at < size) {
      const chunk = new Uint8Array(Math.min(CHUNK, size - at));
      const count = readSync(file, chunk, 0, chunk.length, at);
      if (count === 0) break;
      take(chunk.subarray(0, count));
      at += count;
    }
    return at;
  } finally {
    closeSync(file);
  }
}
