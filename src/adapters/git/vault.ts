/**
 * Two repositories of the run's own. In the vault lie its commits; agents never see it. The other one belongs to the working
 * trees: whatever an agent does there with git, to settings, hooks, branches, is neither the person's nor ours.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { type Environment, type Git, gitIn } from "./git.ts";
import { isFolder, type Note, noteName, notesIn, prune, unlock } from "./kept.ts";
import type { Repository } from "./repository.ts";

export const IDENTITY = { name: "agent-orchestrator", email: "agent-orchestrator@localhost" };

/** Nothing that anybody set up on this machine holds: no filters, no programs for comparing or signing. */
export const NEUTRAL = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: IDENTITY.name,
  GIT_AUTHOR_EMAIL: IDENTITY.email,
  GIT_COMMITTER_NAME: IDENTITY.name,
  GIT_COMMITTER_EMAIL: IDENTITY.email,
};

export type Vault = Readonly<{
  path: string;
  /** The repository of the working trees. */
  agents: string;
  worktrees: string;
  indexes: string;
  bundles: string;
  /** Notes about trees that outlive the process that made them. */
  kept: string;
}>;

/** Claude Code lets nobody change files below a folder of this name, whatever is allowed, but in its own place for working trees. */
const GUARDED = ".claude";
const IGNORED = ".gitignore";

export function treesOf(folder: string): string {
  const parts = folder.split(sep);
  const at = parts.indexOf(GUARDED);
  if (at < 0) return join(folder, "worktrees");
  return join(parts.slice(0, at + 1).join(sep), "worktrees", `agent-orchestrator-${basename(folder)}`);
}

export function vaultIn(folder: string): Vault {
  const git = join(folder, "git");
  return {
    path: join(git, "vault"),
    agents: join(git, "agents"),
    worktrees: treesOf(folder),
    indexes: join(git, "indexes"),
    bundles: join(git, "bundles"),
    kept: join(git, "kept"),
  };
}

function configText({ format }: Repository, more: string): string {
  const other = format !== "sha1";
  const version = `[core]\n\trepositoryformatversion = ${other ? 1 : 0}\n\tbare = true\n`;
  const identity = `[user]\n\tname = ${IDENTITY.name}\n\temail = ${IDENTITY.email}\n`;
  return `${version}${other ? `[extensions]\n\tobjectformat = ${format}\n` : ""}${identity}${more}`;
}

/** As `git init --bare` would, without starting git. */
function writeRepository(path: string, repository: Repository, objects: string, more = ""): void {
  for (const part of ["objects/info", "objects/pack", "refs/heads", "info"])
    mkdirSync(join(path, part), { recursive: true });
  writeFileSync(join(path, "HEAD"), "ref: refs/heads/none\n");
  writeFileSync(join(path, "config"), configText(repository, more));
  writeFileSync(join(path, "objects/info/alternates"), `${objects}\n`);
  const from = (name: string): string => join(repository.common, name);
  if (existsSync(from("info/exclude"))) copyFileSync(from("info/exclude"), join(path, "info/exclude"));
  if (existsSync(from("shallow"))) copyFileSync(from("shallow"), join(path, "shallow"));
}

/** Of the agents' repository only what they have committed and what the trees themselves need: no settings, no hooks. */
const OUTLIVING: ReadonlySet<string> = new Set(["objects", "refs", "packed-refs", "worktrees"]);

/** All but these trees, and what belongs to them. */
function clear(vault: Vault, names: ReadonlySet<string>): void {
  for (const path of [vault.indexes, vault.bundles]) rmSync(path, { recursive: true, force: true });
  const all = [vault.agents, vault.worktrees, vault.kept];
  if (names.size === 0) return all.forEach((path) => rmSync(path, { recursive: true, force: true }));
  prune(vault.worktrees, new Set([...names, IGNORED]));
  prune(vault.kept, new Set([...names].map(noteName)));
  prune(join(vault.agents, "worktrees"), names);
}

/** An agent may have put links where its folders were. */
function strip(vault: Vault): void {
  prune(vault.agents, OUTLIVING);
  for (const name of OUTLIVING) {
    const path = join(vault.agents, name);
    if (name !== "packed-refs" && !isFolder(path)) rmSync(path, { recursive: true, force: true });
  }
  rmSync(join(vault.agents, "objects/info"), { recursive: true, force: true });
  for (const name of ["refs", "worktrees"]) unlock(join(vault.agents, name));
}

/** The vault stays as it is over resumes; what belongs to agents is made anew, but for the trees of those who were cut. Gives these. */
export function prepareVault(vault: Vault, repository: Repository): readonly Note[] {
  const notes = notesIn(vault);
  clear(vault, new Set(notes.map(({ name }) => name)));
  strip(vault);
  unlock(join(vault.path, "refs"));
  writeRepository(vault.path, repository, repository.objects);
  const agents = repository.settings.filter((setting) => !setting.startsWith("core.excludesfile"));
  writeRepository(vault.agents, repository, join(vault.path, "objects"), linesOf(agents));
  for (const path of [vault.worktrees, vault.indexes, vault.bundles]) mkdirSync(path, { recursive: true });
  // They may lie where the person's git looks.
  writeFileSync(join(vault.worktrees, IGNORED), "*\n");
  return notes;
}

const quoted = (value: string): string => `"${value.replace(/["\\]/g, "\\$&")}"`;

const linesOf = (settings: readonly string[]): string =>
  settings
    .map((setting) => setting.replace(/^core\./, ""))
    .map((setting) => setting.split("="))
    .map(([name = "", ...value]) => `[core]\n\t${name} = ${quoted(value.join("="))}\n`)
    .join("");

/** Our own git: its settings are the ones written here and the harmless ones of the person. */
export const gitOfVault = (
  vault: Pick<Vault, "path">,
  env: Environment,
  settings: readonly string[],
  more: Readonly<{ directory?: string; env?: Readonly<Record<string, string>> }> = {},
): Git =>
  gitIn(more.directory ?? vault.path, env, {
    env: { ...NEUTRAL, GIT_DIR: vault.path, ...more.env },
    settings,
  });

/** Git for the repository of the working trees, before an agent has been in it. */
export const gitOfAgents = (vault: Vault, env: Environment): Git =>
  gitIn(vault.agents, env, { env: { ...NEUTRAL, GIT_DIR: vault.agents } });

/** Everything but the commits goes, and the trees of those who were cut and are still wanted. Gives how many these are. */
export function tidyVault(vault: Vault, isWanted: (task: string) => boolean): number {
  const names = notesIn(vault).flatMap(({ name, owner }) => (isWanted(owner.task) ? [name] : []));
  clear(vault, new Set(names));
  return names.length;
}
