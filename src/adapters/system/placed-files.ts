/** Files put where they belong: no link is followed, nothing that stood there before decides where they land. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, type Stats } from "node:fs";
import { join } from "node:path";

export type PlacedFile = Readonly<{ path: string; bytes: Uint8Array; executable: boolean }>;

/** What is under a path, a link itself and not what it leads to; undefined for nothing. */
const statOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

/** Every folder on the way is a real one. */
function makeWay(top: string, path: string): void {
  let here = top;
  for (const part of path.split("/").slice(0, -1)) {
    here = join(here, part);
    const stat = statOf(here);
    if (stat?.isDirectory() === true) continue;
    if (stat !== undefined) rmSync(here, { force: true });
    mkdirSync(here, { mode: 0o755 });
  }
}

/** Whether a real way of folders leads to it. */
function isReached(top: string, path: string): boolean {
  const parts = path.split("/").slice(0, -1);
  return parts.every((_, at) => statOf(join(top, ...parts.slice(0, at + 1)))?.isDirectory() === true);
}

/** Null for what is no plain file, has another size, or lies behind a link. */
export function bytesAt(top: string, path: string, size: number): Uint8Array | null {
  try {
    if (!isReached(top, path)) return null;
    const stat = statOf(join(top, path));
    return stat?.isFile() === true && stat.size === size ? readFileSync(join(top, path)) : null;
  } catch {
    return null;
  }
}

export function placeFile(top: string, { path, bytes, executable }: PlacedFile): void {
  makeWay(top, path);
  rmSync(join(top, path), { recursive: true, force: true });
  writeFileSync(join(top, path), bytes, { mode: executable ? 0o755 : 0o644, flag: "wx" });
}

/** Everything at and below a path that is no folder, also links that lead nowhere. */
export function entriesBelow(
  top: string,
  path: string,
  isLeft: (path: string) => boolean,
): readonly string[] {
  if (isLeft(path)) return [];
  const stat = statOf(join(top, path));
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(join(top, path)).flatMap((name) => entriesBelow(top, `${path}/${name}`, isLeft));
}

export const removeEntry = (top: string, path: string): void => rmSync(join(top, path), { force: true });
