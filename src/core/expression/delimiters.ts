/** The three spellings of the borders between text and expression. */
import type { Token } from "./lex.ts";

export type Opening = "${{" | "${" | "{{";

export function openingAt(source: string, at: number): Opening | null {
  if (source.startsWith("${{", at)) return "${{";
  if (source.startsWith("${", at)) return "${";
  return source.startsWith("{{", at) ? "{{" : null;
}

export const closingOf = (opening: Opening): string => (opening === "${" ? "}" : "}}");

/** Where the text goes on if the closing delimiter stands at this token. */
export function closed(token: Token, source: string, opening: Opening): number | null {
  const closing = closingOf(opening);
  return source.startsWith(closing, token.start) ? token.start + closing.length : null;
}
