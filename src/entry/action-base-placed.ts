/** Files that decide, where they count: definitions in a folder of their own, what agents read by themselves in the checkout. */
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { gitIn } from "../adapters/git/git.ts";
import {
  bytesAt,
  entriesBelow,
  placeFile,
  removeEntry,
  type PlacedFile,
} from "../adapters/system/placed-files.ts";
import { isAgentPlace, isOwnPlace } from "../core/guard/base-paths.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import { programEnvironment } from "./action-ground.ts";
import type { Stage } from "./action-stage.ts";

export type Ours = Readonly<{
  /** Where the repository begins that holds the project. */
  top: string;
  /** The project's folder, from there. */
  prefix: string;
}>;

const MAX_NAMED = 5;

const named = (paths: readonly string[]): string => {
  const more = paths.length - MAX_NAMED;
  const shown = paths.slice(0, MAX_NAMED).map((path) => oneLine(path, 120));
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

function topOf(workspace: string, directory: string): string {
  let here = directory;
  while (here !== workspace && here.startsWith(`${workspace}${sep}`)) {
    if (existsSync(join(here, ".git"))) return here;
    here = join(here, "..");
  }
  return workspace;
}

export function oursIn({ ground: { workspace } }: Stage, directory: string): Ours {
  const top = topOf(workspace, directory);
  return { top, prefix: relative(top, directory).split(sep).join("/") };
}

export const below = (prefix: string, path: string): string => (prefix === "" ? path : `${prefix}/${path}`);

/** The project's folder and all above it: programs of agents look in each of them. */
export function prefixesOf(prefix: string): readonly string[] {
  const parts = prefix === "" ? [] : prefix.split("/");
  return ["", ...parts.map((_, at) => parts.slice(0, at + 1).join("/"))];
}

/** Those of the project, by their paths there. */
export const innerOf = (prefix: string, files: readonly PlacedFile[]): readonly PlacedFile[] =>
  prefix === ""
    ? files
    : files.flatMap((file) =>
        file.path.startsWith(`${prefix}/`) ? [{ ...file, path: file.path.slice(prefix.length + 1) }] : [],
      );

const firstBelow = (prefix: string, path: string): string =>
  (prefix === "" ? path : path.slice(prefix.length + 1)).split("/")[0] ?? "";

const isForAgents =
  (prefixes: readonly string[]) =>
  ({ path }: PlacedFile): boolean =>
    prefixes.some(
      (each) => (each === "" || path.startsWith(`${each}/`)) && isAgentPlace(firstBelow(each, path)),
    );

const isDifferent =
  (top: string) =>
  ({ path, bytes }: PlacedFile): boolean => {
    const now = bytesAt(top, path, bytes.length);
    return now === null || Buffer.compare(now, bytes) !== 0;
  };

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
  for (const file of base.filter(isDifferent(top))) {
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

function noteOf(commit: string, paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  return [
    `What decides about the run was read at the base ${commit.slice(0, 12)}; this change has other versions of ${named(paths)}, which did not count.`,
  ];
}

export type Placed = Readonly<{ definitions: string; notes: readonly string[] }>;

export async function placeBase(
  stage: Stage,
  { top, prefix }: Ours,
  { commit, files }: Readonly<{ commit: string; files: readonly PlacedFile[] }>,
): Promise<Placed> {
  const { temporary } = stage.ground;
  const prefixes = prefixesOf(prefix);
  const others = files.filter(isDifferent(top)).map(({ path }) => path);
  const definitions = mkdtempSync(join(temporary === "" ? tmpdir() : temporary, "agent-orchestrator-base-"));
  for (const file of innerOf(prefix, files)) placeFile(definitions, file);
  const changed = replaceAgentFiles(top, prefixes, files.filter(isForAgents(prefixes)));
  await makeKnown(stage, top, changed);
  return { definitions, notes: noteOf(commit, [...new Set([...others, ...changed])]) };
}
