/** The author's mistake, said so that it can be mended: what, where, why, and what to write instead. */

/** Offsets into the text, end exclusive. */
export type Span = Readonly<{ start: number; end: number }>;

export type Severity = "error" | "warning";

/** The other end of a mistake: the earlier definition, the next edge of a cycle. */
export type Related = Readonly<{ span: Span; message: string }>;

export type Diagnostic = Readonly<{
  /** `AO1203`: stable, searchable, explained by `explain`. */
  code: string;
  severity: Severity;
  /** One sentence, no full stop, naming the thing in double quotes. */
  message: string;
  /** Stands under the squiggle; a half-sentence. */
  label?: string;
  span: Span;
  help?: string;
  related?: readonly Related[];
}>;

/** All that is known about one file: its text is needed to draw frames. */
export type FileReport = Readonly<{ file: string; text: string; diagnostics: readonly Diagnostic[] }>;
