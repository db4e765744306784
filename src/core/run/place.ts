/** The places that attempts take: of the run, of pools and fan-outs, of an agent and its quota. */
import { circuitBusy } from "./circuit.ts";
import { isGate } from "./gates.ts";
import { playerOf } from "./lanes.ts";
import { quotaBusy } from "./quota.ts";
import { isOurs } from "./share.ts";
import { isGroup, type Player, type RunState, type TaskState } from "./state.ts";

function occupy(state: RunState, name: string, step: number): void {
  state.busy.set(name, (state.busy.get(name) ?? 0) + step);
}

function move(state: RunState, task: TaskState, player: Player, step: 1 | -1): void {
  task.placed = step === 1 ? player : null;
  state.running += step;
  for (const pool of task.lane.pools) occupy(state, pool, step);
  if (player.quota !== "") occupy(state, quotaBusy(player.quota), step);
  if (player.agent !== "") occupy(state, circuitBusy(player.agent), step);
}

/** Whoever made the attempt gives the place back, whatever became of the task meanwhile. */
export function vacate(state: RunState, task: TaskState): void {
  if (task.placed !== null) move(state, task, task.placed, -1);
}

/** A question to people takes no place: nobody is at work. */
export function place(state: RunState, task: TaskState): void {
  const works = task.phase === "open" && !isGroup(task.task) && !isGate(task) && !state.lost.has(task.writer);
  if (!works || !isOurs(state, task)) vacate(state, task);
  else if (task.placed === null) move(state, task, playerOf(task), 1);
}
