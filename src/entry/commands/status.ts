/** `status`: how a run stands, read from its journal. */
import { millis } from "../../core/base/brand.ts";
import { styled } from "../../core/render/paint.ts";
import { runHead, statusTable } from "../../core/render/status-table.ts";
import { outline } from "../../core/view/outline.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { documentText, storedDocument } from "../run-document.ts";
import { say } from "../say.ts";
import { driverOf, openNamed } from "../stored-run.ts";

export async function handle(call: Call): Promise<ExitCode> {
  const { flags, world } = call;
  const run = openNamed(call);
  if (!run.ok) return say(world, run.error);
  if (flags.on("json")) {
    world.out.write(documentText(storedDocument(run.value, world)));
    return EXIT.done;
  }
  const model = outline(run.value.state);
  const style = styled(world.out.color, world.unicode);
  const driven = model.conclusion === null && driverOf(run.value.folder) !== undefined;
  const now = millis(Date.now());
  const { id } = run.value.folder;
  world.out.write(runHead(model, { run: id, driven, now }, style));
  world.out.write(statusTable(model, style, driven ? now : null));
  if (model.conclusion !== "success" && !driven)
    world.out.write(`\n next: agent-orchestrator resume ${id}\n`);
  return EXIT.done;
}
