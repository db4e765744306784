/** Segments from anywhere to one set: copies of a segment are prefixes of each other, and the longest wins. */
import { err, ok, type Result } from "../base/result.ts";
import type { Entry, Segment } from "./event.ts";

const keyOf = ({ header }: Segment): string => `${header.epoch}/${header.writer}`;

const sameEntry = (a: Entry | undefined, b: Entry | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function isPrefix(short: Segment, long: Segment): boolean {
  return short.entries.every((entry, index) => sameEntry(entry, long.entries[index]));
}

const begun = ({ entries }: Segment): number => entries[0]?.at ?? Number.POSITIVE_INFINITY;

/**
 * Whoever writes after having read others writes later times than theirs, whatever its clock says: so what stands on other
 * entries comes after them.
 */
export const byTime = (a: Segment, b: Segment): number =>
  a.header.epoch - b.header.epoch ||
  // Two that have said nothing are equal: endless is not less than endless.
  (begun(a) === begun(b) ? 0 : begun(a) - begun(b)) ||
  (a.header.writer < b.header.writer ? -1 : 1);

/** In the order of epoch and time, whichever way they came. Two writers under one name, or two runs, are refused. */
export function merged(segments: readonly Segment[]): Result<readonly Segment[], string> {
  const found = new Map<string, Segment>();
  for (const segment of segments) {
    const key = keyOf(segment);
    const other = found.get(key);
    const [first] = found.values();
    if (first !== undefined && first.header.run !== segment.header.run) {
      return err(`segments of two runs: ${first.header.run} and ${segment.header.run}`);
    }
    const [short, long] =
      (other?.entries.length ?? 0) <= segment.entries.length ? [other, segment] : [segment, other];
    if (long === undefined) continue;
    if (short !== undefined && !isPrefix(short, long)) return err(`two writers claim the segment ${key}`);
    found.set(key, long);
  }
  return ok([...found.values()].sort(byTime));
}
