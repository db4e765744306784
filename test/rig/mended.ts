/** The same world after somebody has mended what made a run fail: agents and commands do what they did, but for the causes. */
import type { Plan } from "../../src/core/plan/plan.ts";
import type { RunState, TaskState } from "../../src/core/run/state.ts";
import { lived } from "./lived.ts";
import type { World } from "./simulate.ts";

/** Whoever could come to light as a cause has done so after as many turns. */
const MOST_TURNS = 30;

/** The same tasks, and nobody keeps any of them from being tried. */
export const unstopped = (plan: Plan): Plan => ({
  ...plan,
  settings: { ...plan.settings, onFailure: "continue" },
});

/** What was allowed to fail is no cause, and goes on failing. */
function isCause(state: RunState, { index, task, settled, ending }: TaskState): boolean {
  if (state.failed.has(index)) return true;
  const missed = task.required && (ending?.failure ?? null) !== null;
  return missed || (task.role === "finally" && task.onFailure === "fail" && settled === "failure");
}

/** Null where a run fails for what no agent did: a condition or a list that cannot be read stays as it is in a plan. */
export function mended(plan: Plan, world: World): World | null {
  const fine = new Set<string>();
  const better: World = {
    ...world,
    act(id, n, at) {
      const { fail, ...act } = world.act(id, n, at);
      return fine.has(id) || fail === undefined ? act : { ...act, fail };
    },
  };
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { state } = lived(unstopped(plan), better);
    if (state.epochs.get(state.epoch)?.finished === "success") return better;
    const known = fine.size;
    for (const task of state.tasks) if (isCause(state, task)) fine.add(task.task.id);
    if (fine.size === known) return null;
  }
  return null;
}
