import { expect, test } from "vitest";
import { MAX_TEXT } from "../../core/expression/budget.ts";
import { MOST_CALL_MILLIS, timed } from "./timed.ts";

test("plain data goes in and comes out", () => {
  expect(timed((a, b) => ({ a, b }))(["x", [1, { y: null }]])).toEqual({
    ok: true,
    value: { a: "x", b: [1, { y: null }] },
  });
});

test("what it is given is a copy", () => {
  const list = [{ a: 1 }];
  timed((given) => ((given as { a: number }[])[0] = { a: 2 }))([list]);
  expect(list).toEqual([{ a: 1 }]);
});

test.each<readonly [string, (...args: readonly unknown[]) => unknown, string]>([
  [
    "an error",
    () => {
      throw new Error("bang");
    },
    "failed: bang",
  ],
  [
    "a text",
    () => {
      throw "bang";
    },
    "failed: bang",
  ],
  [
    "nothing at all",
    () => {
      throw undefined;
    },
    "failed: undefined",
  ],
  [
    "something that throws when it is looked at",
    () => {
      throw new Proxy(
        {},
        {
          get: () => {
            throw new Error("ha");
          },
        },
      );
    },
    "failed: it threw a value of type object",
  ],
])("%s that is thrown is said", (_, call, words) => {
  expect(timed(call)([])).toEqual({ ok: false, error: words });
});

test.each<readonly [string, () => unknown, RegExp]>([
  ["nothing", () => undefined, /^gave nothing$/],
  ["a promise", () => Promise.resolve(1), /^gave no plain data: it is an object of a class/],
  ["a function", () => () => 1, /^gave no plain data/],
  ["too much", () => "x".repeat(MAX_TEXT + 1), /^gave no plain data: it is too large$/],
])("%s is no result", (_, call, words) => {
  const outcome = timed(call)([]);
  expect(!outcome.ok && outcome.error).toMatch(words);
});

test("one that never ends is stopped, also if it catches everything", () => {
  const outcome = timed(() => {
    for (;;) {
      try {
        for (;;);
      } catch {
        // Goes on.
      }
    }
  })([]);
  expect(outcome).toEqual({ ok: false, error: `failed: took longer than ${MOST_CALL_MILLIS} ms` });
});
