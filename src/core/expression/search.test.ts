import fc from "fast-check";
import { expect, test } from "vitest";
import { globMatches, placeOf, placesOf } from "./search.ts";

const small = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });

test("a short text is found where it first stands", () => {
  expect(placeOf("abcabc", "bc")).toBe(1);
  expect(placeOf("abcabc", "bc", 2)).toBe(4);
  expect(placeOf("abc", "x")).toBe(-1);
  expect(placesOf("aaaa", "aa")).toEqual([0, 2]);
  expect(placesOf("abc", "x")).toEqual([]);
});

test("a long text is found by the linear search as by the engine's", () => {
  fc.assert(
    fc.property(small, small, small, (before, piece, after) => {
      const needle = `${piece}${"ab".repeat(16)}a`;
      const text = `${before}${needle}${after}${needle}${after}`;
      expect(placeOf(text, needle)).toBe(text.indexOf(needle));
      expect(placeOf(text, needle, 1)).toBe(text.indexOf(needle, 1));
      const places = placesOf(text, needle);
      expect(text.split(needle)).toHaveLength(places.length + 1);
      for (const place of places) expect(text.slice(place, place + needle.length)).toBe(needle);
      expect(placeOf(text, `${needle}c`)).toBe(-1);
    }),
  );
});

test("the worst case for a simple search stays quick", () => {
  const text = "a".repeat(1_000_000);
  const needle = `${"a".repeat(250_000)}b${"a".repeat(250_000)}`;
  const start = performance.now();
  expect(placeOf(text, needle)).toBe(-1);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test.each([
  ["", "", true],
  ["", "*", true],
  ["a", "", false],
  ["abc", "abc", true],
  ["abc", "ab", false],
  ["ab", "abc", false],
  ["abc", "a?c", true],
  ["ac", "a?c", false],
  ["abc", "???", true],
  ["abc", "????", false],
  ["abc", "a*", true],
  ["abc", "*c", true],
  ["abc", "*b*", true],
  ["abc", "*x*", false],
  ["aXbXc", "a*b*c", true],
  ["aXcXb", "a*b*c", false],
  ["abab", "*ab", true],
  ["ab", "ab*ab", false],
  ["abab", "ab*ab", true],
  ["aab", "*ab*b", false],
  ["abcbd", "a*b?d", false],
  ["abcbxd", "a*b?d", true],
  ["a*c", "a\\*c", true],
  ["abc", "a\\*c", false],
  ["a\\", "a\\", true],
  ["a/b", "a*b", true],
  ["a+c", "a.c", false],
  ["xa", "?*a", true],
  ["a", "?*a", false],
])("%j against %j is %s", (text, pattern, expected) => {
  expect(globMatches(text, pattern)).toBe(expected);
});

test("patterns mean what the same regular expression means", () => {
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
  fc.assert(
    fc.property(small, pattern, (text, glob) => {
      const same = new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
      expect(globMatches(text, glob)).toBe(same.test(text));
    }),
  );
});
