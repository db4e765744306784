import { expect, test } from "vitest";
import { MAX_EXPRESSION_CHAIN, MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH } from "./expression.ts";
import { parseExpression } from "./parse.ts";
import { printed } from "./print.ts";

const read = (source: string): string => {
  const parsed = parseExpression(source);
  return parsed.ok
    ? printed(parsed.value)
    : `${parsed.error.message} @${parsed.error.start}-${parsed.error.end}`;
};

test.each([
  ["a + b * c", "a + (b * c)"],
  ["a * b + c", "(a * b) + c"],
  ["a - b - c", "(a - b) - c"],
  ["a - b % c / d", "a - ((b % c) / d)"],
  ["a < b == c >= d", "(a < b) == (c >= d)"],
  ["a in b == c", "(a in b) == c"],
  ["a || b && c", "a || (b && c)"],
  ["a ?? b || c", "a ?? (b || c)"],
  ["a == b && c != d", "(a == b) && (c != d)"],
  ["a === b !== c", "(a == b) != c"],
  ["a ? b : c ? d : e", "a ? b : (c ? d : e)"],
  ["a ? b ? c : d : e", "a ? (b ? c : d) : e"],
  ["a ?? b ? c : d", "(a ?? b) ? c : d"],
  ["!a == b", "(!a) == b"],
  ["!!a", "!(!a)"],
  ["- a.b", "-a.b"],
  ["-a * b", "(-a) * b"],
  ["(a + b) * c", "(a + b) * c"],
  ["a.b['c'][\"d-e\"][f]", 'a.b.c["d-e"][f]'],
  ["(a + b).c", "(a + b).c"],
  ["(a ? b : c)[0]", "(a ? b : c)[0]"],
  ["f(a, b,)", "f(a, b)"],
  ["a.b(c).d", "a.b(c).d"],
  ["fn:f(a)", "f(a)"],
  ["a ? fn:f(b) : c", "a ? f(b) : c"],
  ["a ? fn : b", "a ? fn : b"],
  ["fn.x", "fn.x"],
  ["fn(1)", "fn(1)"],
  ["[]", "[]"],
  ["{}", "{}"],
  ["{a: 1, 'b c': [2],}", '{"a": 1, "b c": [2]}'],
  ["'it''s'", '"it\'s"'],
  ['"it\'s"', '"it\'s"'],
  ["'\\n\\t\\r\\b\\f\\/\\\\\\'\\\"\\u0041'", '"\\n\\t\\r\\b\\f/\\\\\'\\"A"'],
  ["true", "true"],
  ["false", "false"],
  ["null", "null"],
  ["a.true.in.null", "a.true.in.null"],
  ["  a\n\t+  b ", "a + b"],
  ["1.50e+2", "150"],
  ["12", "12"],
  ["_a1", "_a1"],
])("%s is read as %s", (source, text) => {
  expect(read(source)).toBe(text);
});

test.each([
  ["", "expected a value, but the expression ends here @0-0"],
  ["  ", "expected a value, but the expression ends here @2-2"],
  ["a +", "expected a value, but the expression ends here @3-3"],
  ["a b", 'expected an operator or the end, but found "b" @2-3'],
  ["a 'b'", "expected an operator or the end, but found \"'b'\" @2-5"],
  ["* a", 'expected a value, but found "*" @0-1'],
  ["in a", 'expected a value, but found "in" @0-2'],
  ["a = b", 'unexpected "=" @2-3'],
  ["a & b", 'unexpected "&" @2-3'],
  ["a | b", 'unexpected "|" @2-3'],
  ["a ; b", 'unexpected character ";" @2-3'],
  ["a # b", 'unexpected character "#" @2-3'],
  ["`a`", 'unexpected character "`" @0-1'],
  ["a\u{1f600}", 'unexpected character "\u{1f600}" @1-3'],
  ["$a", 'unexpected character "$" @0-1'],
  ["a.", 'expected a name after ".", but the expression ends here @2-2'],
  ["a.1", 'expected a name after ".", but found "1" @2-3'],
  ["a..b", 'expected a name after ".", but found "." @2-3'],
  ["a[", "expected a value, but the expression ends here @2-2"],
  ["a[1", 'expected "]", but the expression ends here @3-3'],
  ["a[]", 'expected a value, but found "]" @2-3'],
  ["a?.b", 'expected a value, but found "." @2-3'],
  ["(a", 'expected ")", but the expression ends here @2-2'],
  ["(a]", 'expected ")", but found "]" @2-3'],
  ["()", 'expected a value, but found ")" @1-2'],
  ["f(a", 'expected "," or ")", but the expression ends here @3-3'],
  ["f(a b)", 'expected "," or ")", but found "b" @4-5'],
  ["f(,)", 'expected a value, but found "," @2-3'],
  ["f()()", 'expected an operator or the end, but found "(" @3-4'],
  ["(f)()", 'expected an operator or the end, but found "(" @3-4'],
  ["[1 2]", 'expected "," or "]", but found "2" @3-4'],
  ["[1", 'expected "," or "]", but the expression ends here @2-2'],
  ["{a}", 'expected ":", but found "}" @2-3'],
  ["{1: 2}", 'expected a key or "}", but found "1" @1-2'],
  ["{a: }", 'expected a value, but found "}" @4-5'],
  ["{a: 1 b: 2}", 'expected "," or "}", but found "b" @6-7'],
  ["{a: 1", 'expected "," or "}", but the expression ends here @5-5'],
  ["a ? b", 'expected ":" and what holds otherwise, but the expression ends here @5-5'],
  ["a ? : b", 'expected a value, but found ":" @4-5'],
  ["a ? b :", "expected a value, but the expression ends here @7-7"],
  ["!", "expected a value, but the expression ends here @1-1"],
  ["'abc", "the text that starts here has no closing ' @0-4"],
  ["\"abc'", 'the text that starts here has no closing " @0-5'],
  ["'a\\x'", 'unknown escape "\\\\x" @2-4'],
  ["'a\\u12'", 'unknown escape "\\\\u" @2-4'],
  ["'\\", 'unknown escape "\\\\" @1-3'],
  ["12a", '"12a" is not a number @0-3'],
  ["1_000", '"1_" is not a number @0-2'],
  ["1e999", "the number is too large @0-5"],
  [".5", 'expected a value, but found "." @0-1'],
  ["${a}", "an expression cannot stand inside an expression @0-2"],
  ["1 + {{a}}", "an expression cannot stand inside an expression @4-6"],
  ["fn:1", 'expected an operator or the end, but found ":" @2-3'],
  ["fn:a", 'expected an operator or the end, but found ":" @2-3'],
  ["fn: f(1)", 'expected an operator or the end, but found ":" @2-3'],
  ["fn:f(", "expected a value, but the expression ends here @5-5"],
  ["a.f(", "expected a value, but the expression ends here @4-4"],
])("%j is refused", (source, message) => {
  expect(read(source)).toBe(message);
});

test.each([
  ["a = b", "compare with =="],
  ["a & b", "write &&"],
  ["a | b", "write ||"],
  ["a and b", 'write && instead of "and"'],
  ["a or b", 'write || instead of "or"'],
  ["a is b", 'write == instead of "is"'],
  ["not a", undefined],
  ["a not b", 'write ! instead of "not"'],
  ["'\\x'", "a backslash is written \\\\"],
  ["${a}", "take the inner delimiters away"],
  ["a b", undefined],
])("the help for %j", (source, help) => {
  const parsed = parseExpression(source);
  expect(parsed.ok).toBe(false);
  expect(!parsed.ok && parsed.error.help).toBe(help);
});

test("every part knows its place", () => {
  const parsed = parseExpression(" a.b + f('x', c[0]) ");
  expect(parsed.ok && parsed.value).toEqual({
    kind: "binary",
    operator: "+",
    start: 1,
    end: 19,
    left: { kind: "member", key: "b", start: 1, end: 4, of: { kind: "name", name: "a", start: 1, end: 2 } },
    right: {
      kind: "call",
      name: "f",
      called: { start: 7, end: 8 },
      receiver: null,
      start: 7,
      end: 19,
      args: [
        { kind: "literal", value: "x", start: 9, end: 12 },
        {
          kind: "index",
          start: 14,
          end: 18,
          of: { kind: "name", name: "c", start: 14, end: 15 },
          index: { kind: "literal", value: 0, start: 16, end: 17 },
        },
      ],
    },
  });
});

test.each([
  ["(a)", 0, 3],
  ["[a]", 0, 3],
  ["{a: b}", 0, 6],
  ["!a", 0, 2],
  ["a ? b : c", 0, 9],
  ["fn:f(a)", 0, 7],
  ["a.f(b)", 0, 6],
  ["a['b']", 0, 6],
  ["true", 0, 4],
  ["null", 0, 4],
  ["f(a,)", 0, 5],
])("%s reaches from its first to its last sign", (source, start, end) => {
  const parsed = parseExpression(` ${source} `);
  expect(parsed.ok && [parsed.value.start, parsed.value.end]).toEqual([start + 1, end + 1]);
});

const nested = (levels: number, open: string, close: string): string =>
  open.repeat(levels) + "1" + close.repeat(levels);

test.each([
  ["(", ")"],
  ["[", "]"],
  ["!", ""],
  ["-", ""],
  ["f(", ")"],
  ["a[", "]"],
  ["{a:", "}"],
  ["true ? 1 : ", ""],
  ["x.f(", ")"],
])("%s%s may nest to the limit and not further", (open, close) => {
  expect(parseExpression(nested(MAX_EXPRESSION_DEPTH, open, close)).ok).toBe(true);
  expect(read(nested(MAX_EXPRESSION_DEPTH + 1, open, close))).toContain(
    "the expression is nested deeper than 50 levels @",
  );
});

test("brackets side by side do not add up", () => {
  expect(parseExpression(Array.from({ length: 100 }, () => "((1))").join(" + ")).ok).toBe(true);
});

test("as many operators in a row as allowed, and no more", () => {
  expect(parseExpression("1" + "+1".repeat(MAX_EXPRESSION_CHAIN)).ok).toBe(true);
  expect(read("1" + "+1".repeat(MAX_EXPRESSION_CHAIN + 1))).toBe(
    "the expression has more than 1,000 operators in a row @0-2003",
  );
  expect(read("a" + ".b".repeat(MAX_EXPRESSION_CHAIN + 1))).toContain("operators in a row");
});

test("as long as allowed, and no longer", () => {
  const text = (length: number): string => `'${"x".repeat(length - 2)}'`;
  expect(parseExpression(text(MAX_EXPRESSION_LENGTH)).ok).toBe(true);
  expect(read(text(MAX_EXPRESSION_LENGTH + 1))).toBe(
    "the expression is longer than 21,000 characters @0-21001",
  );
});
