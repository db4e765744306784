/** Source text as it stands, with everything that cannot be seen, or that reorders what is seen, spelled out. */
import { cells } from "./columns.ts";

const isHidden = (point: string): boolean =>
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/u.test(
    point,
  );

const TAB = "    ";

/** One character as it is shown: itself, or its number. */
export function shown(point: string): string {
  if (point === "\t") return TAB;
  if (point >= " " && point <= "~") return point;
  if (!isHidden(point)) return point;
  const code = (point.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2
    ? `\\x${code.padStart(2, "0")}`
    : code.length <= 4
      ? `\\u${code.padStart(4, "0")}`
      : `\\u{${code}}`;
}

export const visible = (text: string): string => Array.from(text, shown).join("");

/** A line of source cut to a width around the part that matters. */
export type Window = Readonly<{ text: string; before: number; marked: number }>;

const ELLIPSIS = "…";

/** `from` and `to` count UTF-16 units of the line; the answer counts cells of a terminal. */
export function windowed(line: string, from: number, to: number, width: number): Window {
  const head = Array.from(line.slice(0, from), shown);
  const mark = Array.from(line.slice(from, to), shown);
  const tail = Array.from(line.slice(to), shown);
  const inside = kept(mark, width - 2);
  const isMarkCut = inside.length < mark.length;
  const used = widthOf(inside);
  const room = Math.max(0, width - used - 2);
  const wantedBefore = Math.max(Math.floor(room / 2), room - widthOf(tail));
  const left = kept(head.toReversed(), wantedBefore).toReversed();
  const right = isMarkCut ? [] : kept(tail, room - widthOf(left));
  const opening = left.length < head.length ? ELLIPSIS : "";
  const closing = isMarkCut || right.length < tail.length ? ELLIPSIS : "";
  return {
    text: opening + [...left, ...inside, ...right].join("") + closing,
    before: widthOf(left) + opening.length,
    marked: used,
  };
}

const widthOf = (points: readonly string[]): number => points.reduce((sum, point) => sum + cells(point), 0);

/** As many from the start as fit. */
function kept(points: readonly string[], width: number): readonly string[] {
  let used = 0;
  let count = 0;
  for (const point of points) {
    used += cells(point);
    if (used > width) break;
    count++;
  }
  return points.slice(0, count);
}
