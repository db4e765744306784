/** A run beyond its job: kept as one artifact when it is over, and taken up again from one. Trouble with keeping is a warning. */
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { adoptNamed, adoptSame, type Here } from "../adapters/github/adopt.ts";
import type { Api } from "../adapters/github/api.ts";
import { send } from "../adapters/github/carry.ts";
import { PAGE } from "../adapters/github/results.ts";
import { WHOLE_RUN, type Label } from "../adapters/github/manifest.ts";
import type { Opened } from "../adapters/github/parcel.ts";
import { restArtifacts, type RestArtifacts } from "../adapters/github/rest-artifacts.ts";
import { parcelOf, unpack, WHOLE } from "../adapters/store/parcel-files.ts";
import { runFolder } from "../adapters/store/run-folder.ts";
import { RUN_ID } from "../adapters/store/runs.ts";
import { StoreTrouble } from "../adapters/store/trouble.ts";
import { digestOf } from "../adapters/system/digest.ts";
import { localFiles } from "../adapters/system/files.ts";
import { find } from "../app/find.ts";
import { runId, type RunId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { canonical } from "../core/base/value.ts";
import type { Segment } from "../core/journal/event.ts";
import { isAnswerWriter } from "../core/journal/foreign.ts";
import type { Keeping } from "./action-memory.ts";
import type { Wishes } from "./action-wishes.ts";
import { fullName, resultsFor, sleep, type Site } from "./carry-site.ts";
import { projectPath, writeOrigin } from "./origin.ts";

type Said = Readonly<{ message: string; hint: string }>;

export function restFor(
  { ground: { repository, apiUrl: base } }: Site,
  api: Api | null,
): RestArtifacts | null {
  return api === null || repository === null ? null : restArtifacts({ api, repository, base, sleep });
}

/** The same job asks the same of the same workflow. */
export const questionOf = (
  { ground: { job } }: Site,
  { workflow, inputs, workingDirectory }: Wishes,
): string => digestOf(canonical([job, workflow, inputs, workingDirectory]));

const hereIn = (stage: Site, wanted: Wishes): Here => ({
  repository: fullName(stage.ground),
  workflow: stage.ground.workflowFile,
  workflowRun: stage.ground.runId,
  attempt: stage.ground.attempt,
  head: stage.seen.head ?? "",
  event: stage.seen.event,
  asked: questionOf(stage, wanted),
});

function warn({ log }: Site, what: string, { message, hint }: Said): void {
  log.mark({ level: "warning", message: `${what}: ${message}\nhelp: ${hint}` });
}

const isOwn = ({ header }: Segment): boolean => !isAnswerWriter(header.writer);

function conclusionOf(last: Segment): string {
  const found = last.entries.findLast(({ type }) => type === "run.finished");
  return found?.type === "run.finished" ? found.conclusion : "";
}

/** As it lies there; nothing if it has not gone on since it was taken up. */
function packed(stage: Site, head: string | null, { state, run }: Kept, { asked, since }: Keeping) {
  const whole = parcelOf(runFolder(state, run), WHOLE);
  if (!whole.ok) return whole;
  const last = whole.value.segments.findLast(isOwn);
  if (last === undefined || last.header.epoch <= since) return ok(null);
  const label: Label = {
    kind: "run",
    repository: fullName(stage.ground),
    workflow: stage.ground.workflowFile,
    workflowRun: stage.ground.runId,
    attempt: stage.ground.attempt,
    head: head ?? "",
    run,
    plan: last.header.plan,
    writer: WHOLE_RUN,
    epoch: last.header.epoch,
    asked,
    conclusion: conclusionOf(last),
  };
  return ok({ label, parcel: whole.value.parcel });
}

export type Kept = Readonly<{ state: string; run: RunId }>;

/** Says what went wrong, and never more than that. */
async function keptFault(
  stage: Site,
  head: string | null,
  kept: Kept,
  keeping: Keeping,
): Promise<Said | null> {
  const results = resultsFor(stage);
  if (results === null) return null;
  const hint = "the run itself is not changed by this; another job cannot go on with it";
  try {
    const own = packed(stage, head, kept, keeping);
    if (!own.ok) return { message: own.error, hint };
    if (own.value === null) return null;
    const sent = await send(results, own.value.label, own.value.parcel);
    return sent.ok ? null : sent.error;
  } catch (error) {
    if (error instanceof StoreTrouble) return error.trouble;
    throw error;
  }
}

export async function keepRun(stage: Site, head: string | null, kept: Kept, keeping: Keeping): Promise<void> {
  const fault = await keptFault(stage, head, kept, keeping);
  if (fault !== null) warn(stage, `The run ${kept.run} was not kept`, fault);
}

/** One file, which a browser opens as it is: an artifact like that has the name of its file. */
export async function keepPage(stage: Site, path: string): Promise<void> {
  const sent = await resultsFor(stage)?.upload(basename(path), readFileSync(path), PAGE);
  if (sent === undefined || sent.ok) return;
  const hint = "the page itself is where `report_path` says";
  warn(stage, "The report was not kept as an artifact", { message: sent.error.words, hint });
}

/** `run` is empty for a new one; `keep` is null where nothing is to be kept. */
export type Beginning = Readonly<{ run: string; keep: Keeping | null }>;

/** The file as it was checked out is what is gone on with; null where it is not there, and a new run will say so. */
function workflowPath(
  { door }: Site,
  { workflow }: Pick<Wishes, "workflow">,
  project: string,
): string | null {
  const found = find(localFiles, { project, library: door.root }, workflow);
  return found.ok ? found.value.path : null;
}

export type Place = Readonly<{ directory: string; definitions: string | null; state: string }>;

export function placed(
  stage: Site,
  wanted: Pick<Wishes, "workflow">,
  { directory, definitions, state }: Place,
  found: Opened,
): Result<RunId, Said> {
  const { run } = found.manifest;
  const path = wanted.workflow === "" ? null : workflowPath(stage, wanted, definitions ?? directory);
  const hint = "start a new run, without `resume`";
  if (path === null && wanted.workflow !== "")
    return err({ message: `"${wanted.workflow}" is not there`, hint });
  const folder = unpack(state, run, found.parcel);
  if (!folder.ok) return err({ message: `the run ${run} cannot be taken up: ${folder.error}`, hint });
  if (path !== null) {
    const folders = { directory, definitions: definitions ?? directory };
    writeOrigin(folder.value, { workflow: projectPath(folders, path), directory });
  }
  stage.log.text(
    `Going on with the run ${run}, kept by workflow run ${found.manifest.workflowRun}, attempt ${found.manifest.attempt}\n`,
  );
  return ok(run);
}

export const taken = (found: Opened, run: RunId, keep: Keeping | null): Beginning => {
  const { asked, epoch } = found.manifest;
  return { run, keep: keep === null ? null : { asked: asked === "" ? keep.asked : asked, since: epoch } };
};

export const keepingOf = (stage: Site, wanted: Wishes): Keeping | null =>
  wanted.keep ? { asked: questionOf(stage, wanted), since: 0 } : null;

/** `resume: auto`: what is to be gone on with lies in the state folder afterwards; if there is nothing, a new run begins. */
export async function beginWithSame(
  stage: Site,
  wanted: Wishes,
  api: Api | null,
  place: Place,
): Promise<Beginning> {
  const keep = keepingOf(stage, wanted);
  const choice = await adoptSame(resultsFor(stage), restFor(stage, api), hereIn(stage, wanted));
  for (const fault of choice.notes) warn(stage, "Not gone on with", fault);
  if (choice.found === null) return { run: "", keep };
  const run = placed(stage, wanted, place, choice.found);
  if (run.ok) return taken(choice.found, run.value, keep);
  warn(stage, "Not gone on with", run.error);
  return { run: "", keep };
}

/** What a person named and is neither here nor kept anywhere is refused. */
export async function beginWithNamed(
  stage: Site,
  wanted: Wishes,
  api: Api | null,
  place: Place,
): Promise<Result<Beginning, Said>> {
  const keep = keepingOf(stage, wanted);
  const isElsewhere =
    RUN_ID.test(wanted.resume) && !existsSync(runFolder(place.state, runId(wanted.resume)).journal);
  const results = resultsFor(stage);
  if (!isElsewhere || (results === null && api === null)) return ok({ run: wanted.resume, keep });
  const rest = restFor(stage, api);
  const found = await adoptNamed(results, rest, runId(wanted.resume), hereIn(stage, wanted));
  if (!found.ok) return found;
  const run = placed(stage, wanted, place, found.value);
  return run.ok ? ok(taken(found.value, run.value, keep)) : run;
}
