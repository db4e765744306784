/** Never longer than the place, never half a character. */
import { expect, it } from "vitest";
import { byteLength, cut } from "./cut.ts";

it("leaves alone what fits", () => expect(cut("abc", 3)).toBe("abc"));
it("says that something is missing", () => expect(cut("abcd", 3)).toBe("ab…"));
it("keeps characters whole", () => {
  expect(cut("a😀b", 3)).toBe("a…");
  expect(cut("ab😀b", 5)).toBe("ab😀b");
  expect(cut("ab😀bc", 5)).toBe("ab😀…");
});

it("counts bytes as encoders do", () => {
  for (const text of ["", "abc", "é€😀", "…"]) expect(byteLength(text)).toBe(Buffer.byteLength(text));
});
