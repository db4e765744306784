/** Which of all tasks that a group ever had are its children now. Those that are not count for nothing but the ledger. */
import { vacate } from "./place.ts";
import { heapOf } from "./queues.ts";
import type { Growth, RunState, TaskState } from "./state.ts";

/** For each stage of this opening the fact of the highest epoch, as far as no stage is missing. */
export function effective(group: TaskState): readonly Growth[] {
  const since = Math.max(group.opening, group.fence);
  const stages = new Map<number, Growth>();
  for (const fact of group.growth) {
    if (fact.epoch < since || group.opening === 0) continue;
    const known = stages.get(fact.stage);
    if (known === undefined || known.epoch < fact.epoch) stages.set(fact.stage, fact);
  }
  return [...stages.values()].sort((a, b) => a.stage - b.stage);
}

function meet(state: RunState, task: TaskState, step: number): void {
  for (const index of task.dependants) {
    const other = state.tasks[index];
    if (other === undefined) continue;
    other.unmet += step;
    state.touched.add(index);
  }
}

/** Joins as if it were open; what was said of it is looked at right after. */
export function attach(state: RunState, task: TaskState): void {
  if (!task.attached) {
    task.attached = true;
    state.unsettled[task.task.role] += 1;
    const parent = state.tasks[task.parent];
    if (parent !== undefined) parent.openChildren += 1;
  }
  state.touched.add(task.index);
  for (const index of task.children) {
    const child = state.tasks[index];
    if (child !== undefined) attach(state, child);
  }
}

export function detach(state: RunState, task: TaskState): void {
  if (!task.attached) return;
  for (const index of task.children) {
    const child = state.tasks[index];
    if (child !== undefined) detach(state, child);
  }
  const parent = state.tasks[task.parent];
  const open = task.settled === null;
  if (open) state.unsettled[task.task.role] -= 1;
  else meet(state, task, 1);
  if (parent !== undefined) {
    parent.openChildren -= open ? 1 : 0;
    parent.wonChildren -= task.settled === "success" ? 1 : 0;
  }
  vacate(state, task);
  state.failed.delete(task.index);
  state.timers.remove(task.index);
  state.agenda.delete(task.index);
  state.share?.forLegs.delete(task.index);
  heapOf(state, task.lane).remove(task.index);
  Object.assign(task, { attached: false, settled: null, output: "", fact: null, gate: null, due: null });
}

/** The epoch since which the task was described as it is now. Its older entries may at best be reused. */
function renew(group: TaskState, index: number, state: RunState, now: Growth): void {
  const task = state.tasks[index];
  const current = now.members.find((member) => member.index === index);
  if (task === undefined || current === undefined) return;
  let since = 0;
  let definition: string | null = null;
  for (const fact of [...group.growth].sort((a, b) => a.epoch - b.epoch)) {
    if (fact.epoch > now.epoch) break;
    const found = fact.members.find((member) => member.index === index);
    if (found === undefined) continue;
    if (definition !== null && definition !== found.task.definition) since = fact.epoch;
    ({ definition } = found.task);
  }
  Object.assign(task, { task: current.task, item: current.item, renewed: since });
}

/** Brings the children of a group up to date with the facts; true if there was anything to do. */
export function regrow(state: RunState, group: TaskState): void {
  if (group.growth.length === 0) return;
  const grown = `${Math.max(group.opening, group.fence)}/${group.opening}/${group.growth.length}`;
  if (grown === group.grown) return;
  group.grown = grown;
  const facts = effective(group);
  const children = [...group.planned, ...facts.flatMap(({ roots }) => roots)];
  const wanted = new Set(children);
  for (const index of group.children) {
    const child = state.tasks[index];
    if (child !== undefined && !wanted.has(index)) detach(state, child);
  }
  group.children = children;
  const history = new Set(group.growth.map(({ epoch }) => epoch)).size > 1;
  for (const fact of facts) {
    if (history) for (const { index } of fact.members) renew(group, index, state, fact);
    for (const index of fact.roots) {
      const child = state.tasks[index];
      if (child !== undefined && group.attached) attach(state, child);
    }
  }
}
