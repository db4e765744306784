/** Large groups cut to what matters: failures and what is at work, and for the rest how many there are of each. */
import type { Row, Standing } from "./outline.ts";

/** A group with more children than this is not shown whole. */
export const MOST_CHILDREN = 24;
/** So many of them are shown then, failures first. */
export const SHOWN_CHILDREN = 12;

export type Folded = Readonly<{ depth: number; count: number; statuses: ReadonlyMap<Standing, number> }>;
export type Line = Readonly<{ row: Row } | { folded: Folded }>;

type Block = readonly Row[];

/** Each with all that stands below it. */
function blocksOf(rows: readonly Row[]): readonly Block[] {
  const depth = rows[0]?.depth ?? 0;
  const blocks: Row[][] = [];
  for (const row of rows) {
    const last = blocks.at(-1);
    if (row.depth <= depth || last === undefined) blocks.push([row]);
    else last.push(row);
  }
  return blocks;
}

const WEIGHTS: Readonly<Partial<Record<Standing, number>>> = { failure: 2, running: 1, waiting: 1 };

const weightOf = (block: Block): number =>
  block.reduce((most, { status }) => Math.max(most, WEIGHTS[status] ?? 0), 0);

function chosen(blocks: readonly Block[]): ReadonlySet<Block> {
  const weighed = blocks
    .map((block) => ({ block, weight: weightOf(block) }))
    .filter(({ weight }) => weight > 0);
  return new Set(
    weighed
      .sort((a, b) => b.weight - a.weight)
      .slice(0, SHOWN_CHILDREN)
      .map(({ block }) => block),
  );
}

function foldedAway(blocks: readonly Block[]): Folded {
  const statuses = new Map<Standing, number>();
  for (const [head] of blocks)
    if (head !== undefined) statuses.set(head.status, (statuses.get(head.status) ?? 0) + 1);
  return { depth: blocks[0]?.[0]?.depth ?? 0, count: blocks.length, statuses };
}

function linesOf(block: Block): readonly Line[] {
  const [head, ...below] = block;
  if (head === undefined) return [];
  return [{ row: head }, ...childrenOf(below)];
}

function childrenOf(rows: readonly Row[]): readonly Line[] {
  const blocks = blocksOf(rows);
  if (blocks.length <= MOST_CHILDREN) return blocks.flatMap(linesOf);
  const wanted = chosen(blocks);
  const hidden = blocks.filter((block) => !wanted.has(block));
  const shown = blocks.filter((block) => wanted.has(block));
  return [...shown.flatMap(linesOf), ...(hidden.length === 0 ? [] : [{ folded: foldedAway(hidden) }])];
}

/** Tasks of the file itself are always shown. */
export const foldedRows = (rows: readonly Row[]): readonly Line[] => blocksOf(rows).flatMap(linesOf);
