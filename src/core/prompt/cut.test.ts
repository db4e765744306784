import fc from "fast-check";
import { expect, it } from "vitest";
import { cut, shares, shortened } from "./cut.ts";

it("keeps a text that fits, and both ends of one that does not", () => {
  expect(cut("abcdef", 6)).toBe("abcdef");
  expect(cut("abcdefg", 6)).toBe("abc\n[… 1 characters left out …]\nefg");
  expect(shortened("abcdefg", 1)).toEqual({ text: "\n[… 7 characters left out …]\n", left: 7 });
});

it("never cuts a sign in two", () => {
  expect(cut("😀😀😀😀", 6)).toBe("😀\n[… 4 characters left out …]\n😀");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(30), (text, limit) => {
      const lone = /\p{Surrogate}/u;
      fc.pre(!lone.test(text));
      expect(lone.test(cut(text, limit))).toBe(false);
    }),
  );
});

it("shares out the room: nobody gets more than they want, the short ones get all of it", () => {
  expect(shares([10, 100, 30], 50, 60)).toEqual([10, 25, 25]);
  expect(shares([10, 100, 30], 50, 1000)).toEqual([10, 50, 30]);
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { maxLength: 9 }),
      fc.nat(500),
      fc.nat(4000),
      (lengths, most, total) => {
        const given = shares(lengths, most, total);
        expect(given.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(total);
        given.forEach((share, at) => expect(share).toBeLessThanOrEqual(Math.min(lengths[at] ?? 0, most)));
        const wanted = lengths.map((length) => Math.min(length, most)).reduce((sum, one) => sum + one, 0);
        if (wanted <= total) expect(given.reduce((sum, one) => sum + one, 0)).toBe(wanted);
      },
    ),
  );
});
