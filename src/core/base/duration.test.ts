import { expect, test } from "vitest";
import { durationSeconds } from "./duration.ts";

test.each([
  ["90", 90],
  ["0", 0],
  ["1.5", 1.5],
  ["10m", 600],
  ["1h30m", 5400],
  ["1h 30m", 5400],
  [" 2 d ", 172_800],
  ["1w", 604_800],
  ["1.5h", 5400],
  ["500ms", 0.5],
  ["1s500ms", 1.5],
  ["1M", 60],
])("%j is %d seconds", (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.each(["", "ten", "10x", "m", "-5", "1m1h", "1m1m", "10m abc", "1e3", "1..5h", "NaN"])(
  "%j is no duration",
  (text) => {
    expect(durationSeconds(text)).toBeUndefined();
  },
);
