/** How long the tasks of a workflow took in its latest runs, as their journals tell. */
import { runFolder } from "../adapters/store/run-folder.ts";
import { listRuns } from "../adapters/store/runs.ts";
import { outline } from "../core/view/outline.ts";
import type { Call } from "./command.ts";
import { openRun, stateDirectory } from "./stored-run.ts";

/** So many runs are looked at; older ones tell about older code. */
export const MOST_RECORDED_RUNS = 5;

const middle = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** Milliseconds by task: the middle of what its successes took. A run that cannot be read tells nothing. */
export function recordedTimes(call: Call, workflow: string): ReadonlyMap<string, number> {
  const directory = stateDirectory(call);
  const times = new Map<string, number[]>();
  let seen = 0;
  for (const known of listRuns(directory)) {
    if (seen >= MOST_RECORDED_RUNS) break;
    if (known.name() !== workflow) continue;
    const run = openRun(runFolder(directory, known.id));
    if (!run.ok) continue;
    seen += 1;
    for (const { id, status, startedAt, finishedAt, reused } of outline(run.value.state).rows) {
      if (status !== "success" || reused || startedAt === null || finishedAt === null) continue;
      const list = times.get(id);
      if (list === undefined) times.set(id, [finishedAt - startedAt]);
      else list.push(finishedAt - startedAt);
    }
  }
  return new Map([...times].map(([id, all]) => [id, middle(all)]));
}
