/** Reads an expression: operators by precedence, everything else by its first token. */
import { err, ok, type Result } from "../base/result.ts";
import {
  advance,
  inside,
  isSign,
  problem,
  sequence,
  took,
  unexpected,
  type Cursor,
  type Parsed,
  type Problem,
} from "./cursor.ts";
import { closed, closingOf, openingAt } from "./delimiters.ts";
import {
  deeperThan,
  MAX_EXPRESSION_CHAIN,
  MAX_EXPRESSION_LENGTH,
  type BinaryOperator,
  type Expression,
  type ExpressionError,
} from "./expression.ts";
import { tokenAt, type Token } from "./lex.ts";

/** `brackets`: in a condition the delimiters `${ }`, `{{ }}` and `${{ }}` only group. */
export type Reading = Readonly<{ brackets: boolean }>;

const STRENGTH: ReadonlyMap<string, readonly [BinaryOperator, number]> = new Map([
  ["??", ["??", 1]],
  ["||", ["||", 2]],
  ["&&", ["&&", 3]],
  ["==", ["==", 4]],
  ["===", ["==", 4]],
  ["!=", ["!=", 4]],
  ["!==", ["!=", 4]],
  ["<", ["<", 5]],
  ["<=", ["<=", 5]],
  [">", [">", 5]],
  [">=", [">=", 5]],
  ["in", ["in", 5]],
  ["+", ["+", 6]],
  ["-", ["-", 6]],
  ["*", ["*", 7]],
  ["/", ["/", 7]],
  ["%", ["%", 7]],
]);

/** The whole text is one expression without delimiters. */
export function parseExpression(source: string): Result<Expression, ExpressionError> {
  return parseWhole(source, { brackets: false });
}

export function parseWhole(source: string, reading: Reading): Result<Expression, ExpressionError> {
  const parsed = parseFrom(source, 0, reading);
  if (!parsed.ok) return parsed;
  const { expression, next } = parsed.value;
  return next.kind === "end" ? ok(expression) : err(unexpected(next, source, "an operator or the end").error);
}

/** One expression from an offset on, and the token that follows it. */
export function parseFrom(
  source: string,
  from: number,
  reading: Reading,
): Result<{ expression: Expression; next: Token }, ExpressionError> {
  const cursor: Cursor = { source, brackets: reading.brackets, token: tokenAt(source, from), depth: 0 };
  const expression = choice(cursor);
  if (expression.kind === "problem") return err(expression.error);
  const place = { start: expression.start, end: expression.end };
  if (cursor.token.start - from > MAX_EXPRESSION_LENGTH) {
    const limit = MAX_EXPRESSION_LENGTH.toLocaleString("en-US");
    return err({ message: `the expression is longer than ${limit} characters`, ...place });
  }
  // Each level takes a character at least.
  if (place.end - place.start > MAX_EXPRESSION_CHAIN && deeperThan(expression, MAX_EXPRESSION_CHAIN)) {
    const limit = MAX_EXPRESSION_CHAIN.toLocaleString("en-US");
    return err({ message: `the expression has more than ${limit} operators in a row`, ...place });
  }
  return ok({ expression, next: cursor.token });
}

function choice(cursor: Cursor): Parsed {
  const condition = binary(cursor, 1);
  if (condition.kind === "problem" || !took(cursor, "?")) return condition;
  const then = inside(cursor, choice);
  if (then.kind === "problem") return then;
  if (!took(cursor, ":")) return unexpected(cursor.token, cursor.source, '":" and what holds otherwise');
  const otherwise = inside(cursor, choice);
  if (otherwise.kind === "problem") return otherwise;
  return { kind: "choice", condition, then, otherwise, start: condition.start, end: otherwise.end };
}

function binary(cursor: Cursor, weakest: number): Parsed {
  let left = unary(cursor);
  while (left.kind !== "problem") {
    const { token } = cursor;
    const found = token.kind === "sign" || token.kind === "word" ? STRENGTH.get(token.text) : undefined;
    if (found === undefined || found[1] < weakest) return left;
    advance(cursor);
    const right = binary(cursor, found[1] + 1);
    if (right.kind === "problem") return right;
    left = { kind: "binary", operator: found[0], left, right, start: left.start, end: right.end };
  }
  return left;
}

function unary(cursor: Cursor): Parsed {
  const { token } = cursor;
  if (token.kind !== "sign" || (token.text !== "!" && token.text !== "-")) return postfix(cursor);
  advance(cursor);
  const operand = inside(cursor, unary);
  if (operand.kind === "problem") return operand;
  return { kind: "unary", operator: token.text, operand, start: token.start, end: operand.end };
}

function postfix(cursor: Cursor): Parsed {
  let of = primary(cursor);
  while (of.kind !== "problem") {
    if (took(cursor, ".")) of = member(cursor, of);
    else if (took(cursor, "[")) of = index(cursor, of);
    else return of;
  }
  return of;
}

function member(cursor: Cursor, of: Expression): Parsed {
  const { token } = cursor;
  if (token.kind !== "word") return unexpected(token, cursor.source, 'a name after "."');
  advance(cursor);
  if (isSign(cursor.token, "(")) return call(cursor, token, of);
  return { kind: "member", of, key: token.text, start: of.start, end: token.end };
}

function index(cursor: Cursor, of: Expression): Parsed {
  const at = inside(cursor, choice);
  if (at.kind === "problem") return at;
  const { end } = cursor.token;
  if (!took(cursor, "]")) return unexpected(cursor.token, cursor.source, '"]"');
  if (at.kind === "literal" && typeof at.value === "string") {
    return { kind: "member", of, key: at.value, start: of.start, end };
  }
  return { kind: "index", of, index: at, start: of.start, end };
}

function call(cursor: Cursor, name: Extract<Token, { kind: "word" }>, receiver: Expression | null): Parsed {
  advance(cursor);
  const args = sequence(cursor, ")", (at) => inside(at, choice));
  if ("kind" in args) return args;
  const called = { start: name.start, end: name.end };
  const start = receiver === null ? name.start : receiver.start;
  return { kind: "call", name: name.text, called, receiver, args: args.items, start, end: args.end };
}

function primary(cursor: Cursor): Parsed {
  const { token } = cursor;
  const { start, end } = token;
  if (token.kind === "number") {
    advance(cursor);
    return { kind: "literal", value: token.value, start, end };
  }
  if (token.kind === "text") return literalText(cursor, token);
  if (token.kind === "word") return word(cursor, token);
  if (isSign(token, "(")) return grouped(cursor);
  if (isSign(token, "[")) {
    advance(cursor);
    const list = sequence(cursor, "]", (at) => inside(at, choice));
    return "kind" in list ? list : { kind: "list", items: list.items, start, end: list.end };
  }
  if (isSign(token, "${") || cursor.source.startsWith("{{", start)) return delimited(cursor);
  if (isSign(token, "{")) {
    advance(cursor);
    const object = sequence(cursor, "}", entry);
    return "kind" in object ? object : { kind: "object", entries: object.items, start, end: object.end };
  }
  return unexpected(token, cursor.source, "a value");
}

function literalText(cursor: Cursor, token: Extract<Token, { kind: "text" }>): Parsed {
  if (cursor.brackets && /\$\{|\{\{/.test(token.value)) {
    const help = "take the quotes away: in a condition a reference stands alone, as in a.status == 'success'";
    return problem(token, "a text in a condition must not contain an expression", help);
  }
  advance(cursor);
  return { kind: "literal", value: token.value, start: token.start, end: token.end };
}

function grouped(cursor: Cursor): Parsed {
  const { start } = advance(cursor);
  const within = inside(cursor, choice);
  if (within.kind === "problem") return within;
  const { end } = cursor.token;
  return took(cursor, ")") ? { ...within, start, end } : unexpected(cursor.token, cursor.source, '")"');
}

/** `${ a }`, `{{ a }}` or `${{ a }}` inside a condition. */
function delimited(cursor: Cursor): Parsed {
  const { start } = cursor.token;
  const opening = openingAt(cursor.source, start);
  if (!cursor.brackets || opening === null) {
    const place = { start, end: start + 2 };
    return problem(
      place,
      "an expression cannot stand inside an expression",
      "take the inner delimiters away",
    );
  }
  cursor.token = tokenAt(cursor.source, start + opening.length);
  const within = inside(cursor, choice);
  if (within.kind === "problem") return within;
  const end = closed(cursor.token, cursor.source, opening);
  if (end === null) return unexpected(cursor.token, cursor.source, `"${closingOf(opening)}"`);
  cursor.token = tokenAt(cursor.source, end);
  return { ...within, start, end };
}

function word(cursor: Cursor, token: Extract<Token, { kind: "word" }>): Parsed {
  const { text, start, end } = token;
  if (text === "fn" && /^:[A-Za-z_]/.test(cursor.source.slice(end, end + 2))) {
    const name = tokenAt(cursor.source, end + 1);
    const after = tokenAt(cursor.source, name.end);
    if (name.kind === "word" && isSign(after, "(")) {
      cursor.token = after;
      const called = call(cursor, name, null);
      return called.kind === "problem" ? called : { ...called, start };
    }
  }
  advance(cursor);
  if (isSign(cursor.token, "(")) return call(cursor, token, null);
  if (text === "true" || text === "false") return { kind: "literal", value: text === "true", start, end };
  if (text === "null") return { kind: "literal", value: null, start, end };
  if (text === "in") return unexpected(token, cursor.source, "a value");
  return { kind: "name", name: text, start, end };
}

function entry(cursor: Cursor): { key: string; value: Expression } | Problem {
  const { token } = cursor;
  if (token.kind !== "word" && token.kind !== "text") return unexpected(token, cursor.source, 'a key or "}"');
  advance(cursor);
  if (!took(cursor, ":")) return unexpected(cursor.token, cursor.source, '":"');
  const value = inside(cursor, choice);
  if (value.kind === "problem") return value;
  return { key: token.kind === "word" ? token.text : token.value, value };
}
