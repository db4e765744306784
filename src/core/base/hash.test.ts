import { expect, test } from "vitest";
import { fnv1a, share } from "./hash.ts";

test("fnv1a gives the published values", () => {
  expect(fnv1a("")).toBe(0x811c9dc5);
  expect(fnv1a("a")).toBe(0xe40c292c);
  expect(fnv1a("foobar")).toBe(0xbf9cf968);
});

test("shares are the same for the same words, lie in [0, 1) and are spread evenly", () => {
  const drawn = Array.from({ length: 10_000 }, (_, index) => share("seed", "task", index));
  expect(share("seed", "task", 7)).toBe(drawn[7]);
  expect(share("a", "bc")).not.toBe(share("ab", "c"));
  expect(drawn.every((each) => each >= 0 && each < 1)).toBe(true);
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const inside = drawn.filter((each) => each >= tenth / 10 && each < (tenth + 1) / 10).length;
    expect(inside).toBeGreaterThan(850);
    expect(inside).toBeLessThan(1150);
  }
});
