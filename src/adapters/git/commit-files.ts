/** Files of a commit that this machine has. */
import { err, ok, type Result } from "../../core/base/result.ts";
import { isPlainPath } from "../../core/guard/base-paths.ts";
import type { CommitFile, CommitFiles } from "../../ports/commit-files.ts";
import { isBlob } from "../system/blob.ts";
import { type Environment, gitIn } from "./git.ts";

const LINE = /^(100644|100755) blob ([0-9a-f]{40,64}) +(\d+)\t([^]+)$/;

function fileIn(line: string): CommitFile | null {
  const [, mode = "", digest = "", size = "", path = ""] = LINE.exec(line) ?? [];
  if (digest === "" || !isPlainPath(path)) return null;
  return { path, digest, size: Number(size), executable: mode === "100755" };
}

/** Null where the commit is not here, as in most checkouts: they fetch one commit alone. */
export async function commitFiles(
  directory: string,
  env: Environment,
  commit: string,
): Promise<CommitFiles | null> {
  // What replaces an object, or names a path by a pattern, is not what was asked for.
  const git = gitIn(directory, env, { env: { GIT_NO_REPLACE_OBJECTS: "1", GIT_LITERAL_PATHSPECS: "1" } });
  const found = await git.ask(["cat-file", "-e", `${commit}^{tree}`]);
  if (!found.ok) return null;
  return {
    async list(paths): Promise<Result<readonly CommitFile[], string>> {
      const listed = await git.ask(["ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", ...paths]);
      return listed.ok ? ok(listed.value.split("\0").flatMap((line) => fileIn(line) ?? [])) : listed;
    },
    async bytes({ digest, path }): Promise<Result<Uint8Array, string>> {
      const said = await git.tell(["cat-file", "blob", digest]);
      if (!said.ok) return said;
      if (said.value.code !== 0) return err(said.value.complaint);
      return isBlob(digest, said.value.bytes)
        ? ok(said.value.bytes)
        : err(`${path} is not what git says it is`);
    },
  };
}
