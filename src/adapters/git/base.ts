/** What isolated tasks begin with: the last commit, and on top of it what the person has changed in known files. */
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "../../core/base/result.ts";
import type { Base, Label } from "../../ports/workspace.ts";
import { commitTree } from "./commit.ts";
import { type Environment, type Git, gitIn, line } from "./git.ts";
import type { Repository } from "./repository.ts";
import type { Vault } from "./vault.ts";

/** The person's filters apply, since these are the person's files; what is made of them goes into the vault. */
async function changedTree(
  repository: Repository,
  vault: Vault,
  env: Environment,
): Promise<Result<string, string>> {
  const index = join(vault.indexes, "base");
  const own = join(repository.common, "index");
  const git = gitIn(repository.top, env, {
    env: { GIT_INDEX_FILE: index, GIT_OBJECT_DIRECTORY: join(vault.path, "objects") },
  });
  try {
    const path = await gitIn(repository.top, env).ask([
      "rev-parse",
      "--path-format=absolute",
      "--git-path",
      "index",
    ]);
    const from = path.ok ? line(path.value) : own;
    if (existsSync(from)) copyFileSync(from, index);
    const added = await git.ask(["add", "--update", "--", "."]);
    if (!added.ok) return added;
    const tree = await git.ask(["write-tree"]);
    return tree.ok ? ok(line(tree.value)) : tree;
  } finally {
    rmSync(index, { force: true });
  }
}

export async function takeBase(
  repository: Repository,
  vault: Vault,
  git: Git,
  env: Environment,
  label: Label,
): Promise<Result<Base, string>> {
  const { head, changed } = repository;
  if (head !== null && changed === 0) {
    const tree = await git.ask(["rev-parse", "--verify", `${head}^{tree}`]);
    return tree.ok ? ok({ commit: head, tree: line(tree.value), head }) : tree;
  }
  const tree = await changedTree(repository, vault, env);
  if (!tree.ok) return tree;
  const made = await commitTree(git, tree.value, head === null ? [] : [head], label);
  return made.ok ? ok({ ...made.value, head }) : made;
}
