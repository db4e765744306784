import fc from "fast-check";
import { expect, test } from "vitest";
import { Queue } from "./queue.ts";

test("it gives what came first, each once, and takes it again afterwards", () => {
  const step = fc.option(fc.nat(6), { nil: undefined });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const queue = new Queue(7);
      const model = new Set<number>();
      for (const item of steps) {
        if (item === undefined) {
          const [first] = model;
          if (first !== undefined) model.delete(first);
          expect(queue.take()).toBe(first);
        } else {
          queue.add(item);
          model.add(item);
        }
        expect(queue.size).toBe(model.size);
      }
    }),
  );
});

test("it makes room for what it was not made for, and keeps the order", () => {
  const queue = new Queue(3);
  for (const item of [0, 1, 2]) queue.add(item);
  expect([queue.take(), queue.take()]).toEqual([0, 1]);
  for (const item of [0, -1, 9, 2, 5]) queue.add(item);
  const taken = Array.from({ length: 5 }, () => queue.take());
  expect(taken).toEqual([2, 0, 9, 5, undefined]);
  const empty = new Queue(0);
  empty.add(4);
  expect([empty.size, empty.take(), empty.take()]).toEqual([1, 4, undefined]);
});
