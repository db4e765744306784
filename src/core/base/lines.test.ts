import { describe, expect, test } from "vitest";
import { lines } from "./lines.ts";

describe("lines", () => {
  test("counts lines and columns from one, in UTF-16 units", () => {
    const view = lines("a\nb😀c\n");
    expect(view.position(0)).toEqual({ line: 1, column: 1 });
    expect(view.position(1)).toEqual({ line: 1, column: 2 });
    expect(view.position(2)).toEqual({ line: 2, column: 1 });
    expect(view.position(5)).toEqual({ line: 2, column: 4 });
    expect(view.position(99)).toEqual({ line: 3, column: 1 });
    expect(view.position(-1)).toEqual({ line: 1, column: 1 });
    expect(view.count).toBe(3);
  });

  test("gives a line without its end, whichever end it has", () => {
    const view = lines("one\r\ntwo\nthree");
    expect([1, 2, 3, 4].map(view.text)).toEqual(["one", "two", "three", ""]);
    expect(view.start(3)).toBe(9);
  });
});
