/** Whether there is a repository at all: found by looking, so that outside of one git is never started. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export function isInRepository(directory: string): boolean {
  for (let here = directory; ; here = dirname(here)) {
    if (existsSync(join(here, ".git"))) return true;
    if (dirname(here) === here) return false;
  }
}
