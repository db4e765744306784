/** Where a run came from, kept beside its plan so that `resume --workflow current` finds the file again. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
