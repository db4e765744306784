/** All that was found, with lines and columns, in the order in which it is shown. */
import { lines, type Lines, type Position } from "../base/lines.ts";
import type { Diagnostic, FileReport, Span } from "../spec/diagnostic.ts";

export type Located = Readonly<{
  file: string;
  diagnostic: Diagnostic;
  lines: Lines;
  start: Position;
  end: Position;
  /** False for what concerns the file as a whole. */
  hasPlace: boolean;
}>;

/** By file as given, in it by place. */
export function located(reports: readonly FileReport[]): readonly Located[] {
  return reports.flatMap(({ file, text, diagnostics }) => {
    const view = lines(text);
    return diagnostics
      .map((diagnostic) => ({
        file,
        diagnostic,
        lines: view,
        ...placeOf(view, diagnostic.span),
        hasPlace: text !== "" && (diagnostic.label !== undefined || diagnostic.span.end > 0),
      }))
      .toSorted((a, b) => a.diagnostic.span.start - b.diagnostic.span.start);
  });
}

export const placeOf = (view: Lines, span: Span): Readonly<{ start: Position; end: Position }> => ({
  start: view.position(span.start),
  end: view.position(Math.max(span.start, span.end)),
});

/** At most `max`, errors before warnings, still in order of place. */
export function foremost(all: readonly Located[], max: number): readonly Located[] {
  if (all.length <= max) return all;
  const errors = all.filter(({ diagnostic }) => diagnostic.severity === "error");
  const warnings = all.filter(({ diagnostic }) => diagnostic.severity === "warning");
  const chosen = new Set([...errors, ...warnings].slice(0, max));
  return all.filter((one) => chosen.has(one));
}

export const countOf = (all: readonly Located[], severity: Diagnostic["severity"]): number =>
  all.filter(({ diagnostic }) => diagnostic.severity === severity).length;
