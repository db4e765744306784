/** Working trees come and go in the run's own folder; none of them is known to the person's repository. */
import { copyFileSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, utimesSync } from "node:fs";
import { join, resolve } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Commit, Owner, Place } from "../../ports/workspace.ts";
import { run } from "../system/process.ts";
import type { Environment } from "./git.ts";
import { broken } from "./join.ts";
import { dropNote, isFile, isSoundIndex, type Note, writeNote } from "./kept.ts";
import type { Repository } from "./repository.ts";
import { gitOfAgents, gitOfVault, type Vault } from "./vault.ts";

const GRACE_MILLIS = 2000;

/** What git knows of the files while they are still its own. No younger than they are, so that no change is overlooked. */
function keepIndex(vault: Vault, name: string): void {
  const from = join(vault.agents, "worktrees", name, "index");
  const to = join(vault.indexes, name);
  copyFileSync(from, to);
  const written = (Math.floor(statSync(from).mtimeMs) - 1) / 1000;
  utimesSync(to, written, written);
}

/** The folder may be new there, but must not lie elsewhere by way of a link. */
function directoryIn(path: string, prefix: string): Result<string, Failure> {
  const directory = resolve(path, prefix);
  try {
    mkdirSync(directory, { recursive: true });
    const [top, real] = [realpathSync(path), realpathSync(directory)];
    if (real === top || real.startsWith(`${top}/`)) return ok(directory);
  } catch {
    // Told with the rest.
  }
  return err({ kind: "policy", message: `the folder ${prefix} does not lie in the working tree` });
}

export async function openWorktree(
  vault: Vault,
  repository: Repository,
  env: Environment,
  name: string,
  start: Commit,
  owner: Owner | undefined,
): Promise<Result<Place, Failure>> {
  const path = join(vault.worktrees, name);
  const words = ["worktree", "add", "--quiet", "--force", "--detach", path, start.commit];
  const added = await gitOfAgents(vault, env).ask(words);
  if (!added.ok) return broken(`no working tree could be made: ${added.error}`);
  try {
    keepIndex(vault, name);
  } catch (error) {
    return broken(error instanceof Error ? error.message : String(error));
  }
  const place = placeAt(vault, repository, name, start);
  if (place.ok && owner !== undefined) writeNote(vault, { name, owner, start });
  return place;
}

function placeAt(vault: Vault, { prefix }: Repository, name: string, start: Commit): Result<Place, Failure> {
  const path = join(vault.worktrees, name);
  const directory = directoryIn(path, prefix);
  return directory.ok ? ok({ name, path, directory: directory.value, start }) : directory;
}

/** Whoever was killed may have left it half written: then the agent's own git begins with what it began with before. */
function mendIndex(vault: Vault, name: string): void {
  const path = join(vault.agents, "worktrees", name, "index");
  const isSound = isFile(path) && isSoundIndex(readFileSync(path));
  if (isSound) return;
  rmSync(path, { recursive: true, force: true });
  copyFileSync(join(vault.indexes, name), path);
}

/** Nothing that git knew of these files is trusted: each is compared with what the tree began with. */
export async function reopenWorktree(
  vault: Vault,
  repository: Repository,
  env: Environment,
  { name, start }: Note,
): Promise<Place | null> {
  const index = { GIT_INDEX_FILE: join(vault.indexes, name) };
  const read = await gitOfVault(vault, env, repository.settings, { env: index }).ask([
    "read-tree",
    start.commit,
  ]);
  if (!read.ok) return null;
  try {
    mendIndex(vault, name);
  } catch {
    return null;
  }
  const place = placeAt(vault, repository, name, start);
  return place.ok ? place.value : null;
}

/** Many files are taken away by a program of the system: this process has other things to do meanwhile. */
export async function closeWorktree(vault: Vault, env: Environment, name: string): Promise<void> {
  const path = join(vault.worktrees, name);
  // First of all: a tree that is half gone is nobody's to go on with.
  dropNote(vault, name);
  const quiet = (): void => undefined;
  const launch = {
    argv: ["rm", "-rf", "--", path],
    env: { PATH: env["PATH"] ?? "/usr/bin:/bin" },
    directory: vault.path,
    stdin: null,
    stdout: quiet,
    stderr: quiet,
    weigh: [],
    marks: [],
    grace: GRACE_MILLIS,
  } as const;
  await run(launch, new AbortController().signal);
  for (const rest of [path, join(vault.agents, "worktrees", name), join(vault.indexes, name)])
    rmSync(rest, { recursive: true, force: true });
}
