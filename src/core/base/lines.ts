/** Turns an offset into a line and a column, as editors count them. */

/** Both count from 1; columns are UTF-16 units, which is what editors and SARIF count by default. */
export type Position = Readonly<{ line: number; column: number }>;

export type Lines = Readonly<{
  count: number;
  position: (offset: number) => Position;
  /** The text of a line without its end; "" for a line that does not exist. */
  text: (line: number) => string;
  /** Where a line starts. */
  start: (line: number) => number;
}>;

/** The work of finding line starts is done once, on the first question. */
export function lines(text: string): Lines {
  let found: readonly number[] | undefined;
  const starts = (): readonly number[] => (found ??= lineStarts(text));
  const start = (line: number): number => starts()[line - 1] ?? text.length;
  return {
    get count() {
      return starts().length;
    },
    start,
    text: (line) => text.slice(start(line), start(line + 1)).replace(/\r?\n$/, ""),
    position: (offset) => {
      const inside = Math.max(0, Math.min(offset, text.length));
      const line = lineIndex(starts(), inside);
      return { line: line + 1, column: inside - (starts()[line] ?? 0) + 1 };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineIndex(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
