import { expect, test } from "vitest";
import { known, outcome, scopeOf } from "../../../test/rig/expressions.ts";
import type { Value } from "../base/value.ts";
import {
  freshBudget,
  json,
  MAX_STEPS,
  MAX_TEXT,
  MAX_TEXT_IN_TOTAL,
  MAX_VALUE_DEPTH,
  room,
  scanned,
  spent,
  weight,
} from "./budget.ts";
import { MAX_GLOB_LENGTH } from "./search.ts";

const STEPS = "error: the expression takes more than 100,000 steps";
const LONG = "error: the text would be longer than 1,048,576 characters";
const MUCH = "error: the expression makes more than 8,388,608 characters of text";
const DEEP = "error: the value is nested deeper than 100 levels";

const nested = (levels: number): Value => {
  let value: Value = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};
const filled = (length: number): Value => Array.from({ length }, () => 1);

test("the limits are what the reference says", () => {
  expect([MAX_STEPS, MAX_TEXT, MAX_TEXT_IN_TOTAL, MAX_VALUE_DEPTH, MAX_GLOB_LENGTH]).toEqual([
    100_000, 1_048_576, 8_388_608, 100, 200,
  ]);
});

test("an allowance can be used up to the last bit", () => {
  const budget = freshBudget();
  expect(spent(budget, MAX_STEPS)).toBe(true);
  expect(spent(budget, 1)).toBe(false);
  const texts = freshBudget();
  expect(room(texts, MAX_TEXT + 1)).toMatchObject({ kind: "refused" });
  for (let made = 0; made < 8; made += 1) expect(room(texts, MAX_TEXT)).toBeNull();
  expect(room(texts, 0)).toBeNull();
  expect(room(texts, 1)).toMatchObject({ message: MUCH.slice(7) });
  const scans = freshBudget();
  expect(scanned(scans, "x".repeat(1024))).toBe(true);
  expect(scans.steps).toBe(MAX_STEPS - 1);
  expect(scanned(scans, "x".repeat(1025))).toBe(true);
  expect(scans.steps).toBe(MAX_STEPS - 3);
});

test("the weight of a value is the length of its JSON", () => {
  for (const value of [
    1,
    true,
    null,
    "abc",
    [1, "a"],
    { ab: 1, c: [true, null] },
    [[1], [2, 3]],
  ] as Value[]) {
    expect(weight(value, freshBudget())).toBe(JSON.stringify(value).length);
  }
  expect(weight([], freshBudget())).toBe(1);
});

test("values too deep to walk are refused by everything that walks", () => {
  const scope = scopeOf({ ok: known(nested(100)), deep: known(nested(101)), other: known(nested(101)) });
  expect(outcome("length(toJSON(ok))", scope)).toBe(201);
  expect(outcome("ok == ok", scope)).toBe(true);
  expect(outcome("toJSON(deep)", scope)).toBe(DEEP);
  expect(outcome("hash(deep)", scope)).toBe(DEEP);
  expect(outcome("deep == other", scope)).toBe(DEEP);
  expect(outcome("deep in [other]", scope)).toBe(DEEP);
  expect(outcome("join([deep])", scope)).toBe(DEEP);
  expect(outcome("format('{0}', deep)", scope)).toBe(DEEP);
  const text = (levels: number): Value => "[".repeat(levels) + "]".repeat(levels);
  expect(outcome("length(fromJSON(t))", scopeOf({ t: known(text(100)) }))).toBe(1);
  expect(outcome("fromJSON(t)", scopeOf({ t: known(text(101)) }))).toBe(DEEP);
  expect(outcome("fromJSON(t)", scopeOf({ t: known(text(500_000)) }))).toBe(DEEP);
  expect(outcome("fromJSON(t)", scopeOf({ t: known('{"a":'.repeat(101) + "1" + "}".repeat(101)) }))).toBe(
    DEEP,
  );
  expect(outcome("length(fromJSON(t))", scopeOf({ t: known(`[${"[],".repeat(500)}1]`) }))).toBe(501);
});

test("long lists use up steps wherever they are walked", () => {
  const scope = scopeOf({ long: known(filled(100_001)), same: known(filled(100_001)) });
  for (const source of [
    "toJSON(long)",
    "long == same",
    "2 in long",
    "join(long)",
    "slice(long, 1)",
    "pluck(long, 'a')",
    "pick({}, long)",
  ]) {
    expect(outcome(source, scope)).toBe(STEPS);
  }
  expect(outcome("long.length", scope)).toBe(100_001);
  const text = scopeOf({
    text: known("a\n".repeat(100_001)),
    digits: known(`[${"1,".repeat(100_001)}1]`),
    braces: known("{{".repeat(100_001)),
    wide: known(Object.fromEntries(Array.from({ length: 100_001 }, (_, at) => [`k${at}`, 1]))),
  });
  for (const source of [
    "lines(text)",
    "split(text, 'a')",
    "replace(text, 'a', 'b')",
    "fromJSON(digits)",
    "keys(wide)",
    "values(wide)",
    "format(braces)",
  ]) {
    expect(outcome(source, text)).toBe(STEPS);
  }
});

test("looking through large texts again and again uses up steps", () => {
  const scope = scopeOf({ big: known("x".repeat(MAX_TEXT)) });
  const often = (source: string): string => Array.from({ length: 120 }, () => source).join(" && ");
  for (const source of [
    "!contains(big, 'y')",
    "!('y' in big)",
    "!matches(big, 'y*y')",
    "split(big, 'y')",
    "lines(big)",
    "!replace(big, 'y', '')",
    "uppercase(big)",
    "hash(big)",
  ]) {
    const result = outcome(often(source), scope);
    expect([STEPS, MUCH, false]).toContain(result);
  }
  expect(outcome(often("!contains(big, 'y')"), scope)).toBe(STEPS);
  expect(outcome(often("lines(big)"), scope)).toBe(STEPS);
  expect(outcome(often("split(big, 'y')"), scope)).toBe(STEPS);
  expect(outcome(often("!matches(big, 'y*y')"), scope)).toBe(STEPS);
});

test("text cannot be made to grow without end", () => {
  const scope = scopeOf({ big: known("z".repeat(MAX_TEXT)), half: known("z".repeat(MAX_TEXT / 2)) });
  expect(outcome("length(half + half)", scope)).toBe(MAX_TEXT);
  expect(outcome("big + 'x'", scope)).toBe(LONG);
  expect(outcome("replace(big, 'zzzzzzzzzzzzzzzz', 'yyyyyyyyyyyyyyyyy')", scope)).toBe(LONG);
  expect(outcome("length(replace(half, 'zzzzzzzzzzzzzzzz', 'yyyyyyyyyyyyyyyyy'))", scope)).toBe(557_056);
  expect(outcome("replace(half, 'zzzzzzzzzzzzzzzz', big)", scope)).toBe(LONG);
  expect(outcome("join([half, half], 'x')", scope)).toBe(LONG);
  expect(outcome("length(join([half, half], ''))", scope)).toBe(MAX_TEXT);
  expect(outcome("join(['a', 'b', 'c'], half)", scope)).toBe(LONG);
  expect(outcome("format('{0}{0}{0}', half)", scope)).toBe(LONG);
  expect(outcome("length(format('{0}{0}', half))", scope)).toBe(MAX_TEXT);
  expect(outcome("toJSON(big)", scope)).toBe(LONG);
  expect(outcome("toJSON([half, half])", scope)).toBe(LONG);
  expect(outcome("toJSON([big, big, big, big, big, big, big, big])", scope)).toBe(LONG);
  expect(outcome("length(toJSON(slice(big, 2)))", scope)).toBe(MAX_TEXT);
  const grown = "replace(".repeat(30) + "'aa'" + ", 'a', 'aaaaaaaa')".repeat(30);
  expect(outcome(grown, scope)).toMatch(/^error: /);
  expect(outcome("trim(big) + ''".concat(" == trim(big)".repeat(10)), scope)).toBe(MUCH);
});

test("escapes count as they are written", () => {
  const quotes = '"'.repeat(MAX_TEXT / 2);
  expect(json(quotes, freshBudget())).toMatchObject({ message: LONG.slice(7) });
  expect(json('"'.repeat(MAX_TEXT / 2 - 1), freshBudget())).toMatchObject({ kind: "made" });
});

test("a pattern has a limit of its own", () => {
  expect(outcome(`matches('a', '${"*".repeat(200)}')`)).toBe(true);
  expect(outcome(`matches('a', '${"*".repeat(201)}')`)).toBe(
    "error: the pattern of matches() is longer than 200 characters",
  );
});

test("the longest expression of all ends in its budget", () => {
  expect(outcome("1" + "+1".repeat(1000))).toBe(1001);
  const items = Array.from({ length: 10_000 }, () => 1).join(",");
  expect(outcome(`length([${items}])`)).toBe(10_000);
});
