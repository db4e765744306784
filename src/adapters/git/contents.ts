/** What lies between two commits as whole files, for whoever carries it on without git. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Contents, Most } from "../../ports/workspace.ts";
import type { Git } from "./git.ts";

type File = Contents["files"][number] & Readonly<{ object: string }>;

const HEAD = /^:(\d{6}) (\d{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*$/;
const GONE = "000000";
const LINKED_REPOSITORY = "160000";

/** `--raw -z`: a head with modes and names of objects, then a path, both ended. */
export function differencesFrom(text: string): readonly File[] {
  const fields = text.split("\0");
  return fields.flatMap((field, at): readonly File[] => {
    const [, oldMode, newMode, object] = HEAD.exec(field) ?? [];
    const path = fields[at + 1];
    if (oldMode === undefined || newMode === undefined || object === undefined || path === undefined)
      return [];
    return [{ path, oldMode, newMode, object, size: 0 }];
  });
}

/** Only these have bytes of their own in this repository. */
const hasBytes = ({ newMode }: File): boolean => newMode !== GONE && newMode !== LINKED_REPOSITORY;

const shown = (files: readonly File[]): Contents["files"] =>
  files.map(({ path, oldMode, newMode, size }) => ({ path, oldMode, newMode, size }));

async function sizeOf(git: Git, object: string): Promise<Result<number, string>> {
  const said = await git.ask(["cat-file", "-s", object]);
  if (!said.ok) return said;
  const size = Number(said.value.trim());
  return Number.isSafeInteger(size) ? ok(size) : err("git does not know the size of a file");
}

async function weighed(git: Git, files: readonly File[]): Promise<Result<readonly File[], string>> {
  const all: File[] = [];
  for (const file of files) {
    const size = hasBytes(file) ? await sizeOf(git, file.object) : ok(0);
    if (!size.ok) return size;
    all.push({ ...file, size: size.value });
  }
  return ok(all);
}

export async function contents(
  git: Git,
  from: string,
  to: string,
  most: Most,
): Promise<Result<Contents, string>> {
  const said = await git.ask(["diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index", from, to]);
  if (!said.ok) return said;
  const found = differencesFrom(said.value);
  const nothing: Contents["bytes"] = new Map();
  if (found.length > most.files) return ok({ files: shown(found), bytes: nothing });
  const files = await weighed(git, found);
  if (!files.ok) return files;
  const sum = files.value.reduce((all, { size }) => all + size, 0);
  if (sum > most.bytes) return ok({ files: shown(files.value), bytes: nothing });
  const bytes = new Map<string, Uint8Array>();
  for (const { path, object } of files.value.filter(hasBytes)) {
    const read = await git.tell(["cat-file", "blob", object]);
    if (!read.ok) return read;
    if (read.value.code !== 0) return err(read.value.complaint);
    bytes.set(path, read.value.bytes);
  }
  return ok({ files: shown(files.value), bytes });
}
