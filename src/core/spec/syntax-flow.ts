/** Reads `[…]` and `{…}` of the common kind; anything unusual is left to the YAML library by giving nothing. */
import type { Node, Pair } from "./node.ts";
import {
  emptyNode,
  endAt,
  isScalar,
  kindAt,
  passFlowBlank,
  readKey,
  readScalar,
  startAt,
  type Cursor,
} from "./syntax-cursor.ts";
import { addPair, mayNest } from "./syntax-growth.ts";
import { KIND } from "./syntax-lexemes.ts";

export const opensFlow = (kind: number): boolean => kind === KIND.mapStart || kind === KIND.listStart;

export function readFlow(cursor: Cursor, depth: number): Node | undefined {
  if (!mayNest(cursor.tree, depth, startAt(cursor))) return undefined;
  return kindAt(cursor) === KIND.mapStart ? readFlowMap(cursor, depth) : readFlowList(cursor, depth);
}

function readFlowMap(cursor: Cursor, depth: number): Node | undefined {
  const start = startAt(cursor);
  const pairs = new Map<string, Pair>();
  cursor.at++;
  for (;;) {
    if (!passFlowBlank(cursor)) return undefined;
    if (kindAt(cursor) === KIND.mapEnd) break;
    if (!isScalar(kindAt(cursor))) return undefined;
    const key = readKey(cursor, true);
    if (key === undefined) return undefined;
    const afterColon = startAt(cursor);
    if (!passFlowBlank(cursor)) return undefined;
    const value = isSeparator(kindAt(cursor), KIND.mapEnd)
      ? emptyNode(cursor, afterColon)
      : readFlowValue(cursor, depth);
    if (value === undefined || !addPair(cursor.tree, pairs, key, value)) return undefined;
    if (!passSeparator(cursor, KIND.mapEnd)) return undefined;
  }
  const end = endAt(cursor);
  cursor.at++;
  return { kind: "map", pairs, span: { start, end } };
}

function readFlowList(cursor: Cursor, depth: number): Node | undefined {
  const start = startAt(cursor);
  const items: Node[] = [];
  cursor.at++;
  for (;;) {
    if (!passFlowBlank(cursor)) return undefined;
    if (kindAt(cursor) === KIND.listEnd) break;
    const item = readFlowValue(cursor, depth);
    if (item === undefined) return undefined;
    items.push(item);
    if (!passSeparator(cursor, KIND.listEnd)) return undefined;
  }
  const end = endAt(cursor);
  cursor.at++;
  return { kind: "list", items, span: { start, end } };
}

function readFlowValue(cursor: Cursor, depth: number): Node | undefined {
  const kind = kindAt(cursor);
  if (opensFlow(kind)) return readFlow(cursor, depth + 1);
  return isScalar(kind) ? readScalar(cursor) : undefined;
}

const isSeparator = (kind: number, closing: number): boolean => kind === KIND.comma || kind === closing;

/** Passes a comma, or stops before the closing bracket. */
function passSeparator(cursor: Cursor, closing: number): boolean {
  if (!passFlowBlank(cursor) || !isSeparator(kindAt(cursor), closing)) return false;
  if (kindAt(cursor) === KIND.comma) cursor.at++;
  return true;
}
