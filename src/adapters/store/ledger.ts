/** One writer's entries in one file: buffered, cleaned, and written in one go before anybody acts on them. */
import * as fs from "node:fs";
import { dirname } from "node:path";
import { type Millis, millis } from "../../core/base/brand.ts";
import type { Redactor } from "../../core/guard/redact.ts";
import { cleanEvent } from "../../core/journal/clean.ts";
import { encodeEntry, encodeHeader } from "../../core/journal/codec.ts";
import type { Entry, Header } from "../../core/journal/event.ts";
import type { Ledger } from "../../ports/ledger.ts";
import { guarded } from "./trouble.ts";

export type LedgerOptions = Readonly<{
  path: string;
  header: Header;
  now: () => Millis;
  redactor: Redactor;
  /** All that it stands on was written by then. */
  after?: Millis;
  /** Every flush also waits for the disk. */
  durable?: boolean;
  /** How so many bytes from there on reach the file; gives how many did. */
  write?: (file: number, bytes: Uint8Array, from: number, count: number) => number;
}>;

/** A writer that died before its first line was whole has recorded nothing, and its place is free. */
function isUnbegun(path: string): boolean {
  try {
    return !fs.readFileSync(path, "utf8").includes("\n");
  } catch {
    return false;
  }
}

/** The file must be new: a segment has one writer and is never continued by another. */
function begin({ path, header, write }: LedgerOptions): number {
  return guarded(`create the journal ${path}`, () => {
    fs.mkdirSync(dirname(path), { recursive: true });
    if (isUnbegun(path)) fs.rmSync(path);
    const file = fs.openSync(path, "ax");
    writeAll(file, encodeHeader(header), write);
    return file;
  });
}

/** Most that is written at once is a few lines: it passes through here, and nothing is left for V8 to clean up. */
const ROOM_BYTES = 1 << 16;
const room = Buffer.allocUnsafeSlow(ROOM_BYTES);
/** Of one unit of a string in UTF-8. */
const MOST_BYTES = 3;

function writeAll(file: number, text: string, write: LedgerOptions["write"] = fs.writeSync): void {
  const fits = text.length * MOST_BYTES <= ROOM_BYTES;
  const bytes = fits ? room : Buffer.from(text);
  const end = fits ? room.write(text) : bytes.length;
  for (let from = 0; from < end;) from += write(file, bytes, from, end - from);
}

type Pen = Readonly<{
  /** Throws what broke it, from then on. */
  check: () => void;
  write: (text: string) => void;
}>;

/** The first failure is final: after a half-written line nothing may follow, or the damage would be in the middle. */
function pen(file: number, { path, write, durable = false }: LedgerOptions): Pen {
  let broken: unknown;
  const check = (): void => {
    if (broken !== undefined) throw broken;
  };
  return {
    check,
    write(text) {
      check();
      try {
        guarded(`write the journal ${path}`, () => {
          writeAll(file, text, write);
          if (durable) fs.fdatasyncSync(file);
        });
      } catch (error) {
        broken = error;
        throw error;
      }
    },
  };
}

export function localLedger(options: LedgerOptions): Ledger {
  const { header, redactor, now } = options;
  const file = begin(options);
  const { check, write } = pen(file, options);
  let buffer = "";
  let seq = 0;
  let last = options.after === undefined ? 0 : options.after + 1;
  let open = true;

  const flush = (): void => {
    check();
    const text = buffer;
    buffer = "";
    if (text !== "") write(text);
  };

  return {
    header,
    append(event) {
      check();
      if (!open) throw new Error("Internal error: an entry was appended to a closed ledger");
      seq += 1;
      last = Math.max(last, now());
      const entry: Entry = { seq, at: millis(last), ...cleanEvent(event, redactor) };
      buffer += encodeEntry(entry);
      return entry;
    },
    flush,
    close() {
      if (!open) return;
      open = false;
      try {
        if (buffer !== "") write(buffer);
      } finally {
        fs.closeSync(file);
      }
    },
  };
}
