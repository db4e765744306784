/** Does what an event asks for, and says so where nothing is done. */
import type { Api } from "../adapters/github/api.ts";
import { unreachable } from "../core/base/never.ts";
import { ok, type Result } from "../core/base/result.ts";
import { inline } from "../core/render/markdown-text.ts";
import { isForeign } from "./action-admission.ts";
import { cancelAll, sign, tellRefusal, tellStatus } from "./action-answer.ts";
import type { Basis } from "./action-base.ts";
import { hasErrors, showFindings } from "./action-findings.ts";
import { stateDirectory } from "./action-ground.ts";
import type { Beginning } from "./action-carry.ts";
import { commentIn, FOR_OTHERS, type Intent } from "./action-intent.ts";
import { askProgram } from "./action-program.ts";
import { REFUSED, refuse } from "./action-refused.ts";
import type { Said } from "./said.ts";
import { runWorkflow, type Going } from "./action-run.ts";
import type { Stage } from "./action-stage.ts";
import { AUTO, type Wishes } from "./action-wishes.ts";
import { wordsOf } from "./action-words.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

export const SKIPPED = "skipped";

/** The findings as `validate --json` prints them. */
export async function findings(stage: Stage, wanted: Wishes, directory: string, definitions: string | null) {
  const place = {
    directory,
    definitions,
    state: stateDirectory(stage.ground, wanted.stateDir),
    inputs: null,
    untrusted: isForeign(stage.seen),
  };
  const { code, out, err } = await askProgram(stage, wordsOf({ ...wanted, mode: "validate" }, place));
  stage.log.text(err);
  return { code, document: out };
}

async function runHere(going: Going): Promise<ExitCode> {
  const { stage, wanted, directory, definitions } = going;
  const { code, began } = await runWorkflow(going);
  if (began || code === EXIT.done) return code;
  stage.files.output("conclusion", REFUSED);
  if (code !== EXIT.usage || wanted.workflow === "") return code;
  const { document } = await findings(stage, wanted, directory, definitions);
  if (hasErrors(document)) showFindings(stage, document);
  return code;
}

/** Nothing is wrong, and nothing is to be done. */
export function nothing({ log, files }: Stage, { message, hint }: Said): ExitCode {
  log.mark({ level: "notice", message: `${message}\n${hint}` });
  files.output("conclusion", SKIPPED);
  files.summary(
    `# ⏭️ agent-orchestrator started nothing\n\n${inline(message, 300)}. ${inline(hint, 300)}.\n`,
  );
  return EXIT.done;
}

export type Means = Readonly<{
  /** To ask, and to answer orders. */
  api: Api | null;
  /** Nobody was asked, nothing is started: only shown. */
  dry: boolean;
  degraded: boolean;
  level: string | null;
}>;

async function refuseAloud(stage: Stage, wanted: Wishes, means: Means, said: Said): Promise<ExitCode> {
  if (!means.dry && !means.degraded) await tellRefusal(stage, means.api, wanted.token, said);
  return refuse(stage, [said], EXIT.usage);
}

/** The answer to a question of an earlier run, before that goes on; an error is why it does not count. */
async function answerFirst(stage: Stage, words: readonly string[], { level }: Means): Promise<Said | null> {
  if (words.length === 0) return null;
  const by = { AO_ACTOR: stage.seen.actor, AO_ACTOR_LEVEL: level ?? "none" };
  const { code, out, err } = await askProgram(stage, words, by);
  stage.log.text(out + err);
  if (code === EXIT.done) return null;
  const [first = "it was refused", hint = ""] = err
    .split("\n")
    .map((line) => line.replace(/^ *(?:error|help): /, ""));
  return { message: `the answer does not count: ${first}`, hint };
}

type Where = Readonly<{ directory: string; basis: Basis }>;

/** Of what earlier jobs have kept; nothing of it is looked at where nothing may be done. */
function beginningOf(
  stage: Stage,
  wanted: Wishes,
  { api, dry, degraded }: Means,
  { directory, basis: { definitions } }: Where,
): Promise<Result<Beginning, Said>> {
  const { resume, stateDir } = wanted;
  if (dry || degraded) return Promise.resolve(ok({ run: resume === AUTO ? "" : resume, keep: null }));
  const { beginWithNamed, beginWithSame } = stage.door.carry();
  const place = { directory, definitions, state: stateDirectory(stage.ground, stateDir) };
  return resume === AUTO
    ? beginWithSame(stage, wanted, api, place).then(ok)
    : beginWithNamed(stage, wanted, api, place);
}

/** What was answered first, then the run itself. */
async function goOn(
  stage: Stage,
  { before, pairs, wanted: asked, begun: known, unheard }: Extract<Intent, { kind: "run" }>,
  wanted: Wishes,
  means: Means,
  { directory, basis }: Where,
): Promise<ExitCode> {
  const { api, dry, degraded } = means;
  const said = dry ? null : await answerFirst(stage, before, means);
  if (said !== null) return refuseAloud(stage, wanted, means, said);
  if (!dry && commentIn(stage) !== null) await sign(stage, api, "eyes");
  api?.patience(0);
  const begun = known === null ? await beginningOf(stage, asked, means, { directory, basis }) : ok(known);
  if (!begun.ok) return refuseAloud(stage, wanted, means, begun.error);
  const { run: resume, keep } = begun.value;
  return runHere({
    stage,
    wanted: { ...asked, resume },
    keep,
    directory,
    definitions: basis.definitions,
    notes: basis.notes,
    pairs,
    unheard,
    api: dry ? null : api,
    degraded: dry || degraded,
    untrusted: dry ? isForeign(stage.seen) : degraded,
  });
}

/** An order that starts no run. */
export async function doOrder(
  stage: Stage,
  kind: "status" | "cancel",
  wanted: Wishes,
  api: Api | null,
): Promise<ExitCode> {
  if (api === null) return nothing(stage, FOR_OTHERS);
  const tell = kind === "status" ? tellStatus : cancelAll;
  stage.log.text(`${await tell(stage, api, wanted.token)}\n`);
  stage.files.output("conclusion", SKIPPED);
  return EXIT.done;
}

export async function performIntent(
  stage: Stage,
  intent: Intent,
  wanted: Wishes,
  means: Means,
  place: Where,
): Promise<ExitCode> {
  const { api, dry, degraded } = means;
  switch (intent.kind) {
    case "nothing":
      return nothing(stage, intent.said);
    case "refused":
      return refuseAloud(stage, wanted, means, intent.said);
    case "status":
    case "cancel":
      return doOrder(stage, intent.kind, wanted, dry || degraded ? null : api);
    case "run":
      return goOn(stage, intent, wanted, means, place);
    default:
      return unreachable(intent);
  }
}
