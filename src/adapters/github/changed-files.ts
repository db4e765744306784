/** Which files a change touches, as far as the platform tells within reason. */
import type { Api } from "./api.ts";
import { listAt, textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

const PAGE = 100;
/** A change with more files is one of which nobody knows all. */
export const MAX_FILE_PAGES = 10;

/** Null if not all of them are known. */
export async function changedFiles(
  api: Api,
  repository: Repository,
  change: number,
): Promise<readonly string[] | null> {
  const found: string[] = [];
  for (let page = 1; page <= MAX_FILE_PAGES; page += 1) {
    const answer = await api.read(pathTo(repository, "pulls", String(change), "files"), {
      per_page: String(PAGE),
      page: String(page),
    });
    if (!answer.ok) return null;
    const files = listAt(answer.value);
    // Of a file that was moved, both places were touched.
    found.push(
      ...files.flatMap((file) =>
        [textAt(file, "filename"), textAt(file, "previous_filename")].flatMap((path) => path ?? []),
      ),
    );
    if (files.length < PAGE) return found;
  }
  return null;
}
