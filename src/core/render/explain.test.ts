import { describe, expect, test } from "vitest";
import { CODES, isCode } from "../spec/codes.ts";
import { FAILURES } from "../view/explain.ts";
import { explain } from "./explain.ts";

describe("explain", () => {
  test("answers a code in any case, and the name of a rule", () => {
    const text = explain("AO1203");
    expect(text).toContain("AO1203 unknown-agent: A task names an agent that does not exist.");
    expect(text).toContain("Wrong:\n\n    agent: reviwer\n\nRight:\n\n    agent: reviewer\n");
    expect(explain("ao1203")).toBe(text);
    expect(explain(" unknown-agent ")).toBe(text);
  });

  test("answers every failure class", () => {
    for (const name of Object.keys(FAILURES))
      expect(explain(name)).toMatch(/\(failure\): .+\.\n\nWhat to do: .+\n$/s);
  });

  test("answers nothing else, own properties only", () => {
    for (const word of ["", "AO9999", "constructor", "__proto__", "toString"])
      expect(explain(word)).toBeUndefined();
  });
});

describe("the table of diagnostics", () => {
  const entries = Object.entries(CODES);

  test("every code is four digits in a known range and every name is its own, in kebab-case", () => {
    for (const [code, { name }] of entries) {
      expect(code).toMatch(/^AO1\d{3}$/);
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
    const names = entries.map(([, { name }]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => Object.hasOwn(FAILURES, name))).toEqual([]);
  });

  test("every title is a half-sentence, every reason and hint a sentence", () => {
    for (const [, { title, why, hint }] of entries) {
      expect(title).not.toMatch(/\.$/);
      expect(why).toMatch(/\.$/);
      expect(hint).toMatch(/\.$/);
    }
    expect(isCode("constructor")).toBe(false);
  });
});
