/** What decides about a run under a change is read where the change leads to; if that cannot be read, nothing starts. */
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, sep } from "node:path";
import type { Api } from "../adapters/github/api.ts";
import { commitFiles as filesOnGithub } from "../adapters/github/commit-files.ts";
import { commitFiles as filesHere } from "../adapters/git/commit-files.ts";
import { gitIn } from "../adapters/git/git.ts";
import {
  bytesAt,
  entriesBelow,
  placeFile,
  removeEntry,
  type PlacedFile,
} from "../adapters/system/placed-files.ts";
import { EXTENSIONS, WORKFLOW_FOLDERS } from "../app/places.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import {
  AGENT_PLACES,
  definitionPlaces,
  isAgentPlace,
  isOwnPlace,
  isPlainPath,
} from "../core/guard/base-paths.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import { CHANGES } from "./action-admission.ts";
import { broughtFiles, type Source } from "./action-base-files.ts";
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
}>;

const MAX_NAMED = 5;

const named = (paths: readonly string[]): string => {
  const more = paths.length - MAX_NAMED;
  const shown = paths.slice(0, MAX_NAMED).map((path) => oneLine(path, 120));
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

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

/** Where the repository begins that holds the project. */
function topOf(workspace: string, directory: string): string {
  let here = directory;
  while (here !== workspace && here.startsWith(`${workspace}${sep}`)) {
    if (existsSync(join(here, ".git"))) return here;
    here = join(here, "..");
  }
  return workspace;
}

const below = (prefix: string, path: string): string => (prefix === "" ? path : `${prefix}/${path}`);

/** The project's folder and all above it: programs of agents look in each of them. */
function prefixesOf(prefix: string): readonly string[] {
  const parts = prefix === "" ? [] : prefix.split("/");
  return ["", ...parts.map((_, at) => parts.slice(0, at + 1).join("/"))];
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

/** What programs of agents read by themselves becomes what the base has, also where it was a link; gives what was changed. */
function replaceAgentFiles(
  top: string,
  prefixes: readonly string[],
  base: readonly PlacedFile[],
): readonly string[] {
  const wanted = new Map(base.map((file) => [file.path, file]));
  const changed: string[] = [];
  for (const prefix of prefixes) {
    const folder = join(top, prefix);
    const names = existsSync(folder) ? readdirSync(folder).filter(isAgentPlace) : [];
    const isLeft = (path: string): boolean =>
      isOwnPlace(prefix === "" ? path : path.slice(prefix.length + 1));
    for (const path of names.flatMap((name) => entriesBelow(top, below(prefix, name), isLeft))) {
      if (wanted.has(path)) continue;
      removeEntry(top, path);
      changed.push(path);
    }
  }
  for (const file of base) {
    const now = bytesAt(top, file.path, file.bytes.length);
    if (now !== null && Buffer.compare(now, file.bytes) === 0) continue;
    placeFile(top, file);
    changed.push(file.path);
  }
  return changed;
}

/** Working trees of tasks begin with files that git knows of. */
async function makeKnown({ door }: Stage, top: string, paths: readonly string[]): Promise<void> {
  const there = paths.filter((path) => existsSync(join(top, path)));
  if (there.length === 0 || !existsSync(join(top, ".git"))) return;
  const git = gitIn(top, programEnvironment(door.env, {}), { env: { GIT_LITERAL_PATHSPECS: "1" } });
  await git.ask(["add", "--intent-to-add", "--force", "--", ...there]);
}

function noteOf(base: string, fetched: readonly string[], changed: readonly string[]): readonly string[] {
  const all = [...new Set([...fetched, ...changed])];
  if (all.length === 0) return [];
  return [
    `What decides about the run was read at the base ${base.slice(0, 12)}; this change has other versions of ${named(all)}, which did not count.`,
  ];
}

async function readBase(
  stage: Stage,
  api: Api | null,
  where: Readonly<{ directory: string; word: string; base: string; stateDir: string }>,
): Promise<Result<Basis, Said>> {
  const { directory, word, base, stateDir } = where;
  const { workspace, temporary } = stage.ground;
  const top = topOf(workspace, directory);
  const prefix = relative(top, directory).split(sep).join("/");
  const planted = await stateFault(stage, stateDir, top);
  if (planted !== null) return err(planted);
  const source = await sourceOf(stage, api, top, base);
  if (source === null) return err(unreadable("there is no token, and the commit is not here"));
  const prefixes = prefixesOf(prefix);
  const places = [
    ...definitionPlaces(word).map((path) => below(prefix, path)),
    ...prefixes.flatMap((each) => AGENT_PLACES.map((path) => below(each, path))),
  ];
  const brought = await broughtFiles(source, top, [...new Set(places)]);
  if (!brought.ok) return err(unreadable(brought.error));
  const { all, fetched } = brought.value;
  const inner = all.flatMap((file) =>
    prefix === "" || file.path.startsWith(`${prefix}/`)
      ? [{ ...file, path: prefix === "" ? file.path : file.path.slice(prefix.length + 1) }]
      : [],
  );
  if (isMissing(word, new Set(inner.map(({ path }) => path)), directory)) return err(isNew(word));
  const definitions = mkdtempSync(join(temporary === "" ? tmpdir() : temporary, "agent-orchestrator-base-"));
  for (const file of inner) placeFile(definitions, file);
  const forAgents = all.filter(({ path }) =>
    prefixes.some(
      (each) => (each === "" || path.startsWith(`${each}/`)) && isAgentPlace(firstBelow(each, path)),
    ),
  );
  const changed = replaceAgentFiles(top, prefixes, forAgents);
  await makeKnown(stage, top, changed);
  return ok({ definitions, workflow: word, notes: noteOf(base, fetched, changed) });
}

const firstBelow = (prefix: string, path: string): string =>
  (prefix === "" ? path : path.slice(prefix.length + 1)).split("/")[0] ?? "";

/** An event that is about no change leaves everything as it was checked out. */
export async function basisOf(
  stage: Stage,
  wanted: Pick<Wishes, "workflow" | "definitions" | "stateDir">,
  directory: string,
  api: Api | null,
): Promise<Result<Basis, Said>> {
  const { event, change, base } = stage.seen;
  const own: Basis = { definitions: null, workflow: wanted.workflow, notes: [] };
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
