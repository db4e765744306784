/** What is wrong with a file, for people: code, frame, cause, fix. */
import type { FileReport } from "../spec/diagnostic.ts";
import { framed } from "./diagnostics-frame.ts";
import { countOf, foremost, located, type Located } from "./diagnostics-located.ts";
import { painter, type Paint } from "./paint.ts";
import { visible } from "./visible.ts";

/** More than this scrolls the first one, which is the one to mend, off the screen. */
export const MAX_SHOWN = 20;

export type TextOptions = Readonly<{ color?: boolean; max?: number; milliseconds?: number }>;

export function diagnosticsText(reports: readonly FileReport[], options: TextOptions = {}): string {
  const paint = painter(options.color ?? false);
  const all = located(reports);
  const shown = foremost(all, options.max ?? MAX_SHOWN);
  const blocks = shown.map((found) => block(found, paint));
  if (shown.length < all.length) blocks.push(paint("dim", `… and ${all.length - shown.length} more`));
  const took = options.milliseconds === undefined ? "" : ` (${Math.round(options.milliseconds)} ms)`;
  return `${[...blocks, summary(all, reports) + took].join("\n\n")}\n`;
}

function block(found: Located, paint: Paint): string {
  const { code, severity, message, help } = found.diagnostic;
  const gutter = " ".repeat(gutterOf(found) + 1);
  const notes = [
    ...(help === undefined
      ? []
      : [`${gutter}${paint("blue", "=")} ${paint("cyan", "help:")} ${visible(help)}`]),
    `${gutter}${paint("blue", "=")} ${paint("dim", "docs:")} agent-orchestrator explain ${code}`,
  ];
  const tone = severity === "error" ? "red" : "yellow";
  const title = `${paint(tone, `${severity}[${code}]`)}${paint("bold", `: ${visible(message)}`)}`;
  return [title, ...framed(found, paint), ...notes].join("\n");
}

function gutterOf({ diagnostic, lines, start, hasPlace }: Located): number {
  if (!hasPlace) return 1;
  const related = (diagnostic.related ?? []).map(({ span }) => lines.position(span.start).line);
  return String(Math.max(start.line, ...related)).length;
}

/** `2 errors, 1 warning in 1 file`. */
function summary(all: readonly Located[], reports: readonly FileReport[]): string {
  const files = (count: number): string => counted(count, "file");
  if (all.length === 0) return `no problems in ${files(reports.length)}`;
  const parts = (["error", "warning"] as const).flatMap((severity) => {
    const count = countOf(all, severity);
    return count === 0 ? [] : [counted(count, severity)];
  });
  const touched = reports.filter(({ diagnostics }) => diagnostics.length > 0).length;
  const among = touched === reports.length ? files(touched) : `${touched} of ${files(reports.length)}`;
  return `${parts.join(", ")} in ${among}`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
