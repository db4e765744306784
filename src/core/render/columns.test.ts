import { describe, expect, test } from "vitest";
import { aligned, cells, MIN_WRAP, wrapped } from "./columns.ts";

describe("cells", () => {
  test.each([
    ["", 0],
    ["plain", 5],
    ["\u001b[31mred\u001b[39m", 3],
    ["日本", 4],
    ["e\u0301", 1],
    ["🚀", 2],
  ])("of %j are %i", (text, width) => {
    expect(cells(text)).toBe(width);
  });
});

describe("wrapped", () => {
  test("breaks between words and sets the next lines in", () => {
    expect(wrapped("one of the tests failed again", 20, 2)).toBe("one of the tests\n  failed again");
  });

  test("leaves alone what fits, what has no room, and words that are too long", () => {
    expect(wrapped("a b", 20, 2)).toBe("a b");
    expect(wrapped("some words that need room", MIN_WRAP - 1, 2)).toBe("some words that need room");
    expect(wrapped(`${"x".repeat(30)} y`, 20, 2)).toBe(`${"x".repeat(30)}\n  y`);
  });

  test("no line is wider than allowed while its words are not", () => {
    const text = "the switch flickers on reload and nobody knows why 日本 語 is in it".repeat(3);
    for (let width = MIN_WRAP; width < 60; width += 1)
      for (const line of wrapped(text, width, 0).split("\n")) expect(cells(line)).toBeLessThanOrEqual(width);
  });
});

test("columns stand under each other, and empty ones take no room", () => {
  expect(
    aligned([
      ["a", "", "x"],
      ["bbb", "", "y"],
    ]),
  ).toEqual(["a    x", "bbb  y"]);
});
