/** The two streams of one attempt as files: written by the program itself, or through the redactor when there are secrets. */
import * as fs from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { SHORTEST_KNOWN } from "../../core/guard/known-formats.ts";
import type { Redactor } from "../../core/guard/redact.ts";
import { type Sink, sizeOf } from "../system/launch.ts";
import { strikeKnown } from "./strike-known.ts";

/** Appending, like what the program itself writes to; only its owner may read it. */
const FLAGS = fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_TRUNC | fs.constants.O_APPEND;
const OWNER_ONLY = 0o600;
/** The program may have put anything in the place of its file: a link is not followed, and a pipe is not waited for. */
const CAREFUL = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

export type Capture = Readonly<{
  sink: Sink;
  size: () => number;
  /** At most so many bytes from the start, broken UTF-8 replaced, nothing cut in the middle of a sign. */
  head: (limit: number) => Readonly<{ text: string; cut: boolean }>;
  /** Last words are a courtesy: nothing if the file cannot be read. */
  tail: (limit: number) => string;
  /** Writes what is still held back. With the size that the file is known to have, one that is empty need not be read. */
  finish: (size: number | undefined) => void;
  close: () => void;
}>;

function bytes(file: number, from: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  for (let read = 1; read > 0 && filled < length; filled += read) {
    read = fs.readSync(file, buffer, filled, length - filled, from + filled);
  }
  return buffer.subarray(0, filled);
}

/** Throws what the system says if the file has gone. */
function reading<T>(path: string, take: (file: number, size: number) => T): T {
  const file = fs.openSync(path, CAREFUL);
  try {
    const status = fs.fstatSync(file);
    return take(file, status.isFile() ? status.size : 0);
  } finally {
    fs.closeSync(file);
  }
}

/** A disk that fills up while output streams in is told once, when the attempt ends. */
type Pump = {
  readonly sink: (chunk: Uint8Array) => void;
  readonly finish: () => void;
  readonly close: () => void;
};

function pump(path: string, secrets: Redactor): Pump {
  const file = fs.openSync(path, FLAGS, OWNER_ONLY);
  const decoder = new StringDecoder("utf8");
  const stream = secrets.stream();
  let failure: unknown;
  const write = (text: string): void => {
    if (text === "" || failure !== undefined) return;
    try {
      fs.writeFileSync(file, text);
    } catch (error) {
      failure = error;
    }
  };
  return {
    sink: (chunk) =>
      write(stream.push(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)))),
    finish() {
      write(stream.push(decoder.end()) + stream.end());
      if (failure !== undefined) throw failure;
    },
    close: () => fs.closeSync(file),
  };
}

/** `heard`: somebody listens, so that the program cannot write there itself. */
export function capture(path: string, secrets: Redactor, heard = false): Capture {
  const pumped = secrets.active || heard ? pump(path, secrets) : undefined;
  let empty = false;
  return {
    sink: pumped?.sink ?? path,
    size: () => Math.max(0, sizeOf(path)),
    head(limit) {
      if (empty) return { text: "", cut: false };
      return reading(path, (file, size) => {
        const found = bytes(file, 0, Math.min(size, limit));
        const cut = size > limit;
        // Without `end`, a sign that the limit cuts in two is left out instead of being replaced.
        return { text: cut ? new StringDecoder("utf8").write(found) : found.toString("utf8"), cut };
      });
    },
    tail(limit) {
      if (empty) return "";
      try {
        return reading(path, (file, size) =>
          bytes(file, Math.max(0, size - limit), Math.min(size, limit)).toString("utf8"),
        );
      } catch {
        return "";
      }
    },
    finish(size) {
      empty = size === 0 && pumped === undefined;
      pumped?.finish();
      if (!empty && (size ?? sizeOf(path)) >= SHORTEST_KNOWN) strikeKnown(path);
    },
    close: () => pumped?.close(),
  };
}
