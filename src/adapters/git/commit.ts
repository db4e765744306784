/** Commits of our own: who made them and when is part of what they are, so that the same work has the same name. */
import { err, ok, type Result } from "../../core/base/result.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Commit, Label } from "../../ports/workspace.ts";
import { type Git, line } from "./git.ts";

const LONGEST_TITLE = 120;
const LONGEST_TRAILER = 200;

/** Names come from authors and agents: each is one line, and none can pass for another trailer. */
export function messageText({ title, trailers }: Label): string {
  const lines = trailers.map(([name, value]) => `${name}: ${oneLine(value, LONGEST_TRAILER)}`);
  const first = oneLine(title, LONGEST_TITLE);
  return [first === "" ? "Work of a task" : first, "", ...lines].join("\n");
}

export async function commitTree(
  git: Git,
  tree: string,
  parents: readonly string[],
  label: Label,
): Promise<Result<Commit, string>> {
  const date = { GIT_AUTHOR_DATE: `@${label.at} +0000`, GIT_COMMITTER_DATE: `@${label.at} +0000` };
  const above = parents.flatMap((parent) => ["-p", parent]);
  const words = ["commit-tree", "--no-gpg-sign", ...above, "-m", messageText(label), tree];
  const made = await git.ask(words, date);
  if (!made.ok) return made;
  const commit = line(made.value);
  // What no ref names would be thrown away one day.
  const kept = await git.ask(["update-ref", `refs/tasks/${commit}`, commit]);
  return kept.ok ? ok({ commit, tree }) : err(kept.error);
}
