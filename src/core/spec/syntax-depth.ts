/** Sees nesting without recursion, so that no recursive reader ever meets a file that is nested for harm. */
import { KIND, type Lexemes } from "./syntax-lexemes.ts";

type Levels = {
  /** Columns at which something is open; an upper bound of block levels, since a lone value opens one too. */
  readonly columns: number[];
  brackets: number;
  lineStart: number;
  /** Whether the next word is the first of its line, signs apart. */
  opening: boolean;
};

/** Where nesting goes beyond `limit`. */
export function tooDeepAt(words: Lexemes, limit: number): number | undefined {
  const levels: Levels = { columns: [], brackets: 0, lineStart: 0, opening: true };
  for (let index = 0; index < words.kinds.length; index++) {
    const kind = words.kinds[index] ?? KIND.end;
    if (kind === KIND.space || kind === KIND.tabs || kind === KIND.comment) continue;
    const start = words.starts[index] ?? 0;
    const end = words.starts[index + 1] ?? words.text.length;
    if (kind === KIND.newline) {
      levels.lineStart = end;
      levels.opening = true;
      continue;
    }
    count(levels, words.text, kind, start, end);
    if (levels.columns.length + levels.brackets > limit) return start;
  }
  return undefined;
}

function count(levels: Levels, text: string, kind: number, start: number, end: number): void {
  if (levels.opening && levels.brackets === 0) openColumn(levels.columns, start - levels.lineStart);
  levels.opening = isSign(kind, text, start) || (levels.opening && isProperty(kind));
  if (kind === KIND.mapStart || kind === KIND.listStart) levels.brackets++;
  if (kind === KIND.mapEnd || kind === KIND.listEnd) levels.brackets = Math.max(0, levels.brackets - 1);
  // A word of no width is the lexer's mark that a bracket was left open.
  if (kind === KIND.other && start === end) levels.brackets = 0;
  if (kind === KIND.plain && text.charCodeAt(end - 1) === 0x0a) {
    levels.lineStart = end;
    levels.opening = true;
  }
}

function openColumn(columns: number[], column: number): void {
  while ((columns.at(-1) ?? -1) >= column) columns.pop();
  columns.push(column);
}

/** A dash or a question mark: what follows on the same line is one level deeper. */
const isSign = (kind: number, text: string, start: number): boolean =>
  kind === KIND.dash || (kind === KIND.other && text[start] === "?");

const isProperty = (kind: number): boolean => kind === KIND.anchor || kind === KIND.tag;
