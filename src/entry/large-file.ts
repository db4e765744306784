/** Whether a word names a file that keeps V8 busy for some time. */
import { statSync } from "node:fs";

/** Reading and planning more than this takes so long that it pays to load what sets V8's flags. */
export const LARGE_BYTES = 8 * 1024;

export function isLarge(path: string): boolean {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true && found.size > LARGE_BYTES;
  } catch {
    // Not even a path: the command itself says so.
    return false;
  }
}
