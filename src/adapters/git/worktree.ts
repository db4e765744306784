/** Working trees come and go in the run's own folder; none of them is known to the person's repository. */
import { copyFileSync, mkdirSync, realpathSync, rmSync, statSync, utimesSync } from "node:fs";
import { join, resolve } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Commit, Place } from "../../ports/workspace.ts";
import { run } from "../system/process.ts";
import type { Environment } from "./git.ts";
import { broken } from "./join.ts";
import type { Repository } from "./repository.ts";
import { gitOfAgents, type Vault } from "./vault.ts";

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
  const directory = directoryIn(path, repository.prefix);
  return directory.ok ? ok({ name, path, directory: directory.value, start }) : directory;
}

/** Many files are taken away by a program of the system: this process has other things to do meanwhile. */
export async function closeWorktree(vault: Vault, env: Environment, { name, path }: Place): Promise<void> {
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
