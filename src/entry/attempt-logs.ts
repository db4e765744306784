/** What each attempt of a run wrote, as captured on disk; where nothing was captured, what its entry says. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { taskLogs, type RunFolder } from "../adapters/store/run-folder.ts";
import type { TaskId } from "../core/base/brand.ts";
import type { Entry } from "../core/journal/event.ts";
import { timeline, type Bar } from "../core/view/timeline.ts";
import type { StoredRun } from "./stored-run.ts";

export type AttemptLog = Readonly<{ bar: Bar; files: readonly string[]; ending: Entry | undefined }>;

const STREAMS = ["out", "err"] as const;

const filesOf = (folder: RunFolder, bar: Bar): readonly string[] =>
  STREAMS.map((stream) => `${taskLogs(folder, bar.task)}.${bar.epoch}-${bar.n}.${stream}`);

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

/** In the order in which the attempts started. Groups write nothing of their own. */
export function attemptLogs(run: StoredRun, task: TaskId | null, failedOnly: boolean): readonly AttemptLog[] {
  const groups = new Set(
    run.plan.tasks.flatMap(({ id, work }) => ("steps" in work || "then" in work ? [id] : [])),
  );
  const ends = endings(run);
  return timeline(run.segments)
    .bars.filter((bar) => !groups.has(bar.task))
    .filter((bar) => (task === null || bar.task === task) && (!failedOnly || bar.ended === "failure"))
    .map((bar) => ({
      bar,
      files: filesOf(run.folder, bar),
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
