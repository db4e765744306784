/** Git tasks that only name commits: branches, tags, and the work of others as one commit. Nobody's files are touched. */
import { ok, type Result } from "../../core/base/result.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Git } from "./git.ts";
import {
  commitOf,
  headOf,
  identity,
  isCheckedOut,
  mergedTree,
  named,
  policy,
  refAt,
  told,
  type Done,
  type Ground,
  type Order,
} from "./order.ts";

/** What the task stands on: a name, the work before it, or what is checked out. */
const startOf = ({ git, work }: Ground, base: string | null): Promise<Result<string, Failure>> =>
  base !== null ? commitOf(git, base) : work !== null ? Promise.resolve(ok(work)) : headOf(git);

/** Made twice, it is there once: that is what a resumed run needs. */
async function madeRef(git: Git, ref: string, commit: string, what: string): Promise<Result<null, Failure>> {
  const now = await refAt(git, `${ref}^{commit}`);
  if (now === commit) return ok(null);
  if (now !== null) return policy(`the ${what} is there already and names another commit`);
  const made = await told(git, ["update-ref", ref, commit, "0".repeat(commit.length)]);
  return made.ok ? ok(null) : made;
}

export async function branch(ground: Ground, order: Order): Promise<Done> {
  const name = named("branch", order.branch);
  const base = order.base === null ? ok(null) : named("branch or tag", order.base);
  if (!name.ok) return name;
  if (!base.ok) return base;
  const start = await startOf(ground, base.value);
  if (!start.ok) return start;
  const made = await madeRef(ground.git, `refs/heads/${name.value}`, start.value, `branch ${name.value}`);
  return made.ok ? ok({ branch: name.value, commit: start.value }) : made;
}

export async function tag(ground: Ground, order: Order): Promise<Done> {
  const name = named("tag", order.branch);
  if (!name.ok) return name;
  const start = await startOf(ground, null);
  if (!start.ok) return start;
  const ref = `refs/tags/${name.value}`;
  const now = await refAt(ground.git, `${ref}^{commit}`);
  const done = { tag: name.value, commit: start.value };
  if (now === start.value) return ok(done);
  if (now !== null) return policy(`the tag ${name.value} is there already and names another commit`);
  const words = order.message === "" ? [] : ["--annotate", "--no-sign", `--message=${order.message}`];
  const made = await told(
    ground.git,
    ["tag", ...words, "--", name.value, start.value],
    await identity(ground.git),
  );
  return made.ok ? ok(done) : made;
}

/** The work before the task as one commit on a branch; the branch moves only if nobody else moved it. */
export async function commitWork(
  { git, work }: Ground & Readonly<{ work: string }>,
  order: Order,
): Promise<Done> {
  const name = named("branch", order.branch);
  if (!name.ok) return name;
  const ref = `refs/heads/${name.value}`;
  const tip = await refAt(git, ref);
  const parent = tip === null ? await headOf(git) : ok(tip);
  if (!parent.ok) return parent;
  const tree = await mergedTree(git, parent.value, work);
  if (!tree.ok) return tree;
  const before = await told(git, ["rev-parse", "--verify", `${parent.value}^{tree}`]);
  if (!before.ok) return before;
  if (tip !== null && before.value === tree.value)
    return ok({ branch: name.value, commit: tip, changed: false });
  const words = ["commit-tree", "--no-gpg-sign", "-p", parent.value, "-m", order.message, tree.value];
  const made = await told(git, words, await identity(git));
  if (!made.ok) return made;
  if (tip !== null && (await isCheckedOut(git, ref)))
    return policy(`the branch ${name.value} is checked out: its files would not follow`);
  const moved = await told(git, [
    "update-ref",
    "-m",
    "a task of type git",
    ref,
    made.value,
    tip ?? "0".repeat(made.value.length),
  ]);
  return moved.ok ? ok({ branch: name.value, commit: made.value, changed: true }) : moved;
}
