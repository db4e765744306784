/** The tasks that undo others come into the graph when a rollback is planned: one after the other, each only if the one before succeeded. */
import type { TaskId } from "../base/brand.ts";
import type { Task } from "../plan/plan.ts";
import { OUTSIDE } from "./spot.ts";
import { fresh } from "./fresh.ts";
import { lanes } from "./lanes.ts";
import { attach } from "./attach.ts";
import type { RunState, TaskState } from "./state.ts";
import { undoOf } from "./undo.ts";

function undoTask(state: RunState, done: TaskId, before: TaskId | null): Task | null {
  const task = state.tasks[state.byId.get(done) ?? -1]?.task;
  if (task?.compensate === undefined) return null;
  const { frame } = task;
  return {
    ...task.compensate,
    id: undoOf(done),
    role: "compensate",
    needs: before === null ? [] : [before],
    rule: "all_success",
    ...(frame === undefined ? {} : { frame }),
  };
}

function made(state: RunState, task: Task): TaskState {
  const index = state.tasks.length;
  const own = fresh(task, index, {
    needs: [],
    parent: -1,
    dependants: [],
    children: [],
    shielded: false,
    lane: lanes(state.plan, state.sizes)(task, []),
    home: -1,
    stage: 0,
    item: null,
    spot: OUTSIDE,
    attached: false,
  });
  state.tasks.push(own);
  state.byId.set(task.id, index);
  state.byRole.compensate.push(index);
  return own;
}

/** Another rollback may have had another order. */
function chain(state: RunState, own: TaskState, needs: readonly number[]): void {
  for (const need of own.needs) {
    const other = state.tasks[need];
    if (other !== undefined) other.dependants = other.dependants.filter((index) => index !== own.index);
  }
  own.needs = needs;
  own.unmet = 0;
  for (const need of needs) {
    const other = state.tasks[need];
    if (other === undefined) continue;
    other.dependants = [...other.dependants, own.index];
    if (other.settled === null) own.unmet += 1;
  }
}

/** Of an older epoch nothing is left to do; what was undone there is remembered all the same. */
function add(state: RunState, task: Task, epoch: number): void {
  const own = state.tasks[state.byId.get(task.id) ?? -1] ?? made(state, task);
  if (epoch < state.epoch) return;
  own.task = task;
  own.fence = Math.max(own.fence, epoch);
  chain(
    state,
    own,
    task.needs.flatMap((id) => state.byId.get(id) ?? []),
  );
  attach(state, own);
}

export function applyUndoing(state: RunState, tasks: readonly TaskId[], epoch: number): void {
  if (epoch === state.epoch) state.undoing = tasks;
  let before: TaskId | null = null;
  for (const done of tasks) {
    const task = undoTask(state, done, before);
    if (task === null) continue;
    add(state, task, epoch);
    before = task.id;
  }
}
