/** The workspace of one run, kept by git: a vault for its commits and a folder for the trees that are at work. */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Base, Label, Outcomes, Place, Workspace } from "../../ports/workspace.ts";
import { takeBase } from "./base.ts";
import type { Environment } from "./git.ts";
import { broken, joined } from "./join.ts";
import { dropNote, type Note } from "./kept.ts";
import { outcomesOf } from "./outcomes.ts";
import { repositoryAt, type Repository, type Unfit } from "./repository.ts";
import { staged } from "./stage.ts";
import { gitOfVault, prepareVault, tidyVault, vaultIn, type Vault } from "./vault.ts";
import { closeWorktree, openWorktree, reopenWorktree } from "./worktree.ts";

export type Found = Readonly<{
  repository: Repository;
  workspace: Workspace;
  outcomes: Outcomes;
  /** Commits that were made elsewhere, or were lost here, are taken over from their bundles, oldest first. */
  recall: (bundles: readonly Bundled[]) => Promise<Result<null, string>>;
  /** Nothing is at work any more. Gives how many trees stay, for tasks that were cut and will be gone on with. */
  tidy: (isWanted: (task: string) => boolean) => number;
}>;

export type Bundled = Readonly<{ commit: string; bytes: () => Uint8Array | undefined }>;

/** Those that nobody has asked for yet. What no longer fits goes at once. */
function reopening(
  vault: Vault,
  repository: Repository,
  env: Environment,
  notes: readonly Note[],
): Workspace["reopen"] {
  const left = new Set(notes);
  return async (owner, start) => {
    let found: Place | null = null;
    for (const note of [...left].filter(({ owner: { task } }) => task === owner.task)) {
      left.delete(note);
      const fits = note.owner.work === owner.work && note.start.commit === start.commit;
      if (fits && found === null) found = await reopenWorktree(vault, repository, env, note);
      if (found?.name !== note.name) await closeWorktree(vault, env, note.name);
    }
    return found;
  };
}

function workspaceOf(
  vault: Vault,
  repository: Repository,
  env: Environment,
  base: Base,
  notes: readonly Note[],
): Workspace {
  const own = gitOfVault(vault, env, repository.settings);
  return {
    base,
    origin: vault.path,
    join: (heads, label) => joined(own, heads, label),
    open: (name, start, owner) => openWorktree(vault, repository, env, name, start, owner),
    reopen: reopening(vault, repository, env, notes),
    save(place, finished) {
      const places = { GIT_WORK_TREE: place.path, GIT_INDEX_FILE: join(vault.indexes, place.name) };
      const git = gitOfVault(vault, env, repository.settings, { directory: place.path, env: places });
      return staged(git, own, place, finished);
    },
    async bundle(commit, known) {
      const file = join(vault.bundles, commit);
      const without = known.map((one) => `^${one}`);
      const words = ["bundle", "create", "--quiet", file, `refs/tasks/${commit}`, ...without];
      const made = await own.ask(["-c", "pack.threads=1", ...words]);
      return made.ok ? ok(file) : broken(made.error);
    },
    close: ({ name }) => closeWorktree(vault, env, name),
    disown: ({ name }) => dropNote(vault, name),
  };
}

async function recalled(
  vault: Vault,
  repository: Repository,
  env: Environment,
  bundles: readonly Bundled[],
): Promise<Result<null, string>> {
  const own = gitOfVault(vault, env, repository.settings);
  for (const { commit, bytes } of bundles) {
    const ref = `refs/tasks/${commit}`;
    const known = await own.tell(["cat-file", "-e", `${commit}^{commit}`]);
    if (known.ok && known.value.code === 0) continue;
    const given = bytes();
    if (given === undefined) return err(`the commit ${commit} of the run is lost`);
    const file = join(vault.bundles, "recalled");
    writeFileSync(file, given);
    const taken = await own.ask([
      "fetch",
      "--quiet",
      "--no-tags",
      "--no-write-fetch-head",
      file,
      `${ref}:${ref}`,
    ]);
    rmSync(file, { force: true });
    if (!taken.ok) return taken;
  }
  return ok(null);
}

/** `base` is what an earlier part of the run began with. Null where there is no repository. */
export async function workspaceAt(
  place: Readonly<{ directory: string; folder: string; env: Environment }>,
  base: Base | null,
  label: Label,
): Promise<Result<Found | null, Unfit>> {
  const { directory, folder, env } = place;
  const found = await repositoryAt(directory, env);
  if (!found.ok) return found;
  const repository = found.value;
  if (repository === null) return ok(null);
  const vault = vaultIn(folder);
  const notes = prepareVault(vault, repository);
  const git = gitOfVault(vault, env, repository.settings);
  const taken = base === null ? await takeBase(repository, vault, git, env, label) : ok(base);
  if (!taken.ok)
    return err({
      message: `the files could not be remembered: ${taken.error}`,
      hint: explained(taken.error),
    });
  return ok({
    repository,
    workspace: workspaceOf(vault, repository, env, taken.value, notes),
    outcomes: outcomesOf(vault, repository, env),
    recall: (bundles) => recalled(vault, repository, env, bundles),
    tidy: (isWanted) => tidyVault(vault, isWanted),
  });
}

/** A lock that was left behind keeps everybody out, and only a person can tell whether anybody still holds it. */
const explained = (words: string): string =>
  words.includes(".lock")
    ? "another git is at work there, or one was killed: if none is, remove the file that it names"
    : "look at the repository with `git status`";

/** To look at the result of a run that has ended; null if it has none. */
export async function outcomesAt(
  place: Readonly<{ directory: string; folder: string; env: Environment }>,
): Promise<Result<Outcomes | null, Unfit>> {
  const vault = vaultIn(place.folder);
  if (!existsSync(vault.path)) return ok(null);
  const found = await repositoryAt(place.directory, place.env);
  if (!found.ok) return found;
  return ok(found.value === null ? null : outcomesOf(vault, found.value, place.env));
}

/** Of a run that nobody goes on with: its trees are taken away, its commits stay. */
export const dropTrees = (folder: string): void => void tidyVault(vaultIn(folder), () => false);
