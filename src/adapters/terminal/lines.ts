/** Progress as lines that are only ever appended: for logs, pipes and CI. */
import type { Entry } from "../../core/journal/event.ts";
import { heartbeat, plainLine, type LineOptions } from "../../core/render/terminal.ts";
import type { Progress } from "../../core/view/progress.ts";
import type { Channel } from "../../ports/channel.ts";

const HEARTBEAT_MILLIS = 60_000;

export type LinesOptions = LineOptions & Readonly<{ write: (text: string) => void; model: Progress }>;

export function lines(options: LinesOptions): Channel {
  const { model, write } = options;
  const beat = (): void => {
    if (model.running.size > 0) write(`${heartbeat(model, Date.now(), options)}\n`);
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    name: "lines",
    entry: (entry: Entry) => {
      const line = plainLine(model, entry, options);
      if (line === null) return;
      write(`${line}\n`);
      timer ??= setInterval(beat, HEARTBEAT_MILLIS).unref();
      timer.refresh();
    },
    close: () => clearInterval(timer),
  };
}
