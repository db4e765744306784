/** A process killed after the last entry of a run, but before it looked for strays, leaves them to whoever comes next. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { takeLock } from "../adapters/store/lock.ts";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import { reapStrays } from "../adapters/system/pursuit.ts";
import { driverOf, type StoredRun } from "./stored-run.ts";

export async function endLeftBehind({ folder, segments }: StoredRun): Promise<void> {
  const last = segments.at(-1)?.entries.at(-1)?.type;
  if (last === "writer.closed" || driverOf(folder) !== undefined) return;
  await reapStrays(folder.id);
  await dropTrees(folder);
}

/** The trees of tasks that were cut, once nobody goes on with them. Whoever drives the run by now sees to them himself. */
export async function dropTrees({ root, lock }: RunFolder): Promise<void> {
  if (!existsSync(join(root, "git"))) return;
  const taken = takeLock(lock);
  if (!taken.ok) return;
  try {
    const { dropTrees: drop } = await import("../adapters/git/workspace.ts");
    drop(root);
  } finally {
    taken.value.release();
  }
}
