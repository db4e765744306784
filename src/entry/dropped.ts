/** What a run that was rolled back leaves behind in the repository: nothing, unless somebody has built on it. */
import { oneLine } from "../core/guard/sanitise.ts";
import type { Call } from "./command.ts";
import { readOrigin } from "./origin.ts";
import { publishedIn } from "./published.ts";
import type { StoredRun } from "./stored-run.ts";

export async function dropResult({ world, flags }: Call, run: StoredRun): Promise<void> {
  const published = publishedIn(run.segments);
  if (published === null) return;
  const { outcomesAt } = await import("../adapters/git/workspace.ts");
  const directory = readOrigin(run.folder)?.directory ?? world.directory;
  const found = await outcomesAt({ directory, folder: run.folder.root, env: world.env });
  const { branch, commit } = published;
  const outcomes = found.ok ? found.value : null;
  if (outcomes === null) return;
  const dropped = await outcomes.drop(branch, commit);
  if (!dropped.ok) world.err.write(`warning: ${oneLine(dropped.error, 200)}, so it was left as it is\n`);
  else if (!flags.on("quiet")) world.err.write(`removed branch ${branch}\n`);
}
