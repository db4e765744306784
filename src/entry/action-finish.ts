/** `mode: finish`: the end of a run on several machines, told once and everywhere, however it came. */
import { resolve } from "node:path";
import { listAt, parsed, textAt } from "../adapters/github/foreign.ts";
import { isFields, type Value } from "../core/base/value.ts";
import { MAX_WAVES } from "../core/plan/waves.ts";
import { cutOff } from "../core/view/board.ts";
import { keptBefore, show, type Lying } from "./action-board.ts";
import { giveOutputs } from "./action-outputs.ts";
import { epochIn, fetchRun, part, SPOILED, type Scene, type Told } from "./action-part.ts";
import { refuse } from "./action-refused.ts";
import type { Said } from "./said.ts";
import { aroundOf, writeSummary } from "./action-report.ts";
import { markFailures, wasSignalled } from "./action-run.ts";
import { SKIPPED } from "./action-perform.ts";
import { NO_PLAN, type Sheet } from "./action-sheet.ts";
import type { Wishes } from "./action-wishes.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

/** So long the end of a run waits for a limit of the API; what is not told then, post tells. */
const PATIENCE = 15_000;
const NO_EFFECTS = "none";

const NOT_BEGUN: Said = {
  message: "there is no plan: the job with `mode: plan` failed, was cancelled or was refused",
  hint: 'look at its log, then use "Re-run all jobs"',
};

/** Outputs that a caller decides by are there in any case. */
export function nothingGiven({ stage: { files } }: Scene, conclusion: string): void {
  files.output("conclusion", conclusion);
  files.output("effects", NO_EFFECTS);
}

function effectsIn(document: Value): string {
  return textAt(document, "effects", "agreed") ?? NO_EFFECTS;
}

async function tell(scene: Scene, sheet: Sheet, found: Lying, { code }: Told): Promise<void> {
  const { stage, wanted, api } = scene;
  const { ground } = stage;
  const { head } = sheet;
  const source = found.file?.text ?? "";
  const file = sheet.file === "" ? found.file : { path: resolve(ground.workspace, sheet.file), text: source };
  const last = cutOffUnlessPaused(found, code);
  const run = { ...found, file, board: () => last };
  const place = { wave: MAX_WAVES + 1, epoch: epochIn(scene, sheet) };
  const kept = await keptBefore(scene, sheet, place, last);
  const shown = await show(scene, run, { head: head === "" ? null : head, kept });
  shown.remember({});
  api?.patience(PATIENCE);
  const done = (await shown.reporter?.finish()) ?? true;
  const { reporter } = shown;
  if (wanted.annotations)
    markFailures(stage, run, wanted.check && reporter !== null && reporter.notes().length === 0);
  const notes = [...shown.memory().notes, ...(reporter?.notes() ?? [])];
  writeSummary(stage, last, aroundOf(stage, run.run, head === "" ? null : head), notes);
  shown.remember({ done, summary: true });
}

/** Whoever waits goes on waiting; what is open otherwise has nobody left who would do it. */
const cutOffUnlessPaused = (found: Lying, code: ExitCode) =>
  code === EXIT.paused ? found.board() : cutOff(found.board());

/** Results first, then what people read. */
async function keep(scene: Scene, sheet: Sheet): Promise<void> {
  const { stage, state } = scene;
  const { run, asked, head } = sheet;
  const left = await stage.door.carry().leaveEffects(stage, { state, run, head });
  if (!left.ok) {
    const message = `What the run proposed cannot be delivered: ${left.error.message}\nhelp: ${left.error.hint}`;
    stage.log.mark({ level: "warning", message });
  }
  if (asked !== "") await stage.door.carry().keepRun(stage, head, { run, state }, { asked, since: 0 });
}

/** The job with `mode: plan` found nothing to do, and no job has failed since. */
function isNothing({ plan, results }: Wishes): boolean {
  const ended = listAt(parsed(results));
  return plan === NO_PLAN && ended.every((result) => result === "success" || result === "skipped");
}

export async function actAsFinish(scene: Scene, sheet: Sheet | null): Promise<ExitCode> {
  const { stage, wanted, state } = scene;
  if (sheet === null && isNothing(wanted)) {
    stage.log.text("Nothing was to be done: the job with `mode: plan` says why.\n");
    nothingGiven(scene, SKIPPED);
    return EXIT.done;
  }
  if (sheet === null) {
    const code = refuse(stage, [wanted.plan === "" ? NOT_BEGUN : SPOILED], EXIT.failed);
    nothingGiven(scene, "failure");
    return code;
  }
  const { run } = sheet;
  const epoch = epochIn(scene, sheet);
  const { workspace } = stage.ground;
  // No result may change the file that decided what ran.
  await stage.door.program().comesFrom(state, run, { directory: workspace, file: sheet.file });
  const taken = await fetchRun(scene, sheet, epoch, "everything");
  if (!taken.ok) {
    const code = refuse(stage, [taken.error], EXIT.infrastructure);
    nothingGiven(scene, "failure");
    return code;
  }
  const told = await part(scene, {
    flags: { epoch: String(epoch), results: wanted.results },
    what: ["finish", run],
    document: true,
  });
  const document = isFields(told.document) ? told.document : {};
  const isEmpty = Object.keys(document).length === 0;
  // A run that a signal has ended elsewhere ends here like any other.
  if (isEmpty && wasSignalled(told.code)) return told.code;
  if (isEmpty) nothingGiven(scene, "failure");
  else {
    giveOutputs(stage, document);
    stage.files.output("effects", effectsIn(document));
  }
  await keep(scene, sheet);
  const found = await stage.door.program().leftBehind(state, run);
  if (found !== null) await tell(scene, sheet, found, told);
  return told.code;
}
