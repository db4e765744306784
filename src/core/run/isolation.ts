/** Who works in a tree of its own, and with whose work that tree begins. */
import { hasHands, isolatesItself } from "../plan/editing.ts";
import { nameOf } from "./slots.ts";
import { isGroup, type RunState, type TaskState } from "./state.ts";

const isJudge = (parent: TaskState, task: TaskState): boolean =>
  parent.task.work.type === "samples" && parent.task.work.judge === nameOf(task.task);

/** What an earlier round or choice of the same group did comes before what a later one does. */
const earlierIn = (state: RunState, parent: TaskState, task: TaskState): readonly number[] =>
  parent.index === task.home
    ? parent.children.filter((index) => (state.tasks[index]?.stage ?? task.stage) < task.stage)
    : [];

/** Handlers wait for nobody in particular: all of the work lies before them. */
const mainTasks = (state: RunState): readonly number[] =>
  [...state.byRole.on_start, ...state.byRole.task].filter((index) => (state.tasks[index]?.parent ?? 0) < 0);

/** The tasks right before a task, those that its groups waited for included. Who judges begins with what the samples began with. */
function beforeOf(state: RunState, task: TaskState): readonly number[] {
  const parent = state.tasks[task.parent];
  if (parent === undefined) {
    if (task.needs.length > 0 || task.task.role === "compensate") return task.needs;
    if (task.task.role === "task") return state.byRole.on_start;
    return task.task.role === "on_start" ? [] : mainTasks(state);
  }
  const around = beforeOf(state, parent);
  if (isJudge(parent, task)) return around;
  return [...task.needs, ...earlierIn(state, parent, task), ...around];
}

/** Which children of a group of samples count: all of them before one is chosen, and then only that one. */
export type Chosen = (samples: TaskState) => readonly number[];

type Walk = Readonly<{
  chosen: Chosen;
  stop: (task: TaskState) => boolean;
  skip?: (task: TaskState) => boolean;
}>;

/** Walks back until `stop`, groups by way of their children. */
function walk(state: RunState, from: readonly number[], { chosen, stop, skip }: Walk): readonly TaskState[] {
  const seen = new Set<number>();
  const stopped: TaskState[] = [];
  const queue = [...from];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const task = state.tasks[index];
    if (task === undefined || seen.has(index)) continue;
    seen.add(index);
    if (stop(task)) stopped.push(task);
    else if (skip?.(task) !== true) {
      const { work } = task.task;
      if (isGroup(task.task)) queue.push(...(work.type === "samples" ? chosen(task) : task.children));
      queue.push(...beforeOf(state, task));
    }
  }
  return stopped.sort((a, b) => a.index - b.index);
}

/** The nearest work before a task, in the order of the plan. `has` knows whose success left a commit. */
export const sourcesOf = (
  state: RunState,
  task: TaskState,
  has: (task: TaskState) => boolean,
  chosen: Chosen,
): readonly TaskState[] => walk(state, beforeOf(state, task), { chosen, stop: has });

/** The work that the run as a whole leaves behind. */
export function leftBehind(
  state: RunState,
  has: (task: TaskState) => boolean,
  chosen: Chosen,
): readonly TaskState[] {
  const roots = state.tasks.filter(({ parent, task }) => parent < 0 && task.role !== "compensate");
  const all = roots.map(({ index }) => index);
  return walk(state, all, { chosen, stop: has });
}

const all: Chosen = ({ children }) => children;

/**
 * Under `auto` whoever comes after an isolated task is isolated too: it would not see that one's work otherwise.
 * `known` keeps answers, and holds as long as the graph does not grow.
 */
export function isIsolated(state: RunState, task: TaskState, known = new Map<number, boolean>()): boolean {
  const { task: own } = task;
  if (!hasHands(own.work)) return false;
  if (isolatesItself(own)) return true;
  if (own.isolation !== "auto" || own.role !== "task") return false;
  const before = known.get(task.index);
  if (before !== undefined) return before;
  const answer = followsIsolated(state, task, known);
  known.set(task.index, answer);
  return answer;
}

function followsIsolated(state: RunState, task: TaskState, known: ReadonlyMap<number, boolean>): boolean {
  const isolates = (other: TaskState): boolean =>
    isolatesItself(other.task) || known.get(other.index) === true;
  const skip = (other: TaskState): boolean => known.get(other.index) === false;
  return walk(state, beforeOf(state, task), { chosen: all, stop: isolates, skip }).length > 0;
}
