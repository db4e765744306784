/** Text with expressions in it, and conditions, where the delimiters are only brackets. */
import { err, ok, type Result } from "../base/result.ts";
import type { Expression, ExpressionError } from "./expression.ts";
import { unexpected } from "./cursor.ts";
import { closed, closingOf, openingAt } from "./delimiters.ts";
import { parseFrom, parseWhole } from "./parse.ts";

export type Part = Readonly<
  { kind: "text"; text: string } | { kind: "expression"; expression: Expression; start: number; end: number }
>;

export type Template = Readonly<{
  parts: readonly Part[];
  /** The text is exactly one expression: its value keeps its type. */
  single: Expression | null;
}>;

const DELIMITERS = /\$\$\{|\$\{\{?|\{\{/g;
const ESCAPE = "$${";

/** Cheap enough for every string of a large file: `$${` alone does not count. */
export function hasExpression(text: string): boolean {
  if (!text.includes("{")) return false;
  DELIMITERS.lastIndex = 0;
  let found = DELIMITERS.exec(text);
  while (found !== null && found[0] === ESCAPE) found = DELIMITERS.exec(text);
  return found !== null;
}

/** True for everything that `parseTemplate` would change, `$${` included. */
export const isTemplate = (text: string): boolean => text.includes("${") || text.includes("{{");

export function parseTemplate(text: string): Result<Template, ExpressionError> {
  const parts: Part[] = [];
  let plain = "";
  let at = 0;
  const flush = (): void => {
    if (plain !== "") parts.push({ kind: "text", text: plain });
    plain = "";
  };
  for (;;) {
    DELIMITERS.lastIndex = at;
    const found = DELIMITERS.exec(text);
    plain += text.slice(at, found?.index ?? text.length);
    if (found === null) break;
    if (found[0] === ESCAPE) {
      plain += "${";
      at = found.index + ESCAPE.length;
      continue;
    }
    const part = expressionAt(text, found.index);
    if (!part.ok) return part;
    flush();
    parts.push(part.value);
    at = part.value.end;
  }
  flush();
  const [only] = parts;
  const single = parts.length === 1 && only?.kind === "expression" ? only.expression : null;
  return ok({ parts, single });
}

function expressionAt(
  text: string,
  start: number,
): Result<Extract<Part, { kind: "expression" }>, ExpressionError> {
  const opening = openingAt(text, start);
  if (opening === null) throw new Error("Internal error: no expression starts here");
  const parsed = parseFrom(text, start + opening.length, { brackets: false });
  if (!parsed.ok) return err(advised(parsed.error, opening));
  const { expression, next } = parsed.value;
  const end = closed(next, text, opening);
  if (end !== null) return ok({ kind: "expression", expression, start, end });
  const { error } = unexpected(next, text, `"${closingOf(opening)}"`);
  return err(advised(error, opening));
}

/** Most errors in a template are no mistakes in an expression, but braces that were meant as they stand. */
const LITERAL = {
  "${": "if no expression is meant, write $${ for ${",
  "${{": "if no expression is meant, write $${{ for ${{",
  "{{": "if no expression is meant, write ${'{{'} for {{",
} as const;

const advised = (error: ExpressionError, opening: keyof typeof LITERAL): ExpressionError =>
  error.help === undefined && !error.message.startsWith("the expression")
    ? { ...error, help: LITERAL[opening] }
    : error;

export function parseCondition(text: string): Result<Expression, ExpressionError> {
  if (text.trim() === "") return err({ message: "the condition is empty", start: 0, end: text.length });
  return parseWhole(text, { brackets: true });
}
