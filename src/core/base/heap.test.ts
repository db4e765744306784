import fc from "fast-check";
import { expect, test } from "vitest";
import { Heap } from "./heap.ts";

const byKey = (keys: readonly number[]) => (a: number, b: number) => {
  const [left = 0, right = 0] = [keys[a], keys[b]];
  return left < right || (left === right && a < b);
};

test("it gives its items in order, whatever was pushed and removed, and reading changes nothing", () => {
  const step = fc.record({ push: fc.boolean(), item: fc.nat(19) });
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 20, maxLength: 20 }), fc.array(step), (keys, steps) => {
      const before = byKey(keys);
      const heap = new Heap();
      const model = new Set<number>();
      for (const { push, item } of steps) {
        if (push) {
          heap.push(item, keys[item]);
          model.add(item);
        } else {
          heap.remove(item);
          model.delete(item);
        }
        const wanted = [...model].sort((a, b) => (before(a, b) ? -1 : 1));
        expect(heap.size).toBe(model.size);
        expect(heap.first(20)).toEqual(wanted);
        expect(heap.first(3)).toEqual(wanted.slice(0, 3));
        expect(heap.first(1)).toEqual(wanted.slice(0, 1));
        expect(heap.has(item)).toBe(push);
      }
    }),
  );
});

test("it stops at the first item that is not wanted", () => {
  const heap = new Heap();
  for (const item of [5, 1, 3, 2, 4]) heap.push(item);
  expect(heap.first(5, (item) => item < 3)).toEqual([1, 2]);
  expect(heap.first(1, (item) => item > 1)).toEqual([]);
  expect(heap.first(0)).toEqual([]);
});
