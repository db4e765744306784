/** Progress on a terminal: finished lines stay above, what runs is repainted below them, at most ten times a second. */
import type { Entry } from "../../core/journal/event.ts";
import type { Style } from "../../core/render/paint.ts";
import { plainLine, type LineOptions } from "../../core/render/terminal.ts";
import { liveRegion } from "../../core/render/terminal-screen.ts";
import type { Progress } from "../../core/view/progress.ts";
import type { Channel } from "../../ports/channel.ts";

const REPAINT_MILLIS = 100;

export type ScreenOptions = Omit<LineOptions, "columns"> &
  Readonly<{ write: (text: string) => void; columns: () => number; style: Style; model: Progress }>;

/** What is visible in the region anyway would only double the scrollback. */
const isPermanent = (entry: Entry): boolean =>
  entry.type !== "task.started" && entry.type !== "task.reported";

/** Up over the old region and clear to the end: no alternate screen, so that scrollback stays whole. */
const erased = (height: number): string => (height === 0 ? "" : `\u001b[${height}A\r\u001b[J`);

export function screen(options: ScreenOptions): Channel {
  const { model, style, write } = options;
  let height = 0;
  let tick = 0;
  let finished: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  const paint = (region: readonly string[]): void => {
    const text = [...finished, ...region].map((line) => `${line}\n`).join("");
    write(`${erased(height)}${text}`);
    finished = [];
    height = region.length;
  };
  const repaint = (): void => {
    tick += 1;
    paint(liveRegion(model, { now: Date.now(), columns: options.columns(), tick }, style));
  };
  return {
    name: "screen",
    entry: (entry: Entry) => {
      const line = plainLine(model, entry, { ...options, columns: options.columns() });
      if (line !== null && (isPermanent(entry) || options.verbose)) finished.push(line);
      timer ??= setInterval(repaint, REPAINT_MILLIS).unref();
    },
    close: () => {
      clearInterval(timer);
      if (timer !== undefined) paint([]);
    },
  };
}
