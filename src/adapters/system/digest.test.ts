import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { digestOf, OWN_BLOCKS } from "./digest.ts";

it("names short and long content alike, as text and as bytes, from the first to the many", () => {
  for (let n = 0; n <= OWN_BLOCKS; n += 1) {
    for (const text of [`${n}`, "ä€\ud800".repeat(n), "x".repeat(n * OWN_BLOCKS)]) {
      const wanted = createHash("sha256").update(text).digest("hex");
      expect(digestOf(text)).toBe(wanted);
      expect(digestOf(Buffer.from(text))).toBe(wanted);
    }
  }
});

it("names what is long at once", () => {
  const text = "€".repeat(100_000);
  expect(digestOf(text)).toBe(createHash("sha256").update(text).digest("hex"));
});
