import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distance, nearest } from "./nearest.ts";

/** The textbook table, whole: slow and obviously right. */
function slowDistance(a: string, b: string): number {
  const cell = (row: number, column: number): number => {
    if (row === 0) return column;
    if (column === 0) return row;
    const key = `${row},${column}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const same = a[row - 1] === b[column - 1] ? 0 : 1;
    let cost = Math.min(
      cell(row - 1, column) + 1,
      cell(row, column - 1) + 1,
      cell(row - 1, column - 1) + same,
    );
    if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
      cost = Math.min(cost, cell(row - 2, column - 2) + 1);
    seen.set(key, cost);
    return cost;
  };
  const seen = new Map<string, number>();
  return cell(a.length, b.length);
}

describe("distance", () => {
  test("a swap of two neighbours is one edit", () => {
    expect(distance("agnet", "agent")).toBe(1);
    expect(distance("ab", "ba")).toBe(1);
  });

  test("the band agrees with the whole table, and says bound + 1 beyond it", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 9 }), (a, b, bound) => {
        const slow = slowDistance(a, b);
        expect(distance(a, b)).toBe(slow);
        expect(distance(a, b, bound)).toBe(Math.min(slow, bound + 1));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("nearest", () => {
  test("suggests what is one third of the length away, and at least one edit", () => {
    expect(nearest("reviwer", ["planner", "reviewer"])).toBe("reviewer");
    expect(nearest("ab", ["ba"])).toBe("ba");
    expect(nearest("abc", ["xyc"])).toBeUndefined();
    expect(nearest("dependancies", ["dependencies"])).toBe("dependencies");
    expect(nearest("", ["a"])).toBeUndefined();
    expect(nearest("a", [])).toBeUndefined();
  });

  test("prefers the candidate that differs in case only, then the first", () => {
    expect(nearest("plan", ["play", "Plan"])).toBe("Plan");
    expect(nearest("plax", ["play", "plan"])).toBe("play");
    expect(nearest("PLANNER", ["planner"])).toBe("planner");
  });

  test("the distance to the answer is the smallest of all candidates", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 8 }), (target, candidates) => {
        const found = nearest(target, candidates);
        const all = candidates.map((candidate) => slowDistance(target, candidate));
        const bound = Math.max(1, Math.floor(target.length / 3));
        if (found === undefined) expect(all.every((edits) => edits > bound)).toBe(true);
        else expect(slowDistance(target, found)).toBe(Math.min(...all));
      }),
    );
  });

  test("ten thousand candidates are compared in well under a second", () => {
    const candidates = Array.from({ length: 10_000 }, (_, index) => `some-longer-task-name-${index}`);
    const before = performance.now();
    expect(nearest("some-longer-tsak-name-9999", candidates)).toBe("some-longer-task-name-9999");
    expect(performance.now() - before).toBeLessThan(500);
  });

  test("a word of absurd length has no suggestion", () => {
    expect(nearest("x".repeat(100_000), ["x".repeat(99_999)])).toBeUndefined();
  });
});
