/** What one job tells another comes out as it went in, and nothing else is taken for it. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest, runId } from "../core/base/brand.ts";
import { sheetIn, sheetText, type Sheet } from "./action-sheet.ts";

const sum = fc.stringMatching(/^[0-9a-f]{64}$/);
const orNull = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });

const sheets: fc.Arbitrary<Sheet> = fc.record({
  run: fc.stringMatching(/^[0-9]{8}-[0-9]{6}-[0-9a-f]{4}$/).map(runId),
  plan: sum.map(digest),
  archive: sum.map(digest),
  head: fc.oneof(fc.constant(""), fc.stringMatching(/^[0-9a-f]{40}$/)),
  offset: fc.nat(99_999),
  base: orNull(sum.map(digest)),
  untrusted: fc.boolean(),
  check: orNull(fc.nat()),
  comment: orNull(fc.nat()),
  asked: fc.oneof(fc.constant(""), sum),
  file: fc.string({ unit: "grapheme", maxLength: 60 }).filter((text) => !/\p{Cs}/u.test(text)),
  basis: orNull(sum.map(digest)),
});

describe("a sheet", () => {
  it("comes out as it went in, as one line that the runner hands on", () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const text = sheetText(sheet);
        expect(text).toMatch(/^[!-~]+$/);
        expect(sheetIn(text)).toEqual(sheet);
      }),
    );
  });

  it("is nothing else", () => {
    const sample = fc.sample(sheets, { seed: 7, numRuns: 1 })[0];
    const text = sample === undefined ? "" : sheetText(sample);
    for (const other of [
      "",
      "x",
      `${text}\n`,
      ` ${text}`,
      text.slice(1),
      `${text}:`,
      text.replace(":", " "),
      `${text}%`,
    ])
      expect(sheetIn(other), other).toBeNull();
  });
});
