/** Joins commits without a working tree, and says which files do not fit together. */
import { err, ok, type Result } from "../../core/base/result.ts";
import { sanitised } from "../../core/guard/sanitise.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Joined, Label } from "../../ports/workspace.ts";
import { commitTree } from "./commit.ts";
import { type Git, line } from "./git.ts";

/** Of what git says about conflicts; agents read it. */
export const MOST_NOTES = 4000;

export const broken = (message: string): Result<never, Failure> => err({ kind: "infrastructure", message });

type Merged = Readonly<{ tree: string; files: readonly string[]; notes: string }>;

/** `<tree> NUL <file> NUL … NUL NUL <messages>`, as `merge-tree -z --name-only` writes it. */
export function mergedFrom(text: string): Merged {
  const fields = text.split("\0");
  const end = fields.indexOf("", 1);
  const tree = line(fields[0] ?? "");
  const files = end < 0 ? [] : fields.slice(1, end);
  const said =
    end < 0 ? [] : fields.slice(end + 1).filter((field) => /^(?:CONFLICT|Cannot merge)/.test(field));
  return {
    tree,
    files: [...new Set(files)],
    notes: sanitised(said.map(line).join("\n")).slice(0, MOST_NOTES),
  };
}

async function merged(git: Git, one: string, other: string): Promise<Result<Merged, Failure>> {
  const words = ["merge-tree", "--write-tree", "-z", "--name-only", "--messages", one, other];
  const said = await git.tell(words);
  if (!said.ok) return broken(said.error);
  const { code, out, complaint } = said.value;
  if (code === 0) return ok({ tree: line(out.split("\0")[0] ?? ""), files: [], notes: "" });
  return code === 1 ? ok(mergedFrom(out)) : broken(`the work could not be joined: ${complaint}`);
}

/** Those that no other one contains, in the order in which they were given. */
async function independent(git: Git, heads: readonly string[]): Promise<Result<readonly string[], Failure>> {
  const unlike = [...new Set(heads)];
  if (unlike.length < 2) return ok(unlike);
  const said = await git.ask(["merge-base", "--independent", ...unlike]);
  if (!said.ok) return broken(said.error);
  const kept = new Set(said.value.split("\n"));
  return ok(unlike.filter((head) => kept.has(head)));
}

export async function joined(
  git: Git,
  heads: readonly string[],
  label: Label,
): Promise<Result<Joined, Failure>> {
  const ours = await independent(git, heads);
  if (!ours.ok) return ours;
  const [first, ...others] = ours.value;
  if (first === undefined) throw new Error("Internal error: nothing was given to be joined");
  let commit = first;
  let tree: string | null = null;
  for (const [at, other] of others.entries()) {
    const merge = await merged(git, commit, other);
    if (!merge.ok) return merge;
    const parents = [commit, other];
    const made = await commitTree(git, merge.value.tree, parents, label);
    if (!made.ok) return broken(made.error);
    ({ commit, tree } = made.value);
    const { files, notes } = merge.value;
    if (files.length > 0)
      return ok({ commit, tree, conflict: { files, notes, parents }, rest: others.slice(at + 1) });
  }
  if (tree !== null) return ok({ commit, tree, conflict: null, rest: [] });
  const found = await git.ask(["rev-parse", "--verify", `${first}^{tree}`]);
  return found.ok ? ok({ commit, tree: line(found.value), conflict: null, rest: [] }) : broken(found.error);
}
