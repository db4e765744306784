/** Which groups stay in one place from beginning to end, and how many waves a plan may come to. */
import type { TaskId } from "../base/brand.ts";
import type { Plan, Task } from "./plan.ts";

/** What its steps do next depends on how the others do, or they share what cannot be shared between machines. */
export function isWhole({ work, timeout, idleTimeout, totalTimeout }: Task): boolean {
  switch (work.type) {
    case "loop":
    case "samples":
    case "delegate":
    case "autonomous":
    case "rescue":
      return true;
    case "parallel":
      if (work.waitFor === "any") return true;
      break;
    case "conditional":
    case "for_each":
    case "workflow":
      break;
    default:
      return false;
  }
  return [timeout, idleTimeout, totalTimeout].some((limit) => limit !== undefined);
}

const PLAIN: ReadonlySet<string> = new Set(["parallel", "conditional", "for_each", "workflow"]);
/** Its steps may be done in different places. */
export const isSpread = (task: Task): boolean => PLAIN.has(task.work.type) && !isWhole(task);

type Levels = ReadonlyMap<TaskId, number>;

type Graph = Readonly<{
  tasks: ReadonlyMap<TaskId, Task>;
  waits: ReadonlyMap<TaskId, readonly TaskId[]>;
  steps: ReadonlyMap<TaskId, readonly TaskId[]>;
}>;

function inverse(tasks: readonly Task[], of: (task: Task) => readonly TaskId[]): Map<TaskId, TaskId[]> {
  const found = new Map<TaskId, TaskId[]>();
  for (const task of tasks)
    for (const id of of(task)) {
      const known = found.get(id);
      if (known === undefined) found.set(id, [task.id]);
      else known.push(task.id);
    }
  return found;
}

const graphOf = (tasks: readonly Task[]): Graph => ({
  tasks: new Map(tasks.map((task) => [task.id, task])),
  waits: inverse(tasks, ({ needs }) => needs),
  steps: inverse(tasks, ({ parent }) => (parent === undefined ? [] : [parent.id])),
});

/** It may follow in the place of the only one that it waits for, if nobody else waits for that one. */
function follows({ tasks, waits }: Graph, task: Task, before: readonly TaskId[]): boolean {
  const [only] = before;
  const other = only === undefined ? undefined : tasks.get(only);
  if (other === undefined || before.length !== 1 || isSpread(other) || other.work.type === "approval")
    return false;
  return waits.get(other.id)?.length === 1 && other.parent?.id === task.parent?.id;
}

function inside({ tasks }: Graph, { parent }: Task): boolean {
  for (let id = parent?.id; id !== undefined; id = tasks.get(id)?.parent?.id) {
    const group = tasks.get(id);
    if (group !== undefined && isWhole(group)) return true;
  }
  return false;
}

/** The first task of a pattern stands in the group itself, and often bears its name. */
function pattern(body: readonly Task[]): readonly Task[] {
  const [first, ...rest] = body;
  if (first === undefined) return [];
  const { parent: _parent, ...root } = first;
  return [root, ...rest];
}

function levelOf(graph: Graph, levels: Levels, task: Task, base: number): number {
  const at = (id: TaskId): number => levels.get(id) ?? base;
  const around = task.parent === undefined ? base : (levels.get(`${task.parent.id}\n` as TaskId) ?? base);
  const begins = Math.max(around, ...task.needs.map(at));
  if (isSpread(task)) {
    const steps = graph.steps.get(task.id) ?? [];
    const { work } = task;
    return Math.max(
      begins,
      ...steps.map(at),
      work.type === "for_each" ? depthOf(pattern(work.body), begins) : 0,
    );
  }
  if (task.work.type === "approval") return begins;
  const last = task.needs.filter((need) => at(need) === begins && begins > around);
  return follows(graph, task, last) ? begins : begins + 1;
}

function beginOf(levels: Levels, task: Task, base: number): number {
  const around = task.parent === undefined ? base : (levels.get(`${task.parent.id}\n` as TaskId) ?? base);
  return Math.max(around, ...task.needs.map((need) => levels.get(need) ?? base));
}

/** Again until nothing changes: most plans are written in the order in which they run, and then once is enough. */
function depthOf(list: readonly Task[], base: number): number {
  const graph = graphOf(list);
  const levels = new Map<TaskId, number>();
  const counted = list.filter((task) => !inside(graph, task));
  for (let again = true, rounds = 0; again && rounds <= list.length; rounds += 1) {
    again = false;
    for (const task of counted) {
      const opening = `${task.id}\n` as TaskId;
      const [begins, level] = [beginOf(levels, task, base), levelOf(graph, levels, task, base)];
      again ||= levels.get(task.id) !== level || levels.get(opening) !== begins;
      levels.set(task.id, level).set(opening, begins);
    }
  }
  return Math.max(base, ...counted.map(({ id }) => levels.get(id) ?? base));
}

/** If everything runs that may, and every list has something in it. */
export const wavesOf = ({ tasks }: Plan): number =>
  depthOf(
    tasks.filter(({ role }) => role === "task"),
    depthOf(
      tasks.filter(({ role }) => role === "on_start"),
      0,
    ),
  );
