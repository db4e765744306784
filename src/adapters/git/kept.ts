/** Which working trees outlive the process that made them, whose they are, and in which state what outlived it is taken over. */
import { createHash } from "node:crypto";
import {
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isFields, type Value } from "../../core/base/value.ts";
import type { Commit, Owner } from "../../ports/workspace.ts";

/** Where trees lie, what git keeps of each, and what is noted about it. */
type Folders = Readonly<{ worktrees: string; agents: string; kept: string }>;

export type Note = Readonly<{ name: string; owner: Owner; start: Commit }>;

/** As trees are named; nothing else in that folder is a note of ours. */
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;
const OBJECT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const ENDING = ".json";

export const noteName = (name: string): string => `${name}${ENDING}`;

const isText = (value: Value | undefined): value is string => typeof value === "string";

function noteIn(name: string, text: string): Note | null {
  const fields = JSON.parse(text) as Value;
  if (!NAME.test(name) || !isFields(fields)) return null;
  const { task, work, commit, tree } = fields;
  if (!isText(task) || !isText(work) || !isText(commit) || !isText(tree)) return null;
  return OBJECT.test(commit) && OBJECT.test(tree)
    ? { name, owner: { task, work }, start: { commit, tree } }
    : null;
}

/** Only once the tree is whole: one without a note is taken away by whoever comes next. */
export function writeNote(vault: Folders, { name, owner, start }: Note): void {
  const { commit, tree } = start;
  const path = join(vault.kept, noteName(name));
  mkdirSync(vault.kept, { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify({ ...owner, commit, tree }));
  renameSync(`${path}.new`, path);
}

export const dropNote = (vault: Folders, name: string): void =>
  rmSync(join(vault.kept, noteName(name)), { force: true });

export function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

const kindOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

/** An agent may have put something else in its place, which then is not followed. */
export const isFolder = (path: string): boolean => kindOf(path)?.isDirectory() === true;
export const isFile = (path: string): boolean => kindOf(path)?.isFile() === true;

const isWhole = ({ worktrees, agents }: Folders, { name }: Note): boolean =>
  [
    worktrees,
    join(worktrees, name),
    agents,
    join(agents, "worktrees"),
    join(agents, "worktrees", name),
  ].every(isFolder);

/** What was left behind and can be used. What is damaged counts as not there. */
export const notesIn = (vault: Folders): readonly Note[] =>
  (isFolder(vault.kept) ? entriesOf(vault.kept) : []).flatMap((entry) => {
    if (!entry.isFile() || !entry.name.endsWith(ENDING)) return [];
    try {
      const text = readFileSync(join(vault.kept, entry.name), "utf8");
      const note = noteIn(entry.name.slice(0, -ENDING.length), text);
      return note !== null && isWhole(vault, note) ? [note] : [];
    } catch {
      return [];
    }
  });

/** Everything in a folder but these. */
export function prune(folder: string, names: ReadonlySet<string>): void {
  for (const { name } of entriesOf(folder))
    if (!names.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Nobody who could hold one of them lives any more. Links are not followed. */
export function unlock(folder: string): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) unlock(path);
    else if (entry.name.endsWith(".lock")) rmSync(path, { force: true });
  }
}

const SUMS = { sha1: 20, sha256: 32 } as const;

/** As git ends it: with the sum of all before, or with zeros for those who chose to save that. */
export function isSoundIndex(bytes: Uint8Array): boolean {
  if (Buffer.from(bytes.subarray(0, 4)).toString("latin1") !== "DIRC") return false;
  return Object.entries(SUMS).some(([name, length]) => {
    const [body, sum] = [bytes.subarray(0, -length), bytes.subarray(-length)];
    return sum.every((byte) => byte === 0) || createHash(name).update(body).digest().equals(sum);
  });
}
