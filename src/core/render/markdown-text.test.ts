/** Whatever an agent says, what GitHub makes of it is text: a small reader of Markdown looks for anything that would act. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { code, fenced, html, inline, tail } from "./markdown-text.ts";

/** What a reader takes away first: escaped signs mean themselves. */
const plain = (text: string): string => text.replace(/\\[\\`*_[\]<>~&$]/g, "");
const acts = (text: string): boolean =>
  /[`*_[\]<>~&$|]|@[A-Za-z0-9]|#\d|gh-\d|:\/\/|www\.|\n/i.test(plain(text));

const NASTY = [
  "@everyone",
  "@org/team",
  "fixes #1",
  "closes owner/repo#12",
  "GH-7",
  "https://evil.example/x",
  "www.evil.example",
  "<img src=x onerror=alert(1)>",
  "<!-- agent-orchestrator:v1 -->",
  "</details>",
  "![a](http://x/y.png)",
  "[click](javascript:x)",
  "a | b | c",
  "\\",
  "\\\\|",
  "```\nend\n```",
  "~~~",
  "`code`",
  "**bold**",
  "$x$",
  "&lt;b&gt;",
  "| --- |",
  "> quote",
  "\u001b[31mred",
  "a\u202eb",
  "mail@example.com",
  "`` ` ``",
  "line\nbreak",
  "\r",
];

describe("inline", () => {
  it.each(NASTY)("says it and does nothing: %j", (text) => expect(acts(inline(text, 200))).toBe(false));

  it("does nothing, whatever is put together", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...NASTY, " ", "1", "a"), { maxLength: 8 }),
        (all) => !acts(inline(all.join(""), 500)),
      ),
    );
  });

  it("leaves words as they are", () =>
    expect(inline("2 of 36 tests failed (exit 1)", 80)).toBe("2 of 36 tests failed (exit 1)"));
});

describe("code", () => {
  it("has a fence that its text does not have, and no pipe", () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom("`", "``", "|", "\\", "a", " "), { maxLength: 10 })
          .map((all) => all.join("")),
        (text) => {
          const made = code(text);
          if (made === "") return true;
          const fence = /^`+/.exec(made)?.[0] ?? "";
          const inside = made.slice(fence.length, -fence.length);
          return (
            !made.includes("|") &&
            !(inside.match(/`+/g) ?? []).some((run) => run === fence) &&
            made.endsWith(fence)
          );
        },
      ),
    );
  });
});

describe("fenced", () => {
  it("is not ended by what it holds", () => {
    const made = fenced(["````", "```", "end"]);
    expect(made.startsWith("`````text\n")).toBe(true);
    expect(made.endsWith("\n`````")).toBe(true);
  });
});

describe("tail", () => {
  it("gives the last lines and says how many are missing", () =>
    expect(tail("a\nb\n\u001b[31mc\u001b[0m\n", 2, 80)).toEqual({ lines: ["b", "c"], more: 1 }));
  it("gives nothing where there is no room", () =>
    expect(tail("a\nb", 0, 80)).toEqual({ lines: [], more: 2 }));
});

it("makes names of folded parts out of any text", () =>
  expect(html(`</summary><img src="x"> & 'y'`, 80)).not.toMatch(/[<>"']/));
