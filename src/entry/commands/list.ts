/** `list`: what can be run by name. */
import { oneLine } from "../../core/guard/sanitise.ts";
import { aligned } from "../../core/render/columns.ts";
import { painter } from "../../core/render/paint.ts";
import { workflows, type Found } from "../../app/find.ts";
import { shown } from "../../app/places.ts";
import { examine, isRefused, type Library } from "../../app/validate.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { projectOf } from "../project.ts";
import { say } from "../say.ts";

/** `title` is what the file calls itself: so its runs and its check are called. */
type Line = Readonly<{
  name: string;
  title: string;
  origin: string;
  path: string;
  description: string;
  valid: boolean;
}>;

function lineOf(from: Library, found: Found): Line {
  const { spec, reports } = examine(from, found.path);
  return {
    name: found.name,
    title: spec?.name ?? "",
    origin: found.origin,
    path: shown(from.places, found.path),
    description: spec?.description ?? "",
    valid: spec !== null && !isRefused(reports, false),
  };
}

export async function handle(call: Call): Promise<ExitCode> {
  const { flags, world } = call;
  const from = projectOf(call);
  if (!from.ok) return say(world, from.error);
  const { value } = from;
  const found = workflows(value.files, value.places).map((each) => lineOf(value, each));
  if (flags.on("json")) {
    world.out.write(`${JSON.stringify({ schemaVersion: 1, workflows: found }, null, 2)}\n`);
    return EXIT.done;
  }
  if (found.length === 0) world.err.write("no workflows were found\n");
  const paint = painter(world.out.color);
  const rows = found.map((each) => [
    paint("bold", oneLine(each.name, 60)),
    paint("dim", each.origin === "library" ? "library" : oneLine(each.path, 60)),
    each.valid
      ? oneLine(each.description, 100)
      : paint("red", "has mistakes: agent-orchestrator validate shows them"),
  ]);
  world.out.write(
    aligned(rows)
      .map((line) => `${line}\n`)
      .join(""),
  );
  return EXIT.done;
}
