import { parseArgs } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { COMMANDS, GLOBAL_FLAGS } from "./commands.ts";
import type { Flag } from "./command.ts";
import { tokens } from "./words.ts";

/** What the platform says about the same words. */
function expected(words: readonly string[], flags: readonly Flag[]): unknown {
  const options = Object.fromEntries(
    flags.map(({ name, short, type, bare }) => [
      name,
      {
        type: type === "boolean" || bare !== undefined ? ("boolean" as const) : ("string" as const),
        ...(short === undefined ? {} : { short }),
        multiple: true,
      },
    ]),
  );
  const found = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });
  return found.tokens.map((token) => {
    if (token.kind === "option-terminator") return { kind: token.kind };
    if (token.kind === "positional") return { kind: token.kind, value: token.value };
    const { kind, name, rawName, value, inlineValue } = token;
    return { kind, name, rawName, ...(value === undefined ? {} : { value, inlineValue }) };
  });
}

const everyFlag = COMMANDS.flatMap(({ flags }) => [...flags, ...GLOBAL_FLAGS]);
const names = everyFlag.flatMap(({ name, short }) => [
  `--${name}`,
  ...(short === undefined ? [] : [`-${short}`]),
]);
const word = fc.oneof(
  fc.constantFrom(
    "run",
    "-",
    "--",
    "---",
    "--=",
    "--=x",
    "-=",
    "-C=x",
    "--json=",
    "-qv",
    "-qCx",
    "-qp",
    "",
    "a=1",
  ),
  fc.constantFrom(...names),
  fc.tuple(fc.constantFrom(...names), fc.string({ maxLength: 4 })).map(([name, rest]) => `${name}=${rest}`),
  fc.string({ unit: fc.constantFrom(..."-=qvpChx ".split(""), "\u{1F600}"), maxLength: 6 }),
  fc.string({ maxLength: 5 }),
);

/** A dash among letters: the platform takes what follows it for words, we for a letter that nobody knows. */
const DASH_WITHIN = /^-[^-].*-/s;

test("any words are told apart as the platform does", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...COMMANDS),
      fc.array(
        word.filter((text) => !DASH_WITHIN.test(text)),
        { maxLength: 7 },
      ),
      (command, words) => {
        const flags = [...command.flags, ...GLOBAL_FLAGS];
        expect(tokens(words, flags)).toEqual(expected(words, flags));
      },
    ),
    { numRuns: 3000 },
  );
});

test("a name of every object is no flag", () => {
  expect(tokens(["--constructor", "x", "-p"], GLOBAL_FLAGS)).toEqual([
    { kind: "option", name: "constructor", rawName: "--constructor" },
    { kind: "positional", value: "x" },
    { kind: "option", name: "p", rawName: "-p" },
  ]);
});

test("a dash among letters is one more letter, and part of a value", () => {
  const names = (text: string): unknown =>
    tokens([text, "x"], GLOBAL_FLAGS).map((token) => Object.values(token));
  expect(names("-q-")).toEqual([
    ["option", "quiet", "-q"],
    ["option", "-", "--"],
    ["positional", "x"],
  ]);
  expect(names("-Ca-b")).toEqual([
    ["option", "directory", "-C", "a-b", true],
    ["positional", "x"],
  ]);
});
