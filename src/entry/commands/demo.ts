/** `demo`: a real graph with the embedded agent, and what to try next. */
import { basename, relative } from "node:path";
import { aligned } from "../../core/render/columns.ts";
import type { Call, World } from "../command.ts";
import { PROGRAM } from "../setting-names.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { planned } from "../project.ts";
import { start } from "./run.ts";

const STEPS = [
  ["plan demo", "the graph that you just saw"],
  ["replay latest --view timeline", "who ran when"],
  ["list", "more workflows"],
  ["run bug-fix --runner scripted", "one of them, played by the scripted agent"],
] as const;

/** As it was typed: in a clone there is no command on the path yet. */
function typed({ directory }: World): string {
  const [, script = ""] = process.argv;
  if (basename(script) !== "cli.js") return PROGRAM;
  const near = relative(directory, script);
  return `node ${near.startsWith("..") ? script : near}`;
}

const nextText = (world: World): string => {
  const program = typed(world);
  const rows = aligned(STEPS.map(([line, about]) => [`${program} ${line}`, about]));
  return `what to try next\n${rows.map((row) => `  ${row}\n`).join("")}`;
};

export async function handle(call: Call): Promise<ExitCode> {
  const scripted: Call = {
    ...call,
    flags: { ...call.flags, text: (name) => (name === "runner" ? "scripted" : call.flags.text(name)) },
  };
  const result = await planned(scripted, "demo");
  if (!result.ok) return result.error;
  const { plan, path } = result.value.prepared;
  const code = await start(scripted, plan, path);
  if (code === EXIT.done && !call.flags.on("quiet")) call.world.err.write(nextText(call.world));
  return code;
}
