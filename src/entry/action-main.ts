/** One step of a job: what was asked, whether it may, what came of it. */
import { rmSync } from "node:fs";
import { originOf } from "../adapters/github/people.ts";
import { admission, isHarmless, PATIENCE, refusalText } from "./action-admission.ts";
import { tellRefusal } from "./action-answer.ts";
import { basisOf } from "./action-base.ts";
import { deliverRun, deliveryPage } from "./action-deliver.ts";
import { showFindings } from "./action-findings.ts";
import { insideWorkspace, stateDirectory } from "./action-ground.ts";
import { callsUs, FOR_OTHERS, intentOf, isForOthers } from "./action-intent.ts";
import { findings, nothing, performIntent, type Means } from "./action-perform.ts";
import { refuse } from "./action-refused.ts";
import type { Said } from "./said.ts";
import { apiFor, stageFor, type ActionDoor, type Stage } from "./action-stage.ts";
import { wishes, type Wishes } from "./action-wishes.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

const NO_FOLDER: Said = {
  message: "`working_directory` is no folder of the workspace",
  hint: "check the repository out before, and name a folder in it",
};

async function begin(stage: Stage, wanted: Wishes, directory: string, means: Means): Promise<ExitCode> {
  means.api?.patience(PATIENCE);
  const basis = await basisOf(stage, wanted, directory, means.api);
  if (!basis.ok) {
    if (!means.dry && !means.degraded) await tellRefusal(stage, means.api, wanted.token, basis.error);
    return refuse(stage, [basis.error], EXIT.policy);
  }
  for (const note of basis.value.notes) stage.log.text(`${note}\n`);
  const { definitions, workflow } = basis.value;
  try {
    const where = { directory, definitions, adopts: !means.dry && !means.degraded };
    const intent = await intentOf(stage, { ...wanted, workflow }, means.api, where);
    return await performIntent(stage, intent, wanted, means, { directory, basis: basis.value });
  } finally {
    if (definitions !== null) rmSync(definitions, { recursive: true, force: true });
  }
}

async function runIfAllowed(stage: Stage, wanted: Wishes, directory: string): Promise<ExitCode> {
  if (isForOthers(stage)) return nothing(stage, FOR_OTHERS);
  const api = apiFor(stage, wanted.token, 0);
  if (isHarmless(wanted)) {
    api?.patience(PATIENCE);
    const seen = await originOf(api, stage.ground.repository, stage.seen);
    return begin({ ...stage, seen }, wanted, directory, { api, dry: true, degraded: true, level: null });
  }
  const { verdict, seen, level } = await admission(stage, wanted, api);
  if (verdict.kind === "refused")
    return callsUs(stage) ? refuse(stage, [refusalText(verdict)], EXIT.policy) : nothing(stage, FOR_OTHERS);
  const degraded = verdict.kind === "degraded";
  return begin({ ...stage, seen }, wanted, directory, { api, dry: false, degraded, level });
}

const FORK_WRITES_NOTHING: Said = {
  message: "nothing is written for the change of a fork",
  hint: "after reading the change, somebody with write permission can run the workflow by hand",
};

/** No agent works here, and nothing of the change is looked at; who is behind the event is asked all the same. */
async function deliverIfAllowed(stage: Stage, wanted: Wishes): Promise<ExitCode> {
  const api = apiFor(stage, wanted.token, 0);
  const { verdict, seen } = await admission(stage, wanted, api);
  if (verdict.kind === "refused") return refuse(stage, [refusalText(verdict)], EXIT.policy);
  if (verdict.kind === "degraded") return refuse(stage, [FORK_WRITES_NOTHING], EXIT.policy);
  const { state, effects, token, dryRun, plan } = {
    ...wanted,
    state: stateDirectory(stage.ground, wanted.stateDir),
  };
  const order = { state, run: wanted.resume === "" ? "latest" : wanted.resume, effects, token, dryRun, plan };
  const { code, lines } = await deliverRun({ ...stage, seen }, order);
  const page = deliveryPage(lines);
  if (page !== "" && !stage.files.summary(page)) stage.log.group("Written to GitHub", page);
  return code;
}

function opening({ seen, ground, log }: Stage, wanted: Wishes): void {
  const lines = [
    `mode: ${wanted.mode}`,
    `workflow: ${wanted.workflow}`,
    `event: ${seen.event}${seen.action === "" ? "" : ` (${seen.action})`}`,
    `actor: ${seen.actor}${seen.actor === seen.triggeringActor ? "" : `, started by ${seen.triggeringActor}`}`,
    `commit: ${seen.head ?? "unknown"}`,
    `attempt: ${ground.attempt}`,
    `node: ${process.version}`,
  ];
  log.group("What was asked", `${lines.join("\n")}\n`);
}

async function perform(stage: Stage, wanted: Wishes): Promise<ExitCode> {
  const directory = insideWorkspace(stage.ground, wanted.workingDirectory);
  if (directory === null) return refuse(stage, [NO_FOLDER], EXIT.usage);
  if (wanted.mode === "deliver") return deliverIfAllowed(stage, wanted);
  if (wanted.mode === "run") return runIfAllowed(stage, wanted, directory);
  if (wanted.mode !== "validate") {
    // Most workflows run in one job.
    const { actAsPart } = await import("./action-parts.ts");
    return actAsPart(stage, wanted, directory);
  }
  const { code, document } = await findings(stage, wanted, directory, null);
  showFindings(stage, document);
  return code;
}

export async function act(door: ActionDoor): Promise<ExitCode> {
  const stage = stageFor(door);
  const wanted = wishes(door.env);
  try {
    if (!wanted.ok) return refuse(stage, wanted.error, EXIT.usage);
    opening(stage, wanted.value);
    return await perform(stage, wanted.value);
  } finally {
    stage.log.flush();
  }
}
