/**
 * Reads files of the common kind straight from the lexer's words, several times as fast as the library's own tree.
 * Whatever it does not recognise with certainty it leaves to the library by giving nothing, so that there is
 * never a second opinion about a file; a property test compares the two.
 */
import type { ListNode, MapNode, Node, Pair, ScalarNode } from "./node.ts";
import {
  columnAt,
  emptyNode,
  endAt,
  isScalar,
  kindAfter,
  kindAt,
  passBlank,
  passLineEnd,
  readKey,
  readScalar,
  startAt,
  type Cursor,
} from "./syntax-cursor.ts";
import { opensFlow, readFlow } from "./syntax-flow.ts";
import { addPair, mayGrow, mayNest, type Growth } from "./syntax-growth.ts";
import { KIND, type Lexemes } from "./syntax-lexemes.ts";
import { blockText } from "./syntax-scalar.ts";

/** The whole document, or nothing when the library has to be asked (or a limit was reached: see the growth). */
export function readCommon(words: Lexemes, tree: Growth): Node | undefined {
  const cursor: Cursor = { words, tree, at: 0, lineStart: 0 };
  if (!passBlank(cursor)) return undefined;
  if (kindAt(cursor) === KIND.documentStart) {
    cursor.at++;
    if (!passLineEnd(cursor) || !passBlank(cursor)) return undefined;
  }
  const root = readBlock(cursor, columnAt(cursor), 1);
  return root !== undefined && kindAt(cursor) === KIND.end ? root : undefined;
}

/** A node whose first word stands at `column` with nothing but spaces and signs before it. */
function readBlock(cursor: Cursor, column: number, depth: number): Node | undefined {
  const kind = kindAt(cursor);
  if (kind === KIND.dash) return readList(cursor, column, depth);
  if (isScalar(kind)) {
    const next = kindAfter(cursor);
    const isKey =
      next === KIND.colon || (next === KIND.space && cursor.words.kinds[cursor.at + 2] === KIND.colon);
    return isKey ? readMap(cursor, column, depth) : readLineOf(cursor, depth);
  }
  return opensFlow(kind) ? readLineOf(cursor, depth) : undefined;
}

/** A scalar or a bracketed value, and the rest of its line. */
function readLineOf(cursor: Cursor, depth: number): Node | undefined {
  const node = opensFlow(kindAt(cursor)) ? readFlow(cursor, depth) : readScalar(cursor);
  return node !== undefined && passLineEnd(cursor) && passBlank(cursor) ? node : undefined;
}

function readMap(cursor: Cursor, column: number, depth: number): MapNode | undefined {
  const start = startAt(cursor);
  if (!mayNest(cursor.tree, depth, start)) return undefined;
  const pairs = new Map<string, Pair>();
  let end = start;
  while (isScalar(kindAt(cursor)) && columnAt(cursor) === column) {
    const key = readKey(cursor, false);
    if (key === undefined) return undefined;
    const value = readMapValue(cursor, column, depth);
    if (value === undefined || !addPair(cursor.tree, pairs, key, value)) return undefined;
    end = value.span.end;
  }
  return closes(cursor, column) ? { kind: "map", pairs, span: { start, end } } : undefined;
}

function readMapValue(cursor: Cursor, column: number, depth: number): Node | undefined {
  const afterColon = startAt(cursor);
  if (kindAt(cursor) === KIND.space) cursor.at++;
  const kind = kindAt(cursor);
  if (isScalar(kind) || opensFlow(kind)) return readLineOf(cursor, depth + 1);
  if (kind === KIND.blockHeader) return readText(cursor, column);
  if (!passLineEnd(cursor) || !passBlank(cursor)) return undefined;
  const next = kindAt(cursor);
  const below = columnAt(cursor);
  if (next === KIND.dash ? below >= column : next !== KIND.end && below > column) {
    return readBlock(cursor, below, depth + 1);
  }
  return emptyNode(cursor, afterColon);
}

function readList(cursor: Cursor, column: number, depth: number): ListNode | undefined {
  const start = startAt(cursor);
  if (!mayNest(cursor.tree, depth, start)) return undefined;
  const items: Node[] = [];
  let end = start + 1;
  while (kindAt(cursor) === KIND.dash && columnAt(cursor) === column) {
    cursor.at++;
    const item = readItem(cursor, column, depth);
    if (item === undefined) return undefined;
    items.push(item);
    end = item.span.end;
  }
  return closes(cursor, column) || isSibling(cursor, column)
    ? { kind: "list", items, span: { start, end } }
    : undefined;
}

function readItem(cursor: Cursor, column: number, depth: number): Node | undefined {
  const afterDash = startAt(cursor);
  if (kindAt(cursor) === KIND.space) cursor.at++;
  const kind = kindAt(cursor);
  if (kind === KIND.blockHeader) return readText(cursor, column);
  if (isScalar(kind) || opensFlow(kind) || kind === KIND.dash) {
    return readBlock(cursor, columnAt(cursor), depth + 1);
  }
  if (!passLineEnd(cursor) || !passBlank(cursor)) return undefined;
  const below = columnAt(cursor);
  if (kindAt(cursor) !== KIND.end && below > column) return readBlock(cursor, below, depth + 1);
  return emptyNode(cursor, afterDash);
}

/** What follows a finished collection belongs to something further left. */
const closes = (cursor: Cursor, column: number): boolean =>
  kindAt(cursor) === KIND.end || columnAt(cursor) < column;

/** The next key of the mapping that holds a list at its own column. */
const isSibling = (cursor: Cursor, column: number): boolean =>
  isScalar(kindAt(cursor)) && columnAt(cursor) === column;

/** `|` and `>` texts; `column` is that of the mapping or list around it. */
function readText(cursor: Cursor, column: number): ScalarNode | undefined {
  const start = startAt(cursor);
  const header = cursor.words.text.slice(start, endAt(cursor));
  cursor.at++;
  if (!passLineEnd(cursor) || kindAt(cursor) !== KIND.plain) return undefined;
  const from = startAt(cursor);
  const end = endAt(cursor);
  const value = blockText(column, header, cursor.words.text.slice(from, end));
  if (value === undefined || !mayGrow(cursor.tree, start)) return undefined;
  cursor.at++;
  cursor.lineStart = end;
  return passBlank(cursor) ? { kind: "scalar", value, span: { start, end } } : undefined;
}
