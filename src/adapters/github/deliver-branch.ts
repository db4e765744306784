/** The run's result as a branch, made of whole files through the API: no checkout, no git, no token in anybody's words. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Digest } from "../../core/base/brand.ts";
import type { Value } from "../../core/base/value.ts";
import type { Patch, PatchFile } from "../../core/effects/patch.ts";
import type { Api, Answer, Trouble } from "./api.ts";
import { listAt, textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

/** Text travels with the list of files; what is no text needs a request of its own. */
export const MOST_BINARY = 20;

const AUTHOR = { name: "agent-orchestrator", email: "agent-orchestrator@localhost" };

export type Read = (name: Digest) => Uint8Array | undefined;

export type Pushed = Readonly<{ kind: "made" | "moved" | "same"; commit: string }>;

/** `taken`: somebody else's work stands under that name. */
export type BranchTrouble = Trouble | Readonly<{ kind: "taken" | "lost" | "binary"; words: string }>;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textIn(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

type Content = Readonly<{ file: PatchFile; bytes: Uint8Array | null; text: string | null }>;

function contentsOf({ files }: Patch, read: Read): Result<readonly Content[], BranchTrouble> {
  const all: Content[] = [];
  for (const file of files) {
    const bytes = file.content === null ? null : read(file.content);
    if (bytes === undefined)
      return err({ kind: "lost", words: "a file of the result is not in the run's store" });
    if (bytes !== null && bytes.length !== file.size)
      return err({ kind: "lost", words: "a file of the result has another size than it had" });
    all.push({ file, bytes, text: bytes === null ? null : textIn(bytes) });
  }
  const binary = all.filter(({ bytes, text }) => bytes !== null && text === null).length;
  if (binary <= MOST_BINARY) return ok(all);
  return err({
    kind: "binary",
    words: `${binary} files are no text, at most ${MOST_BINARY} can be delivered`,
  });
}

const BASE64_CHUNK = 0x8000;

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += BASE64_CHUNK)
    text += String.fromCharCode(...bytes.subarray(from, from + BASE64_CHUNK));
  return btoa(text);
}

/** The same content always has the same name, so that doing it twice does no harm. */
async function again(write: () => Promise<Answer>): Promise<Answer> {
  const first = await write();
  return !first.ok && first.error.kind === "unclear" ? write() : first;
}

async function entryOf(api: Api, repository: Repository, content: Content): Promise<Result<Value, Trouble>> {
  const { file, bytes, text } = content;
  const { path, mode } = file;
  const entry = { path, mode, type: "blob" };
  if (bytes === null) return ok({ ...entry, sha: null });
  if (text !== null) return ok({ ...entry, content: text });
  const body = { content: base64(bytes), encoding: "base64" };
  const made = await again(() => api.create(pathTo(repository, "git", "blobs"), body));
  return made.ok ? ok({ ...entry, sha: textAt(made.value, "sha") }) : made;
}

async function treeOf(
  api: Api,
  repository: Repository,
  base: string,
  contents: readonly Content[],
): Promise<Result<string, Trouble>> {
  const commit = await api.read(pathTo(repository, "git", "commits", base));
  if (!commit.ok) return commit;
  const tree: Value[] = [];
  for (const content of contents) {
    const entry = await entryOf(api, repository, content);
    if (!entry.ok) return entry;
    tree.push(entry.value);
  }
  const from = textAt(commit.value, "tree", "sha");
  const made = await again(() => api.create(pathTo(repository, "git", "trees"), { base_tree: from, tree }));
  return made.ok ? ok(textAt(made.value, "sha") ?? "") : made;
}

async function commitOf(
  api: Api,
  repository: Repository,
  patch: Patch,
  tree: string,
): Promise<Result<string, Trouble>> {
  const { base, message, at: date } = patch;
  const who = { ...AUTHOR, date };
  const body = { message, tree, parents: [base], author: who, committer: who };
  const made = await again(() => api.create(pathTo(repository, "git", "commits"), body));
  return made.ok ? ok(textAt(made.value, "sha") ?? "") : made;
}

const refPath = (repository: Repository, branch: string, kind: "ref" | "refs"): readonly string[] =>
  pathTo(repository, "git", kind, `heads/${branch}`);

/** The commit that a branch names; null if there is no such branch. */
export async function tipOf(
  api: Api,
  repository: Repository,
  branch: string,
): Promise<Result<string | null, Trouble>> {
  const found = await api.read(refPath(repository, branch, "ref"));
  if (found.ok) {
    const whole = textAt(found.value, "ref") === `refs/heads/${branch}`;
    return ok(whole ? textAt(found.value, "object", "sha") : null);
  }
  return found.error.kind === "missing" ? ok(null) : found;
}

/** An earlier attempt of this run put it there, and nobody has built on it. */
async function isOurs(api: Api, repository: Repository, tip: string, patch: Patch): Promise<boolean> {
  const found = await api.read(pathTo(repository, "git", "commits", tip));
  if (!found.ok) return false;
  return (
    textAt(found.value, "author", "email") === AUTHOR.email &&
    textAt(found.value, "message")?.trimEnd() === patch.message.trimEnd() &&
    firstParent(found.value) === patch.base
  );
}

function firstParent(commit: Value): string | null {
  const parents = listAt(commit, "parents");
  return parents.length === 1 ? textAt(parents[0] ?? null, "sha") : null;
}

async function name(
  api: Api,
  repository: Repository,
  branch: string,
  commit: string,
  patch: Patch,
): Promise<Result<Pushed, BranchTrouble>> {
  const tip = await tipOf(api, repository, branch);
  if (!tip.ok) return tip;
  if (tip.value === commit) return ok({ kind: "same", commit });
  if (tip.value !== null) {
    if (!(await isOurs(api, repository, tip.value, patch)))
      return err({ kind: "taken", words: `the branch ${branch} is there already and holds other work` });
    const moved = await again(() =>
      api.change(refPath(repository, branch, "refs"), { sha: commit, force: true }),
    );
    return moved.ok ? ok({ kind: "moved", commit }) : moved;
  }
  const made = await api.create(pathTo(repository, "git", "refs"), {
    ref: `refs/heads/${branch}`,
    sha: commit,
  });
  if (made.ok) return ok({ kind: "made", commit });
  if (made.error.kind !== "unclear") return made;
  const now = await tipOf(api, repository, branch);
  return now.ok && now.value === commit ? ok({ kind: "made", commit }) : made;
}

export async function pushed(
  api: Api,
  repository: Repository,
  branch: string,
  patch: Patch,
  read: Read,
): Promise<Result<Pushed, BranchTrouble>> {
  const contents = contentsOf(patch, read);
  if (!contents.ok) return contents;
  const tree = await treeOf(api, repository, patch.base, contents.value);
  if (!tree.ok) return tree;
  const commit = await commitOf(api, repository, patch, tree.value);
  if (!commit.ok) return commit;
  return name(api, repository, branch, commit.value, patch);
}
