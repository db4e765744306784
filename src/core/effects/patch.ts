/** The run's result as files to write: checked as a whole before anything of it leaves this machine, and again before it is applied. */
import type { Digest } from "../base/brand.ts";
import { pathFault, protection, type PathRules } from "./paths.ts";
import { refusal, type Refusal } from "./refusals.ts";

export const MOST_FILES = 100;
export const MOST_PATCH_BYTES = 1 << 20;

export const PLAIN_MODES = ["100644", "100755"] as const;
export type PlainMode = (typeof PLAIN_MODES)[number];

/** One difference between two commits as git names it; a rename is one file that went and one that came. */
export type Difference = Readonly<{
  path: string;
  /** Six zeros where there is none. */
  oldMode: string;
  newMode: string;
  /** Of the new content. */
  size: number;
}>;

export type PatchFile = Readonly<{
  path: string;
  mode: PlainMode;
  size: number;
  /** Null for a file that went. */
  content: Digest | null;
}>;

export type Patch = Readonly<{
  /** The commit that it stands on. */
  base: string;
  message: string;
  /** When the work was done, so that the same work always makes the same commit. */
  at: string;
  files: readonly PatchFile[];
}>;

const NONE = "000000";

const isPlain = (mode: string): boolean => mode === "100644" || mode === "100755";

function modeFault({ oldMode, newMode }: Difference): boolean {
  if (oldMode === NONE) return newMode !== "100644";
  if (newMode === NONE) return !isPlain(oldMode);
  return !isPlain(oldMode) || oldMode !== newMode;
}

function pathRefusal(path: string, rules: PathRules): Refusal | null {
  const fault = pathFault(path);
  if (fault !== null) return refusal("path", `${path}: ${fault}`);
  const kept = protection(path, rules);
  return kept === null ? null : refusal(kept, path);
}

/** Two names that some systems take for one would write over each other. */
function clash(paths: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return paths.find((path) => {
    const plain = path.normalize("NFC").toLowerCase();
    if (seen.has(plain)) return true;
    seen.add(plain);
    return false;
  });
}

/** Why the whole of it is refused; the first reason is enough. */
export function patchRefusal(found: readonly Difference[], rules: PathRules): Refusal | null {
  if (found.length > MOST_FILES) return refusal("size", `${found.length} files, at most ${MOST_FILES}`);
  const bytes = found.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_PATCH_BYTES) return refusal("size", `${bytes} bytes, at most ${MOST_PATCH_BYTES}`);
  for (const one of found) {
    const refused = pathRefusal(one.path, rules);
    if (refused !== null) return refused;
    if (modeFault(one)) return refusal("mode", `${one.path}: ${one.oldMode} to ${one.newMode}`);
  }
  // A file whose name changes its case alone goes and comes: that is the one clash that is meant.
  const twice = clash(found.filter(({ newMode }) => newMode !== NONE).map(({ path }) => path));
  return twice === undefined ? null : refusal("path", `${twice}: it is there in two spellings`);
}

/** The same, of a patch that was read: what made it may have been somebody else. */
export const fileRefusal = ({ files }: Patch, rules: PathRules): Refusal | null =>
  patchRefusal(
    files.map(({ path, mode, size, content }) => ({
      path,
      oldMode: content === null ? mode : mode === "100755" ? mode : NONE,
      newMode: content === null ? NONE : mode,
      size,
    })),
    rules,
  );
