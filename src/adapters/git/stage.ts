/** What an agent made of a working tree becomes one commit; what must not become part of a repository is refused and named. */
import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Commit, Finished, Place } from "../../ports/workspace.ts";
import { commitTree } from "./commit.ts";
import { type Git, line } from "./git.ts";
import { broken } from "./join.ts";

/** One file that a task adds or changes. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024;
/** All of them together. */
export const MOST_CHANGED_BYTES = 500 * 1024 * 1024;
const MOST_NAMED = 5;
const LONGEST_PATH = 120;
const LONGEST_FILTER = 40;

const MEBIBYTE = 1024 * 1024;
const shown = (path: string): string => JSON.stringify(oneLine(path, LONGEST_PATH));

export const namesText = (paths: readonly string[]): string => {
  const more = paths.length - MOST_NAMED;
  return `${paths.slice(0, MOST_NAMED).map(shown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

const refused = (message: string): Result<never, Failure> => err({ kind: "verify-failed", message });

type Found = Readonly<{ path: string; size: number; link: string | null }>;

/** Null for what is gone, or has a name that is no text. */
function lookAt(top: string, path: string): Found | null {
  try {
    const stat = lstatSync(join(top, path));
    return { path, size: stat.size, link: stat.isSymbolicLink() ? readlinkSync(join(top, path)) : null };
  } catch {
    return null;
  }
}

function leadsOut(top: string, { path, link }: Found): boolean {
  if (link === null) return false;
  if (isAbsolute(link)) return true;
  const target = relative(top, resolve(top, dirname(path), link));
  return target.startsWith("..") || isAbsolute(target);
}

/** Before git reads a single one of them. */
function fileFault(top: string, paths: readonly string[]): string | null {
  const inner = paths.filter((path) => path.endsWith("/"));
  if (inner.length > 0)
    return `${namesText(inner)} is a repository of its own: its files cannot be committed`;
  const found = paths.flatMap((path) => lookAt(top, path) ?? []);
  const large = found.filter(({ size, link }) => link === null && size > MOST_FILE_BYTES);
  if (large.length > 0)
    return `${namesText(large.map(({ path }) => path))} has more than ${MOST_FILE_BYTES / MEBIBYTE} MiB`;
  if (found.reduce((sum, { size }) => sum + size, 0) > MOST_CHANGED_BYTES)
    return `the changed files have more than ${MOST_CHANGED_BYTES / MEBIBYTE} MiB together`;
  const out = found.filter((file) => leadsOut(top, file));
  if (out.length > 0)
    return `${namesText(out.map(({ path }) => path))} is a link that leads out of the repository`;
  return null;
}

/** What `diff-tree --raw -z` says of one file. */
type Raw = Readonly<{ path: string; before: string; mode: string; kind: string }>;

export function rawChanges(text: string): readonly Raw[] {
  const fields = text.split("\0");
  const found: Raw[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [before = "", mode = "", , , kind = ""] = (fields[at] ?? "").replace(/^:/, "").split(" ");
    found.push({ path: fields[at + 1] ?? "", before, mode, kind });
  }
  return found;
}

const SUBMODULE = "160000";
const folded = (path: string): string => path.normalize("NFC").toLowerCase();

async function clashFault(git: Git, tree: string, added: readonly string[]): Promise<string | null> {
  if (added.length === 0) return null;
  const all = await git.ask(["ls-tree", "-r", "-z", "--name-only", tree]);
  if (!all.ok) return all.error;
  const news = new Set(added);
  const seen = new Map<string, string>();
  for (const path of all.value.split("\0")) {
    const before = seen.get(folded(path));
    if (before !== undefined && (news.has(path) || news.has(before)))
      return `${namesText([before, path])} differ only in case and cannot lie side by side on every machine`;
    seen.set(folded(path), path);
  }
  return null;
}

/** As many as fit into one call. */
const MOST_ASKED = 2000;

/** Their true content lies elsewhere, and only a program of the person's could put it there. */
async function filterFault(git: Git, paths: readonly string[]): Promise<string | null> {
  for (let from = 0; from < paths.length; from += MOST_ASKED) {
    const asked = await git.ask([
      "check-attr",
      "-z",
      "filter",
      "--",
      ...paths.slice(from, from + MOST_ASKED),
    ]);
    if (!asked.ok) return asked.error;
    const fields = asked.value.split("\0");
    const at = fields.findIndex((value, n) => n % 3 === 2 && value !== "unspecified" && value !== "unset");
    if (at < 0) continue;
    const filter = oneLine(fields[at] ?? "", LONGEST_FILTER);
    return `${namesText([fields[at - 2] ?? ""])} is kept by the filter "${filter}", which does not run in a working tree of a run; let the task work with \`isolation: shared\``;
  }
  return null;
}

async function treeFault(git: Git, place: Place, tree: string): Promise<Result<string | null, Failure>> {
  const raw = await git.ask(["diff-tree", "-r", "-z", "--raw", "--no-renames", place.start.tree, tree]);
  if (!raw.ok) return broken(raw.error);
  const changes = rawChanges(raw.value);
  const modules = changes.filter(({ before, mode }) => before === SUBMODULE || mode === SUBMODULE);
  if (modules.length > 0)
    return ok(`${namesText(modules.map(({ path }) => path))} is a submodule, which a task cannot change`);
  const written = changes.filter(({ kind }) => kind !== "D").map(({ path }) => path);
  const filter = written.length === 0 ? null : await filterFault(git, written);
  if (filter !== null) return ok(filter);
  return ok(
    await clashFault(
      git,
      tree,
      changes.filter(({ kind }) => kind === "A").map(({ path }) => path),
    ),
  );
}

const MARKS = /^(?:<{7}|>{7})(?: |$)/m;

function unresolved(place: Place, files: readonly string[]): readonly string[] {
  return files.filter((path) => {
    const found = lookAt(place.path, path);
    if (found === null || found.link !== null || found.size > MOST_FILE_BYTES) return false;
    return MARKS.test(readFileSync(join(place.path, path), "latin1"));
  });
}

async function leaked(
  git: Git,
  from: string,
  to: string,
  leaks: (text: string) => boolean,
): Promise<boolean> {
  const words = ["diff", "--no-ext-diff", "--no-textconv", "--no-color", "--text", "--unified=0", from, to];
  const said = await git.ask(words);
  // What cannot be looked at is not let through.
  if (!said.ok) return true;
  const added = said.value.split("\n").filter((each) => each.startsWith("+"));
  return leaks(added.map((each) => each.slice(1)).join("\n"));
}

/** An agent may have put something else in the place of its working tree. */
function isInPlace({ path }: Place): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

const NOT_INTACT = "the working tree is not there any more";

/** `git` works on the tree with an index of ours, never with what the agent may have made of its own. */
export async function staged(
  git: Git,
  vault: Git,
  place: Place,
  finished: Finished,
): Promise<Result<Commit | null, Failure>> {
  const { label, parents, conflicting = [], leaks } = finished;
  if (!isInPlace(place)) return refused(NOT_INTACT);
  const marked = unresolved(place, conflicting);
  if (marked.length > 0)
    return err({ kind: "merge-conflict", message: `${namesText(marked)} still has marks of the conflict` });
  const listed = await git.ask([
    "ls-files",
    "-z",
    "--others",
    "--modified",
    "--deleted",
    "--exclude-standard",
  ]);
  if (!listed.ok) return broken(listed.error);
  const paths = listed.value.split("\0").filter((path) => path !== "");
  const fault = fileFault(place.path, paths);
  if (fault !== null) return refused(fault);
  const tree = paths.length === 0 ? ok(place.start.tree) : await treeOf(git);
  if (!tree.ok) return broken(tree.error);
  if (tree.value === place.start.tree && parents === undefined) return ok(null);
  const wrong = tree.value === place.start.tree ? ok(null) : await treeFault(git, place, tree.value);
  if (!wrong.ok) return wrong;
  if (wrong.value !== null) return refused(wrong.value);
  if (leaks !== undefined && (await leaked(vault, place.start.tree, tree.value, leaks)))
    return err({ kind: "policy", message: "the changes hold the value of a secret and are not kept" });
  const made = await commitTree(vault, tree.value, parents ?? [place.start.commit], label);
  return made.ok ? made : broken(made.error);
}

async function treeOf(git: Git): Promise<Result<string, string>> {
  const added = await git.ask(["add", "--all", "--", "."]);
  if (!added.ok) return added;
  const tree = await git.ask(["write-tree"]);
  return tree.ok ? ok(line(tree.value)) : tree;
}
