/** Where a run came from, kept beside its plan so that `resume --workflow current` finds the file again. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import { guarded } from "../adapters/store/trouble.ts";

/** `runner` and `maxParallel` are what the person asked for on the command line; the file does not know them. */
export type Origin = Readonly<{
  workflow: string;
  directory: string;
  runner?: string;
  maxParallel?: number;
  /** Where the result goes, if not to a branch of the run's own name. */
  branch?: string;
}>;

type Folders = Readonly<{ directory: string; definitions: string }>;

const below = (folder: string, path: string): string | null =>
  path.startsWith(`${folder}${sep}`) ? relative(folder, path) : null;

/** Under which path people know the file, wherever it was read. */
export function projectPath({ directory, definitions }: Folders, path: string): string {
  const inside = below(definitions, path);
  return inside === null ? path : join(directory, inside);
}

/** Where the file is read now. Those of the project lie where definitions are kept, and nowhere else. */
export function definedPath({ directory, definitions }: Folders, origin: Origin): string {
  if (definitions === directory) return origin.workflow;
  const inside = below(origin.directory, origin.workflow) ?? below(directory, origin.workflow);
  return inside === null ? origin.workflow : join(definitions, inside);
}

const pathOf = (folder: RunFolder): string => join(folder.root, "origin.json");

export function writeOrigin(folder: RunFolder, origin: Origin): void {
  guarded(`write ${pathOf(folder)}`, () => writeFileSync(pathOf(folder), `${JSON.stringify(origin)}\n`));
}

export function readOrigin(folder: RunFolder): Origin | undefined {
  try {
    const value = JSON.parse(readFileSync(pathOf(folder), "utf8")) as Partial<Origin> | null;
    const { workflow, directory, runner, maxParallel, branch } = value ?? {};
    if (typeof workflow !== "string" || typeof directory !== "string") return undefined;
    return {
      workflow,
      directory,
      ...(typeof runner === "string" ? { runner } : {}),
      ...(typeof maxParallel === "number" ? { maxParallel } : {}),
      ...(typeof branch === "string" ? { branch } : {}),
    };
  } catch {
    return undefined;
  }
}
