/** Which part of a run on several machines this job does, and who has to be asked before. */
import { rmSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { Api } from "../adapters/github/api.ts";
import { originOf } from "../adapters/github/people.ts";
import { isPlainPath } from "../core/guard/base-paths.ts";
import { admission, isForeign, PATIENCE, refusalText } from "./action-admission.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { basisOf, type Basis } from "./action-base.ts";
import { stateDirectory } from "./action-ground.ts";
import { callsUs, FOR_OTHERS, isForOthers } from "./action-intent.ts";
import { SPOILED, type Scene } from "./action-part.ts";
import { refuse } from "./action-refused.ts";
import type { Said } from "./said.ts";
import { sheetIn, type Sheet } from "./action-sheet.ts";
import { apiFor, type Stage } from "./action-stage.ts";
import type { Wishes } from "./action-wishes.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

type Act = (scene: Scene, api: Api | null) => Promise<ExitCode>;

/** The workflow as it is named from the project's folder; empty where it is none of its files. */
function wordOf({ stage, wanted, directory }: Scene, sheet: Sheet | null): string {
  if (sheet === null) return wanted.workflow;
  const path = relative(directory, resolve(stage.ground.workspace, sheet.file)).split(sep).join("/");
  return sheet.file !== "" && isPlainPath(path) ? path : "";
}

type Grounded = Readonly<Pick<Basis, "definitions" | "workflow" | "notes" | "files"> & { begun: boolean }>;

/** As they came with the plan, or read here: where there is no plan yet, or they were too many to go with it. */
async function groundOf(
  scene: Scene,
  sheet: Sheet | null,
  api: Api | null,
): Promise<Result<Grounded, Readonly<{ said: Said; code: ExitCode }>>> {
  const { stage, wanted, directory } = scene;
  const workflow = wordOf(scene, sheet);
  if (sheet !== null && sheet.basis !== null) {
    const { carriedBasis } = await import("./action-base-carried.ts");
    const placed = await carriedBasis(scene, sheet, sheet.basis);
    return placed.ok ? ok({ ...placed.value, workflow, files: null, begun: true }) : placed;
  }
  api?.patience(PATIENCE);
  // A comment does not say where its change leads to; whoever conducts has asked already.
  const seen = await originOf(api, stage.ground.repository, stage.seen);
  const basis = await basisOf({ ...stage, seen }, { ...wanted, workflow }, directory, api);
  api?.patience(0);
  return basis.ok ? ok({ ...basis.value, begun: false }) : err({ said: basis.error, code: EXIT.policy });
}

/** Also where tasks come from a plan: its modules, settings and what agents read by themselves are no change's to choose. */
async function grounded(scene: Scene, sheet: Sheet | null, api: Api | null, act: Act): Promise<ExitCode> {
  const { stage, wanted } = scene;
  const ground = await groundOf(scene, sheet, api);
  if (!ground.ok) return refuse(stage, [ground.error.said], ground.error.code);
  const { definitions, workflow, notes, files, begun } = ground.value;
  for (const note of notes) stage.log.text(`${note}\n`);
  const asked = sheet === null ? { ...wanted, workflow } : wanted;
  try {
    return await act({ ...scene, wanted: asked, definitions, files, begun }, api);
  } finally {
    if (definitions !== null) rmSync(definitions, { recursive: true, force: true });
  }
}

async function conducted(scene: Scene, sheet: Sheet | null, act: Act): Promise<ExitCode> {
  const { stage, wanted } = scene;
  const api = apiFor(stage, wanted.token, 0);
  const { verdict, seen } = await admission(stage, wanted, api);
  if (verdict.kind === "refused") {
    const { planNothing } = await import("./action-planner.ts");
    return sheet !== null || wanted.legs !== "" || callsUs(stage)
      ? refuse(stage, [refusalText(verdict)], EXIT.policy)
      : planNothing(stage, FOR_OTHERS);
  }
  const degraded = verdict.kind === "degraded";
  const known = {
    ...scene,
    stage: { ...stage, seen },
    api: degraded ? null : api,
    degraded,
    untrusted: sheet?.untrusted ?? degraded,
  };
  return grounded(known, sheet, api, act);
}

/** Whoever may was asked before there was a plan. */
async function performed(scene: Scene, sheet: Sheet): Promise<ExitCode> {
  const { stage, wanted } = scene;
  const api = apiFor(stage, wanted.token, 0);
  const { actAsTask } = await import("./action-task.ts");
  return grounded({ ...scene, untrusted: sheet.untrusted }, sheet, api, (own) => actAsTask(own, sheet));
}

export async function actAsPart(stage: Stage, wanted: Wishes, directory: string): Promise<ExitCode> {
  const scene: Scene = {
    stage,
    wanted,
    directory,
    definitions: null,
    files: null,
    begun: false,
    state: stateDirectory(stage.ground, wanted.stateDir),
    api: null,
    degraded: false,
    untrusted: isForeign(stage.seen),
  };
  // Each job does one part, and most jobs do none.
  if (wanted.mode === "plan") {
    const { actAsPlan, planNothing } = await import("./action-planner.ts");
    const isOurs = wanted.legs !== "" || !isForOthers(stage);
    return isOurs ? conducted(scene, null, actAsPlan) : planNothing(stage, FOR_OTHERS);
  }
  const sheet = sheetIn(wanted.plan);
  if (sheet === null && wanted.mode !== "finish") return refuse(stage, [SPOILED], EXIT.usage);
  if (sheet !== null && wanted.mode === "task") return performed(scene, sheet);
  if (sheet !== null && wanted.mode === "advance") {
    const { actAsAdvance } = await import("./action-advance.ts");
    return conducted(scene, sheet, (own) => actAsAdvance(own, sheet));
  }
  const { actAsFinish, nothingGiven } = await import("./action-finish.ts");
  if (sheet === null) return actAsFinish(scene, null);
  let isReached = false;
  const code = await conducted(scene, sheet, (own) => {
    isReached = true;
    return actAsFinish(own, sheet);
  });
  if (!isReached) nothingGiven(scene, "failure");
  return code;
}
