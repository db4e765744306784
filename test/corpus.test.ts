/** Every file under workflows/err says exactly what stands beside it; `UPDATE_CORPUS=1` writes it anew, for a person to read. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosticsText } from "../src/core/render/diagnostics.ts";
import { decode, parseSyntax } from "../src/core/spec/syntax.ts";

const folder = join(import.meta.dirname, "workflows", "err");
const names = readdirSync(folder).filter((name) => /^syntax-.*\.(yml|json)$/.test(name));

function said(name: string): string {
  const decoded = decode(readFileSync(join(folder, name)));
  const text = "text" in decoded ? decoded.text : "";
  const diagnostics = "text" in decoded ? parseSyntax(text).diagnostics : [decoded.diagnostic];
  return diagnosticsText([{ file: name, text, diagnostics }]);
}

describe("files with mistakes in their syntax", () => {
  test.each(names)("%s says what stands beside it", (name) => {
    const path = join(folder, name.replace(/\.\w+$/, ".out"));
    const actual = said(name);
    if (process.env["UPDATE_CORPUS"] === "1") writeFileSync(path, actual);
    expect(actual).toBe(readFileSync(path, "utf8"));
    expect(actual).toMatch(/^\d+ errors? in 1 file$/m);
  });

  test("are as many as the codes deserve", () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
  });
});
