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

test("there is no room for what it was not made for", () => {
  const queue = new Queue(2);
  for (const item of [-1, 2, 1]) queue.add(item);
  expect([queue.size, queue.take(), queue.take()]).toEqual([1, 1, undefined]);
  const empty = new Queue(0);
  empty.add(0);
  expect(empty.take()).toBeUndefined();
});
