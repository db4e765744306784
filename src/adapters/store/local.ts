/** Artifacts as files under their digest: written whole or not at all, checked whenever they are read. */
import * as fs from "node:fs";
import { join } from "node:path";
import { type Digest, digest } from "../../core/base/brand.ts";
import type { Artifacts } from "../../ports/artifacts.ts";
import { digestOf, hasher } from "../system/digest.ts";
import { guarded } from "./trouble.ts";

const NAME = /^[0-9a-f]{64}$/;
const CHUNK = 1 << 18;

/** Most tasks of a command graph print nothing: this one is never written and never missing. */
export const EMPTY = digest("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
const NOTHING = new Uint8Array(0);

export type StoreOptions = Readonly<{
  /** Waits until the disk has it, for those who must survive the loss of the machine. */
  durable?: boolean;
}>;

const pathIn = (objects: string, name: Digest): string => join(objects, name.slice(0, 2), name.slice(2));

/** A file under a name of its own, which becomes an artifact by being renamed once it is whole. */
type Draft = Readonly<{ path: string; file: number }>;

function openDraft(objects: string, number: number): Draft {
  const path = join(objects, `.${process.pid}-${number}.tmp`);
  try {
    return { path, file: fs.openSync(path, "wx") };
  } catch {
    fs.mkdirSync(objects, { recursive: true });
    return { path, file: fs.openSync(path, "wx") };
  }
}

function finish<T>({ path, file }: Draft, durable: boolean, fill: (file: number) => T): T {
  try {
    const filled = fill(file);
    if (durable) fs.fdatasyncSync(file);
    return filled;
  } catch (error) {
    fs.rmSync(path, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
}

function place(draft: Draft, objects: string, name: Digest): Digest {
  const path = pathIn(objects, name);
  try {
    fs.renameSync(draft.path, path);
  } catch {
    fs.mkdirSync(join(objects, name.slice(0, 2)), { recursive: true });
    fs.renameSync(draft.path, path);
  }
  return name;
}

/** What was damaged is taken away, so that the next writer of the same bytes repairs it. */
function checked(objects: string, name: Digest): Uint8Array | undefined {
  const bytes = readIfThere(pathIn(objects, name));
  if (bytes === undefined || digestOf(bytes) === name) return bytes;
  fs.rmSync(pathIn(objects, name), { force: true });
  return undefined;
}

export function localArtifacts(objects: string, { durable = false }: StoreOptions = {}): Artifacts {
  const present = new Set<string>();
  let drafts = 0;
  const store = (fill: (file: number) => Digest): Digest => {
    const draft = openDraft(objects, (drafts += 1));
    const name = place(draft, objects, finish(draft, durable, fill));
    present.add(name);
    return name;
  };
  const has = (name: Digest, size: number): boolean =>
    present.has(name) || fs.statSync(pathIn(objects, name), { throwIfNoEntry: false })?.size === size;

  return {
    put(bytes) {
      if (bytes.length === 0) return EMPTY;
      const name = digestOf(bytes);
      if (has(name, Buffer.byteLength(bytes))) return name;
      return guarded(`store an artifact in ${objects}`, () =>
        store((file) => {
          fs.writeFileSync(file, bytes);
          return name;
        }),
      );
    },
    adopt: (path) =>
      guarded(`store ${path} as an artifact`, () =>
        fs.statSync(path).size === 0 ? EMPTY : store((file) => copyHashed(path, file)),
      ),
    get(name) {
      if (name === EMPTY) return NOTHING;
      const bytes = NAME.test(name) ? checked(objects, name) : undefined;
      if (bytes === undefined) present.delete(name);
      return bytes;
    },
    head(name, limit) {
      if (name === EMPTY) return NOTHING;
      return NAME.test(name) ? readIfThere(pathIn(objects, name), limit) : undefined;
    },
  };
}

/** Bytes are taken as they are at this moment: a process left behind may still write to the file it came from. */
function copyHashed(from: string, target: number): Digest {
  const hash = hasher();
  const source = fs.openSync(from, "r");
  const buffer = Buffer.allocUnsafe(CHUNK);
  try {
    for (let read = 1; read > 0;) {
      read = fs.readSync(source, buffer, 0, CHUNK, null);
      hash.update(buffer.subarray(0, read));
      for (let written = 0; written < read;) written += fs.writeSync(target, buffer, written, read - written);
    }
  } finally {
    fs.closeSync(source);
  }
  return digest(hash.digest("hex"));
}

function readIfThere(path: string, limit?: number): Uint8Array | undefined {
  let file: number;
  try {
    file = fs.openSync(path, "r");
  } catch {
    return undefined;
  }
  try {
    const size = Math.min(fs.fstatSync(file).size, limit ?? Infinity);
    const buffer = Buffer.allocUnsafe(size);
    let filled = 0;
    for (let read = 1; read > 0 && filled < size; filled += read)
      read = fs.readSync(file, buffer, filled, size - filled, filled);
    return buffer.subarray(0, filled);
  } catch {
    return undefined;
  } finally {
    fs.closeSync(file);
  }
}
