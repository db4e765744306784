/** `mode: advance`: what the legs of a wave left becomes one state, and the next legs. */
import { isFields } from "../core/base/value.ts";
import { keptBefore, legsText, show } from "./action-board.ts";
import { forgetLeaving, leave, rememberLeaving, type Leaving } from "./action-leaving.ts";
import { epochIn, fetchRun, part, type Scene } from "./action-part.ts";
import { refuse } from "./action-refused.ts";
import { wasSignalled } from "./action-run.ts";
import type { Sheet } from "./action-sheet.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

async function tell(scene: Scene, sheet: Sheet, wave: number): Promise<void> {
  const { run, head } = sheet;
  const found = await scene.stage.door.program().leftBehind(scene.state, run);
  if (found === null || scene.api === null) return;
  const kept = await keptBefore(scene, sheet, { wave, epoch: epochIn(scene, sheet) }, found.board());
  const shown = await show(scene, found, { head: head === "" ? null : head, kept });
  await shown.reporter?.begin();
  // The next job goes on with it, and the last one ends it.
  shown.remember({ done: true, summary: true });
}

export async function actAsAdvance(scene: Scene, sheet: Sheet): Promise<ExitCode> {
  const { stage, wanted, state } = scene;
  const { run, head } = sheet;
  const wave = Number(wanted.wave);
  const epoch = epochIn(scene, sheet);
  const taken = await fetchRun(scene, sheet, epoch, { wave });
  if (!taken.ok) return refuse(stage, [taken.error], EXIT.infrastructure);
  const before = stage.door.carry().objectsBefore({ state, run });
  const leaving: Leaving = { run, state, writer: `advance-${wave}`, epoch, head, plans: false, before };
  rememberLeaving(stage, leaving);
  const { code, document } = await part(scene, {
    flags: { epoch: String(epoch), wave: String(wave) },
    what: ["advance", run],
    document: true,
  });
  stage.files.output("run_id", run);
  if (wasSignalled(code)) return code;
  if (!isFields(document)) {
    forgetLeaving(stage);
    await tell(scene, sheet, wave);
    return code;
  }
  const sent = await leave(stage, leaving);
  forgetLeaving(stage);
  if (!sent.ok) return refuse(stage, [sent.error], EXIT.infrastructure);
  stage.files.output("legs", legsText(document));
  await tell(scene, sheet, wave);
  return code;
}
