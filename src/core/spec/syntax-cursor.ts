/** A place in the words of a file, and the few steps that both readers of common files take. */
import { KIND, type Lexemes } from "./syntax-lexemes.ts";
import { flowText, plainValue, type ScalarValue } from "./syntax-scalar.ts";
import { mayGrow, scalarNode, type Growth, type Key } from "./syntax-growth.ts";
import type { ScalarNode } from "./node.ts";

export type Cursor = {
  readonly words: Lexemes;
  readonly tree: Growth;
  at: number;
  /** Where the current line starts. */
  lineStart: number;
};

export const kindAt = (cursor: Cursor): number => cursor.words.kinds[cursor.at] ?? KIND.end;
export const kindAfter = (cursor: Cursor): number => cursor.words.kinds[cursor.at + 1] ?? KIND.end;
export const startAt = (cursor: Cursor): number => cursor.words.starts[cursor.at] ?? cursor.words.text.length;
export const endAt = (cursor: Cursor): number =>
  cursor.words.starts[cursor.at + 1] ?? cursor.words.text.length;
export const columnAt = (cursor: Cursor): number => startAt(cursor) - cursor.lineStart;

export const isScalar = (kind: number): boolean => kind >= KIND.plain && kind <= KIND.double;

/** Passes white space, comments and line ends; false when a comment touches what stands before it. */
export function passBlank(cursor: Cursor): boolean {
  for (;;) {
    switch (kindAt(cursor)) {
      case KIND.newline:
        cursor.lineStart = endAt(cursor);
        break;
      case KIND.space:
        break;
      case KIND.comment:
        if (!isFreeComment(cursor)) return false;
        break;
      default:
        return true;
    }
    cursor.at++;
  }
}

function isFreeComment(cursor: Cursor): boolean {
  const before = cursor.words.kinds[cursor.at - 1];
  const isApart = before === KIND.space || before === KIND.tabs || before === KIND.newline;
  return isApart || startAt(cursor) === cursor.lineStart;
}

/** Passes the rest of a line that may hold a comment only; false when something else stands there. */
export function passLineEnd(cursor: Cursor): boolean {
  if (kindAt(cursor) === KIND.space) cursor.at++;
  if (kindAt(cursor) === KIND.comment) {
    if (!isFreeComment(cursor)) return false;
    cursor.at++;
  }
  if (kindAt(cursor) === KIND.end) return true;
  if (kindAt(cursor) !== KIND.newline) return false;
  cursor.lineStart = endAt(cursor);
  cursor.at++;
  return true;
}

/** Reads the scalar under the cursor; nothing when the library has to be asked about the whole file. */
export function readScalar(cursor: Cursor): ScalarNode | undefined {
  const kind = kindAt(cursor);
  const start = startAt(cursor);
  const end = endAt(cursor);
  const text = flowText(kind, cursor.words.text.slice(start, end));
  if (text === undefined || !mayGrow(cursor.tree, start)) return undefined;
  cursor.at++;
  return scalarNode(cursor.tree, kind === KIND.plain ? plainValue(text) : text, { start, end });
}

/** A value that is not written: it stands right behind the sign that announced it. */
export function emptyNode(cursor: Cursor, at: number): ScalarNode | undefined {
  return mayGrow(cursor.tree, at) ? { kind: "scalar", value: null, span: { start: at, end: at } } : undefined;
}

/** Reads a key and its colon; nothing when it is not a key of the common kind. */
export function readKey(cursor: Cursor, mayBreak: boolean): Key | undefined {
  const kind = kindAt(cursor);
  const start = startAt(cursor);
  const end = endAt(cursor);
  const source = cursor.words.text.slice(start, end);
  if (source.includes("\n")) return undefined;
  const text = flowText(kind, source);
  if (text === undefined) return undefined;
  cursor.at++;
  if (mayBreak) {
    if (!passFlowBlank(cursor)) return undefined;
  } else if (kindAt(cursor) === KIND.space) cursor.at++;
  if (kindAt(cursor) !== KIND.colon || startAt(cursor) - start > 1024) return undefined;
  cursor.at++;
  const value: ScalarValue = kind === KIND.plain ? plainValue(text) : text;
  return { text, value, isPlain: kind === KIND.plain, span: { start, end } };
}

/** Like `passBlank`, between brackets, where tabs are white space like any other. */
export function passFlowBlank(cursor: Cursor): boolean {
  while (passBlank(cursor)) {
    if (kindAt(cursor) !== KIND.tabs) return true;
    cursor.at++;
  }
  return false;
}
