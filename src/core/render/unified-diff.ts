/** Two texts side by side as `diff -u` shows them. */

const CONTEXT = 3;
/** Beyond this many pairs of lines, what differs is shown as one block. */
const MOST_PAIRS = 4_000_000;

type Edit = Readonly<{ sign: " " | "-" | "+"; line: string }>;

/** Lengths of the longest common subsequences of what is left of both, row by row. */
function table(a: readonly string[], b: readonly string[]): readonly Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [rows[i], rows[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return rows;
}

function edits(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const gone = (line: string): Edit => ({ sign: "-", line });
  const come = (line: string): Edit => ({ sign: "+", line });
  if (a.length * b.length > MOST_PAIRS) return [...a.map(gone), ...b.map(come)];
  const rows = table(a, b);
  const found: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      found.push({ sign: " ", line: left });
      i += 1;
      j += 1;
    } else if (
      left !== undefined &&
      (right === undefined || (rows[i + 1]?.[j] ?? 0) >= (rows[i]?.[j + 1] ?? 0))
    ) {
      found.push(gone(left));
      i += 1;
    } else if (right !== undefined) {
      found.push(come(right));
      j += 1;
    }
  }
  return found;
}

/** Runs of edits with the lines around them. */
function hunks(all: readonly Edit[]): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  for (const [at, { sign }] of all.entries()) {
    if (sign === " ") continue;
    const last = found.at(-1);
    if (last !== undefined && at - last[1] <= CONTEXT) last[1] = at + 1 + CONTEXT;
    else found.push([Math.max(0, at - CONTEXT), at + 1 + CONTEXT]);
  }
  return found.map(([from, to]) => [from, Math.min(to, all.length)]);
}

const range = (start: number, count: number): string => `${count === 0 ? start : start + 1},${count}`;

const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** Empty if nothing differs. Both texts end with a line break. */
export function unifiedDiff(
  before: string,
  after: string,
  names: Readonly<{ before: string; after: string }>,
): string {
  const all = edits(linesOf(before), linesOf(after));
  const lines: string[] = [];
  for (const [from, to] of hunks(all)) {
    const count = (upTo: readonly Edit[], other: "-" | "+"): number =>
      upTo.filter(({ sign }) => sign !== other).length;
    const [earlier, inside] = [all.slice(0, from), all.slice(from, to)];
    const old = range(count(earlier, "+"), count(inside, "+"));
    const now = range(count(earlier, "-"), count(inside, "-"));
    lines.push(`@@ -${old} +${now} @@`, ...inside.map(({ sign, line }) => `${sign}${line}`));
  }
  return lines.length === 0 ? "" : [`--- ${names.before}`, `+++ ${names.after}`, ...lines, ""].join("\n");
}
