/** Which part of a run on several machines this job does, and who has to be asked before. */
import { admission, isForeign, refusalText } from "./action-admission.ts";
import { actAsAdvance } from "./action-advance.ts";
import { actAsFinish } from "./action-finish.ts";
import { stateDirectory } from "./action-ground.ts";
import { SPOILED, type Scene } from "./action-part.ts";
import { actAsPlan } from "./action-plan.ts";
import { refuse } from "./action-refused.ts";
import { sheetIn } from "./action-sheet.ts";
import { apiFor, type Stage } from "./action-stage.ts";
import { actAsTask } from "./action-task.ts";
import type { Wishes } from "./action-wishes.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

async function conducted(scene: Scene, act: (scene: Scene) => Promise<ExitCode>): Promise<ExitCode> {
  const { stage, wanted } = scene;
  const api = apiFor(stage, wanted.token, 0);
  const { verdict, seen } = await admission(stage, wanted, api);
  if (verdict.kind === "refused") return refuse(stage, [refusalText(verdict)], EXIT.policy);
  const degraded = verdict.kind === "degraded";
  return act({
    ...scene,
    stage: { ...stage, seen },
    api: degraded ? null : api,
    degraded,
    untrusted: degraded,
  });
}

export async function actAsPart(stage: Stage, wanted: Wishes, directory: string): Promise<ExitCode> {
  const scene: Scene = {
    stage,
    wanted,
    directory,
    state: stateDirectory(stage.ground, wanted.stateDir),
    api: null,
    degraded: false,
    untrusted: isForeign(stage.seen),
  };
  if (wanted.mode === "plan") return conducted(scene, actAsPlan);
  const sheet = sheetIn(wanted.plan);
  if (wanted.mode === "finish") return conducted(scene, (own) => actAsFinish(own, sheet));
  if (sheet === null) return refuse(stage, [SPOILED], EXIT.usage);
  const own = { ...scene, untrusted: sheet.untrusted };
  return wanted.mode === "task"
    ? actAsTask(own, sheet)
    : conducted(own, (known) => actAsAdvance({ ...known, untrusted: sheet.untrusted }, sheet));
}
