/** The person's repository as a run finds it: where it lies, what stands in it, and what no run can work with. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Environment, type Git, gitIn, line } from "./git.ts";

/** The oldest git that joins commits without a working tree. */
export const OLDEST_GIT = "2.39";

/** What a run cannot work with, said as a sentence, and what to do about it. */
export type Unfit = Readonly<{ message: string; hint: string }>;

export type Repository = Readonly<{
  /** Where the working tree begins, and the folder in it that was asked about ("" or with a slash at its end). */
  top: string;
  prefix: string;
  common: string;
  objects: string;
  format: string;
  shallow: boolean;
  head: string | null;
  /** How files are written and compared here: nothing of it can start a program. */
  settings: readonly string[];
  /** Known files that differ from the last commit, and files that git does not know. */
  changed: number;
  unknown: number;
  submodules: boolean;
}>;

const SHARED = "or let the tasks work in one tree with `isolation: shared`";
const HARMLESS: ReadonlySet<string> = new Set([
  "core.autocrlf",
  "core.eol",
  "core.excludesfile",
  "core.filemode",
  "core.ignorecase",
  "core.precomposeunicode",
  "core.symlinks",
]);

/** Null is fine. */
export function versionFault(said: string): Unfit | null {
  const [, major = "", minor = ""] = /(\d+)\.(\d+)/.exec(said) ?? [];
  const [oldMajor = 0, oldMinor = 0] = OLDEST_GIT.split(".").map(Number);
  const isEnough = Number(major) > oldMajor || (Number(major) === oldMajor && Number(minor) >= oldMinor);
  if (major !== "" && isEnough) return null;
  const found = major === "" ? "unknown" : `${major}.${minor}`;
  return {
    message: `git ${OLDEST_GIT} or newer is needed for working trees of their own; this one is ${found}`,
    hint: `install a newer git, ${SHARED}`,
  };
}

const WHERE = ["--show-toplevel", "--show-prefix", "--git-common-dir", "--git-path", "objects"] as const;

type Where = Pick<Repository, "top" | "prefix" | "common" | "objects" | "format" | "shallow">;

function whereOf(text: string): Where | null {
  const [top, prefix, common, objects, format, shallow, ...more] = line(text).split("\n");
  if (top === undefined || prefix === undefined || common === undefined || objects === undefined) return null;
  if (format === undefined || shallow === undefined || more.length > 0) return null;
  return { top, prefix, common, objects, format, shallow: shallow === "true" };
}

type Standing = Readonly<{ head: string | null; changed: number; unknown: number; unmerged: number }>;

/** From git's own format for programs. */
export function standingOf(text: string): Standing {
  const found = { head: null as string | null, changed: 0, unknown: 0, unmerged: 0 };
  const fields = text.split("\0");
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? "";
    if (field.startsWith("# branch.oid ")) {
      const name = field.slice("# branch.oid ".length);
      found.head = /^[0-9a-f]+$/.test(name) ? name : null;
    } else if (field.startsWith("1 ")) found.changed += 1;
    else if (field.startsWith("2 ")) {
      found.changed += 1;
      // The name before stands in a field of its own.
      at += 1;
    } else if (field.startsWith("u ")) found.unmerged += 1;
    else if (field.startsWith("? ")) found.unknown += 1;
  }
  return found;
}

type Configured = Readonly<{ settings: readonly string[]; partial: boolean }>;

function configuredIn(text: string): Configured {
  const pairs = text.split("\0").flatMap((entry): (readonly [string, string])[] => {
    const at = entry.indexOf("\n");
    return at < 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
  });
  const settings = pairs.filter(([name]) => HARMLESS.has(name)).map(([name, value]) => `${name}=${value}`);
  const partial = pairs.some(
    ([name, value]) =>
      name === "extensions.partialclone" || (/^remote\..*\.promisor$/s.test(name) && value === "true"),
  );
  return { settings, partial };
}

const unfit = (message: string, hint: string): Result<never, Unfit> => err({ message, hint });

function checked(standing: Standing, configured: Configured): Unfit | null {
  if (standing.unmerged > 0) {
    const message = "the repository is in the middle of a merge: some of its files have conflicts";
    return { message, hint: `finish or abort the merge, ${SHARED}` };
  }
  if (!configured.partial) return null;
  const message = "the repository is a partial clone: it does not have all of its files";
  return { message, hint: `fetch the rest with \`git fetch --refetch --no-filter\`, ${SHARED}` };
}

/** A folder of which git knows no file is no part of the repository around it, least of all if it is ignored. */
async function isStrange(git: Git, { prefix }: Where): Promise<boolean> {
  if (prefix === "") return false;
  const known = await git.ask(["ls-files", "-z", "--", "."]);
  return known.ok && known.value === "";
}

/** All at once: none of them needs another. */
const asked = (git: Git) =>
  Promise.all([
    git.ask(["version"]),
    git.ask([
      "rev-parse",
      "--path-format=absolute",
      ...WHERE,
      "--show-object-format",
      "--is-shallow-repository",
    ]),
    git.ask([
      "status",
      "--porcelain=v2",
      "--branch",
      "-z",
      "--untracked-files=normal",
      "--ignore-submodules=all",
    ]),
    git.ask(["config", "--list", "-z"]),
  ]);

/** Null if the folder is no part of a repository. */
export async function repositoryAt(
  directory: string,
  env: Environment,
): Promise<Result<Repository | null, Unfit>> {
  const git = gitIn(directory, env);
  const [version, where, status, config] = await asked(git);
  if (!version.ok) return unfit(version.error, `install git ${OLDEST_GIT} or newer, ${SHARED}`);
  const old = versionFault(version.value);
  if (old !== null) return err(old);
  const found = where.ok ? whereOf(where.value) : null;
  if (!where.ok || found === null || !status.ok || !config.ok) {
    const why = [where, status, config].find((one) => !one.ok);
    const words = why === undefined || why.ok ? "its path has a line break" : why.error;
    return unfit(`the repository at ${directory} cannot be used: ${words}`, `mend it, ${SHARED}`);
  }
  if (await isStrange(git, found)) return ok(null);
  const standing = standingOf(status.value);
  const configured = configuredIn(config.value);
  const fault = checked(standing, configured);
  if (fault !== null) return err(fault);
  const { head, changed, unknown } = standing;
  const submodules = existsSync(join(found.top, ".gitmodules"));
  return ok({ ...found, settings: configured.settings, head, changed, unknown, submodules });
}
