/** The piece of source that a diagnostic is about, with a squiggle under the exact place. */
import { placeOf, type Located } from "./diagnostics-located.ts";
import type { Related } from "../spec/diagnostic.ts";
import type { Paint } from "./paint.ts";
import { visible, windowed } from "./visible.ts";

/** Cells that source may take beside the gutter; longer lines are cut around the place. */
export const MAX_FRAME_WIDTH = 100;

type Mark = Readonly<{ sign: "^" | "-"; tone: "red" | "yellow" | "blue"; label: string }>;

export function framed(found: Located, paint: Paint): readonly string[] {
  const { diagnostic, file, start } = found;
  const related = diagnostic.related ?? [];
  const spots = related.map((one) => placeOf(found.lines, one.span));
  const last = Math.max(start.line, ...spots.map((spot) => spot.start.line));
  const gutter = found.hasPlace ? String(last).length : 1;
  if (!found.hasPlace) return [`${" ".repeat(gutter)}${paint("blue", "-->")} ${visible(file)}`];
  const tone = diagnostic.severity === "error" ? "red" : "yellow";
  return [
    `${" ".repeat(gutter)}${paint("blue", "-->")} ${visible(file)}:${start.line}:${start.column}`,
    bar(gutter, paint),
    ...contextLine(found, gutter, paint),
    ...markedLine(found, diagnostic.span, { sign: "^", tone, label: diagnostic.label ?? "" }, gutter, paint),
    ...related.flatMap((one) => relatedFrame(found, one, gutter, paint)),
    bar(gutter, paint),
  ];
}

const bar = (gutter: number, paint: Paint): string => `${" ".repeat(gutter + 1)}${paint("blue", "|")}`;

function numbered(line: number, text: string, gutter: number, paint: Paint): string {
  return `${paint("blue", `${String(line).padStart(gutter)} |`)} ${text}`.trimEnd();
}

/** The line before tells where we are; an empty one tells nothing. */
function contextLine(found: Located, gutter: number, paint: Paint): readonly string[] {
  const line = found.start.line - 1;
  const text = line < 1 ? "" : found.lines.text(line);
  if (text.trim() === "") return [];
  return [numbered(line, windowed(text, 0, 0, MAX_FRAME_WIDTH).text, gutter, paint)];
}

function markedLine(
  found: Located,
  span: Related["span"],
  mark: Mark,
  gutter: number,
  paint: Paint,
): readonly string[] {
  const { start, end } = placeOf(found.lines, span);
  const text = found.lines.text(start.line);
  const from = Math.min(start.column - 1, text.length);
  const to = end.line === start.line ? Math.min(end.column - 1, text.length) : text.trimEnd().length;
  const view = windowed(text, from, Math.max(from, to), MAX_FRAME_WIDTH);
  const signs = mark.sign.repeat(Math.max(1, view.marked));
  const under = `${" ".repeat(view.before)}${paint(mark.tone, `${signs} ${visible(mark.label)}`.trimEnd())}`;
  return [numbered(start.line, view.text, gutter, paint), `${bar(gutter, paint)} ${under}`];
}

function relatedFrame(found: Located, related: Related, gutter: number, paint: Paint): readonly string[] {
  const { start } = placeOf(found.lines, related.span);
  return [
    `${" ".repeat(gutter)}${paint("blue", ":::")} ${visible(found.file)}:${start.line}:${start.column}`,
    ...markedLine(found, related.span, { sign: "-", tone: "blue", label: related.message }, gutter, paint),
  ];
}
