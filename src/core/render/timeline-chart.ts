/** Who ran when, as bars under each other. */
import { lengthText } from "../base/instant.ts";
import type { Bar, Timeline } from "../view/timeline.ts";
import { aligned } from "./columns.ts";
import type { Style, Tone } from "./paint.ts";

const CHART = 48;
/** More attempts than this are counted. */
export const MOST_BARS = 200;

const TONES = {
  success: "green",
  failure: "red",
  cancelled: "yellow",
  skipped: "dim",
  upstream_failed: "dim",
} as const;

function barText(bar: Bar, start: number, span: number, end: number, style: Style): string {
  const scale = (at: number): number => Math.min(CHART, Math.round(((at - start) / span) * CHART));
  const from = Math.min(scale(bar.start), CHART - 1);
  const to = Math.max(from + 1, scale(bar.end ?? end));
  const tone: Tone = bar.ended === null ? "blue" : TONES[bar.ended];
  const [work, people, rest] = style.unicode ? ["█", "░", "·"] : ["=", "?", "."];
  const fill = bar.people === true ? people : work;
  const blank = (count: number): string => style.paint("dim", rest.repeat(count));
  return blank(from) + style.paint(tone, fill.repeat(to - from)) + blank(CHART - to);
}

export function timelineChart(model: Timeline, style: Style): string {
  const { start, end } = model;
  if (start === null || end === null || model.bars.length === 0) return "nothing was started\n";
  const span = Math.max(1, end - start);
  const more = model.bars.length - MOST_BARS;
  const rows = model.bars
    .slice(0, MOST_BARS)
    .map((bar) => [
      bar.task,
      barText(bar, start, span, end, style),
      `+${lengthText(bar.start - start)}`,
      lengthText((bar.end ?? end) - bar.start),
      [
        bar.people === true && bar.ended === null ? "waits for an answer" : (bar.ended ?? "no end"),
        ...(bar.people === true && bar.ended !== null ? ["waited for people"] : []),
        ...(bar.n > 1 ? [`attempt ${bar.n}`] : []),
        ...(bar.epoch > 1 ? [`epoch ${bar.epoch}`] : []),
      ].join(", "),
    ]);
  return `${aligned(rows)
    .map((line) => ` ${line}`)
    .join("\n")}\n${more > 0 ? ` and ${more} more\n` : ""}`;
}
