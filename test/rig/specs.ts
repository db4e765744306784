/** From the text of a workflow to what the rules say about it, for tests. */
import { check } from "../../src/core/spec/check.ts";
import type { Diagnostic } from "../../src/core/spec/diagnostic.ts";
import { readSpec } from "../../src/core/spec/read.ts";
import type { Spec } from "../../src/core/spec/spec.ts";
import { parseSyntax } from "../../src/core/spec/syntax.ts";

export function specOf(text: string): Spec {
  const { spec } = readSpec(parseSyntax(text, { fileBytes: 64 * 1024 * 1024 }).root, text);
  if (spec === null) throw new Error("the text is no workflow");
  return spec;
}

export const checked = (text: string): readonly Diagnostic[] =>
  check(specOf(text), { agents: new Map(), agentNames: ["coder", "planner"] });

/** `AO1201 paln`: the code and the text that is underlined. */
export const marks = (text: string): readonly string[] =>
  checked(text).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
