/** Where everything of one run lies, and how its folder comes into being. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { RunId } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Header } from "../../core/journal/event.ts";
import { decodeSegment, type Decoded } from "../../core/journal/codec.ts";
import { byTime } from "../../core/journal/merge.ts";
import { isAnswerFile, readAnswer } from "./answer-file.ts";
import { guarded, troubleOf } from "./trouble.ts";

export type RunFolder = Readonly<{
  id: RunId;
  root: string;
  plan: string;
  journal: string;
  objects: string;
  logs: string;
  scratch: string;
  lock: string;
}>;

export function runFolderAt(root: string, id: RunId): RunFolder {
  const at = (name: string): string => join(root, name);
  return {
    id,
    root,
    plan: at("plan.json"),
    journal: at("journal"),
    objects: at("objects"),
    logs: at("logs"),
    scratch: at("scratch"),
    lock: at("lock"),
  };
}

export const runsDirectory = (stateDirectory: string): string => join(stateDirectory, "runs");

export const runFolder = (stateDirectory: string, id: RunId): RunFolder =>
  runFolderAt(join(runsDirectory(stateDirectory), id), id);

const HARMLESS = /^[A-Za-z0-9_-]*$/;

/** Names of foreign origin become one harmless path segment. */
export const segmentName = (name: string): string =>
  HARMLESS.test(name)
    ? name
    : name.replace(/[^A-Za-z0-9_-]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const segmentPath = (folder: RunFolder, { epoch, writer }: Pick<Header, "epoch" | "writer">): string =>
  join(folder.journal, `${epoch}-${segmentName(writer)}.jsonl`);

/** How the paths of all files of a task begin: `.<epoch>-<n>.out`, `.err` and what was handed to its attempts. One flat folder, since making one a task would cost more than the rest. */
export const taskLogs = (folder: RunFolder, task: string): string =>
  `${folder.logs}${sep}${segmentName(task)}`;

/** Node.js says "it does not exist" of folders on a read-only disk: asked for one by one, they tell the reason. */
function makeFolders(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    if (!existsSync(dirname(path))) makeFolders(dirname(path));
    mkdirSync(path);
  }
}

/** The state ignores itself, so that no author has to. */
function prepareState(stateDirectory: string): void {
  makeFolders(runsDirectory(stateDirectory));
  try {
    writeFileSync(join(stateDirectory, ".gitignore"), "*\n", { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

/** False if a run of that name exists already. */
export function createRunFolder(stateDirectory: string, id: RunId): boolean {
  const folder = runFolder(stateDirectory, id);
  return guarded(`create the run folder ${folder.root}`, () => {
    prepareState(stateDirectory);
    try {
      mkdirSync(folder.root);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
      throw error;
    }
    for (const part of [folder.journal, folder.objects, folder.logs, folder.scratch]) mkdirSync(part);
    return true;
  });
}

export type SegmentFile = Readonly<{ path: string; text: string; decoded: Decoded }>;

/** A writer that died within its first write has recorded nothing, so nothing is lost by leaving it out. */
const cutBeforeHeader = (text: string): boolean => !text.includes("\n");

function readOwn(path: string): Result<SegmentFile | null, string> {
  const text = readFileSync(path, "utf8");
  const decoded = decodeSegment(text);
  if (decoded.ok) return ok({ path, text, decoded: decoded.value });
  if (cutBeforeHeader(text)) return ok(null);
  return err(`The journal ${path} cannot be read at line ${decoded.error.line}: ${decoded.error.message}`);
}

/** What others left must not keep anybody from reading the run: an answer with a fault is left out. */
function answersIn(folder: RunFolder, names: readonly string[], last: number): readonly SegmentFile[] {
  return names.flatMap((name) => {
    const path = join(folder.journal, name);
    const file = readAnswer(path);
    if (!file.ok) return [];
    const { header } = file.value.decoded.segment;
    return header.epoch <= last && segmentPath(folder, header) === path ? [{ path, ...file.value }] : [];
  });
}

const epochOf = ({ decoded }: SegmentFile): number => decoded.segment.header.epoch;

/** All segments by epoch, answers before what was done with them; the first damage of our own ends the reading and is named. */
export function readSegments(folder: RunFolder): Result<readonly SegmentFile[], string> {
  const own: SegmentFile[] = [];
  try {
    const names = readdirSync(folder.journal).filter((name) => name.endsWith(".jsonl"));
    const number = (name: string): number => Number.parseInt(name, 10);
    names.sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1));
    for (const name of names.filter((each) => !isAnswerFile(each))) {
      const file = readOwn(join(folder.journal, name));
      if (!file.ok) return file;
      if (file.value !== null) own.push(file.value);
    }
    const last = own.reduce((epoch, file) => Math.max(epoch, epochOf(file)), 0);
    const answers = answersIn(folder, names.filter(isAnswerFile), last);
    own.sort((a, b) => byTime(a.decoded.segment, b.decoded.segment));
    return ok([...answers, ...own].sort((a, b) => epochOf(a) - epochOf(b)));
  } catch (error) {
    return err(troubleOf(error, `read the journal in ${folder.journal}`).message);
  }
}
