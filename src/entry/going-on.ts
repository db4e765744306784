/** A run that is answered while it is being left goes on by itself: whoever answered has been told so. */
import { headline } from "../core/view/outline.ts";
import type { Call } from "./command.ts";
import { conduct, type Conducted } from "./conduct.ts";
import { report } from "./report.ts";
import type { ExitCode } from "./exit-codes.ts";
import { waitingGates } from "./run-document.ts";
import { driverOf, openRun, type StoredRun } from "./stored-run.ts";

const answers = (run: Pick<StoredRun, "state" | "artifacts">): ReadonlySet<string> =>
  new Set(waitingGates(run).flatMap(({ id, shown, answer }) => (answer === null ? [] : [`${id} ${shown}`])));

/**
 * Looked at after the lock was given back: who answers later finds nobody driving the run, and is told to resume it.
 * Null if there is nothing new, or somebody else goes on already.
 */
function answeredMeanwhile(run: Conducted): StoredRun | null {
  if (headline(run.state).paused?.kind !== "gates" || driverOf(run.folder) !== undefined) return null;
  const stored = openRun(run.folder);
  if (!stored.ok) return null;
  const known = answers(run);
  return [...answers(stored.value)].some((one) => !known.has(one)) ? stored.value : null;
}

/** Until it has ended, or really waits for somebody. */
export async function conductOn(call: Call, first: Conducted): Promise<ExitCode> {
  for (let run = first; ;) {
    const left: { answered: StoredRun | null } = { answered: null };
    const exit = await conduct(call, run, (_, over, more) => {
      left.answered = answeredMeanwhile(run);
      if (left.answered === null) report(call, over, more);
    });
    if (left.answered === null) return exit;
    if (!call.flags.on("quiet")) call.world.err.write("answered meanwhile: the run goes on\n");
    const { takeOver } = await import("./taken-over.ts");
    const { reopened } = await import("../app/resume.ts");
    const next = await takeOver(call, left.answered, {
      plan: null,
      rerun: (state) => reopened(state, { kind: "failed" }),
      then: [],
    });
    if (!next.ok) return next.error;
    ({ run } = next.value);
  }
}
