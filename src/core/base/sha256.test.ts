import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 } from "./sha256.ts";

const reference = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

test("gives the digests that the standard prints", () => {
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).toBe(
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
  expect(sha256("a".repeat(1_000_000))).toBe(
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  );
});

test("is right at every length around the ends of blocks", () => {
  for (let length = 0; length < 200; length += 1)
    expect(sha256("x".repeat(length))).toBe(reference("x".repeat(length)));
});

test("agrees with the platform on any text, half surrogates included", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(reference(text));
    }),
    { numRuns: 500 },
  );
  expect(sha256("a\ud800b\udc00")).toBe(reference("a\ud800b\udc00"));
});

test("names bytes, also those that are no text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
      expect(sha256(content)).toBe(createHash("sha256").update(content).digest("hex"));
    }),
  );
});
