/** How the project's files were before a run: remembered where something may have to be undone, brought back only when asked for. */
import { gitSnapshots } from "../adapters/git/snapshots.ts";
import type { RunId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Fields } from "../core/base/value.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import type { Change, Restored, Snapshots } from "../ports/snapshots.ts";
import type { Call, World } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import type { Complaint } from "./say.ts";

const MOST_SHOWN = 20;
const LONGEST_PATH = 120;

/** A run is not refused because its files could not be remembered, but whoever counts on it is told. */
export async function rememberFiles({ world, flags }: Call, run: RunId): Promise<void> {
  const taken = await gitSnapshots(world.directory, world.env).take(run);
  if (!taken.ok) {
    world.err.write(
      `warning: the files as they are now could not be remembered: ${oneLine(taken.error, 200)}\n`,
    );
  } else if (taken.value === null && flags.on("verbose")) {
    world.err.write("this is not a git work tree: --restore-tree will not be possible\n");
  }
}

const WORDS: Readonly<Record<Change["kind"], string>> = {
  create: "bring back",
  write: "change back",
  delete: "remove",
};

function announce({ err: out }: World, changes: readonly Change[]): void {
  const shown = changes.slice(0, MOST_SHOWN);
  const lines = shown.map(({ path, kind }) => `  ${WORDS[kind].padEnd(11)} ${oneLine(path, LONGEST_PATH)}\n`);
  const more = changes.length - shown.length;
  const files = `${changes.length} ${changes.length === 1 ? "file" : "files"}`;
  out.write(`restoring ${files}\n${lines.join("")}${more > 0 ? `  and ${more} more\n` : ""}`);
}

/** Null if everything is as it was. */
export async function restoreFiles(
  call: Call,
  directory: string,
  run: RunId,
): Promise<Result<Restored | null, Complaint>> {
  const { world, flags } = call;
  const trouble = (message: string): Result<never, Complaint> =>
    err({ exit: EXIT.infrastructure, message: `the files could not be restored: ${oneLine(message, 300)}` });
  const snapshots: Snapshots = gitSnapshots(directory, world.env);
  const found = await snapshots.find(run);
  if (!found.ok) return trouble(found.error);
  if (found.value === null) {
    const help = "they are, in a git work tree, if a task has `compensate` or the run `on_failure: rollback`";
    return err({ exit: EXIT.usage, message: "the files before this run were not remembered", help });
  }
  const changes = await snapshots.changes(found.value);
  if (!changes.ok) return trouble(changes.error);
  if (changes.value.length === 0) return ok(null);
  if (!flags.on("quiet")) announce(world, changes.value);
  const restored = await snapshots.restore(run, found.value);
  return restored.ok ? restored : trouble(restored.error);
}

export const restoredFields = ({ changes, kept }: Restored): Fields => ({
  changes: changes.map(({ path, kind }) => ({ path, change: kind })),
  kept: kept.ref,
});
