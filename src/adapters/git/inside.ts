/** Whether there is a repository at all: found by looking, so that outside of one git is never started. */
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** An empty folder of that name means nothing to git. */
function isGit(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true || (found !== undefined && existsSync(join(path, "HEAD")));
}

export function isInRepository(directory: string): boolean {
  for (let here = directory; ; here = dirname(here)) {
    if (isGit(join(here, ".git"))) return true;
    if (dirname(here) === here) return false;
  }
}
