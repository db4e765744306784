/** Git tasks in the person's own directory: what is checked out, and what is joined with it. */
import { ok, type Result } from "../../core/base/result.ts";
import type { Failure } from "../../core/journal/failure.ts";
import { line } from "./git.ts";
import {
  commitOf,
  conflict,
  headOf,
  identity,
  named,
  policy,
  shown,
  told,
  type Done,
  type Ground,
  type Order,
} from "./order.ts";

export async function commitHere({ git }: Ground, order: Order): Promise<Done> {
  const current = await git.tell(["symbolic-ref", "--quiet", "--short", "HEAD"]);
  const here = current.ok && current.value.code === 0 ? line(current.value.out) : null;
  if (order.branch !== null && order.branch !== here)
    return policy(
      `the branch ${shown(order.branch)} is not checked out; check it out before, or leave "branch" away`,
    );
  const added = await told(git, ["add", "--all", "--", "."]);
  if (!added.ok) return added;
  const staged = await git.tell(["diff", "--cached", "--quiet"]);
  const changed = !staged.ok || staged.value.code !== 0;
  const words = ["commit", "--quiet", "--no-verify", "--no-gpg-sign", `--message=${order.message}`];
  const done = changed ? await told(git, words, await identity(git)) : ok("");
  if (!done.ok) return done;
  const head = await headOf(git);
  return head.ok ? ok({ branch: here, commit: head.value, changed }) : head;
}

/** What does not fit is undone again at once, so that nobody finds a repository in the middle of something. */
async function joinHere(
  { git }: Ground,
  words: readonly string[],
  undo: readonly string[],
): Promise<Result<null, Failure>> {
  const done = await told(git, words, await identity(git));
  if (done.ok) return ok(null);
  const unmerged = await git.tell(["diff", "--name-only", "--diff-filter=U", "-z"]);
  const files = unmerged.ok ? unmerged.value.out.split("\0").filter((name) => name !== "") : [];
  await git.tell(undo);
  return files.length === 0 ? done : conflict(files);
}

export async function merge(ground: Ground, order: Order): Promise<Done> {
  const name = named("branch or tag", order.branch);
  if (!name.ok) return name;
  const other = await commitOf(ground.git, name.value);
  if (!other.ok) return other;
  const message = order.message === "" ? [] : [`--message=${order.message}`];
  const words = ["merge", "--quiet", "--no-edit", "--no-verify", "--no-gpg-sign", ...message, other.value];
  const done = await joinHere(ground, words, ["merge", "--abort"]);
  if (!done.ok) return done;
  const head = await headOf(ground.git);
  return head.ok ? ok({ merged: name.value, commit: head.value }) : head;
}

export async function rebase(ground: Ground, order: Order): Promise<Done> {
  const name = named("branch or tag", order.base ?? order.branch);
  if (!name.ok) return name;
  const onto = await commitOf(ground.git, name.value);
  if (!onto.ok) return onto;
  const words = ["rebase", "--quiet", "--no-verify", "--no-gpg-sign", "--no-autostash", onto.value];
  const done = await joinHere(ground, words, ["rebase", "--abort"]);
  if (!done.ok) return done;
  const head = await headOf(ground.git);
  return head.ok ? ok({ onto: name.value, commit: head.value }) : head;
}

export async function checkout({ git }: Ground, order: Order): Promise<Done> {
  const name = named("branch", order.branch);
  if (!name.ok) return name;
  const done = await told(git, ["switch", "--quiet", "--no-guess", name.value]);
  const head = done.ok ? await headOf(git) : done;
  return head.ok ? ok({ branch: name.value, commit: head.value }) : head;
}
