/** `status`: how a run stands, read from its journal. */
import { isolationText } from "../../core/base/isolation.ts";
import { millis } from "../../core/base/brand.ts";
import { budgetLines, passedLines } from "../../core/render/budget.ts";
import { gatesText } from "../../core/render/gates.ts";
import { styled } from "../../core/render/paint.ts";
import { heldText, runHead, statusTable } from "../../core/render/status-table.ts";
import { outline } from "../../core/view/outline.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { documentText, storedDocument, waitingGates } from "../run-document.ts";
import { say } from "../say.ts";
import { driverOf, openNamed } from "../stored-run.ts";

export async function handle(call: Call): Promise<ExitCode> {
  const { flags, world } = call;
  const run = openNamed(call);
  if (!run.ok) return say(world, run.error);
  if (flags.on("json")) {
    world.out.write(documentText(await storedDocument(run.value, call)));
    return EXIT.done;
  }
  const model = outline(run.value.state);
  const style = styled(world.out.color, world.unicode);
  const driven = model.conclusion === null && driverOf(run.value.folder) !== undefined;
  const now = millis(Date.now());
  const { id } = run.value.folder;
  world.out.write(runHead(model, { run: id, driven, now }, style));
  world.out.write(statusTable(model, style, driven ? now : null));
  world.out.write(` ${style.paint("dim", isolationText(model.isolation))}\n`);
  if (model.conclusion !== "success") world.out.write(heldText(model, style, world.zone(), now));
  const money = [...(model.budget === null ? [] : budgetLines(model.budget)), ...passedLines(model.passed)];
  world.out.write(money.map((line) => ` ${line}\n`).join(""));
  world.out.write(gatesText(waitingGates(run.value), id, style, now));
  if (model.conclusion !== "success" && !driven)
    world.out.write(`\n next: agent-orchestrator resume ${id}\n`);
  return EXIT.done;
}
