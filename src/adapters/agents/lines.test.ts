import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { LINE_LIMIT, splitter, TRANSCRIPT_LIMIT, transcript } from "./lines.ts";

function linesOf(chunks: readonly Uint8Array[], limit?: number): readonly (string | null)[] {
  const found: (string | null)[] = [];
  const lines = splitter((line) => found.push(line), limit);
  for (const chunk of chunks) lines.push(chunk);
  lines.end();
  return found;
}

describe("a stream in lines", () => {
  it("is the same however it was cut", () => {
    const line = fc
      .string({ unit: "grapheme", minLength: 1 })
      .map((text) => text.replaceAll("\n", "") || "x");
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat(200)), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(""));
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b),
          bytes.length,
        ];
        const chunks = places.slice(1).map((place, at) => bytes.subarray(places[at], place));
        expect(linesOf(chunks)).toEqual(lines);
      }),
    );
  });

  it("gives the last line without its break, and no empty lines", () => {
    expect(linesOf([Buffer.from("a\n\nb")])).toEqual(["a", "b"]);
  });

  it("names a line that is too long, and goes on behind it", () => {
    const chunks = "12345\n123456\n1\n".split("").map((sign) => Buffer.from(sign));
    expect(linesOf(chunks, 5)).toEqual(["12345", null, "1"]);
    expect(LINE_LIMIT).toBe(16 << 20);
  });
});

describe("a transcript", () => {
  it("keeps lines up to its limit, and says that it left out the rest", () => {
    const path = join(temporaryFolder(), "x.out");
    const kept = transcript(path, 20);
    for (const line of ["first", "second", "third third", "fourth"]) kept.write(line);
    kept.close();
    expect(readFileSync(path, "utf8")).toBe('first\nsecond\n{"type":"left_out","after":20}\n');
    expect(TRANSCRIPT_LIMIT).toBe(64 << 20);
  });
});
