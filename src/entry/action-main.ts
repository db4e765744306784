/** One step of a job: what was asked, whether it may, what came of it. */
import type { Api } from "../adapters/github/api.ts";
import { admission, isForeign, isHarmless, refusalText, type Said } from "./action-admission.ts";
import { showFindings } from "./action-findings.ts";
import { insideWorkspace, programEnvironment, stateDirectory } from "./action-ground.ts";
import { runWorkflow, sinkTo } from "./action-run.ts";
import { apiFor, stageFor, type ActionDoor, type Stage } from "./action-stage.ts";
import { wishes, type Wishes } from "./action-wishes.ts";
import { wordsOf } from "./action-words.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

function refuse(stage: Stage, said: readonly Said[], code: ExitCode): ExitCode {
  const { log, files } = stage;
  for (const { message, hint } of said) log.mark({ level: "error", message: `${message}\nhelp: ${hint}` });
  files.output("conclusion", "refused");
  const page = said.map(({ message, hint }) => `${message}. ${hint}.`).join("\n");
  log.text(`${page}\n`);
  return code;
}

async function validateFiles(stage: Stage, wanted: Wishes): Promise<ExitCode> {
  const { door, ground, log, seen } = stage;
  const directory = insideWorkspace(ground, wanted.workingDirectory);
  if (directory === null)
    return refuse(
      stage,
      [
        {
          message: "`working_directory` is no folder of the workspace",
          hint: "check the repository out before, and name a folder in it",
        },
      ],
      EXIT.usage,
    );
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
  showFindings(stage, document);
  return code;
}

async function runIfAllowed(stage: Stage, wanted: Wishes, api: Api | null): Promise<ExitCode> {
  if (isHarmless(wanted))
    return runWorkflow({ stage, wanted, api: null, degraded: true, untrusted: isForeign(stage.seen) });
  const { verdict, seen } = await admission(stage, wanted, api);
  if (verdict.kind === "refused") return refuse(stage, [refusalText(verdict)], EXIT.policy);
  const degraded = verdict.kind === "degraded";
  return runWorkflow({ stage: { ...stage, seen }, wanted, api, degraded, untrusted: degraded });
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

export async function act(door: ActionDoor): Promise<ExitCode> {
  const stage = stageFor(door);
  const wanted = wishes(door.env);
  try {
    if (!wanted.ok) return refuse(stage, wanted.error, EXIT.usage);
    opening(stage, wanted.value);
    return wanted.value.mode === "validate"
      ? await validateFiles(stage, wanted.value)
      : await runIfAllowed(stage, wanted.value, apiFor(stage, wanted.value.token, 0));
  } finally {
    stage.log.flush();
  }
}
