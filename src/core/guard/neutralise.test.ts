/** What an agent prints stays text: the corpus of what the runner would obey, and the property that nothing of it is left. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_LINE, neutralised, neutralisedJson, neutraliser, neutralStream } from "./neutralise.ts";

/** As the runner reads: the newer syntax after trimming what .NET takes for white space, the older one anywhere. */
const DOTNET_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const obeyed = (text: string): boolean =>
  text
    .split(/\r\n|[\n\r]/)
    .some((line) => line.replace(DOTNET_SPACE, "").startsWith("::") || line.includes("##["));

const CORPUS: readonly (readonly [name: string, text: string])[] = [
  ["a mask", "::add-mask::a"],
  ["an end of stopping", "::0123456789abcdef::"],
  ["a stop", "::stop-commands::x"],
  ["an error", "::error file=a.ts,line=1::bad"],
  ["the older syntax in the middle of a line", "all is well ##[add-path]/tmp/evil"],
  ["the older syntax behind more signs", "####[error]x"],
  ["after a tab", "\t::set-output name=a::b"],
  ["after U+0085", "\u0085::set-output name=a::b"],
  ["after U+FEFF", "\ufeff::set-output name=a::b"],
  ["after other white space", "\u00a0\u2003\u3000::warning::x"],
  ["after a carriage return alone", "progress 10%\r::error::x"],
  ["after U+2028", "x\u2028::error::x"],
  ["after a vertical tab", "x\v::error::x"],
  ["three colons", ":::error::x"],
  ["on a later line", "one\ntwo\n   ::error::three"],
  ["the marks of the console", "##[group]fold\n##[endgroup]"],
];

describe("neutralised", () => {
  it.each(CORPUS)("leaves no command: %s", (_, text) => expect(obeyed(neutralised(text))).toBe(false));

  it.each([
    "std::vector<int> in the middle of a line",
    "a plain line\nand another",
    "C:: no, not at the start",
    "## [already apart]",
    "",
  ])("leaves ordinary text as it is: %s", (text) => expect(neutralised(text)).toBe(text));

  it("does not touch our own colours", () =>
    expect(neutralised("\u001b[31mFAILED\u001b[39m x\n")).toBe("\u001b[31mFAILED\u001b[39m x\n"));

  const piece = fc.constantFrom(
    "::",
    ":",
    "##[",
    "#",
    "[",
    "]",
    "error",
    " ",
    "\t",
    "\u0085",
    "\ufeff",
    "\r",
    "\n",
    "x",
    "\u2028",
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

  it("never leaves a command, in whatever text", () => {
    fc.assert(fc.property(text, (any) => !obeyed(neutralised(any))));
  });

  it("changes nothing the second time", () => {
    fc.assert(fc.property(text, (any) => neutralised(neutralised(any)) === neutralised(any)));
  });

  it("adds only spaces", () => {
    fc.assert(fc.property(text, (any) => neutralised(any).replaceAll(" ", "") === any.replaceAll(" ", "")));
  });

  it("is linear: 100 KB of breaks and spaces take no time", () => {
    const start = performance.now();
    neutralised(`${"\n ".repeat(50_000)}::`);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("neutralStream", () => {
  it("finds a command that comes in pieces, however it is cut", () => {
    const text = "fine\n ::error::x\nfine ##[error]y\n";
    for (let cut = 0; cut <= text.length; cut += 1) {
      const stream = neutralStream();
      const given = stream.push(text.slice(0, cut)) + stream.push(text.slice(cut)) + stream.end();
      expect(given).toBe(neutralised(text));
    }
  });

  it("ends what has no end, so that it is not kept for ever", () => {
    const stream = neutralStream();
    expect(stream.push("x".repeat(LONGEST_LINE))).toBe("");
    expect(stream.push("y")).toBe(`${"x".repeat(LONGEST_LINE)}y\n`);
    expect(stream.push("::error::z\n")).toBe(": :error::z\n");
    expect(stream.end()).toBe("");
    expect(LONGEST_LINE).toBe(64 * 1024);
  });

  it("gives the rest once, as a line", () => {
    const stream = neutralStream();
    stream.push("half");
    expect(stream.end()).toBe("half\n");
    expect(stream.end()).toBe("");
  });
});

/** As a runner reads: lines, what is white to it taken off, `::name …::`; and the older form anywhere in the line. */
function commandsIn(text: string): readonly string[] {
  return text.split(/[\r\n\u0085\u2028\u2029]/).flatMap((line) => {
    const trimmed = line.replace(/^[\s\u0085\ufeff\u200b\u0000-\u001f]+/, "");
    return [...(trimmed.startsWith("::") ? [trimmed] : []), ...(line.includes("##[") ? [line] : [])];
  });
}

const ORDERS = [
  "::set-output name=a::b",
  "  ::add-mask::a",
  "\t::stop-commands::token",
  "\u0085::error::x",
  "\ufeff::warning::x",
  "\u00a0::debug::x",
  "##[add-path]/tmp",
  "well ##[set-env name=A]b",
  "a\r::save-state name=a::b",
  ":::group::x",
];

describe("text for a runner", () => {
  it.each(ORDERS)("gives no order: %j", (order) => {
    expect(commandsIn(order)).toHaveLength(1);
    expect(commandsIn(neutralised(order))).toEqual([]);
    expect(commandsIn(neutralised(`before\n${order}\nafter`))).toEqual([]);
  });

  it("keeps everything else as it is", () => {
    const text = "std::vector and a ::b\n## heading [x]\n# [y] : :: not first\n";
    expect(neutralised(text)).toBe(text);
  });

  it("gives no order in whatever pieces it is written, and the same text as whole", () => {
    const part = fc.oneof(
      fc.constantFrom(...ORDERS, ":", "::", "#", "##", "[", "\n", "\r", " ", "\u0085", "\ufeff", "x"),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(part),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (parts, sizes) => {
          const text = parts.join("");
          const write = neutraliser();
          let seen = "";
          let from = 0;
          for (let at = 0; from < text.length; at += 1) {
            const size = sizes[at % sizes.length] ?? 1;
            seen += write(text.slice(from, from + size));
            from += size;
          }
          expect(commandsIn(seen)).toEqual([]);
          expect(seen).toBe(neutralised(text));
          expect(neutralised(seen)).toBe(seen);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("takes time in proportion to the text", () => {
    const from = performance.now();
    for (const piece of ["\n", " ", ":", "\n:", "\n ", "#", "\n::"]) neutralised(piece.repeat(100_000));
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

it("JSON for a runner is the same data, and gives no order", () => {
  const data = { "##[a]": ["##[add-mask]x", "::error::x\n::y"] };
  const json = neutralisedJson(JSON.stringify(data, null, 2));
  expect(commandsIn(json)).toEqual([]);
  expect(JSON.parse(json)).toEqual(data);
});
