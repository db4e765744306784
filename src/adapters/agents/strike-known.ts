/** Keys that nobody declared are struck out of what a program wrote by itself, once it has ended. */
import * as fs from "node:fs";
import { knownIn, LONGEST_KNOWN, mayHoldKnown } from "../../core/guard/known-formats.ts";
import { STRUCK } from "../../core/guard/redact.ts";

export const CHUNK = 1 << 20;
/** So much of a piece is looked at again with the next one: no key is longer. */
const KEPT = 2 * LONGEST_KNOWN;
const OWNER_ONLY = 0o600;
const CAREFUL = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

/** One byte is one sign, so that whatever the program wrote comes out as it was. */
const ENCODING = "latin1";

/** Gives pieces that overlap; false as soon as somebody has seen enough. */
function pieces(file: number, take: (text: string, isLast: boolean) => number): void {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let rest = "";
  for (;;) {
    const count = fs.readSync(file, buffer, 0, buffer.length, null);
    const text = rest + buffer.toString(ENCODING, 0, count);
    rest = text.slice(take(text, count === 0));
    if (count === 0) return;
  }
}

function holdsKnown(file: number): boolean {
  let found = false;
  pieces(file, (text) => {
    found ||= mayHoldKnown(text) && knownIn(text).length > 0;
    return Math.max(0, text.length - KEPT);
  });
  return found;
}

/** How much of the piece can be let go: up to a place that lies in no key. */
function released(text: string, isLast: boolean, write: (text: string) => void): number {
  const found = knownIn(text);
  const until = isLast ? text.length : Math.max(0, text.length - KEPT);
  const end = found.find((one) => one.start < until && one.end > until)?.start ?? until;
  let from = 0;
  for (const one of found) {
    if (one.end > end) break;
    write(text.slice(from, one.start) + STRUCK);
    from = one.end;
  }
  write(text.slice(from, end));
  return end;
}

function rewritten(file: number, path: string): void {
  const beside = `${path}.struck`;
  const target = fs.openSync(beside, "wx", OWNER_ONLY);
  try {
    pieces(file, (text, isLast) =>
      released(text, isLast, (part) => void fs.writeSync(target, Buffer.from(part, ENCODING))),
    );
  } finally {
    fs.closeSync(target);
  }
  fs.renameSync(beside, path);
}

/** The file is replaced as a whole; most are read once and stay as they are. */
export function strikeKnown(path: string): void {
  // What the program put in the place of its log is not ours to change.
  if (fs.lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  const file = fs.openSync(path, CAREFUL);
  try {
    if (!fs.fstatSync(file).isFile() || !holdsKnown(file)) return;
  } finally {
    fs.closeSync(file);
  }
  const again = fs.openSync(path, CAREFUL);
  try {
    rewritten(again, path);
  } finally {
    fs.closeSync(again);
  }
}
