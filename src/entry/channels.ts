/** Where the progress of a run is shown, chosen once at its start. */
import type { Digest, Millis, RunId, TaskId } from "../core/base/brand.ts";
import type { Entry } from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import { styled } from "../core/render/paint.ts";
import type { Alert } from "../core/view/alerts.ts";
import { progress, type Graph } from "../core/view/progress.ts";
import type { Channel } from "../ports/channel.ts";
import type { Call, World } from "./command.ts";
import { documentLine } from "./run-document.ts";
import { uiFor, type Ui } from "./streams.ts";

export type Asked = Readonly<{ prompt: string; command: string }>;

export type Shown = Readonly<{
  plan: Plan;
  run: RunId;
  /** Tasks that a resumed run brought along. */
  settled: Iterable<TaskId>;
  graph: Graph;
  asked: (task: TaskId, shown: Digest) => Asked | null;
  retryAt: (task: TaskId) => Millis | null;
  alerts: () => readonly Alert[];
}>;

export const uiOf = ({ flags, world }: Call): Ui =>
  uiFor(flags.text("ui") ?? "auto", flags.on("quiet"), world.env, world.err.terminal);

/** Each entry as it happens, for programs. */
function jsonLines(world: World, run: RunId): Channel {
  return {
    name: "json-lines",
    entry: (entry: Entry) => world.out.write(documentLine({ schemaVersion: 1, run_id: run, ...entry })),
    close: () => undefined,
  };
}

async function progressChannel(call: Call, shown: Shown): Promise<Channel | null> {
  const ui = uiOf(call);
  if (ui === "none") return null;
  const { flags, world } = call;
  const style = styled(world.err.color, world.unicode);
  const options = {
    paint: style.paint,
    zone: world.zone(),
    verbose: flags.on("verbose"),
    retryAt: shown.retryAt,
    asked: shown.asked,
    alerts: shown.alerts,
    write: (text: string) => world.err.write(text),
    model: progress(shown.plan, shown.settled, shown.graph),
  };
  if (ui === "live") {
    const { screen } = await import("../adapters/terminal/screen.ts");
    return screen({ ...options, style, columns: () => world.err.columns });
  }
  const { lines } = await import("../adapters/terminal/lines.ts");
  return lines(options);
}

export async function channelsFor(call: Call, shown: Shown): Promise<readonly Channel[]> {
  const visible = await progressChannel(call, shown);
  const machine = call.flags.on("json-lines") ? [jsonLines(call.world, shown.run)] : [];
  return visible === null ? machine : [visible, ...machine];
}
