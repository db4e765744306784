/** Brings the files of a commit here: what lies here already and is the same is not fetched. */
import { bytesAt, type PlacedFile } from "../adapters/system/placed-files.ts";
import { isBlob } from "../adapters/system/blob.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { MAX_BASE_FETCHES, MAX_BASE_FILE_BYTES, MAX_BASE_FILES } from "../core/guard/base-paths.ts";
import type { CommitFile, CommitFiles } from "../ports/commit-files.ts";

export type Source = Readonly<{
  files: CommitFiles;
  /** Each file that is not here costs a request. */
  remote: boolean;
}>;

const MEBIBYTE = 1024 * 1024;

function objection(files: readonly CommitFile[]): string | null {
  const large = files.find(({ size }) => size > MAX_BASE_FILE_BYTES);
  if (large !== undefined) return `${large.path} has more than ${MAX_BASE_FILE_BYTES / MEBIBYTE} MiB`;
  return files.length > MAX_BASE_FILES ? `there are more than ${MAX_BASE_FILES} files to read` : null;
}

/** The same content has the same name, so what lies here under the right name is what the commit has. */
function here(top: string, { path, size, digest }: CommitFile): Uint8Array | null {
  const bytes = bytesAt(top, path, size);
  return bytes !== null && isBlob(digest, bytes) ? bytes : null;
}

export async function broughtFiles(
  { files, remote }: Source,
  top: string,
  places: readonly string[],
): Promise<Result<readonly PlacedFile[], string>> {
  const listed = await files.list(places);
  if (!listed.ok) return listed;
  const reason = objection(listed.value);
  if (reason !== null) return err(reason);
  const all: PlacedFile[] = [];
  let fetched = 0;
  for (const file of listed.value) {
    const { path, executable } = file;
    let bytes = here(top, file);
    if (bytes === null) {
      fetched += 1;
      if (remote && fetched > MAX_BASE_FETCHES)
        return err(`more than ${MAX_BASE_FETCHES} of the files differ from what is checked out`);
      const read = await files.bytes(file);
      if (!read.ok) return read;
      bytes = read.value;
    }
    all.push({ path, bytes, executable });
  }
  return ok(all);
}
