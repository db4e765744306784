import fc from "fast-check";
import { expect, test } from "vitest";
import { clockText, isoText, lengthText } from "./instant.ts";

test("an instant reads like the platform's own ISO form", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (at) => {
      expect(isoText(at)).toBe(new Date(at).toISOString());
    }),
  );
});

test("the time of day follows the zone, also across midnight", () => {
  const at = Date.UTC(2026, 10, 21, 23, 30, 5);
  expect(clockText(at, 0)).toBe("23:30:05");
  expect(clockText(at, 60)).toBe("00:30:05");
  expect(clockText(at, -330)).toBe("18:00:05");
});

test.each([
  [-5, "0ms"],
  [0, "0ms"],
  [80.4, "80ms"],
  [999, "999ms"],
  [1000, "1.0s"],
  [9949, "9.9s"],
  [9950, "10s"],
  [59_499, "59s"],
  [59_500, "1m00s"],
  [242_000, "4m02s"],
  [3_599_499, "59m59s"],
  [3_600_000, "1h00m"],
  [3_900_000, "1h05m"],
  [86_400_000, "1d00h"],
  [183_600_000, "2d03h"],
])("%d milliseconds read as %s", (millis, text) => {
  expect(lengthText(millis)).toBe(text);
});
