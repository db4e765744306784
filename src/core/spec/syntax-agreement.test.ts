import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Diagnostic } from "./diagnostic.ts";
import type { Node } from "./node.ts";
import { readCommon } from "./syntax-block.ts";
import { growth } from "./syntax-growth.ts";
import { lexemes } from "./syntax-lexemes.ts";
import { limitsOf } from "./syntax-limits.ts";
import { parseSyntax, readRare } from "./syntax.ts";

type Plain = null | boolean | number | string | Plain[] | Map<string, Plain>;

const plainOf = (node: Node): Plain => {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(plainOf);
    case "map":
      return new Map([...node.pairs.values()].map((pair) => [pair.key, plainOf(pair.value)]));
  }
};

const numberOfRuns = Number(process.env["FC_RUNS"] ?? 3000);
const limits = limitsOf();

/** What the library says, values and order of keys; keys are text, as they are written. */
function libraryOf(text: string): { errors: number; value: unknown } {
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
  if (document.errors.length > 0) return { errors: document.errors.length, value: undefined };
  return { errors: 0, value: converted(document.contents) };
}

function converted(node: unknown): unknown {
  if (isMap(node)) {
    return new Map(
      node.items.map((pair): [string, unknown] => [
        isScalar(pair.key) ? String(pair.key.source) : "",
        converted(pair.value),
      ]),
    );
  }
  if (isSeq(node)) return node.items.map((item) => converted(item));
  return isScalar(node) ? node.value : null;
}

/** Places of what is not written are a matter of taste, and so is where a collection ends that ends in such a value. */
function placed(node: Node): unknown {
  switch (node.kind) {
    case "scalar":
      return [node.value, node.span.start === node.span.end ? "unwritten" : node.span];
    case "list":
      return [node.span.start, node.items.map(placed)];
    case "map":
      return [
        node.span.start,
        [...node.pairs.values()].map((pair) => [pair.key, pair.keySpan, placed(pair.value)]),
      ];
  }
}

const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => a.span.start - b.span.start);

function compare(text: string): "common" | "rare" {
  const words = lexemes(text);
  const tree = growth(limits);
  const fast = readCommon(words, tree);
  const whole = parseSyntax(text);
  if (/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text)) {
    expect(whole.root).toBeNull();
    return "rare";
  }
  const library = libraryOf(text);
  if (library.errors > 0) {
    expect(fast, "the library reports an error").toBeUndefined();
    expect(whole.root).toBeNull();
    expect(whole.diagnostics.length).toBeGreaterThan(0);
    return "rare";
  }
  if (fast === undefined || tree.refusal !== undefined) return "rare";
  const slow = readRare(words, limits);
  if (slow.root !== null) expect(placed(fast)).toEqual(placed(slow.root));
  if (whole.root !== null) expect(inOrder(tree.diagnostics)).toEqual(whole.diagnostics);
  expect(slow.diagnostics.map((one) => [one.code, one.span])).toEqual(
    whole.diagnostics.map((one) => [one.code, one.span]),
  );
  if (tree.diagnostics.length === 0) expect(plainOf(fast)).toEqual(library.value);
  return "common";
}

const word = fc.constantFrom(
  "a",
  "b",
  "key",
  "task one",
  "null",
  "~",
  "true",
  "False",
  "1",
  "0x1f",
  "0o17",
  "-1.5e3",
  ".5",
  "1.",
  "+7",
  "1e3",
  "no",
  "on",
  "2024-01-01",
  "a: b",
  "a #b",
  "# c",
  "- x",
  "[x",
  "{y",
  "'q'",
  '"d"',
  "back\\slash",
  "über",
  "😀",
  "",
  " lead",
  "trail ",
  "tab\there",
  "line\nbreak",
  "two\n\nlines\n",
  "${x.y}",
  "{{ x }}",
  "*star",
  "&amp",
  "!tag",
  "%pct",
  "@at",
  "`tick",
  "|",
  ">",
  "?",
  "-",
  ":",
  "a:",
  ":a",
  "---",
  "...",
  "x,y",
  "<<",
  "0",
  "-",
  "=",
  "1_000",
  "12:30",
  ".inf",
  "a\\nb",
);
const tree = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "yaml" },
    word,
    fc.constantFrom(null, true, 1, 2.5),
    fc.array(tie("value"), { maxLength: 3, depthIdentifier: "yaml" }),
    fc.uniqueArray(fc.tuple(word, tie("value")), {
      maxLength: 3,
      selector: ([key]) => key,
      depthIdentifier: "yaml",
    }),
  ),
})).value;

/** Writes a value in many styles, some of them wrong on purpose: right or wrong, both readers have to agree. */
function written(value: unknown, choose: () => number, indent: number): string {
  const pad = " ".repeat(indent);
  const pick = choose() % 12;
  if (typeof value === "string") return stringOf(value, pick, pad);
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => Array.isArray(item) && item.length === 2 && typeof item[0] === "string")
  ) {
    const pairs = value.map((item: unknown[]): [string, unknown] => [String(item[0]), item[1]]);
    if (pick < 2)
      return `{${pairs.map(([key, item]) => `${stringOf(key, choose() % 3, "")}: ${written(item, choose, indent)}`).join(pick ? ", " : ",\n  " + pad)}${pick ? "" : ","}}`;
    const deeper = indent + (choose() % 3) + 1;
    return pairs
      .map(([key, item]) => {
        const isNested = Array.isArray(item) && item.length > 0;
        const sameColumn = isNested && choose() % 4 === 0;
        const inner = written(item, choose, sameColumn ? indent : deeper);
        const comment = choose() % 9 === 0 ? " # note" : "";
        const onLine = !isNested || /^[[{]/.test(inner);
        return `${stringOf(key, choose() % 3, "")}:${onLine ? ` ${inner}` : `${comment}\n${" ".repeat(sameColumn ? indent : deeper)}${inner}`}`;
      })
      .join(`\n${choose() % 8 === 0 ? "\n  # remark\n" : ""}${pad}`);
  }
  if (Array.isArray(value)) {
    if (value.length === 0 || pick < 3)
      return `[${value.map((item) => written(item, choose, indent)).join(pick ? ", " : `,\n${pad} `)}]`;
    return value.map((item) => `- ${written(item, choose, indent + 2)}`).join(`\n${pad}`);
  }
  return String(value);
}

function stringOf(text: string, pick: number, pad: string): string {
  switch (pick) {
    case 0:
      return JSON.stringify(text);
    case 1:
      return `'${text.replaceAll("'", "''")}'`;
    case 9:
      return `|${text.endsWith("\n") ? "" : "-"}\n${pad}  ${text.replaceAll("\n", `\n${pad}  `)}`;
    case 10:
      return `>\n${pad} ${text.replaceAll("\n", `\n${pad} `)}`;
    case 11:
      return text === "" ? "" : `${text}\n${pad}   more`;
    default:
      return text;
  }
}

const yaml = fc
  .tuple(tree, fc.array(fc.nat(1000), { minLength: 8, maxLength: 40 }))
  .map(([value, choices]) => {
    let at = 0;
    return written(value, () => choices[at++ % choices.length] ?? 0, 0);
  });

const soup = fc
  .array(
    fc.constantFrom(
      "a",
      "b:",
      "k: ",
      "- ",
      "-",
      ":",
      " ",
      "  ",
      "\n",
      "\n  ",
      "\n    ",
      "\n- ",
      "\t",
      "#c",
      " # c",
      '"',
      "'",
      '"x"',
      "'y'",
      "[",
      "]",
      "{",
      "}",
      ",",
      "?",
      "? ",
      "|",
      "|\n",
      ">-\n",
      "&a ",
      "*a",
      "!t ",
      "!!str ",
      "%",
      "---",
      "---\n",
      "...\n",
      "\r\n",
      "~",
      "1",
      "null",
      "\\",
      "x: y\n",
      "<<: ",
      "﻿",
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

const mutated = fc
  .tuple(
    yaml,
    fc.array(
      fc.tuple(
        fc.nat(1000),
        fc.constantFrom("", " ", "\n", "\t", ":", "-", "#", '"', "'", "[", "}", ",", "  "),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((current, [at, piece]) => {
      const place = text.length === 0 ? 0 : at % (current.length + 1);
      return current.slice(0, place) + piece + current.slice(place + (piece === "" ? 1 : 0));
    }, text),
  );

describe("the quick reader and the YAML library", () => {
  test("agree on well-formed files, and the quick one reads most of them", () => {
    let common = 0;
    fc.assert(
      fc.property(yaml, (text) => void (common += compare(text) === "common" ? 1 : 0)),
      { numRuns: numberOfRuns },
    );
    expect(common).toBeGreaterThan(numberOfRuns / 10);
  });

  test("agree on files that were edited at random", () => {
    fc.assert(
      fc.property(mutated, (text) => void compare(text)),
      { numRuns: numberOfRuns },
    );
  });

  test("agree on words thrown together at random", () => {
    fc.assert(
      fc.property(soup, (text) => void compare(text)),
      { numRuns: numberOfRuns },
    );
  });

  test("agree on every workflow of the house", () => {
    const root = join(import.meta.dirname, "../../..");
    const files = ["workflows", "test/workflows/ok", "test/workflows/err"].flatMap((folder) => {
      const path = join(root, folder);
      return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
    });
    const texts = files
      .filter((file) => /\.(ya?ml|json)$/.test(file))
      .map((file) => readFileSync(file, "utf8"));
    expect(texts.length).toBeGreaterThan(40);
    for (const text of texts) compare(text);
  });
});
