/** One step of a job: what was asked, whether it may, what came of it. */
import { ok } from "../core/base/result.ts";
import { admission, isForeign, isHarmless, refusalText } from "./action-admission.ts";
import { hasErrors, showFindings } from "./action-findings.ts";
import { insideWorkspace, programEnvironment, stateDirectory } from "./action-ground.ts";
import { deliverRun, deliveryPage } from "./action-deliver.ts";
import { actAsPart } from "./action-parts.ts";
import { REFUSED, refuse, type Said } from "./action-refused.ts";
import { runWorkflow, type Going } from "./action-run.ts";
import { sinkTo } from "./action-sink.ts";
import { apiFor, stageFor, type ActionDoor, type Stage } from "./action-stage.ts";
import { AUTO, wishes, type Wishes } from "./action-wishes.ts";
import { wordsOf } from "./action-words.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

const NO_FOLDER: Said = {
  message: "`working_directory` is no folder of the workspace",
  hint: "check the repository out before, and name a folder in it",
};

/** The findings as `validate --json` prints them. */
async function findings(stage: Stage, wanted: Wishes, directory: string) {
  const { door, ground, log, seen } = stage;
  let document = "";
  const place = {
    directory,
    state: stateDirectory(ground, wanted.stateDir),
    inputs: null,
    untrusted: isForeign(seen),
  };
  const code = await door.program().main(wordsOf({ ...wanted, mode: "validate" }, place), {
    env: programEnvironment(door.env, {}),
    root: door.root,
    load: door.load,
    remember: () => undefined,
    outside: {
      out: sinkTo(stage, (text) => (document += text)),
      err: sinkTo(stage, log.text),
      unicode: true,
    },
  });
  return { code, document };
}

async function runHere(
  stage: Stage,
  wanted: Wishes,
  directory: string,
  how: Pick<Going, "api" | "degraded" | "untrusted" | "keep">,
): Promise<ExitCode> {
  const { code, began } = await runWorkflow({ stage, wanted, directory, ...how });
  if (began || code === EXIT.done) return code;
  stage.files.output("conclusion", REFUSED);
  if (code !== EXIT.usage || wanted.workflow === "") return code;
  const { document } = await findings(stage, wanted, directory);
  if (hasErrors(document)) showFindings(stage, document);
  return code;
}

/** Where nothing of earlier jobs is looked at. */
const fresh = (wanted: Wishes): Wishes => (wanted.resume === AUTO ? { ...wanted, resume: "" } : wanted);

async function runIfAllowed(stage: Stage, wanted: Wishes, directory: string): Promise<ExitCode> {
  if (isHarmless(wanted)) {
    const untrusted = isForeign(stage.seen);
    return runHere(stage, fresh(wanted), directory, { api: null, degraded: true, untrusted, keep: null });
  }
  const api = apiFor(stage, wanted.token, 0);
  const { verdict, seen } = await admission(stage, wanted, api);
  if (verdict.kind === "refused") return refuse(stage, [refusalText(verdict)], EXIT.policy);
  if (verdict.kind === "degraded")
    return runHere({ ...stage, seen }, fresh(wanted), directory, {
      api,
      degraded: true,
      untrusted: true,
      keep: null,
    });
  const known = { ...stage, seen };
  const state = stateDirectory(stage.ground, wanted.stateDir);
  const { beginWithNamed, beginWithSame } = stage.door.carry();
  const place = { directory, state };
  const begun =
    wanted.resume === AUTO
      ? ok(await beginWithSame(known, wanted, api, place))
      : await beginWithNamed(known, wanted, api, place);
  if (!begun.ok) return refuse(stage, [begun.error], EXIT.usage);
  const { run: resume, keep } = begun.value;
  return runHere(known, { ...wanted, resume }, directory, { api, degraded: false, untrusted: false, keep });
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
  const { state, effects, token, dryRun } = {
    ...wanted,
    state: stateDirectory(stage.ground, wanted.stateDir),
  };
  const order = { state, run: wanted.resume === "" ? "latest" : wanted.resume, effects, token, dryRun };
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
  if (wanted.mode !== "validate") return actAsPart(stage, wanted, directory);
  const { code, document } = await findings(stage, wanted, directory);
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
