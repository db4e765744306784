/** A process killed after the last entry of a run, but before it looked for strays, leaves them to whoever comes next. */
import { reapStrays } from "../adapters/system/pursuit.ts";
import { driverOf, type StoredRun } from "./stored-run.ts";

export async function endLeftBehind({ folder, segments }: StoredRun): Promise<void> {
  const last = segments.at(-1)?.entries.at(-1)?.type;
  if (last !== "writer.closed" && driverOf(folder) === undefined) await reapStrays(folder.id);
}
