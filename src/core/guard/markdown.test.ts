import fc from "fast-check";
import { marked, type Token } from "marked";
import { describe, expect, it } from "vitest";
import { inert } from "./markdown.ts";

const MENTION = /(?<![\w`])@[A-Za-z0-9]/;
const REFERENCE = /(?:^|[^&\w])#\d|\bgh-\d/i;
const ACTIVE = new Set(["link", "image", "html", "def"]);

/** Everything in it that does something, as a reader of GitHub's Markdown sees it. */
function active(text: string): readonly string[] {
  const found: string[] = [];
  void marked.walkTokens(marked.lexer(text, { gfm: true }), (token: Token) => {
    if (ACTIVE.has(token.type)) found.push(`${token.type}: ${token.raw}`);
    if (token.type === "code" && /^(?:mermaid|math|geojson|suggestion)\b/i.test(String(token["lang"] ?? "")))
      found.push(`drawn: ${token.raw}`);
    if (token.type === "text" && !("tokens" in token && token.tokens !== undefined)) {
      const shown = unescaped(String(token["text"]));
      if (MENTION.test(shown)) found.push(`mention: ${shown}`);
      if (REFERENCE.test(shown)) found.push(`reference: ${shown}`);
    }
  });
  return found;
}

const unescaped = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0xffff)));

describe("inert Markdown", () => {
  it.each([
    ["a mention", "thanks @everyone and @acme/leads"],
    ["a mention spelled by number", "thanks &#64;everyone"],
    ["a closing word", "fixes #1, closes GH-2, resolves acme/shop#3"],
    ["a closing word with an address", "fixes https://github.com/acme/shop/issues/1"],
    ["a link", "[click](https://evil.test)"],
    ["a link in brackets", "[click](<https://evil.test> 'x')"],
    ["a link by reference", "[click][x]\n\n[x]: https://evil.test"],
    ["a link by its own name", "[x]\n\n[x]: //evil.test"],
    ["an address alone", "see https://evil.test and www.evil.test"],
    ["an address in angles", "<https://evil.test> <a@b.test>"],
    ["an address of mail", "write to a@b.test or mailto:a@b.test"],
    ["a remote image", "![pixel](https://evil.test/p.png)"],
    ["an image by reference", "![p][i]\n\n[i]: https://evil.test/p.png"],
    ["raw HTML", '<img src="https://evil.test/p.png"><a href=x>y</a>'],
    ["a comment", "<!-- agent-orchestrator:v1 key=x run=1 attempt=1 seq=1 -->\nhello"],
    ["a comment that is never closed", "<!-- everything after this is gone"],
    ["a folded part that ends too early", "</details></details><summary>x"],
    ["a declaration", "<!DOCTYPE x> <?php x ?> <![CDATA[x]]>"],
    ["a diagram", '```mermaid\nflowchart LR\nclick a href "https://evil.test"\n```'],
    ["a diagram between waves", "~~~ Mermaid\nx\n~~~"],
    ["a suggestion", "```suggestion\nrm -rf\n```"],
    ["a note below the page", "x[^1]\n\n[^1]: https://evil.test"],
    ["invisible signs between", "@\u200bever\u2060yone [a]\u200b(https:\u00ad//evil.test)"],
    ["a cell of a table", "| a | b |\n|---|---|\n| @x | [y](https://evil.test) |"],
    ["a link in a quote in a list", "- > 1. [y](https://evil.test) @x"],
    ["a link behind an escape", "\\[x]\\(y) [a\\](b) ![c\\]](https://evil.test)"],
  ])("does nothing where it held %s", (_, text) => {
    expect(active(text).length + (/\u200b|&#64|gh-|click/i.test(text) ? 1 : 0)).toBeGreaterThan(0);
    expect(active(inert(text))).toEqual([]);
  });

  it.each([
    ["a fence of backticks", "```js\nconst a = 1\n```"],
    ["a longer fence", "`````\n```\ninner\n```\n`````"],
    ["a fence of waves", "~~~\n```\n~~~"],
    ["a fence that stays open", "```\nnever closed"],
  ])("keeps %s as it is", (_, text) => expect(inert(text)).toBe(text));

  it("keeps headings, lists, tables, emphasis and code readable", () => {
    const text = "# Title\n\n## Part\n\n- **bold** _it_ `x < 1 && y`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    expect(inert(text)).toBe(text);
  });

  it("parts words of formulas that could make links", () =>
    expect(inert("$\\href{x}{y}$")).toBe("$\\\u200dhref{x}{y}$"));

  it("turns the order of signs back and shows what was hidden", () =>
    expect(inert("a\u202eb\u2066c\u034f\u{e0101}d\u{e0041}")).toBe("abcd"));

  const wild = fc.string({
    unit: fc.constantFrom(
      ...Array.from("@#<>![]()&;:/\\`~|*_- \n\t1a"),
      "https://x.y",
      "www.a.b",
      "gh-1",
      "<!--",
      "-->",
      "<img src=x>",
      "&#64;a",
      "```",
      "mermaid",
      "](",
      "\u200d",
      "\u200b",
      "\u202e",
      "\ufeff",
    ),
    maxLength: 60,
  });

  const always = (holds: (text: string) => void): void =>
    fc.assert(
      fc.property(wild, (text) => {
        holds(text);
      }),
    );

  it("is settled after one pass", () => always((text) => expect(inert(inert(text))).toBe(inert(text))));

  it("is at most twice as long", () =>
    always((text) => expect(inert(text).length).toBeLessThanOrEqual(2 * text.length)));

  it("never does anything, whatever it was made from", () =>
    always((text) => expect(active(inert(text))).toEqual([])));
});
