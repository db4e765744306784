import fc from "fast-check";
import { expect, test } from "vitest";
import { reach } from "./reach.ts";

test("reaching is what a plain walk finds, in any graph and however often it is asked", () => {
  const graph = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(graph, (before) => {
      const reaches = reach(before);
      for (let from = 0; from < 10; from += 1) {
        for (let to = 0; to < 10; to += 1)
          expect([from, to, reaches(from, to)]).toEqual([from, to, walk(before, from, to)]);
      }
    }),
  );
});

function walk(before: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set<number>();
  const open = [to];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const next of before[here] ?? []) {
      if (next === from) return true;
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return false;
}
