/** What people said in a run that somebody else could have written: it is void, and they are asked again. */
import { millis } from "../base/brand.ts";
import type { Budget } from "../plan/plan.ts";
import { isGate } from "./gates.ts";
import type { RunState } from "./state.ts";

/** The latest word of a person about each limit, of those that count. */
export function grantedIn({ epochs, heardSince }: RunState): Budget {
  const known = [...epochs].filter(([epoch]) => epoch >= heardSince).sort(([a], [b]) => a - b);
  return known.reduce<Budget>((before, [, { granted }]) => ({ ...before, ...granted }), {});
}

/**
 * From this epoch on. Questions are put again, also those of tasks that are not there yet, and silence is counted from
 * then. An answer that nobody has taken still fits if it was given to just what they show then; one that was taken
 * once is used up.
 */
export function unhear(state: RunState, epoch: number): void {
  state.heardSince = Math.max(state.heardSince, epoch);
  for (const task of state.tasks) {
    if (!isGate(task)) continue;
    task.fence = Math.max(task.fence, epoch);
    state.touched.add(task.index);
  }
  for (const [task, { answers, taken }] of state.gates)
    state.gates.set(task, { shown: "", since: millis(0), story: [], answers, taken });
  state.granted = grantedIn(state);
}
