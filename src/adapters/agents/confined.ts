/** Writing a file that must not land outside a directory, whatever its name or a link in the way says. */
import * as fs from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";

/** Below it, not the same. */
export const isInside = (base: string, path: string): boolean => {
  const way = relative(base, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/** The nearest part of the way that exists already, with every link in it followed. */
function existing(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    if (fs.lstatSync(at, { throwIfNoEntry: false }) !== undefined) return fs.realpathSync(at);
  }
}

export function writeInside(directory: string, path: string, text: string): Result<null, string> {
  const refuse = (why: string): Result<null, string> => err(`${JSON.stringify(path)} ${why}`);
  if (path === "" || path.includes("\0") || isAbsolute(path)) return refuse("is not a relative path");
  const parts = path.split(/[\\/]/);
  if (parts.includes("..")) return refuse("leaves the directory");
  if (parts.some((part) => part.toLowerCase() === ".git"))
    return refuse("is inside the repository's own records");
  try {
    const base = fs.realpathSync(directory);
    const target = join(base, path);
    const parent = existing(dirname(target));
    if (!isInside(base, target) || (parent !== base && !isInside(base, parent)))
      return refuse("leaves the directory");
    fs.mkdirSync(dirname(target), { recursive: true });
    const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = fs.constants;
    const file = fs.openSync(target, O_WRONLY | O_CREAT | O_TRUNC | (O_NOFOLLOW ?? 0), 0o666);
    try {
      fs.writeFileSync(file, text);
    } finally {
      fs.closeSync(file);
    }
    return ok(null);
  } catch (error) {
    return refuse(`could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
