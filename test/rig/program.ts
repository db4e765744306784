/** A fresh project on disk and the built program to run in it, until the test is over. */
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./folder.ts";
import { type Ended, type Spawned, spawned } from "./spawned.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const CLI = process.env["AO_CLI"] ?? join(root, "dist/cli.js");
/** `dist/` promises to run on more than one Node.js. */
export const NODE = process.env["AO_NODE"] ?? process.execPath;
const PATH = process.env["PATH"] ?? "/usr/bin:/bin";

export type TaskDocument = Readonly<{
  id: string;
  status: string;
  reason?: string;
  attempts: number;
  started_at: string | null;
  finished_at: string | null;
  duration_ms: number | null;
  cost_usd: number | null;
  output: unknown;
}>;

export type RunDocument = Readonly<{
  schemaVersion: number;
  run_id: string;
  workflow: string;
  conclusion: string;
  tasks: readonly TaskDocument[];
  outputs: Readonly<Record<string, unknown>>;
  usage: Readonly<{ input_tokens: number; output_tokens: number }>;
  total_cost_usd: number | null;
}>;

export type Entry = Readonly<{ type: string; task?: string; n?: number; reason?: unknown }>;

export type Settings = Readonly<{
  env?: Readonly<Record<string, string>>;
  /** Put before the program, to start it by another one. */
  before?: readonly string[];
}>;

export type Project = Readonly<{
  directory: string;
  state: string;
  write: (name: string, text: string | Uint8Array) => string;
  read: (name: string) => string;
  has: (name: string) => boolean;
  /** Lines of a file that tasks append to. */
  lines: (name: string) => readonly string[];
  start: (args: readonly string[], settings?: Settings) => Spawned;
  run: (args: readonly string[], settings?: Settings) => Promise<Ended>;
  runs: () => readonly string[];
  folder: (run: string) => string;
  /** Whole lines of all segments, in the order of the epochs. */
  journal: (run: string) => readonly Entry[];
}>;

function readIfThere(path: string): string {
  try {
    return fs.readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function names(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}

export const segmentsIn = (folder: string): readonly string[] =>
  [...names(join(folder, "journal"))]
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => join(folder, "journal", name));

const journalIn = (folder: string): readonly Entry[] =>
  segmentsIn(folder).flatMap((path) =>
    readIfThere(path)
      .split("\n")
      .slice(1, -1)
      .map((line) => JSON.parse(line) as Entry),
  );

export function project(files: Readonly<Record<string, string>> = {}): Project {
  const directory = temporaryFolder();
  const at = (name: string): string => join(directory, name);
  const state = at(".claude/workflow-state");
  const folder = (run: string): string => join(state, "runs", run);
  const base = {
    PATH,
    HOME: directory,
    LANG: "C.UTF-8",
    NODE_COMPILE_CACHE: join(tmpdir(), "agent-orchestrator-e2e"),
  };
  const start: Project["start"] = (args, { env = {}, before = [] } = {}) =>
    spawned([...before, NODE, CLI, ...args], { directory, env: { ...base, ...env } });
  const write: Project["write"] = (name, text) => {
    fs.mkdirSync(dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
    return at(name);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return {
    directory,
    state,
    write,
    read: (name) => readIfThere(at(name)),
    has: (name) => fs.existsSync(at(name)),
    lines: (name) => readIfThere(at(name)).split("\n").slice(0, -1),
    start,
    run: (args, settings) => start(args, settings).ended,
    runs: () => names(join(state, "runs")),
    folder,
    journal: (run) => journalIn(folder(run)),
  };
}

export function documentIn({ out, err, code }: Ended): RunDocument {
  try {
    return JSON.parse(out) as RunDocument;
  } catch {
    throw new Error(`no document, exit code ${code}:\n${out}\n${err}`);
  }
}

export const statuses = ({ tasks }: RunDocument): Readonly<Record<string, string>> =>
  Object.fromEntries(tasks.map(({ id, status }) => [id, status]));

export function taskIn({ tasks }: RunDocument, id: string): TaskDocument {
  const found = tasks.find((task) => task.id === id);
  if (found === undefined) throw new Error(`the document has no task ${id}`);
  return found;
}

export type Played = Readonly<{
  code: number | null;
  err: string;
  document: RunDocument;
  status: Readonly<Record<string, string>>;
  task: (id: string) => TaskDocument;
  place: Project;
}>;

/** Runs a workflow given as text, or by name, and gives what it came to. */
export async function played(
  text: string,
  args: readonly string[] = [],
  settings?: Settings,
): Promise<Played> {
  const place = project({ "it.yml": text });
  const ended = await place.run(["run", "it.yml", "--json", ...args], settings);
  const document = documentIn(ended);
  return {
    code: ended.code,
    err: ended.err,
    document,
    status: statuses(document),
    task: (id) => taskIn(document, id),
    place,
  };
}
