import { expect, test } from "vitest";
import { sha256 } from "../base/sha256.ts";
import { known, outcome, scopeOf } from "../../../test/rig/expressions.ts";
import { MAX_TEXT } from "./budget.ts";
import { FUNCTION_NAMES, METHOD_NAMES, shapeOf } from "./functions.ts";

test("the table is what the language promises", () => {
  expect(FUNCTION_NAMES).toEqual(
    (
      "uppercase lowercase trim length contains startsWith endsWith replace split join first last slice keys values " +
      "pick pluck format toJSON fromJSON matches lines truncate hash default coalesce success failure always cancelled"
    ).split(" "),
  );
  expect(METHOD_NAMES).toEqual(
    "get includes startsWith endsWith toUpperCase toLowerCase trim join split".split(" "),
  );
  expect(shapeOf("constructor")).toBeUndefined();
});

test.each<[string, unknown]>([
  ["uppercase('aß')", "ASS"],
  ["lowercase('AbC')", "abc"],
  ["trim(' a ')", "a"],
  ["length('abc')", 3],
  ["length([1, 2])", 2],
  ["length({a: 1})", 1],
  ["contains('abc', 'b')", true],
  ["contains([1, 2], 2)", true],
  ["contains([1, 2], '2')", false],
  ["contains({a: 1}, 'a')", true],
  ["startsWith('abc', 'ab')", true],
  ["startsWith('abc', 'b')", false],
  ["endsWith('abc', 'bc')", true],
  ["endsWith('abc', 'b')", false],
  ["replace('a.b.c', '.', '--')", "a--b--c"],
  ["replace('aaa', 'aa', 'b')", "ba"],
  ["replace('abc', 'x', 'y')", "abc"],
  ["replace('abc', 'abc', '')", ""],
  ["replace('$1', '$1', '$&')", "$&"],
  ["split('a,b,,c', ',')", ["a", "b", "", "c"]],
  ["split('abc', 'x')", ["abc"]],
  ["split('', 'x')", [""]],
  ["join(['a', 1, true, {b: [2]}])", 'a,1,true,{"b":[2]}'],
  ["join(['a', null, 'c'], '-')", "a--c"],
  ["join([], '-')", ""],
  ["join(['a'], '-')", "a"],
  ["['a', 'b'].join('+')", "a+b"],
  ["['a', 'b'].join()", "a,b"],
  ["'a b'.split(' ')", ["a", "b"]],
  ["first([1, 2])", 1],
  ["last([1, 2])", 2],
  ["slice('abcdef', 1, 3)", "bc"],
  ["slice('abcdef', -2)", "ef"],
  ["slice([1, 2, 3], 1)", [2, 3]],
  ["slice([1, 2, 3], 0, 1)", [1]],
  ["slice('abc', 2, 1)", ""],
  ["keys({b: 1, a: 2})", ["b", "a"]],
  ["values({b: 1, a: [2]})", [1, [2]]],
  ["pick({a: 1, b: 2, c: 3}, 'c', 'a')", { c: 3, a: 1 }],
  ["pick({a: 1, b: 2}, ['b', 'zzz'])", { b: 2 }],
  ["pick({a: 1}, 'toString')", {}],
  ["pluck([{a: 1}, {a: null}, {b: 2}, 3], 'a')", [1, null, null, null]],
  ["pluck([{}], 'constructor')", [null]],
  ["format('{0} and {1}, {0}', 'x', 2)", "x and 2, x"],
  ["format('{{{0}}}', 'x')", "{x}"],
  ["format('plain')", "plain"],
  ["format('')", ""],
  ["format('{0}', null)", "null"],
  ["format('{0}', [1])", "[1]"],
  ["toJSON({a: [1, 'x', null]})", '{"a":[1,"x",null]}'],
  ["toJSON('a\"b')", '"a\\"b"'],
  ["fromJSON('{\"a\": [1, true]}')", { a: [1, true] }],
  ["fromJSON('\"[[[[\"')", "[[[["],
  ["matches('feature/login', 'feature/*')", true],
  ["matches('main', 'feature/*')", false],
  ["lines('a\\nb\\r\\nc\\n')", ["a", "b", "c"]],
  ["lines('a\\n\\n')", ["a", ""]],
  ["lines('')", []],
  ["lines('a')", ["a"]],
  ["truncate('abcdef', 4)", "abc…"],
  ["truncate('abcd', 4)", "abcd"],
  ["truncate('abc', 1)", "…"],
  ["truncate('a\\ud83d\\ude00bc', 3)", "a…"],
  ["truncate('\\ud83d\\ude00bc', 3)", "\ud83d\ude00…"],
  ["truncate('\\uffffabc', 2)", "\uffff…"],
  ["truncate('\\ud800abc', 2)", "…"],
  ["truncate('\\udbffabc', 2)", "…"],
  ["truncate('\\udc00abc', 2)", "\udc00…"],
  ["hash('abc')", sha256("abc")],
  ["hash({b: 1, a: 2})", sha256('{"a":2,"b":1}')],
  ["hash(null)", sha256("null")],
])("%s", (source, value) => {
  expect(outcome(source)).toEqual(value);
});

test.each([
  ["uppercase(1)", "uppercase() needs text, but got a number"],
  ["uppercase()", "uppercase() takes 1 argument, but got 0"],
  ["uppercase('a', 'b')", "uppercase() takes 1 argument, but got 2"],
  ["length(1)", "length() needs text, a list or an object, but got a number"],
  ["contains(1, 'a')", "contains() needs text, a list or an object as argument 1, but got a number"],
  ["contains('a', 1)", "a number cannot be looked for in text"],
  ["'a'.includes(null)", "null cannot be looked for in text"],
  ["replace('a', 'b', null)", "replace() needs text as argument 3, but got null"],
  ["replace('a', '', 'b')", "replace() cannot look for an empty text"],
  ["split('a', '')", "split() cannot look for an empty text"],
  ["join('a', ',')", "join() needs a list as argument 1, but got text"],
  ["join([1], 2)", "join() needs text as argument 2, but got a number"],
  ["join()", "join() takes 1 to 2 arguments, but got 0"],
  ["slice('abc', 0.5)", "slice() needs a whole number as argument 2, but got 0.5"],
  ["slice('abc', 'x')", "slice() needs a whole number as argument 2, but got text"],
  ["slice({}, 1)", "slice() needs text or a list, but got an object"],
  ["slice('abc')", "slice() takes 2 to 3 arguments, but got 1"],
  ["keys([1])", "keys() needs an object, but got a list"],
  ["values(null)", "values() needs an object, but got null"],
  ["pick({}, 1)", "pick() needs keys that are text, but got a number"],
  ["pick({})", "pick() takes at least 2 arguments, but got 1"],
  ["pluck([], 1)", "pluck() needs text as argument 2, but got a number"],
  ["format('{1}', 'a')", 'format() has no argument for "{1}"'],
  ["format('{x}', 'a')", 'format() found a single "{"'],
  ["format('a}')", 'format() found a single "}"'],
  ["fromJSON('{')", "fromJSON() needs valid JSON"],
  ["truncate('abc', 0)", "truncate() needs room for 1 character or more, but got 0"],
  ["truncate('abc', -1)", "truncate() needs room for 1 character or more, but got -1"],
])("%s is refused", (source, message) => {
  expect(outcome(source)).toBe(`error: ${message}`);
});

test("an error inside an argument's rendering is passed on", () => {
  const big = scopeOf({ big: known(["x".repeat(MAX_TEXT)]) });
  const message = "error: the text would be longer than 1,048,576 characters";
  expect(outcome("join([big])", big)).toBe(message);
  expect(outcome("format('{0}', big)", big)).toBe(message);
  expect(outcome("toJSON(big)", big)).toBe(message);
  expect(outcome("hash(big)", big)).toBe(message);
});
