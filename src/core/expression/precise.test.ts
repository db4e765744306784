/** Borders, precedence and wording where one character more or less would go unseen elsewhere. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { known, missing, outcome, SCOPE, scopeOf } from "../../../test/rig/expressions.ts";
import { MAX_STEPS, MAX_TEXT, MAX_VALUE_DEPTH } from "./budget.ts";
import { evaluateDeep, evaluateTemplate } from "./evaluate-template.ts";
import { evaluate } from "./evaluate.ts";
import { shapeOf } from "./functions.ts";
import { parseExpression } from "./parse.ts";
import { printed } from "./print.ts";
import { calls, references } from "./references.ts";
import { globMatches, placeOf, placesOf } from "./search.ts";
import { hasExpression, parseTemplate } from "./template.ts";

const read = (source: string) => {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};
const error = (source: string) => {
  const parsed = parseExpression(source);
  if (!parsed.ok) return parsed.error;
  const result = evaluate(parsed.value, SCOPE);
  return result.ok ? null : result.error;
};

/** From the weakest to the strongest; within a group the left one holds first. */
const GROUPS = [
  ["??"],
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">=", "in"],
  ["+", "-"],
  ["*", "/", "%"],
];
const OPERATORS = GROUPS.flatMap((group, strength) => group.map((operator) => ({ operator, strength })));

test.each(OPERATORS)("$operator holds as firmly as its group and is read from the left", (one) => {
  for (const other of OPERATORS) {
    const left = `(a ${one.operator} b) ${other.operator} c`;
    const right = `a ${one.operator} (b ${other.operator} c)`;
    const wanted = one.strength >= other.strength ? left : right;
    expect(printed(read(`a ${one.operator} b ${other.operator} c`))).toBe(wanted);
  }
});

test("a choice holds weakest of all and is read from the right", () => {
  expect(printed(read("a ?? b ? c : d ? e : f"))).toBe("(a ?? b) ? c : (d ? e : f)");
  expect(printed(read("!a == -b"))).toBe("(!a) == (-b)");
  expect(printed(read("-a.b[0]"))).toBe("-a.b[0]");
});

test("an error has a help only where there is one", () => {
  expect(error("1 +")).toStrictEqual({
    message: "expected a value, but the expression ends here",
    start: 3,
    end: 3,
  });
  expect(error("nobody")).toStrictEqual({ message: 'unknown name "nobody"', start: 0, end: 6 });
  expect(error("plan")).toStrictEqual({
    message: '"plan" is not a value',
    help: "name the member that is meant",
    start: 0,
    end: 4,
  });
  expect(error("(n)(1)")).toStrictEqual({
    message: 'expected an operator or the end, but found "("',
    help: "only the functions of the language can be called, by their names",
    start: 3,
    end: 4,
  });
  expect(error("n = 1")).toStrictEqual({
    message: 'unexpected "="',
    help: "compare with ==",
    start: 2,
    end: 3,
  });
  expect(error("fn:trim(")).toStrictEqual({
    message: "expected a value, but the expression ends here",
    start: 8,
    end: 8,
  });
});

test("braces that open nothing are an object, doubled ones a delimiter, and both are read whole", () => {
  expect(outcome("{a: 1}.a")).toBe(1);
  expect(error("{{a: 1}}")).toMatchObject({ message: "an expression cannot stand inside an expression" });
  const parsed = parseTemplate("{{ n }} ${{ n }} ${ n }");
  expect(parsed.ok && evaluateTemplate(parsed.value, SCOPE)).toStrictEqual({
    ok: true,
    value: { kind: "value", value: "7 7 7", trust: "trusted" },
  });
});

test("the status functions answer each for itself", () => {
  const said = (status: Parameters<typeof scopeOf>[1]) =>
    ["success()", "failure()", "cancelled()", "always()"].map((source) =>
      outcome(source, scopeOf({}, status)),
    );
  expect(said({ success: true, failure: false, cancelled: false })).toEqual([true, false, false, true]);
  expect(said({ success: false, failure: true, cancelled: false })).toEqual([false, true, false, true]);
  expect(said({ success: false, failure: false, cancelled: true })).toEqual([false, false, true, true]);
});

test.each<[string, unknown]>([
  ["'abc'.startsWith('ab')", true],
  ["'abc'.startsWith('bc')", false],
  ["'abc'.endsWith('bc')", true],
  ["'abc'.endsWith('ab')", false],
  ["'abc'.includes('b')", true],
  ["' a '.trim()", "a"],
  ["'aB'.toUpperCase()", "AB"],
  ["'aB'.toLowerCase()", "ab"],
  ["'a,b'.split(',')", ["a", "b"]],
  ["[1, 2].join('-')", "1-2"],
  ["object.get('a')", 1],
])("the method spelling %s gives %j", (source, value) => {
  expect(outcome(source)).toStrictEqual(value);
});

test("a function knows its own shape, whichever table it is in", () => {
  expect(shapeOf("trim")).toMatchObject({ takes: ["text"], needs: 1, more: false });
  expect(shapeOf("join")).toMatchObject({ takes: ["list", "text"], needs: 1, more: false });
  expect(shapeOf("coalesce")).toStrictEqual({ takes: ["any"], needs: 1, more: true });
  expect(shapeOf("default")).toStrictEqual({ takes: ["any", "any"], needs: 2, more: false });
});

test("what was picked has the keys that were there, and no others", () => {
  const picked = outcome("pick(object, 'a', 'zzz')");
  expect(Object.keys(picked ?? {})).toEqual(["a"]);
});

test("many lists side by side are not deep, and many inside each other are", () => {
  const wide = `[${"[],".repeat(200)}{}]`;
  const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  const json = (text: string) => outcome("length(fromJSON(json))", scopeOf({ json: known(text) }));
  expect(json(wide)).toBe(201);
  expect(json(`["${"[".repeat(500)}"]`)).toBe(1);
  expect(json(deep(MAX_VALUE_DEPTH))).toBe(1);
  expect(json(deep(5000))).toBe("error: the value is nested deeper than 100 levels");
});

test("a join may be as long as a text may be, and not one character longer", () => {
  const joined = (length: number) =>
    outcome("length(join(items, ';;'))", scopeOf({ items: known(["x".repeat(length), "y"]) }));
  expect(joined(MAX_TEXT - 3)).toBe(MAX_TEXT);
  expect(joined(MAX_TEXT - 2)).toBe("error: the text would be longer than 1,048,576 characters");
  expect(outcome("join([], ';;')")).toBe("");
});

test("all texts of one structure share one allowance of steps", () => {
  const many = (count: number) =>
    evaluateDeep(
      Array.from({ length: count }, () => "${n}"),
      SCOPE,
    );
  expect(many(MAX_STEPS).ok).toBe(true);
  expect(many(MAX_STEPS + 1)).toMatchObject({
    ok: false,
    error: { message: "the expression takes more than 100,000 steps", start: 2, end: 3 },
  });
});

test("text without values is trusted, in a template and in a structure", () => {
  const parsed = parseTemplate("only text");
  expect(parsed.ok && evaluateTemplate(parsed.value, SCOPE)).toStrictEqual({
    ok: true,
    value: { kind: "value", value: "only text", trust: "trusted" },
  });
  for (const value of [1, true, null, "text", [], {}, [1, ["a"]], { a: { b: null } }]) {
    expect(evaluateDeep(value, SCOPE)).toStrictEqual({
      ok: true,
      value: { kind: "value", value, trust: "trusted" },
    });
  }
  expect(evaluateDeep(["a", "${operator} and ${untrusted}", 1], SCOPE)).toMatchObject({
    value: { value: ["a", "op and bad", 1], trust: "untrusted" },
  });
  expect(evaluateDeep({ a: "${contributor}", b: "${operator}" }, SCOPE)).toMatchObject({
    value: { trust: "contributor" },
  });
});

test("a template that grows too long says where", () => {
  const scope = scopeOf({ big: known("x".repeat(MAX_TEXT)) });
  const place = (text: string) => {
    const parsed = parseTemplate(text);
    if (!parsed.ok) return parsed.error;
    const result = evaluateTemplate(parsed.value, scope);
    return result.ok ? result.value.kind : result.error;
  };
  const message = "the text would be longer than 1,048,576 characters";
  expect(place("${big}")).toBe("value");
  expect(place("a${big}")).toStrictEqual({ message, start: 1, end: 7 });
  expect(place("${big}abc")).toStrictEqual({ message, start: 0, end: 3 });
  expect(place("${big}${''}")).toBe("value");
});

test("a template with something absent or null in it is absent, and names it", () => {
  const parsed = parseTemplate("x ${none} y");
  expect(parsed.ok && evaluateTemplate(parsed.value, SCOPE)).toStrictEqual({
    ok: true,
    value: { kind: "absent", reference: "none" },
  });
  expect(evaluateDeep({ a: [1, "${skipped.output}"] }, SCOPE)).toStrictEqual({
    ok: true,
    value: { kind: "absent", reference: "skipped.output" },
  });
  expect(outcome("gone", scopeOf({ gone: missing("gone.output") }))).toBe("absent: gone.output");
});

test("calls and references are found in every part of a choice", () => {
  const source = "first(a) ? last(b) : trim(c)";
  expect(calls(read(source)).map(({ name, count, method }) => [name, count, method])).toEqual([
    ["first", 1, false],
    ["last", 1, false],
    ["trim", 1, false],
  ]);
  expect(references(read("a ? b : c")).map(({ root, guarded }) => [root, guarded])).toEqual([
    ["a", true],
    ["b", false],
    ["c", false],
  ]);
});

test("only what opens an expression makes a text a template", () => {
  expect(["", "{", "}", "{ {", "$", "$ {", "$${", "a $${b} c"].map(hasExpression)).toEqual(
    Array(8).fill(false),
  );
  expect(["${", "{{", "${{", "$${ ${", "{{{"].map(hasExpression)).toEqual(Array(5).fill(true));
});

const letters = (most: number) =>
  fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: most });

/** All places of the engine's own search, not overlapping. */
function simplePlaces(text: string, needle: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length))
    found.push(at);
  return found;
}

test("texts that repeat themselves are found wherever the engine's own search finds them", () => {
  fc.assert(
    fc.property(
      letters(5),
      fc.integer({ min: 8, max: 20 }),
      letters(6),
      letters(9),
      (unit, times, end, between) => {
        const needle = unit.repeat(times) + end;
        for (const text of [
          unit + needle + between + needle + needle,
          unit.repeat(times + 3) + end + between + unit.repeat(times) + between + needle,
          needle.slice(0, -1) + between + needle,
        ]) {
          expect(placesOf(text, needle)).toEqual(simplePlaces(text, needle));
          for (const from of [0, 1, unit.length, text.length]) {
            expect(placeOf(text, needle, from)).toBe(text.indexOf(needle, from));
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("nothing stands everywhere", () => {
  expect([placeOf("", ""), placeOf("abc", ""), placeOf("abc", "", 2)]).toEqual([0, 0, 2]);
});

test("looking for all places of a hostile text stays quick", () => {
  const needle = `${"a".repeat(100_000)}b${"a".repeat(100_000)}`;
  const start = performance.now();
  expect(placesOf("a".repeat(500_000), needle)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test("a text that would stand twice only by sharing characters stands once", () => {
  const needle = "ab".repeat(20);
  expect(placesOf(`${needle}ab${needle}`, needle)).toEqual([0, 40]);
  expect(placesOf("a".repeat(99), "a".repeat(33))).toEqual([0, 33, 66]);
  expect(placeOf("a".repeat(33), "a".repeat(33))).toBe(0);
  expect(placeOf("a".repeat(32), "a".repeat(32))).toBe(0);
  expect(placeOf("a".repeat(32), "a".repeat(33))).toBe(-1);
});

/** Straight from the meaning of the signs, and slow. */
function simpleGlob(text: string, pattern: string): boolean {
  const [first] = pattern;
  if (first === undefined) return text === "";
  if (first === "*")
    return simpleGlob(text, pattern.slice(1)) || (text !== "" && simpleGlob(text.slice(1), pattern));
  if (text === "") return false;
  if (first === "\\" && pattern.length > 1)
    return text[0] === pattern[1] && simpleGlob(text.slice(1), pattern.slice(2));
  return (first === "?" || first === text[0]) && simpleGlob(text.slice(1), pattern.slice(1));
}

test("a pattern matches what its meaning says", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "\\"), maxLength: 8 });
  fc.assert(
    fc.property(text, pattern, (given, glob) => {
      expect(globMatches(given, glob)).toBe(simpleGlob(given, glob));
    }),
    { numRuns: 1_000 },
  );
});
