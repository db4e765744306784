/** What a rule is, and how it words a diagnostic. */
import type { Code } from "../codes.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { nearest } from "../../base/nearest.ts";
import type { Survey } from "./survey.ts";

/** The rule's name is its file's name. */
export type Rule = Readonly<{ name: string; check(survey: Survey): readonly Diagnostic[] }>;

type More = Partial<Pick<Diagnostic, "label" | "help" | "related">>;

export const mistake = (code: Code, span: Span, message: string, more: More = {}): Diagnostic => ({
  code,
  severity: "error",
  message,
  span,
  ...more,
});

export const warning = (code: Code, span: Span, message: string, more: More = {}): Diagnostic => ({
  ...mistake(code, span, message, more),
  severity: "warning",
});

const MOST_NAMES = 8;

/** A suggestion if a name is near enough, else what there is to choose from. */
export function suggestion(word: string, names: readonly string[], none: string): Readonly<{ help: string }> {
  const meant = nearest(word, names);
  if (meant !== undefined) return { help: `did you mean "${meant}"?` };
  if (names.length === 0) return { help: none };
  const more = names.length > MOST_NAMES ? ", …" : "";
  return { help: `known: ${names.slice(0, MOST_NAMES).join(", ")}${more}` };
}
