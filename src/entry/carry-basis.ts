/** The files that decide about a run go with its plan: what other jobs go by was read once, and they need nobody's leave to read it again. */
import { at, listAt, parsed, textAt } from "../adapters/github/foreign.ts";
import { localArtifacts } from "../adapters/store/local.ts";
import { runFolder } from "../adapters/store/run-folder.ts";
import type { PlacedFile } from "../adapters/system/placed-files.ts";
import { digest, type Digest } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Value } from "../core/base/value.ts";
import {
  isPlainPath,
  MAX_BASE_FILE_BYTES,
  MAX_BASE_FILES,
  MAX_CARRIED_BASE_BYTES,
} from "../core/guard/base-paths.ts";
import { guarded, type Of } from "./carry-legs.ts";
import type { Said } from "./said.ts";

export type Carried = Readonly<{
  /** Where they were read. */
  commit: string;
  /** By paths of the repository. */
  files: readonly PlacedFile[];
}>;

const VERSION = 1;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const DIGEST = /^[0-9a-f]{64}$/;

const LOST: Said = {
  message: "the files that decide about the run are not where its plan says",
  hint: "re-run all jobs of the workflow run, or start a new run",
};

/** Null where they are too many bytes to go into an archive that every job loads: then each job reads them by itself. */
export const keepBasis = (
  { state, run }: Of,
  { commit, files }: Carried,
): Promise<Result<Digest | null, Said>> =>
  guarded(async () => {
    if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > MAX_CARRIED_BASE_BYTES) return ok(null);
    const artifacts = localArtifacts(runFolder(state, run).objects);
    const listed = files.map(({ path, executable, bytes }) => ({
      path,
      executable,
      content: artifacts.put(bytes),
    }));
    return ok(artifacts.put(Buffer.from(JSON.stringify({ version: VERSION, commit, files: listed }))));
  });

function fileIn(value: Value, get: (name: Digest) => Uint8Array | undefined): PlacedFile | null {
  const [path, content] = [textAt(value, "path"), textAt(value, "content")];
  const executable = at(value, "executable");
  if (path === null || !isPlainPath(path) || typeof executable !== "boolean") return null;
  if (content === null || !DIGEST.test(content)) return null;
  const bytes = get(digest(content));
  return bytes === undefined || bytes.length > MAX_BASE_FILE_BYTES ? null : { path, executable, bytes };
}

/** All of them or none. */
export const basisIn = ({ state, run }: Of, name: Digest): Promise<Result<Carried, Said>> =>
  guarded(async () => {
    const artifacts = localArtifacts(runFolder(state, run).objects);
    const document = parsed(Buffer.from(artifacts.get(name) ?? "").toString());
    const [commit, listed] = [textAt(document, "commit"), listAt(document, "files")];
    if (at(document, "version") !== VERSION || commit === null || !COMMIT.test(commit)) return err(LOST);
    const files = listed.flatMap((each) => fileIn(each, (file) => artifacts.get(file)) ?? []);
    return files.length === listed.length && files.length <= MAX_BASE_FILES
      ? ok({ commit, files })
      : err(LOST);
  });
