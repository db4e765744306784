/** What reading carries along: in which form the file is, and everything found wrong so far. */
import type { Value } from "../base/value.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";
import type { MapNode } from "./node.ts";
import type { Form } from "./spec.ts";

export type Reading = Readonly<{
  form: Form;
  diagnostics: Diagnostic[];
  /** Reads a mapping by the table of that name. */
  object: (table: string, node: MapNode) => Value;
}>;

/** Gives `undefined`, as do the functions that report: what is wrong has no value. */
export function report(
  reading: Reading,
  code: string,
  span: Span,
  message: string,
  more: Partial<Pick<Diagnostic, "label" | "help" | "related" | "severity">> = {},
): undefined {
  reading.diagnostics.push({ code, severity: "error", message, span, ...more });
  return undefined;
}
