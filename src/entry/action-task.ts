/** `mode: task`: one leg on a machine of its own. It reads, works and leaves what it did; it writes to nobody. */
import { forgetLeaving, leave, rememberLeaving, type Leaving } from "./action-leaving.ts";
import { epochIn, fetchRun, part, type Scene } from "./action-part.ts";
import { refuse } from "./action-refused.ts";
import { wasSignalled } from "./action-run.ts";
import type { Sheet } from "./action-sheet.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

const FINALLY = "finally";

/** Also what failed was paid for. */
async function leaveAll({ stage }: Scene, leaving: Leaving, code: ExitCode): Promise<ExitCode> {
  const sent = await leave(stage, leaving);
  forgetLeaving(stage);
  if (sent.ok) return code;
  const { message, hint } = sent.error;
  stage.log.mark({ level: "error", message: `${message}\nhelp: ${hint}` });
  return code === EXIT.done ? EXIT.infrastructure : code;
}

export async function actAsTask(scene: Scene, sheet: Sheet): Promise<ExitCode> {
  const { stage, wanted, state } = scene;
  const { run, head } = sheet;
  const { task } = wanted;
  const epoch = epochIn(scene, sheet);
  const taken = await fetchRun(scene, sheet, epoch, task === FINALLY ? "everything" : { leg: task });
  if (!taken.ok) return refuse(stage, [taken.error], EXIT.infrastructure);
  const before = stage.door.carry().objectsBefore({ state, run });
  const leaving: Leaving = { run, state, writer: task, epoch, head, plans: false, before };
  rememberLeaving(stage, leaving);
  const { code } = await part(scene, {
    flags: {
      epoch: String(epoch),
      "max-parallel": wanted.maxParallel,
      runner: wanted.runner,
      gate: wanted.gate ? "environment" : null,
    },
    what: ["perform", run, task],
    document: false,
  });
  stage.files.output("run_id", run);
  // The runner waits for seconds only; the end of the job has minutes.
  return wasSignalled(code) || code === EXIT.usage ? code : leaveAll(scene, leaving, code);
}
