/** Files of a commit that only the platform has. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import { isPlainPath } from "../../core/guard/base-paths.ts";
import type { CommitFile, CommitFiles } from "../../ports/commit-files.ts";
import { isBlob } from "../system/blob.ts";
import type { Api } from "./api.ts";
import { at, listAt, textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

const OBJECT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

type Entry = Readonly<{
  path: string;
  kind: "file" | "folder";
  executable: boolean;
  digest: string;
  size: number;
}>;
type Read<T> = Promise<Result<T, string>>;

function entryIn(value: Value): Entry | null {
  const [path, mode, digest] = [textAt(value, "path"), textAt(value, "mode"), textAt(value, "sha")];
  if (path === null || digest === null || !isPlainPath(path) || !OBJECT.test(digest)) return null;
  const size = at(value, "size");
  const rest = { path, digest, size: typeof size === "number" ? size : 0 };
  if (mode === "040000") return { ...rest, kind: "folder", executable: false };
  const isFile = mode === "100644" || mode === "100755";
  return isFile ? { ...rest, kind: "file", executable: mode === "100755" } : null;
}

const fileOf = ({ digest, size, executable }: Entry, path: string): CommitFile => ({
  path,
  digest,
  size,
  executable,
});

type Trees = (tree: string, below?: boolean) => Read<readonly Entry[]>;

/** Each is asked for once. */
function treesOf(api: Api, repository: Repository): Trees {
  const known = new Map<string, Read<readonly Entry[]>>();
  async function ask(tree: string, below: boolean): Read<readonly Entry[]> {
    const answer = await api.read(pathTo(repository, "git", "trees", tree), below ? { recursive: "1" } : {});
    if (!answer.ok) return err(answer.error.words);
    // What was left out might be what matters.
    if (at(answer.value, "truncated") !== false) return err("a folder holds more files than the API lists");
    return ok(listAt(answer.value, "tree").flatMap((each) => entryIn(each) ?? []));
  }
  return (tree, below = false) => {
    const key = `${tree}${below ? "/" : ""}`;
    const asked = known.get(key) ?? ask(tree, below);
    known.set(key, asked);
    return asked;
  };
}

/** What is at a path, and all below it. */
async function filesAt(entries: Trees, commit: string, path: string): Read<readonly CommitFile[]> {
  let tree = commit;
  const parts = path.split("/");
  for (const [depth, part] of parts.entries()) {
    const here = await entries(tree);
    if (!here.ok) return here;
    const entry = here.value.find((each) => each.path === part);
    if (entry === undefined) return ok([]);
    if (entry.kind === "file") return ok(depth === parts.length - 1 ? [fileOf(entry, path)] : []);
    tree = entry.digest;
  }
  const all = await entries(tree, true);
  if (!all.ok) return all;
  return ok(
    all.value.flatMap((each) => (each.kind === "file" ? [fileOf(each, `${path}/${each.path}`)] : [])),
  );
}

export function commitFiles(api: Api, repository: Repository, commit: string): CommitFiles {
  const entries = treesOf(api, repository);
  return {
    async list(paths) {
      const found = new Map<string, CommitFile>();
      for (const path of paths) {
        const listed = await filesAt(entries, commit, path);
        if (!listed.ok) return listed;
        for (const file of listed.value) found.set(file.path, file);
      }
      return ok([...found.values()]);
    },
    async bytes({ digest, path }) {
      const answer = await api.read(pathTo(repository, "git", "blobs", digest));
      if (!answer.ok) return err(answer.error.words);
      const content = textAt(answer.value, "encoding") === "base64" ? textAt(answer.value, "content") : null;
      const bytes = Buffer.from(content ?? "", "base64");
      return content !== null && isBlob(digest, bytes) ? ok(bytes) : err(`${path} is not what was asked for`);
    },
  };
}
