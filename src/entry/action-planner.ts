/** `mode: plan` begins with what the event asks for: the workflow that belongs to it, what a comment orders, or nothing. */
import type { Api } from "../adapters/github/api.ts";
import { unreachable } from "../core/base/never.ts";
import { sign, tellRefusal } from "./action-answer.ts";
import { commentIn, intentOf, type Intent } from "./action-intent.ts";
import { doOrder, nothing } from "./action-perform.ts";
import type { Scene } from "./action-part.ts";
import { planRun } from "./action-plan.ts";
import { GONE, refuse } from "./action-refused.ts";
import type { Said } from "./said.ts";
import { NO_PLAN } from "./action-sheet.ts";
import type { Stage } from "./action-stage.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

/** What all other jobs go by: there is nothing for them. None of it is empty, since the runner drops what is. */
function giveNothing({ door, files, seen }: Stage): void {
  files.output("legs", "[]");
  files.output("plan", NO_PLAN);
  files.output("head", seen.head ?? door.env["GITHUB_SHA"] ?? "");
  files.output("kill", "false");
  files.output("last", "false");
}

/** Green, and so is the end of the run: most events are nobody's. */
export function planNothing(stage: Stage, said: Said): ExitCode {
  giveNothing(stage);
  return nothing(stage, said);
}

/** Its journal lies with its workflow run, and only that one's jobs go on with it. */
const ELSEWHERE: Said = {
  message: "a run on several machines does not go on by a comment",
  hint: 'use "Re-run failed jobs" of its workflow run, or take orders in a job with `mode: run`',
};

async function refused({ stage, wanted, degraded }: Scene, api: Api | null, said: Said): Promise<ExitCode> {
  const why = said === GONE ? ELSEWHERE : said;
  if (!degraded) await tellRefusal(stage, api, wanted.token, why);
  return refuse(stage, [why], EXIT.usage);
}

async function planned(scene: Scene, intent: Intent, api: Api | null): Promise<ExitCode> {
  const { stage, wanted } = scene;
  switch (intent.kind) {
    case "nothing":
      return planNothing(stage, intent.said);
    case "refused":
      return refused(scene, api, intent.said);
    case "status":
    case "cancel":
      giveNothing(stage);
      return doOrder(stage, intent.kind, wanted, scene.api);
    case "run":
      if (commentIn(stage) !== null) await sign(stage, scene.api, "eyes");
      return planRun({ ...scene, wanted: { ...intent.wanted, stateDir: wanted.stateDir } }, intent.pairs);
    default:
      return unreachable(intent);
  }
}

export async function actAsPlan(scene: Scene, api: Api | null): Promise<ExitCode> {
  const { stage, wanted, directory, definitions } = scene;
  // A compiled file is one workflow's, and says itself when it starts.
  if (wanted.legs !== "") return planRun(scene);
  // Nothing of an earlier run is taken from a folder, or from what its jobs have kept.
  const asked = { ...wanted, stateDir: "" };
  const where = { directory, definitions, adopts: false };
  return planned(scene, await intentOf(stage, asked, api, where), api);
}
