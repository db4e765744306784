/** What pays only for runs of many tasks. */
import type { Plan } from "../core/plan/plan.ts";
import type { RunState } from "../core/run/state.ts";

type Begun = Readonly<{ plan: Plan; state: RunState; secrets: Readonly<Record<string, string>> }>;

/** Below this many tasks, loading what sets the flags costs more than it saves. */
const MANY_TASKS = 32;

/** Below this many programs, those who start them cost more than they save, unless many more follow. */
const MANY_PROGRAMS = 32;

/** How many programs begin side by side at the start of a run that will start many. What knows secrets is none of theirs. */
export function programsOf({ state, plan, secrets }: Begun): number {
  const programs = state.tasks.filter(
    ({ task, settled }) => task.work.type === "command" && settled === null,
  );
  if (programs.length < MANY_PROGRAMS || Object.keys(secrets).length > 0) return 0;
  const first = programs.filter(({ unmet }) => unmet === 0).length;
  return Math.max(1, Math.min(first, plan.settings.maxParallel));
}

/** Begun late: the platform takes what it keeps compiled of its own modules only as long as the flags are the usual ones. */
export async function patientWith(tasks: number): Promise<() => void> {
  return tasks < MANY_TASKS ? () => {} : (await import("./patience.ts")).patience();
}
