/** What an author is told when his workflow becomes a file of GitHub: what it cannot say, and what has to be set up beside it. */
import type { Code } from "../spec/codes.ts";
import type { Diagnostic, Severity, Span } from "../spec/diagnostic.ts";
import { spanOf, workflowSpan, type Path, type Spec } from "../spec/spec.ts";

export type Said = Readonly<{ message: string; label?: string; help: string }>;

export const found = (code: Code, severity: Severity, span: Span, said: Said): Diagnostic => ({
  code,
  severity,
  span,
  ...said,
});

export const placeOf = (spec: Spec, ...path: Path): Span => workflowSpan(spec, ...path);

/** Where a task stands in the file; what was made of one stands where its name begins. */
export function taskPlace(spec: Spec, id: string, key?: string): Span {
  const task = spec.tasks.find((one) => one.id === id);
  if (task === undefined) return workflowSpan(spec, "name");
  return key === undefined ? spanOf(task) : spanOf(task, key);
}
