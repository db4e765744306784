/** The graph of a run as a drawing: one column for each step away from the start, lines from left to right. */
import type { TaskId } from "../base/brand.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Board, Line } from "../view/board.ts";
import type { Row } from "../view/outline.ts";
import { iconOf, wordOf } from "./board-words.ts";
import { html, NOTHING, type Html } from "./html.ts";
import { anchorOf, classOf, rowsOf } from "./html-report-tasks.ts";

/** More would be looked at by nobody; then what is inside of groups is left out, or all of it. */
export const MOST_NODES = 300;
const [WIDE, HIGH, GAP, ROOM] = [170, 34, 14, 46];
const MAX_LABEL = 22;

type Spot = Readonly<{ row: Row; index: number; x: number; y: number }>;

/** How many steps it is away from the start, by the longest way. */
function depths(
  rows: readonly Row[],
  before: ReadonlyMap<TaskId, readonly TaskId[]>,
): ReadonlyMap<TaskId, number> {
  const found = new Map<TaskId, number>();
  const stack: TaskId[] = rows.map(({ id }) => id).toReversed();
  const seen = new Set<TaskId>();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (found.has(id)) continue;
    const open = seen.has(id) ? [] : (before.get(id) ?? []).filter((need) => !found.has(need));
    seen.add(id);
    if (open.length > 0) stack.push(id, ...open);
    else found.set(id, Math.max(-1, ...(before.get(id) ?? []).map((need) => found.get(need) ?? -1)) + 1);
  }
  return found;
}

function spots(rows: readonly (readonly [Row, number])[], lines: readonly Line[]): ReadonlyMap<TaskId, Spot> {
  const before = new Map<TaskId, TaskId[]>();
  for (const { from, to } of lines) before.set(to, [...(before.get(to) ?? []), from]);
  const depth = depths(
    rows.map(([row]) => row),
    before,
  );
  const columns: (readonly [Row, number])[][] = [];
  for (const each of rows) (columns[depth.get(each[0].id) ?? 0] ??= []).push(each);
  const found = new Map<TaskId, Spot>();
  for (const [column, all] of Array.from(columns, (each) => each ?? []).entries()) {
    // Beside what comes before it, lines cross less often.
    const middle = ([row]: readonly [Row, number]): number => {
      const needs = (before.get(row.id) ?? []).flatMap((need) => found.get(need)?.y ?? []);
      return needs.length === 0 ? 0 : needs.reduce((sum, y) => sum + y, 0) / needs.length;
    };
    const placed = column === 0 ? all : all.toSorted((a, b) => middle(a) - middle(b));
    for (const [at, [row, index]] of placed.entries())
      found.set(row.id, { row, index, x: column * (WIDE + ROOM), y: at * (HIGH + GAP) });
  }
  return found;
}

function arrow({ from, to, kind }: Line, all: ReadonlyMap<TaskId, Spot>): Html {
  const [a, b] = [all.get(from), all.get(to)];
  if (a === undefined || b === undefined) return NOTHING;
  const [x1, y1, x2, y2] = [a.x + WIDE, a.y + HIGH / 2, b.x, b.y + HIGH / 2];
  const bend = Math.max(ROOM / 2, (x2 - x1) / 2);
  return html`<path class="l-${kind}" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" />`;
}

const node = ({ row, index, x, y }: Spot): Html =>
  html`<a href="#${anchorOf(index)}"
    ><g class="n s-${classOf(row)}"
      ><title>${oneLine(row.id, 200)}: ${wordOf(row)}</title
      ><rect x="${x + 0.5}" y="${y + 0.5}" width="${WIDE}" height="${HIGH}" rx="6" /><text
        x="${x + 10}"
        y="${y + 22}"
        >${iconOf(row)} ${oneLine(row.id, MAX_LABEL)}</text
      ></g
    ></a
  >`;

function drawing(rows: readonly (readonly [Row, number])[], lines: readonly Line[]): Html {
  const kept = new Set(rows.map(([{ id }]) => id));
  const shown = lines.filter(({ from, to }) => kept.has(from) && kept.has(to));
  const all = spots(rows, shown);
  const edge = (pick: (spot: Spot) => number): number => Math.max(0, ...[...all.values()].map(pick)) + 2;
  const [width, height] = [edge(({ x }) => x + WIDE), edge(({ y }) => y + HIGH)];
  return html`<div class="wide graph" tabindex="0" role="region" aria-label="Graph of the tasks">
    <svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
      ${shown.map((line) => arrow(line, all))}${[...all.values()].map(node)}
    </svg>
  </div>`;
}

export function graphSection(board: Board): Html {
  const rows = rowsOf(board).map((row, index) => [row, index] as const);
  const outer = rows.filter(([{ depth }]) => depth === 0);
  const fitting = [rows, outer].find((each) => each.length > 1 && each.length <= MOST_NODES);
  if (fitting === undefined)
    return rows.length < 2
      ? NOTHING
      : html`<section id="graph">
          <h2>Graph</h2>
          <p>${rows.length} tasks are too many for a drawing; the table has them all.</p>
        </section> `;
  const left = rows.length - fitting.length;
  const note = left === 0 ? NOTHING : html`<p>Without what is inside of groups: ${left} tasks.</p>`;
  return html`<section id="graph">
    <h2>Graph</h2>
    ${drawing(fitting, board.lines)}${note}
  </section> `;
}
