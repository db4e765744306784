/** A stream in lines, however it was cut into pieces, and the file that keeps it: neither grows without bound. */
import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { type Fields, isFields, type Value } from "../../core/base/value.ts";

/** Longer lines are left out: an answer of the model is far below. */
export const LINE_LIMIT = 16 << 20;
/** From here on a transcript keeps only that something was left out. */
export const TRANSCRIPT_LIMIT = 64 << 20;

const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND;
const OWNER_ONLY = 0o600;

export type Splitter = Readonly<{ push: (chunk: Uint8Array) => void; end: () => void }>;

/** `take` is given each line without its break, or null for one that was too long. */
export function splitter(take: (line: string | null) => void, limit: number = LINE_LIMIT): Splitter {
  const decoder = new StringDecoder("utf8");
  let parts: string[] = [];
  let size = 0;
  const add = (text: string): void => {
    size += text.length;
    if (size <= limit) parts.push(text);
    else parts = [];
  };
  const flush = (): void => {
    if (size > 0) take(size <= limit ? parts.join("") : null);
    parts = [];
    size = 0;
  };
  const push = (text: string): void => {
    let from = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", from)) {
      add(text.slice(from, at));
      flush();
      from = at + 1;
    }
    add(text.slice(from));
  };
  return {
    push: (chunk) => push(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    end() {
      push(decoder.end());
      flush();
    },
  };
}

/** What goes wrong with the disk is thrown by `close`, once nothing runs any more. */
export type Transcript = Readonly<{ write: (line: string) => void; close: () => void }>;

export function transcript(path: string, limit: number = TRANSCRIPT_LIMIT): Transcript {
  const file = openSync(path, FLAGS, OWNER_ONLY);
  let left = limit;
  let failure: unknown;
  const put = (line: string): void => {
    try {
      const bytes = Buffer.from(`${line}\n`);
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    } catch (error) {
      failure ??= error;
    }
  };
  return {
    write(line) {
      if (left <= 0) return;
      left -= line.length + 1;
      put(left > 0 ? line : JSON.stringify({ type: "left_out", after: limit }));
    },
    close() {
      closeSync(file);
      if (failure !== undefined) throw failure;
    },
  };
}

function eventIn(line: string): readonly Fields[] {
  try {
    const value = JSON.parse(line) as Value;
    return isFields(value) ? [value] : [];
  } catch {
    // The last line may be half a line.
    return [];
  }
}

/** The events of a transcript whose lines hold this text; none if it cannot be read. */
export function eventsIn(path: string, holding: string): readonly Fields[] {
  try {
    const lines = readFileSync(path, "utf8").split("\n");
    return lines.flatMap((line) => (line.includes(holding) ? eventIn(line) : []));
  } catch {
    return [];
  }
}
