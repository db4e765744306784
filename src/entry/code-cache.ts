/** Keeps what V8 made of our own text between starts: compiling it again is most of what a small run costs. */
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

type Environment = Readonly<Record<string, string | undefined>>;

/** One for each file that a command loads, and version of Node.js; the oldest make room. */
export const MOST_KEPT = 72;
/** The bundle begins with a comment that holds its own digest. */
const DIGEST = /^\/\*([0-9a-f]{16})/;
/** The folder may hold what others put there. */
const OWN = /^[0-9a-f]{16}-v[0-9]/;
const FOREIGN_WRITES = 0o022;
/** More than any of our files; only what is filled of it takes memory. */
const ROOM_BYTES = 2 << 20;

const said = (text: string | undefined): text is string => text !== undefined && text !== "";

/**
 * In the user's own cache, since whoever can write there can run code here; null where no such place is known. Not in CI:
 * there the cache is always cold, and an agent of one job step must not be able to reach into the next.
 */
export function codeCacheFolder(env: Environment): string | null {
  if (said(env["NODE_DISABLE_COMPILE_CACHE"]) || said(env["CI"])) return null;
  if (said(env["NODE_COMPILE_CACHE"])) return `${env["NODE_COMPILE_CACHE"]}/agent-orchestrator`;
  const base = [env["XDG_CACHE_HOME"], env["LOCALAPPDATA"]].find(said);
  const home = env["HOME"];
  const cache = base ?? (said(home) ? `${home}/.cache` : null);
  return cache === null ? null : `${cache}/agent-orchestrator/code`;
}

/** Only what this user wrote and nobody else could change. */
const isOwn = ({ uid, mode }: fs.Stats): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & FOREIGN_WRITES) === 0);

/** One for text and compiled code, one after the other: to touch new memory takes as long as to read what it is filled with. */
const room = Buffer.allocUnsafeSlow(ROOM_BYTES);

/** The bytes of a file, until the next is read. */
function bytesOf(path: string, wanted: (found: fs.Stats) => boolean = () => true): Buffer | undefined {
  const file = fs.openSync(path, "r");
  try {
    const found = fs.fstatSync(file);
    if (!wanted(found)) return undefined;
    const { size } = found;
    const bytes = size > room.length ? Buffer.allocUnsafeSlow(size) : room.subarray(0, size);
    return fs.readSync(file, bytes, 0, size, 0) === size ? bytes : undefined;
  } finally {
    fs.closeSync(file);
  }
}

function trusted(path: string): Buffer | undefined {
  try {
    return bytesOf(path, isOwn);
  } catch {
    return undefined;
  }
}

function makeRoom(folder: string): void {
  const kept = fs
    .readdirSync(folder)
    .filter((name) => OWN.test(name))
    .map((name) => join(folder, name));
  if (kept.length < MOST_KEPT) return;
  const age = (path: string): number => fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const byAge = kept.map((path) => ({ path, at: age(path) })).sort((a, b) => a.at - b.at);
  for (const { path } of byAge.slice(0, kept.length - MOST_KEPT + 1)) fs.rmSync(path, { force: true });
}

function discard(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // It was never there, or stays as one more file to be cleared away later.
  }
}

/** Whole or not at all, also when the power fails: V8 looks at the length and believes the rest. */
function write(path: string, bytes: Uint8Array): void {
  const draft = `${path}.${process.pid}`;
  try {
    fs.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    makeRoom(dirname(path));
    const file = fs.openSync(draft, "wx", 0o600);
    try {
      fs.writeFileSync(file, bytes);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    fs.renameSync(draft, path);
  } catch {
    // A cache that cannot be written only costs time.
    discard(draft);
  }
}

/** What the text of the bundle gives: as Node.js itself hands a text what it may use. */
type Wrapped = (
  exports: unknown,
  require: (name: string) => unknown,
  module: Readonly<{ exports: unknown }>,
  filename: string,
  dirname: string,
) => void;

export type Loaded = Readonly<{
  exports: unknown;
  /** To be called once the work is done: what was compiled on the way is kept with the rest. */
  keep: () => void;
}>;

type Part = Readonly<{ exports: unknown; keep: () => void }>;

function read(path: string, folder: string | null, use: string, require: (name: string) => unknown): Part {
  // The bundle is written in single bytes.
  const source = bytesOf(path)?.toString("latin1") ?? fs.readFileSync(path, "latin1");
  const digest = DIGEST.exec(source)?.[1];
  const kept =
    folder === null || digest === undefined ? null : join(folder, `${digest}-${process.version}-${use}`);
  const cachedData = kept === null ? undefined : trusted(kept);
  const script = new Script(source, {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as Wrapped;
  run(module.exports, require, module, path, dirname(path));
  const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    exports: module.exports,
    keep() {
      if (kept !== null && !isKept) write(kept, script.createCachedData());
    },
  };
}

/** `use` names what is about to be done: each use compiles other parts. What lies beside the bundle is loaded in the same way. */
export function load(path: string, folder: string | null, use: string): Loaded {
  const parts = new Map<string, Part>();
  const platform = createRequire(path);
  const get = (file: string): unknown => {
    const known = parts.get(file);
    if (known !== undefined) return known.exports;
    const part = read(file, folder, use, (name) =>
      name.startsWith("./") ? get(join(dirname(path), name)) : platform(name),
    );
    parts.set(file, part);
    return part.exports;
  };
  return {
    exports: get(path),
    keep() {
      for (const part of parts.values()) part.keep();
    },
  };
}
