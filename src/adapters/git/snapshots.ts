/** The work tree as a commit of our own, made through an index of our own: the person's index, branch and HEAD stay as they are. */
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Millis, millis, type RunId } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Change, Restored, Snapshot, Snapshots } from "../../ports/snapshots.ts";
import { type Environment, type Git, gitIn, line } from "./git.ts";

const REFS = "refs/agent-orchestrator";
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const WHO = { NAME: "agent-orchestrator", EMAIL: "agent-orchestrator@localhost" };
const IDENTITY = {
  GIT_AUTHOR_NAME: WHO.NAME,
  GIT_AUTHOR_EMAIL: WHO.EMAIL,
  GIT_COMMITTER_NAME: WHO.NAME,
  GIT_COMMITTER_EMAIL: WHO.EMAIL,
};
const KINDS: Readonly<Record<string, Change["kind"]>> = { A: "create", D: "delete" };
const MOST_RESTORES = 1000;

/** `top` is where the work tree begins; `index` is the person's. */
type Place = Readonly<{ git: Git; index: string }>;
type Index = Readonly<{ GIT_INDEX_FILE: string }>;
type Told<T> = Promise<Result<T, string>>;

/** Null outside of a work tree; a git that is missing or refuses is told. */
async function placeOf(directory: string, env: Environment): Told<Place | null> {
  const here = gitIn(directory, env);
  const inside = await here.ask(["rev-parse", "--is-inside-work-tree"]);
  if (!inside.ok) return /not a git repository/i.test(inside.error) ? ok(null) : inside;
  if (line(inside.value) !== "true") return ok(null);
  const [top, index] = [
    await here.ask(["rev-parse", "--show-toplevel"]),
    await here.ask(["rev-parse", "--git-path", "index"]),
  ];
  if (!top.ok) return top;
  if (!index.ok) return index;
  return ok({ git: gitIn(line(top.value), env), index: resolve(directory, line(index.value)) });
}

/** No younger than the original: what changed at the very moment it was written must not count as known. */
function copyIndex(from: string, to: string): void {
  const written = statSync(from).mtimeMs / 1000 - 1;
  copyFileSync(from, to);
  utimesSync(to, written, written);
}

/** Works on a copy, so that git knows without reading which files have not changed. */
async function withIndex<T>(place: Place, act: (index: Index) => Told<T>): Told<T> {
  const folder = mkdtempSync(join(tmpdir(), "agent-orchestrator-index-"));
  try {
    const copy = join(folder, "index");
    if (existsSync(place.index)) copyIndex(place.index, copy);
    return await act({ GIT_INDEX_FILE: copy });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything but what is ignored; leaves the index as the files are. */
async function treeOf({ git }: Place, index: Index): Told<string> {
  const added = await git.ask(["add", "--all", "--", "."], index);
  if (!added.ok) return added;
  const tree = await git.ask(["write-tree"], index);
  return tree.ok ? ok(line(tree.value)) : tree;
}

const known = async (git: Git, words: readonly string[]): Promise<string | null> => {
  const found = await git.ask(words);
  return found.ok ? line(found.value) : null;
};

/** `ref` must be new: a snapshot is never replaced. */
async function committed(git: Git, ref: string, tree: string, title: string): Told<Snapshot> {
  const head = await known(git, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  const branch = await known(git, ["symbolic-ref", "--quiet", "--short", "HEAD"]);
  const message = [title, "", `Head: ${head ?? ""}`, `Branch: ${branch ?? ""}`].join("\n");
  const parent = head === null ? [] : ["-p", head];
  const commit = await git.ask(["commit-tree", tree, ...parent, "-m", message], IDENTITY);
  if (!commit.ok) return commit;
  const kept = await git.ask(["update-ref", ref, line(commit.value), ""]);
  if (!kept.ok) return kept;
  const found = await read(git, ref);
  if (!found.ok) return found;
  return found.value === null ? err(`git did not keep ${ref}`) : ok(found.value);
}

const after = (lines: readonly string[], name: string): string | null => {
  const value = lines.find((each) => each.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
  return value === "" ? null : value;
};

async function read(git: Git, ref: string): Told<Snapshot | null> {
  const format = "--format=%(tree)%0a%(committerdate:unix)%0a%(contents)";
  const shown = await git.ask(["for-each-ref", format, ref]);
  if (!shown.ok) return shown;
  const [tree = "", at = "", ...lines] = shown.value.split("\n");
  const time: Millis = millis(Number(at) * 1000);
  if (tree === "") return ok(null);
  return ok({ ref, tree, head: after(lines, "Head"), branch: after(lines, "Branch"), at: time });
}

async function changesBetween(git: Git, from: string, to: string): Told<readonly Change[]> {
  const words = ["diff-tree", "-r", "-z", "--no-renames", "--name-status", from, to];
  const shown = await git.ask(words);
  if (!shown.ok) return shown;
  const fields = shown.value.split("\0").slice(0, -1);
  return ok(
    fields.flatMap((word, at): readonly Change[] => {
      const path = fields[at + 1];
      return at % 2 === 1 || path === undefined ? [] : [{ path, kind: KINDS[word] ?? "write" }];
    }),
  );
}

async function freeRef(git: Git, run: RunId): Told<string> {
  for (let number = 1; number <= MOST_RESTORES; number += 1) {
    const ref = `${REFS}/${run}/before-restore-${number}`;
    if ((await known(git, ["rev-parse", "--verify", "--quiet", ref])) === null) return ok(ref);
  }
  return err(`run ${run} was restored more than ${MOST_RESTORES} times`);
}

/** Git itself writes and removes the files, and touches nothing if one of them would be lost. */
async function checkOut(git: Git, index: Index, from: string, to: string): Told<string> {
  return git.ask(["read-tree", "-m", "-u", from, to], index);
}

const NO_HISTORY = "the files have no history here: this is not a git work tree";

const refOf = (run: RunId): Result<string, string> =>
  HARMLESS.test(run) ? ok(`${REFS}/${run}/before`) : err(`"${run}" cannot name a snapshot`);

const take = (place: Place, run: RunId, ref: string): Told<Snapshot | null> =>
  withIndex(place, async (index) => {
    const tree = await treeOf(place, index);
    return tree.ok ? committed(place.git, ref, tree.value, `Files before run ${run}`) : tree;
  });

const changesTo = (place: Place, { tree: wanted }: Snapshot): Told<readonly Change[]> =>
  withIndex(place, async (index) => {
    const tree = await treeOf(place, index);
    return tree.ok ? changesBetween(place.git, tree.value, wanted) : tree;
  });

const restore = (place: Place, run: RunId, { tree: wanted }: Snapshot): Told<Restored> =>
  withIndex(place, async (index) => {
    const { git } = place;
    const [now, ref] = [await treeOf(place, index), await freeRef(git, run)];
    if (!now.ok) return now;
    if (!ref.ok) return ref;
    const kept = await committed(git, ref.value, now.value, `Files before run ${run} was undone`);
    if (!kept.ok) return kept;
    const changes = await changesBetween(git, now.value, wanted);
    if (!changes.ok) return changes;
    const done = await checkOut(git, index, now.value, wanted);
    return done.ok ? ok({ changes: changes.value, kept: kept.value }) : done;
  });

export function gitSnapshots(directory: string, env: Environment): Snapshots {
  const within = async <T>(nothing: Result<T, string>, act: (place: Place) => Told<T>): Told<T> => {
    const place = await placeOf(directory, env);
    if (!place.ok) return place;
    return place.value === null ? nothing : act(place.value);
  };
  const find: Snapshots["find"] = async (run) => {
    const ref = refOf(run);
    return ref.ok ? within<Snapshot | null>(ok(null), ({ git }) => read(git, ref.value)) : ref;
  };
  return {
    find,
    async take(run) {
      const ref = refOf(run);
      const before = await find(run);
      if (!ref.ok) return ref;
      if (!before.ok || before.value !== null) return before;
      return within<Snapshot | null>(ok(null), (place) => take(place, run, ref.value));
    },
    changes: (snapshot) => within<readonly Change[]>(err(NO_HISTORY), (place) => changesTo(place, snapshot)),
    restore: (run, snapshot) => within(err(NO_HISTORY), (place) => restore(place, run, snapshot)),
  };
}
