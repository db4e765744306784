/** Where reading stands in the text, and the small steps that every part of the grammar takes. */
import { MAX_EXPRESSION_DEPTH, type Expression, type ExpressionError, type Place } from "./expression.ts";
import { tokenAt, type Token } from "./lex.ts";

export type Problem = Readonly<{ kind: "problem"; error: ExpressionError }>;
export type Parsed = Expression | Problem;
export type Cursor = { readonly source: string; readonly brackets: boolean; token: Token; depth: number };

const WRITTEN_OUT: ReadonlyMap<string, string> = new Map([
  ["and", "&&"],
  ["or", "||"],
  ["not", "!"],
  ["is", "=="],
]);

export const problem = (place: Place, message: string, help?: string): Problem => ({
  kind: "problem",
  error: { message, start: place.start, end: place.end, ...(help === undefined ? {} : { help }) },
});

/** Says what stands there instead of what was wanted. */
export function unexpected(token: Token, source: string, wanted: string): Problem {
  if (token.kind === "bad") return problem(token, token.message, token.help);
  if (token.kind === "end") return problem(token, `expected ${wanted}, but the expression ends here`);
  const shown = source.slice(token.start, token.end);
  const sign = token.kind === "word" ? WRITTEN_OUT.get(token.text) : undefined;
  const noCall =
    shown === "(" ? "only the functions of the language can be called, by their names" : undefined;
  const help = sign === undefined ? noCall : `write ${sign} instead of "${shown}"`;
  return problem(token, `expected ${wanted}, but found ${JSON.stringify(shown)}`, help);
}

export function advance(cursor: Cursor): Token {
  const token = cursor.token;
  cursor.token = tokenAt(cursor.source, token.end);
  return token;
}

export const isSign = (token: Token, text: string): boolean => token.kind === "sign" && token.text === text;

/** Steps over a sign if it stands here. */
export function took(cursor: Cursor, text: string): boolean {
  if (!isSign(cursor.token, text)) return false;
  advance(cursor);
  return true;
}

/** Everything that stands inside something else goes through here, so that depth is counted once. */
export function inside(cursor: Cursor, parse: (cursor: Cursor) => Parsed): Parsed {
  if (cursor.depth === MAX_EXPRESSION_DEPTH) {
    return problem(cursor.token, `the expression is nested deeper than ${MAX_EXPRESSION_DEPTH} levels`);
  }
  cursor.depth += 1;
  const parsed = parse(cursor);
  cursor.depth -= 1;
  return parsed;
}

export type Sequence<T> = Readonly<{ items: readonly T[]; end: number }>;

/** Items between commas up to a closing sign; one comma may stand before it. */
export function sequence<T extends object>(
  cursor: Cursor,
  closing: string,
  item: (cursor: Cursor) => T | Problem,
): Sequence<T> | Problem {
  const items: T[] = [];
  for (;;) {
    const { end } = cursor.token;
    if (took(cursor, closing)) return { items, end };
    const parsed = item(cursor);
    if (isProblem(parsed)) return parsed;
    items.push(parsed);
    if (!took(cursor, ",") && !isSign(cursor.token, closing)) {
      return unexpected(cursor.token, cursor.source, `"," or "${closing}"`);
    }
  }
}

const isProblem = (parsed: object): parsed is Problem => "kind" in parsed && parsed.kind === "problem";
