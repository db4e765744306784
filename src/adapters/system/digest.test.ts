import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { digestOf, MANY, SHORT_BYTES, TINY_BYTES } from "./digest.ts";

it("names short and long content alike, as text and as bytes", () => {
  for (const length of [0, 1, SHORT_BYTES - 1, SHORT_BYTES, SHORT_BYTES + 1]) {
    const text = "ä€".repeat(length).slice(0, length);
    const wanted = createHash("sha256").update(text).digest("hex");
    expect(digestOf(text)).toBe(wanted);
    expect(digestOf(Buffer.from(text))).toBe(wanted);
  }
});

it("goes on alike when there are many", () => {
  for (let n = 0; n <= MANY * 2; n += 1) {
    for (const text of [`${n}`, `${n}`.padEnd(TINY_BYTES), `${n}`.padEnd(TINY_BYTES + 1)]) {
      expect(digestOf(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }
  }
});
