import { describe, expect, test } from "vitest";
import type { Diagnostic, FileReport } from "../spec/diagnostic.ts";
import { MAX_SHOWN, diagnosticsText } from "./diagnostics.ts";

const TEXT = "name: x\ntasks:\n  - id: security-review\n    agent: reviwer\n";

const unknownAgent: Diagnostic = {
  code: "AO1203",
  severity: "error",
  message: 'unknown agent "reviwer"',
  label: "no agent with this name",
  span: { start: TEXT.indexOf("reviwer"), end: TEXT.indexOf("reviwer") + 7 },
  help: 'did you mean "reviewer"?  (defined in .github/agents/registry.yml:22)',
};

const report = (text: string, ...diagnostics: Diagnostic[]): FileReport => ({
  file: "a.yml",
  text,
  diagnostics,
});

const at = (text: string, part: string, more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: "AO1030",
  severity: "error",
  message: "m",
  label: "here",
  span: { start: text.indexOf(part), end: text.indexOf(part) + part.length },
  ...more,
});

describe("diagnosticsText", () => {
  test("shows code, place, the line before, a squiggle, help, docs and a summary", () => {
    expect(diagnosticsText([report(TEXT, unknownAgent)], { milliseconds: 38.2 })).toBe(`\
error[AO1203]: unknown agent "reviwer"
 --> a.yml:4:12
  |
3 |   - id: security-review
4 |     agent: reviwer
  |            ^^^^^^^ no agent with this name
  |
  = help: did you mean "reviewer"?  (defined in .github/agents/registry.yml:22)
  = docs: agent-orchestrator explain AO1203

1 error in 1 file (38 ms)
`);
  });

  test("frames the other end of a mistake too, and makes the gutter as wide as the largest number", () => {
    const text = `name: a\n${"\n".repeat(10)}name: b\n`;
    const diagnostic = at(text, "name: b", {
      span: { start: text.lastIndexOf("name"), end: text.lastIndexOf("name") + 4 },
      related: [{ span: { start: 0, end: 4 }, message: "given here first" }],
    });
    expect(diagnosticsText([report(text, diagnostic)])).toContain(`\
  --> a.yml:12:1
   |
12 | name: b
   | ^^^^ here
  ::: a.yml:1:1
 1 | name: a
   | ---- given here first
   |
`);
  });

  test("a squiggle stands under wide characters, combining marks and tabs", () => {
    const text = "名前: \te\u0301値 bad\n";
    const output = diagnosticsText([report(text, at(text, "bad"))]);
    expect(output).toContain("1 | 名前:     e\u0301値 bad\n  |               ^^^ here");
  });

  test("what cannot be seen, or reorders the line, is spelled out", () => {
    const text = 'a: "x\u202ey\u200bz\u001b[31m" bad';
    const output = diagnosticsText([report(text, at(text, "bad", { message: "m\u202e\u001b[2J" }))]);
    expect(output).toContain('1 | a: "x\\u202ey\\u200bz\\x1b[31m" bad');
    expect(output).not.toMatch(/[\u001b\u202e\u200b]/);
    expect(output).toContain("m\\u202e\\x1b[2J");
  });

  test("a very long line is cut around the place", () => {
    const text = `${"a".repeat(5000)}BAD${"b".repeat(5000)}`;
    const lines = diagnosticsText([report(text, at(text, "BAD"))]).split("\n");
    const source = lines.find((line) => line.startsWith("1 |")) ?? "";
    const under = lines.find((line) => line.includes("^")) ?? "";
    expect(source.length).toBeLessThan(110);
    expect(source.indexOf("BAD")).toBe(under.indexOf("^^^"));
    expect(source).toMatch(/…a+BADb+…/);
  });

  test("a place that is itself too long is cut at its end", () => {
    const text = "x".repeat(3000);
    const output = diagnosticsText([report(text, at(text, text))]);
    expect(Math.max(...output.split("\n").map((line) => line.length))).toBeLessThan(115);
  });

  test("a place that spans lines is underlined to the end of its first line", () => {
    const text = "a: [1,\n  2]\n";
    const output = diagnosticsText([report(text, at(text, "[1,\n  2]"))]);
    expect(output).toContain("1 | a: [1,\n  |    ^^^ here");
  });

  test("a place of no width, and one at the end of the file, still get a sign", () => {
    const text = "a:";
    expect(diagnosticsText([report(text, at(text, "", { span: { start: 2, end: 2 } }))])).toContain(
      "  |   ^ here",
    );
    expect(diagnosticsText([report(text, at(text, "", { span: { start: 99, end: 120 } }))])).toContain(
      "  |   ^ here",
    );
  });

  test("what concerns the whole file has no frame", () => {
    const output = diagnosticsText([
      report("", {
        code: "AO1001",
        severity: "error",
        message: "the file is empty",
        span: { start: 0, end: 0 },
      }),
    ]);
    expect(output).toBe(
      "error[AO1001]: the file is empty\n --> a.yml\n  = docs: agent-orchestrator explain AO1001\n\n1 error in 1 file\n",
    );
  });

  test("counts what it does not show, errors first, and files without problems", () => {
    const text = "abcdef";
    const many = Array.from({ length: MAX_SHOWN + 5 }, (): Diagnostic =>
      at(text, "b", { severity: "warning" }),
    );
    const output = diagnosticsText([
      report(text, ...many, at(text, "e")),
      { file: "b.yml", text: "", diagnostics: [] },
    ]);
    expect(output).toContain("… and 6 more");
    expect(output.match(/^error/gm)).toHaveLength(1);
    expect(output.match(/^warning/gm)).toHaveLength(MAX_SHOWN - 1);
    expect(output).toContain("1 error, 25 warnings in 1 of 2 files");
    expect(diagnosticsText([report(text)])).toBe("no problems in 1 file\n");
  });

  test("colour adds nothing but colour", () => {
    const plain = diagnosticsText([report(TEXT, unknownAgent)]);
    const colored = diagnosticsText([report(TEXT, unknownAgent)], { color: true });
    expect(colored).not.toBe(plain);
    expect(colored.replaceAll(new RegExp("\u001b\\[[0-9;]*m", "g"), "")).toBe(plain);
  });

  test("CRLF files show no carriage return", () => {
    const text = "a: 1\r\nb: bad\r\n";
    expect(diagnosticsText([report(text, at(text, "bad"))])).toContain(
      "1 | a: 1\n2 | b: bad\n  |    ^^^ here",
    );
  });
});
