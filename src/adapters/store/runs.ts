/** The runs of a state directory: which there are, and which one a person means. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type RunId, runId } from "../../core/base/brand.ts";
import { isoText } from "../../core/base/instant.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { runFolder, runsDirectory } from "./run-folder.ts";

export const RUN_ID = /^\d{8}-\d{6}-[0-9a-f]{4}$/;
/** Of many runs that fit, this many are named. */
const MOST_NAMED = 5;
/** `lastest` still means `latest`; more changes than this mean something else. */
const MOST_EDITS = 3;

/** `20260131-235959-1a2b`, in UTC: sorts by time and can be read aloud. Who creates its folder owns it, so mere chance will do. */
export function newRunId(now: number): RunId {
  const digits = isoText(now).replace(/\D/g, "");
  const chance = Math.floor(Math.random() * 0x1_0000);
  return runId(`${digits.slice(0, 8)}-${digits.slice(8, 14)}-${chance.toString(16).padStart(4, "0")}`);
}

export type KnownRun = Readonly<{
  id: RunId;
  /** When anything was last written to its journal. */
  touched: number;
  /** Reads the plan. */
  name: () => string | undefined;
}>;

function planName(path: string): string | undefined {
  try {
    const plan = JSON.parse(readFileSync(path, "utf8")) as { name?: unknown } | null;
    return typeof plan?.name === "string" ? plan.name : undefined;
  } catch {
    return undefined;
  }
}

const touchedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function lastTouch(journal: string): number {
  try {
    return Math.max(0, ...readdirSync(journal).map((name) => touchedAt(join(journal, name))));
  } catch {
    return 0;
  }
}

function ids(stateDirectory: string): readonly RunId[] {
  try {
    return readdirSync(runsDirectory(stateDirectory))
      .filter((name) => RUN_ID.test(name))
      .map(runId);
  } catch {
    return [];
  }
}

/** Newest first: by the time in the name, and within one second by the last write. */
export function listRuns(stateDirectory: string): readonly KnownRun[] {
  const runs = ids(stateDirectory).map((id) => {
    const folder = runFolder(stateDirectory, id);
    return { id, touched: lastTouch(folder.journal), name: () => planName(folder.plan) };
  });
  const second = ({ id }: KnownRun): string => id.slice(0, 15);
  return runs.sort((a, b) =>
    second(a) === second(b) ? b.touched - a.touched : second(a) < second(b) ? 1 : -1,
  );
}

/** Swapped neighbours count as one edit. */
function edits(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cell = (up: number, left: number): number => (rows[row - up] ?? line)[column - left] ?? 0;
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min((line[column - 1] ?? 0) + 1, cell(1, 0) + 1, cell(1, 1) + same);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, cell(2, 2) + 1);
      line.push(best);
    }
    rows.push(line);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

export type UnknownRun = Readonly<{ message: string; hint: string }>;

const named = (found: readonly RunId[]): string =>
  found.length > MOST_NAMED
    ? `${found.slice(0, MOST_NAMED).join(", ")} and ${found.length - MOST_NAMED} more`
    : found.join(", ");

function unknown(word: string, all: readonly RunId[]): UnknownRun {
  if (all.length === 0)
    return { message: "There are no runs yet", hint: "Start one with: agent-orchestrator demo" };
  const nearest = ["latest", ...all]
    .map((name) => ({ name, distance: edits(word.slice(0, 40), name) }))
    .reduce((best, next) => (next.distance < best.distance ? next : best));
  const hint =
    nearest.distance <= MOST_EDITS
      ? `Did you mean ${JSON.stringify(nearest.name)}?`
      : `Known runs: ${named(all)}`;
  return { message: `There is no run ${JSON.stringify(word)}`, hint };
}

/** By `latest`, by full name, or by a beginning or an end that only one run has. */
export function findRun(stateDirectory: string, word: string): Result<RunId, UnknownRun> {
  const all = listRuns(stateDirectory).map(({ id }) => id);
  const [newest] = all;
  if (word === "latest" && newest !== undefined) return ok(newest);
  const exact = all.find((id) => id === word);
  if (exact !== undefined) return ok(exact);
  const fitting = word === "" ? [] : all.filter((id) => id.startsWith(word) || id.endsWith(word));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return ok(only);
  if (fitting.length > 1) {
    return err({
      message: `${JSON.stringify(word)} fits ${fitting.length} runs`,
      hint: `Say which: ${named(fitting)}`,
    });
  }
  return err(unknown(word, all));
}
