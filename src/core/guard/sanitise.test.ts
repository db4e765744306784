import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneLine, sanitised } from "./sanitise.ts";

describe("sanitised text", () => {
  it.each([
    ["colours", "\u001b[31mred\u001b[0m", "red"],
    ["cursor moves", "a\u001b[2Jb\u001b[1;1Hc", "abc"],
    ["a title", "\u001b]0;title\u0007text", "text"],
    ["a link", "\u001b]8;;http://x\u001b\\label\u001b]8;;\u001b\\", "label"],
    ["a clipboard write that never ends", "\u001b]52;c;AAAA\nnext", "\nnext"],
    ["sequences in the eight-bit form", "\u009b31mred", "red"],
    ["letters that reverse the line", "abc\u202edcba\u2066x", "abcdcbax"],
    ["words that nobody sees", "a\u200b\u{e0041}\u{e0042}b", "ab"],
    ["what overwrites the line", "50%\r100%\r\ndone", "50%\n100%\ndone"],
    ["the bell and the rest of the controls", "a\u0007\u0000\u0008\u007fb", "ab"],
  ])("loses %s", (_, given, expected) => expect(sanitised(given)).toBe(expected));

  it("keeps words, line breaks, tabs, joined signs and other scripts", () => {
    const text = "naïve\tпривет\n👩‍💻 שלום";
    expect(sanitised(text)).toBe(text);
  });

  it("never holds an escape, a control or an invisible mark, and is settled after one pass", () => {
    const wild = fc.string({
      unit: fc.constantFrom(
        "\u001b",
        "[",
        "]",
        "m",
        "3",
        ";",
        "\u0007",
        "\\",
        "P",
        "\u009d",
        "\n",
        "a",
        "\u202e",
      ),
    });
    fc.assert(
      fc.property(wild, (text) => {
        const once = sanitised(text);
        expect(once).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(sanitised(once)).toBe(once);
      }),
    );
  });
});

describe("one line", () => {
  it("joins lines and cuts at the limit without cutting a sign in two", () => {
    expect(oneLine("a\n  b\tc ", 20)).toBe("a b c");
    expect(oneLine("abcdef", 4)).toBe("abc…");
    expect(oneLine("👩👩👩👩", 3)).toBe("👩👩…");
  });
});
