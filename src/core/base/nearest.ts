/** Finds the name that was probably meant, so that a misspelling is answered with "did you mean". */

/** Names longer than this are not compared: nobody mistypes them, and the work grows with the square. */
const MAX_WORD = 100;

/** How many edits a word of this length may be away and still be meant. */
const tolerance = (length: number): number => Math.max(1, Math.floor(length / 3));

/** The nearest candidate, or nothing when all are too far away; among equals the one that differs in case only, then the first. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > MAX_WORD) return undefined;
  const lower = word.toLowerCase();
  let bound = tolerance(word.length);
  let best: string | undefined;
  let bestFolded = Infinity;
  for (const candidate of candidates) {
    const inCaseOnly = candidate.length === word.length && candidate.toLowerCase() === lower;
    const edits = inCaseOnly ? 0 : distance(word, candidate, bound);
    if (edits > bound) continue;
    const folded = edits === bound && best !== undefined ? distance(lower, candidate.toLowerCase()) : 0;
    if (best !== undefined && edits === bound && folded >= bestFolded) continue;
    best = candidate;
    bestFolded = distance(lower, candidate.toLowerCase());
    bound = edits;
  }
  return best;
}

/**
 * Optimal string alignment: insert, delete, replace, or swap two neighbours, each one edit.
 * Only the diagonal band that can stay within `bound` is computed; beyond it the answer is `bound + 1`.
 */
export function distance(a: string, b: string, bound = Infinity): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return alignment(a.slice(head, a.length - tail), b.slice(head, b.length - tail), bound);
}

function alignment(a: string, b: string, bound: number): number {
  const band = Math.min(bound, Math.max(a.length, b.length));
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = alignmentRow(a, b, row, band, above, before);
    if (Math.min(...current) > bound) return bound + 1;
    before = above;
    above = current;
  }
  return Math.min(above[b.length] ?? Infinity, bound + 1);
}

function alignmentRow(
  a: string,
  b: string,
  row: number,
  band: number,
  above: number[],
  before: number[],
): number[] {
  const current: number[] = Array.from({ length: b.length + 1 }, () => Infinity);
  const from = Math.max(1, row - band);
  const to = Math.min(b.length, row + band);
  if (from === 1) current[0] = row;
  for (let column = from; column <= to; column++) {
    const same = a[row - 1] === b[column - 1];
    let cost = Math.min(
      (above[column] ?? Infinity) + 1,
      (current[column - 1] ?? Infinity) + 1,
      (above[column - 1] ?? Infinity) + (same ? 0 : 1),
    );
    if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
      cost = Math.min(cost, (before[column - 2] ?? Infinity) + 1);
    }
    current[column] = cost;
  }
  return current;
}
