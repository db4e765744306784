/** What decides about a run under a change is read where the change leads to; if that cannot be read, nothing starts. */
import { existsSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { Api } from "../adapters/github/api.ts";
import { commitFiles as filesOnGithub } from "../adapters/github/commit-files.ts";
import { commitFiles as filesHere } from "../adapters/git/commit-files.ts";
import type { PlacedFile } from "../adapters/system/placed-files.ts";
import { EXTENSIONS, WORKFLOW_FOLDERS } from "../app/places.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { AGENT_PLACES, definitionPlaces, isPlainPath } from "../core/guard/base-paths.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import { CHANGES } from "./action-admission.ts";
import { broughtFiles, type Source } from "./action-base-files.ts";
import { below, innerOf, oursIn, placeBase, prefixesOf } from "./action-base-placed.ts";
import { programEnvironment } from "./action-ground.ts";
import type { Said } from "./said.ts";
import type { Stage } from "./action-stage.ts";
import { stateFault } from "./action-state.ts";
import type { Wishes } from "./action-wishes.ts";

export type Basis = Readonly<{
  /** Where the program reads what decides; null where that is the checkout itself. */
  definitions: string | null;
  /** The workflow, by a word that means the same there. */
  workflow: string;
  notes: readonly string[];
  /** As they were read, for jobs that do the rest; null where nothing was read. */
  files: Readonly<{ commit: string; files: readonly PlacedFile[] }> | null;
}>;

const unreadable = (why: string): Said => ({
  message: `nothing was started: what decides about the run could not be read where the change leads to: ${why}`,
  hint: "give the job `contents: read` and the action its `github_token`, or check out with `fetch-depth: 0`",
});

const NOT_OWN: Said = {
  message: "nothing was started: `definitions: head` is for one's own change alone",
  hint: "leave `definitions` out; only on pull_request, and for a change by whoever started this, may they be the change's own",
};

const OUTSIDE: Said = {
  message: "nothing was started: under a change, `workflow` must lie in the project",
  hint: "name it, or give its path from the project's folder, without `..`",
};

const isNew = (workflow: string): Said => ({
  message: `nothing was started: the workflow "${oneLine(workflow, 120)}" is new in this change, and what decides about a run is read where the change leads to`,
  hint: "it can run once it is merged; `mode: validate` checks it as it is",
});

const same = (a: string, b: string | null): boolean => a !== "" && a.toLowerCase() === b?.toLowerCase();

/** Somebody who may write, and runs what they wrote: they could run it anyway. */
function isOwnChange({ seen }: Stage): boolean {
  const { event, fork, actor, triggeringActor, author } = seen;
  return event === "pull_request" && fork === false && same(actor, author) && same(triggeringActor, author);
}

/** Null for what leads out of the project. */
function plainWord(word: string, directory: string): string | null {
  const path = isAbsolute(word)
    ? relative(directory, word).split(sep).join("/")
    : word.replace(/^(?:\.\/)+/, "");
  return path === "" || isPlainPath(path) ? path : null;
}

function isMissing(word: string, paths: ReadonlySet<string>, directory: string): boolean {
  const candidates = [
    word,
    ...WORKFLOW_FOLDERS.flatMap((folder) => EXTENSIONS.map((ending) => `${folder}/${word}${ending}`)),
  ];
  const lies = (path: string): boolean => existsSync(join(directory, path)) && isPlainPath(path);
  return word !== "" && !candidates.some((path) => paths.has(path)) && candidates.some(lies);
}

/** Here already only in deep checkouts; asked for otherwise. */
async function sourceOf(stage: Stage, api: Api | null, top: string, base: string): Promise<Source | null> {
  const { door, ground } = stage;
  const local = existsSync(join(top, ".git"))
    ? await filesHere(top, programEnvironment(door.env, {}), base)
    : null;
  if (local !== null) return { files: local, remote: false };
  if (api === null || ground.repository === null) return null;
  return { files: filesOnGithub(api, ground.repository, base), remote: true };
}

async function readBase(
  stage: Stage,
  api: Api | null,
  where: Readonly<{ directory: string; word: string; base: string; stateDir: string }>,
): Promise<Result<Basis, Said>> {
  const { directory, word, base, stateDir } = where;
  const ours = oursIn(stage, directory);
  const { top, prefix } = ours;
  const planted = await stateFault(stage, stateDir, top);
  if (planted !== null) return err(planted);
  const source = await sourceOf(stage, api, top, base);
  if (source === null) return err(unreadable("there is no token, and the commit is not here"));
  const places = [
    ...definitionPlaces(word).map((path) => below(prefix, path)),
    ...prefixesOf(prefix).flatMap((each) => AGENT_PLACES.map((path) => below(each, path))),
  ];
  const brought = await broughtFiles(source, top, [...new Set(places)]);
  if (!brought.ok) return err(unreadable(brought.error));
  const files = { commit: base, files: brought.value };
  const inner = innerOf(prefix, files.files);
  if (isMissing(word, new Set(inner.map(({ path }) => path)), directory)) return err(isNew(word));
  return ok({ ...(await placeBase(stage, ours, files)), workflow: word, files });
}

/** An event that is about no change leaves everything as it was checked out. */
export async function basisOf(
  stage: Stage,
  wanted: Pick<Wishes, "workflow" | "definitions" | "stateDir">,
  directory: string,
  api: Api | null,
): Promise<Result<Basis, Said>> {
  const { event, change, base } = stage.seen;
  const own: Basis = { definitions: null, workflow: wanted.workflow, notes: [], files: null };
  const isChange = CHANGES.has(event) && (event !== "issue_comment" || change !== null || base !== null);
  if (!isChange) return ok(own);
  if (wanted.definitions === "head") return isOwnChange(stage) ? ok(own) : err(NOT_OWN);
  if (base === null) return err(unreadable("nobody says which commit that is"));
  const word = plainWord(wanted.workflow, directory);
  if (word === null) return err(OUTSIDE);
  try {
    return await readBase(stage, api, { directory, word, base, stateDir: wanted.stateDir });
  } catch (error) {
    return err(unreadable(error instanceof Error ? oneLine(error.message, 200) : String(error)));
  }
}
