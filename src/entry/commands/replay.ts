/** `replay` shows every view of a past run from its folder alone. */
import { encodeEntry, encodeHeader } from "../../core/journal/codec.ts";
import { millis } from "../../core/base/brand.ts";
import type { Fields } from "../../core/base/value.ts";
import { styled } from "../../core/render/paint.ts";
import { runHead, statusTable } from "../../core/render/status-table.ts";
import { timelineChart } from "../../core/render/timeline-chart.ts";
import { outline } from "../../core/view/outline.ts";
import { timeline } from "../../core/view/timeline.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { documentText, storedDocument } from "../run-document.ts";
import { say } from "../say.ts";
import { anyFolder, openRun, type StoredRun } from "../stored-run.ts";

const json = (view: string, data: Fields | object): string =>
  `${JSON.stringify({ schemaVersion: 1, view, ...data }, null, 2)}\n`;

const entryLines = (run: StoredRun): string =>
  run.segments
    .map(({ header, entries }) => encodeHeader(header) + entries.map(encodeEntry).join(""))
    .join("");

function outlineText(run: StoredRun, call: Call): string {
  const model = outline(run.state);
  if (call.flags.on("json")) return json("outline", model);
  const style = styled(call.world.out.color, call.world.unicode);
  const head = runHead(model, { run: run.folder.id, driven: false, now: millis(0) }, style);
  return head + statusTable(model, style, null);
}

async function viewText(run: StoredRun, call: Call): Promise<string> {
  const { flags, world } = call;
  switch (flags.text("view")) {
    case "timeline": {
      const model = timeline(run.segments);
      return flags.on("json")
        ? json("timeline", model)
        : timelineChart(model, styled(world.out.color, world.unicode));
    }
    case "entries":
      return flags.on("json") ? json("entries", { segments: run.segments }) : entryLines(run);
    case "document":
      return documentText(await storedDocument(run, call));
    default:
      return outlineText(run, call);
  }
}

export async function handle(call: Call): Promise<ExitCode> {
  const { args, world } = call;
  const folder = anyFolder(call, args[0] ?? "");
  if (!folder.ok) return say(world, folder.error);
  const run = openRun(folder.value);
  if (!run.ok) return say(world, run.error);
  world.out.write(await viewText(run.value, call));
  return EXIT.done;
}
