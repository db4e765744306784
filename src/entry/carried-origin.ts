/** A run that is carried here brings no word of where its file lies: what is known of it is written down before its end is. */
import { join } from "node:path";
import { createRunFolder, runFolder } from "../adapters/store/run-folder.ts";
import type { RunId } from "../core/base/brand.ts";
import { writeOrigin } from "./origin.ts";

type From = Readonly<{
  directory: string;
  /** From there; empty where it lies outside. */
  file: string;
}>;

export function comesFrom(stateDirectory: string, run: RunId, { directory, file }: From): void {
  if (file === "") return;
  createRunFolder(stateDirectory, run);
  writeOrigin(runFolder(stateDirectory, run), { workflow: join(directory, file), directory });
}
