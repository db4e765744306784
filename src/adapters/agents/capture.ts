/** The two streams of one attempt as files: written by the program itself, or through the redactor when there are secrets. */
import * as fs from "node:fs";
import { StringDecoder } from "node:string_decoder";
import type { Redactor } from "../../core/guard/redact.ts";
import type { Sink } from "../system/process.ts";

/** Appending, so that a program that opens its own stdout anew leaves no hole. */
const FLAGS = fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_TRUNC | fs.constants.O_APPEND;

export type Capture = Readonly<{
  sink: Sink;
  size: () => number;
  /** At most so many bytes from the start, broken UTF-8 replaced, nothing cut in the middle of a sign. */
  head: (limit: number) => Readonly<{ text: string; cut: boolean }>;
  tail: (limit: number) => string;
  /** Writes what is still held back. */
  finish: () => void;
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

/** A disk that fills up while output streams in is told once, when the attempt ends. */
type Pump = { readonly sink: (chunk: Uint8Array) => void; readonly finish: () => void };

function pump(file: number, secrets: Redactor): Pump {
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
  };
}

export function capture(path: string, secrets: Redactor): Capture {
  const file = fs.openSync(path, FLAGS, 0o600);
  const pumped = secrets.active ? pump(file, secrets) : undefined;
  const size = (): number => fs.fstatSync(file).size;
  return {
    sink: pumped?.sink ?? file,
    size,
    head(limit) {
      const length = size();
      if (length === 0) return { text: "", cut: false };
      const found = bytes(file, 0, Math.min(length, limit));
      const cut = length > limit;
      // Without `end`, a sign that the limit cuts in two is left out instead of being replaced.
      return { text: cut ? new StringDecoder("utf8").write(found) : found.toString("utf8"), cut };
    },
    tail(limit) {
      const length = size();
      return length === 0
        ? ""
        : bytes(file, Math.max(0, length - limit), Math.min(length, limit)).toString("utf8");
    },
    finish: () => pumped?.finish(),
    close: () => fs.closeSync(file),
  };
}
