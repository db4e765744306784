/** The table of diagnostics holds what the program can say, no more: each code is given somewhere, and shown by a file or a test. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CODES } from "../src/core/spec/codes.ts";

const root = join(import.meta.dirname, "..");
const below = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name))
    .map((name) => join(root, folder, name));

const TEST = /\.test\.ts$/;
const TABLE = join(root, "src/core/spec/codes.ts");
const sources = below("src", /\.ts$/).filter((path) => !TEST.test(path) && path !== TABLE);
const proofs = [
  ...below("test/workflows/err", /\.out$/),
  ...below("src", TEST),
  ...below("test", TEST).filter((path) => path !== import.meta.filename),
];

const namedIn = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(paths.flatMap((path) => readFileSync(path, "utf8").match(/\bAO1\d{3}\b/g) ?? []));

const codes = Object.keys(CODES);

test("every code of the table is given by some source", () => {
  const given = namedIn(sources);
  expect(codes.filter((code) => !given.has(code))).toEqual([]);
});

test("every code that a source gives is in the table", () => {
  expect([...namedIn(sources)].filter((code) => !codes.includes(code))).toEqual([]);
});

test("every code is shown by a file of the corpus or by a test", () => {
  const shown = namedIn(proofs);
  expect(codes.filter((code) => !shown.has(code))).toEqual([]);
});
