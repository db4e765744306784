import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effort } from "../../../test/rig/effort.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Node } from "./node.ts";
import {
  MAX_ALIASES,
  MAX_DEPTH,
  MAX_FILE_BYTES,
  MAX_KEYS_PER_MAP,
  MAX_NODES,
  decode,
  parseSyntax,
  type SyntaxLimits,
} from "./syntax.ts";

const codesOf = (text: string, limits?: Partial<SyntaxLimits>): readonly string[] =>
  parseSyntax(text, limits).diagnostics.map(({ code }) => code);

function valueOf(node: Node | null): unknown {
  if (node === null) return undefined;
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(valueOf);
    case "map":
      return Object.fromEntries([...node.pairs.values()].map((pair) => [pair.key, valueOf(pair.value)]));
  }
}

const read = (text: string): unknown => {
  const { root, diagnostics } = parseSyntax(text);
  expect(diagnostics).toEqual([]);
  return valueOf(root);
};

const keys = (count: number): string =>
  Array.from({ length: count }, (_, index) => `k${index}: 1\n`).join("");
const nested = (depth: number): string => `a: ${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}\n`;
const stairs = (depth: number): string =>
  Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}k:\n`).join("");

describe("parseSyntax", () => {
  test("reads words by the core schema of YAML 1.2", () => {
    expect(
      read(
        "[~, null, Null, NULL, true, FALSE, 1, +1, -0x1, 0x1f, 0o17, 1.5e3, .5, 1., 1_000, yes, on, 012, 12:30, 2024-01-01]",
      ),
    ).toEqual([
      null,
      null,
      null,
      null,
      true,
      false,
      1,
      1,
      "-0x1",
      31,
      15,
      1500,
      0.5,
      1,
      "1_000",
      "yes",
      "on",
      12,
      "12:30",
      "2024-01-01",
    ]);
  });

  test("reads JSON, also when it is indented with tabs or all on one line", () => {
    const value = {
      name: "a",
      tasks: [{ id: "x", n: 1.5, t: true, z: null, s: 'q"\\\u0000\n\u00e9😀/' }],
      e: {},
      l: [],
    };
    for (const indent of [undefined, 2, "\t"])
      expect(read(JSON.stringify(value, null, indent))).toEqual(value);
  });

  test("gives every node, key and value its place", () => {
    const text = "name: hello\ntasks:\n  - id: 'x'\n    run: |\n      a\n      b\nend: [1, two]\n";
    const { root } = parseSyntax(text);
    const found: string[] = [];
    const visit = (node: Node): void => {
      found.push(text.slice(node.span.start, node.span.end));
      if (node.kind === "list") node.items.forEach(visit);
      if (node.kind === "map") {
        for (const pair of node.pairs.values()) {
          expect(text.slice(pair.keySpan.start, pair.keySpan.end)).toBe(pair.key);
          visit(pair.value);
        }
      }
    };
    if (root !== null) visit(root);
    expect(found).toEqual([
      text.trimEnd(),
      "hello",
      "- id: 'x'\n    run: |\n      a\n      b\n",
      "id: 'x'\n    run: |\n      a\n      b\n",
      "'x'",
      "|\n      a\n      b\n",
      "[1, two]",
      "1",
      "two",
    ]);
  });

  test("reads the rarer features of YAML too", () => {
    expect(read("a: &x { b: 1 }\nc: *x\nd: !!str 5\n? e\n: 6\n")).toEqual({
      a: { b: 1 },
      c: { b: 1 },
      d: "5",
      e: 6,
    });
    expect(read("---\na: 1\n...\n")).toEqual({ a: 1 });
    expect(read("\ufeffa: 1\r\nb:\r\n  - c\r\n")).toEqual({ a: 1, b: ["c"] });
    expect(read("&k key: 1\nb: *k\n")).toEqual({ key: 1, b: "key" });
    expect(read('1: a\n0x1f: b\n"true": c\n')).toEqual({ "1": "a", "0x1f": "b", true: "c" });
  });

  test("keeps reading after mistakes in single keys, and reports all of them in order", () => {
    const { root, diagnostics } = parseSyntax("a: 1\na: 2\nnull: 3\nb: .inf\n<<: 4\n__proto__: 5\n");
    expect(valueOf(root)).toEqual({ a: 1, b: Infinity });
    expect(diagnostics.map(({ code }) => code)).toEqual(["AO1016", "AO1018", "AO1020", "AO1023", "AO1017"]);
  });

  test("independent mistakes are all reported, the echo of a mistake is not", () => {
    expect(codesOf('a: "\\d"\nb: @x\nc: "\\q"\n')).toEqual(["AO1015", "AO1026", "AO1015"]);
    expect(codesOf("a: [1, 2\nb: [3\nc: {\n").length).toBe(1);
  });

  test("whatever the text, there is a tree or an error, and every place lies inside", () => {
    const piece = fc.constantFrom(
      "a",
      ":",
      ": ",
      "\n",
      " ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      ",",
      '"',
      "'",
      "#",
      "|\n",
      "&x ",
      "*x ",
      "!y ",
      "\t",
      "%",
      "---\n",
      "\\",
      "é",
      "😀",
      "\r\n",
      "? ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const { root, diagnostics } = parseSyntax(text);
        if (root === null) expect(diagnostics.length).toBeGreaterThan(0);
        for (const { span, message, related } of diagnostics) {
          for (const { start, end } of [span, ...(related ?? []).map((one) => one.span)]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
          expect(message).not.toMatch(/\.$/);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe("limits", () => {
  test("a file may have 256 KiB, counted in bytes", () => {
    const text = (bytes: number): string => `a: ${"é".repeat((bytes - 4) / 2)}\n`;
    expect(MAX_FILE_BYTES).toBe(262_144);
    expect(codesOf(text(MAX_FILE_BYTES))).toEqual([]);
    expect(codesOf(text(MAX_FILE_BYTES + 2))).toEqual(["AO1002"]);
    expect(codesOf(text(MAX_FILE_BYTES + 2), { fileBytes: 300_000 })).toEqual([]);
  });

  test("a file may be 50 levels deep, in brackets and in columns", () => {
    expect(MAX_DEPTH).toBe(50);
    expect(codesOf(nested(50))).toEqual([]);
    expect(codesOf(nested(51))).toEqual(["AO1006"]);
    expect(codesOf(stairs(50))).toEqual([]);
    expect(codesOf(stairs(51))).toEqual(["AO1006"]);
    expect(codesOf(`&x ${nested(51)}`)).toEqual(["AO1006"]);
    const alias = `a: &a ${"[".repeat(30)}${"]".repeat(30)}\nb: ${"[".repeat(30)}*a${"]".repeat(30)}\n`;
    expect(codesOf(alias)).toEqual(["AO1006"]);
  });

  test("a mapping may have 1,000 keys, and more as the file may be larger", () => {
    expect(MAX_KEYS_PER_MAP).toBe(1000);
    expect(codesOf(keys(1000))).toEqual([]);
    expect(codesOf(keys(1001))).toEqual(["AO1007"]);
    expect(codesOf(keys(2000), { fileBytes: 2 * MAX_FILE_BYTES })).toEqual([]);
    expect(codesOf(keys(2001), { fileBytes: 2 * MAX_FILE_BYTES })).toEqual(["AO1007"]);
  });

  test("a file may hold 50,000 values, aliases counted for what they stand for", () => {
    const list = (count: number): string => `[${"1,".repeat(count - 1)}]`;
    expect(MAX_NODES).toBe(50_000);
    expect(codesOf(list(50_000))).toEqual([]);
    expect(codesOf(list(50_001))).toEqual(["AO1008"]);
    const repeated = `a: &a ${list(998)}\nb: [${"*a,".repeat(49)}]\n`;
    expect(codesOf(repeated)).toEqual([]);
    expect(codesOf(repeated.replace("*a,", "*a,*a,*a,"))).toEqual(["AO1008"]);
  });

  test("a file may use 100 aliases", () => {
    const aliases = (count: number): string => `a: &a 1\nb: [${"*a,".repeat(count)}]\n`;
    expect(MAX_ALIASES).toBe(100);
    expect(codesOf(aliases(100))).toEqual([]);
    expect(codesOf(aliases(101))).toEqual(["AO1009"]);
  });
});

describe("hostile files are refused in well under a second", () => {
  const laughs = Array.from({ length: 9 }, (_, level) =>
    level === 0
      ? "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
      : `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]\n`,
  ).join("");
  const hostile: readonly (readonly [string, string, string])[] = [
    ["20,000 keys", keys(20_000), "AO1007"],
    ["40,000 keys", keys(40_000), "AO1002"],
    [
      "40,000 short keys",
      Array.from({ length: 40_000 }, (_, index) => `${index.toString(36)}: \n`).join(""),
      "AO1007",
    ],
    ["a billion laughs", laughs, "AO1008"],
    ["10,000 brackets", "[".repeat(10_000), "AO1006"],
    ["100,000 brackets that are closed", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "AO1006"],
    ["100,000 braces", "{a: ".repeat(50_000), "AO1006"],
    ["100,000 dashes", "- ".repeat(100_000), "AO1006"],
    ["100,000 question marks", "? ".repeat(100_000), "AO1006"],
    ["stairs of a thousand columns", stairs(700), "AO1006"],
    ["a quote that never ends", `a: "${"x ".repeat(120_000)}`, "AO1013"],
    ["60,000 quotes that never end", '"a\n'.repeat(60_000), ""],
    ["nothing but backslashes", `a: "${"\\".repeat(200_001)}"\n`, ""],
    ["nothing but blank lines", "\n".repeat(260_000), "AO1001"],
    ["nothing but comments", "#\n".repeat(130_000), "AO1001"],
    ["nothing but colons", ":".repeat(200_000), ""],
    ["nothing but colons and spaces", ": ".repeat(100_000), ""],
    ["nothing but commas", `[${",".repeat(200_000)}]`, ""],
    ["nothing but anchors", "&a ".repeat(80_000), ""],
    ["nothing but tags", "!!str ".repeat(40_000), ""],
    ["nothing but bad escapes", `a: "${"\\q".repeat(120_000)}"`, ""],
    ["nothing but reserved characters", "- @\n".repeat(60_000), ""],
    ["nothing but documents", "---\n".repeat(60_000), ""],
    ["a block text of blank lines", `a: |\n${" \n".repeat(120_000)}x: [`, ""],
    ["a plain text of 100,000 lines", `a: b\n${" c\n".repeat(80_000)}d: [`, ""],
    ["tabs everywhere", `a:\n${"\t\n".repeat(120_000)}b`, ""],
    ["40,000 equal keys", `${"k: 1\n".repeat(40_000)}`, ""],
  ];

  const WELL_UNDER = 1_000;

  test.each(hostile)("%s", (_, text, code) => {
    let diagnostics: readonly Diagnostic[] = [];
    expect(effort(() => ({ diagnostics } = parseSyntax(text)), WELL_UNDER)).toBeLessThan(WELL_UNDER);
    expect(diagnostics.length).toBeGreaterThan(0);
    if (code !== "") expect(diagnostics.map((one) => one.code)).toEqual([code]);
  });
});

describe("decode", () => {
  const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list);

  test("gives the text of UTF-8, without the mark some editors put in front", () => {
    expect(decode(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: "a" });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 50 }), (text) => {
        expect(decode(new TextEncoder().encode(text))).toEqual({
          text: new TextDecoder().decode(new TextEncoder().encode(text)),
        });
      }),
    );
  });

  test("refuses exactly what the platform's strict decoder refuses", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    const byte = fc.oneof(
      fc.constantFrom(0x61, 0xc3, 0xa9, 0xe0, 0xed, 0xf0, 0xf4, 0x80, 0xbf, 0x9f, 0x8f, 0xc0, 0xff),
      fc.nat(255),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (list) => {
        const input = Uint8Array.from(list);
        let expected: string | undefined;
        try {
          expected = strict.decode(input);
        } catch {
          expected = undefined;
        }
        const found = decode(input);
        expect("text" in found ? found.text : undefined).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  test("says what else it may be", () => {
    const codeOf = (input: Uint8Array): string => {
      const found = decode(input);
      return "diagnostic" in found
        ? found.diagnostic.code
        : (parseSyntax(found.text).diagnostics[0]?.code ?? "");
    };
    expect(codeOf(bytes(0xff, 0xfe, 0x61, 0))).toBe("AO1004");
    expect(codeOf(bytes(0x61, 0xe9))).toBe("AO1004");
    expect(codeOf(bytes(0x89, 0x50, 0x4e, 0x47, 0))).toBe("AO1003");
    expect(codeOf(bytes(0x61, 0, 0x62))).toBe("AO1003");
    expect(codeOf(bytes())).toBe("AO1001");
  });
});
