/** What a task of type git is asked for, and how git is asked: by words that it cannot misread. */
import { refFault } from "../../core/base/ref-name.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Fields } from "../../core/base/value.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Failure } from "../../core/journal/failure.ts";
import { type Git, line, type Said } from "./git.ts";
import { IDENTITY } from "./vault.ts";

/** What was asked for, with every expression replaced. */
export type Order = Readonly<{
  operation: string;
  branch: string | null;
  base: string | null;
  remote: string;
  message: string;
  /** Only what a remote still holds as it was seen last is overwritten. */
  lease: boolean;
}>;

/** `git` works in the person's directory; `work` is a commit that the task begins with, brought into the repository. */
export type Ground = Readonly<{ git: Git; work: string | null }>;

export type Done = Result<Fields, Failure>;

export const policy = (message: string): Result<never, Failure> => err({ kind: "policy", message });

const AUTH =
  /authentication failed|could not read (?:username|password)|permission denied|access denied|invalid credentials/i;
const NETWORK =
  /could not resolve host|connection (?:refused|timed out|reset)|network is unreachable|early eof|hung up/i;

/** Git's own words decide what kind of trouble it is. */
export function failureOf({ code, complaint }: Pick<Said, "code" | "complaint">): Failure {
  if (AUTH.test(complaint)) return { kind: "auth", message: complaint };
  if (NETWORK.test(complaint)) return { kind: "infrastructure", message: complaint };
  const locked = /\.lock['":]/.test(complaint);
  return locked
    ? { kind: "infrastructure", message: complaint }
    : { kind: "agent-exit", code, message: complaint };
}

export async function told(
  git: Git,
  words: readonly string[],
  more?: Readonly<Record<string, string>>,
): Promise<Result<string, Failure>> {
  const said = await git.tell(words, more);
  if (!said.ok) return err({ kind: "infrastructure", message: said.error });
  return said.value.code === 0 ? ok(line(said.value.out)) : err(failureOf(said.value));
}

export const shown = (text: string): string => JSON.stringify(oneLine(text, 80));

/** Everything that becomes a word of git's own is one that git can read in one way only. */
export function named(what: string, name: string | null): Result<string, Failure> {
  if (name === null) return policy(`the task names no ${what}`);
  const fault = refFault(name);
  return fault === null ? ok(name) : policy(`${shown(name)} cannot be a ${what}: ${fault}`);
}

/** The commit that a name stands for: a branch first, then a tag, then a branch of a remote. */
export async function commitOf(git: Git, name: string): Promise<Result<string, Failure>> {
  for (const space of ["heads", "tags", "remotes"]) {
    const said = await git.tell(["rev-parse", "--verify", "--quiet", `refs/${space}/${name}^{commit}`]);
    if (said.ok && said.value.code === 0) return ok(line(said.value.out));
  }
  return policy(`there is no branch or tag ${shown(name)}`);
}

export const headOf = (git: Git): Promise<Result<string, Failure>> =>
  told(git, ["rev-parse", "--verify", "HEAD^{commit}"]);

export async function refAt(git: Git, ref: string): Promise<string | null> {
  const said = await git.tell(["rev-parse", "--verify", "--quiet", ref]);
  return said.ok && said.value.code === 0 ? line(said.value.out) : null;
}

/** Whoever uses the repository, or else the tool itself. */
export async function identity(git: Git): Promise<Readonly<Record<string, string>>> {
  const said = await git.tell(["config", "--get", "user.email"]);
  if (said.ok && said.value.code === 0) return {};
  const { name, email } = IDENTITY;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
}

export async function mergedTree(git: Git, one: string, other: string): Promise<Result<string, Failure>> {
  const said = await git.tell([
    "merge-tree",
    "--write-tree",
    "-z",
    "--name-only",
    "--no-messages",
    one,
    other,
  ]);
  if (!said.ok) return err({ kind: "infrastructure", message: said.error });
  const [tree = "", ...files] = said.value.out.split("\0").filter((part) => part !== "");
  if (said.value.code === 0) return ok(line(tree));
  return said.value.code === 1 ? conflict(files.map(line)) : err(failureOf(said.value));
}

export const conflict = (files: readonly string[]): Result<never, Failure> =>
  err({ kind: "merge-conflict", message: `it does not fit together in ${files.map(shown).join(", ")}` });

/** In this working tree or in another one of the same repository. */
export async function isCheckedOut(user: Git, ref: string): Promise<boolean> {
  const said = await user.ask(["worktree", "list", "--porcelain", "-z"]);
  return !said.ok || said.value.split("\0").includes(`branch ${ref}`);
}
