import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "./unified-diff.ts";

const NAMES = { before: "a", after: "b" };
const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** As `patch` would do it: each block where it says, and what it takes away must be there. */
function applied(before: string, patch: string): string {
  const old = before === "" ? [] : before.slice(0, -1).split("\n");
  const made: string[] = [];
  let at = 0;
  for (const line of patch.split("\n").slice(2, -1)) {
    const [, start, count] = /^@@ -(\d+),(\d+) \+\d+,\d+ @@$/.exec(line) ?? [];
    if (start !== undefined) {
      const place = count === "0" ? Number(start) : Number(start) - 1;
      made.push(...old.slice(at, place));
      at = place;
      continue;
    }
    if (line.startsWith("+")) made.push(line.slice(1));
    else {
      expect(old[at]).toBe(line.slice(1));
      if (line.startsWith(" ")) made.push(line.slice(1));
      at += 1;
    }
  }
  return textOf([...made, ...old.slice(at)]);
}

const lines = fc.array(fc.constantFrom("a", "b", "c", "", "jobs:"), { maxLength: 30 }).map(textOf);

test("whatever differs, the patch makes the one of the other", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const patch = unifiedDiff(before, after, NAMES);
      expect(patch === "").toBe(before === after);
      if (patch !== "") expect(applied(before, patch)).toBe(after);
    }),
  );
});

test("shows what changed with three lines around it", () => {
  const all = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
  expect(unifiedDiff(textOf(all), textOf(all.toSpliced(4, 1, "five")), NAMES)).toBe(
    "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
  );
  expect(unifiedDiff("", "x\n", NAMES)).toBe("--- a\n+++ b\n@@ -0,0 +1,1 @@\n+x\n");
});

test("shows two files without end as one block rather than never", () => {
  const many = (sign: string): string => textOf(Array.from({ length: 3000 }, (_, at) => `${sign}${at}`));
  expect(unifiedDiff(many("a"), many("b"), NAMES).split("\n")[2]).toBe("@@ -1,3000 +1,3000 @@");
});
