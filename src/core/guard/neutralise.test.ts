import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutralised, neutralisedJson, neutraliser } from "./neutralise.ts";

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
