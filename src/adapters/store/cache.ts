/** Results of earlier runs as files, each written whole or not at all, checked when it is read, and the oldest taken away. */
import * as fs from "node:fs";
import { join } from "node:path";
import { type Digest, digest, millis, runId } from "../../core/base/brand.ts";
import { type Cache, type Kept, MOST_RESULT_BYTES } from "../../ports/cache.ts";
import { digestOf } from "../system/digest.ts";

export const MOST_CACHE_BYTES = 256 * 1024 * 1024;
export const MOST_RESULTS = 4096;
/** What pruning leaves of both, so that not every further result has to prune again. */
export const PRUNED_TO = 0.9;

const VERSION = 1;
const NAME = /^[0-9a-f]{64}$/;
const NEWLINE = 0x0a;

export type CacheLimits = Readonly<{ results: number; bytes: number }>;

type Facts = Readonly<{
  version: number;
  run: string;
  at: number;
  costUsd: number | null;
  sizes: readonly number[];
}>;

const sealed = (facts: Facts, body: Uint8Array): Digest =>
  digestOf(Buffer.concat([Buffer.from(JSON.stringify(facts)), body]));

function encoded({ run, at, costUsd, parts }: Kept): Uint8Array {
  const facts: Facts = { version: VERSION, run, at, costUsd, sizes: parts.map(({ length }) => length) };
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...facts, seal: sealed(facts, body) })}\n`), body]);
}

function factsIn(line: string): Readonly<{ facts: Facts; seal: string }> | undefined {
  const value = JSON.parse(line) as Partial<Record<keyof Facts | "seal", unknown>> | null;
  const { version, run, at, costUsd, sizes, seal } = value ?? {};
  if (version !== VERSION || typeof run !== "string" || typeof at !== "number") return undefined;
  if (typeof seal !== "string" || (typeof costUsd !== "number" && costUsd !== null)) return undefined;
  if (!Array.isArray(sizes) || !sizes.every((size): size is number => Number.isSafeInteger(size)))
    return undefined;
  return { facts: { version, run, at, costUsd, sizes }, seal };
}

function decoded(bytes: Uint8Array): Kept | undefined {
  const end = bytes.indexOf(NEWLINE);
  if (end < 0) return undefined;
  const found = factsIn(Buffer.from(bytes.subarray(0, end)).toString("utf8"));
  const body = bytes.subarray(end + 1);
  if (found === undefined || digest(found.seal) !== sealed(found.facts, body)) return undefined;
  const { run, at, costUsd, sizes } = found.facts;
  let from = 0;
  const parts = sizes.map((size) => body.subarray(from, (from += size)));
  return from === body.length ? { run: runId(run), at: millis(at), costUsd, parts } : undefined;
}

/** Damaged files are taken away, so that they are not looked at again. */
function read(path: string): Kept | undefined {
  let bytes: Uint8Array;
  try {
    bytes = fs.readFileSync(path);
  } catch {
    return undefined;
  }
  try {
    const kept = decoded(bytes);
    if (kept !== undefined) return kept;
  } catch {
    // What cannot be read as a header is damage like any other.
  }
  discard(path);
  return undefined;
}

function discard(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // It stays, and is passed over again the next time.
  }
}

type File = Readonly<{ path: string; size: number; time: number }>;

/** Drafts of writers that died are counted too: they grow old, and go like everything else. */
function files(folder: string): readonly File[] {
  return fs.readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = fs.statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true ? [{ path, size: found.size, time: found.mtimeMs }] : [];
  });
}

const bytesOf = (all: readonly File[]): number => all.reduce((sum, { size }) => sum + size, 0);

/** Gives what is left. */
function prune(folder: string, most: CacheLimits): CacheLimits {
  const all = [...files(folder)].sort((a, b) => a.time - b.time);
  let [results, bytes] = [all.length, bytesOf(all)];
  if (results <= most.results && bytes <= most.bytes) return { results, bytes };
  for (const { path, size } of all) {
    if (results <= most.results * PRUNED_TO && bytes <= most.bytes * PRUNED_TO) break;
    fs.rmSync(path, { force: true });
    results -= 1;
    bytes -= size;
  }
  return { results, bytes };
}

function place(folder: string, name: string, bytes: Uint8Array, number: number): void {
  const draft = join(folder, `.${process.pid}-${number}.tmp`);
  fs.mkdirSync(folder, { recursive: true });
  try {
    fs.writeFileSync(draft, bytes);
    fs.renameSync(draft, join(folder, name));
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

export function localCache(
  stateDirectory: string,
  most: CacheLimits = { results: MOST_RESULTS, bytes: MOST_CACHE_BYTES },
): Cache {
  const folder = join(stateDirectory, "cache");
  /** What lies there as far as this process knows: looked at once, then only counted. */
  let known: CacheLimits | undefined;
  let drafts = 0;
  const keep = (key: Digest, bytes: Uint8Array): void => {
    place(folder, key, bytes, (drafts += 1));
    known =
      known === undefined
        ? prune(folder, most)
        : { results: known.results + 1, bytes: known.bytes + bytes.length };
    if (known.results > most.results || known.bytes > most.bytes) known = prune(folder, most);
  };
  return {
    find: (key) => (NAME.test(key) ? read(join(folder, key)) : undefined),
    keep(key, kept) {
      if (!NAME.test(key) || kept.parts.reduce((sum, { length }) => sum + length, 0) > MOST_RESULT_BYTES)
        return;
      try {
        keep(key, encoded(kept));
      } catch {
        // A full disk is told by the journal; a result that is not kept is only made again.
      }
    },
  };
}
