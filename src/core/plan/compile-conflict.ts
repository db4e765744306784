/** Who resolves what does not fit together, and the task that joins what nobody else would join. */
import type { TaskId } from "../base/brand.ts";
import { isFields, type Fields } from "../base/value.ts";
import type { Ground } from "./compile-ground.ts";
import { planTask, type Seed } from "./compile-task.ts";
import { isolatesItself } from "./editing.ts";
import type { Task } from "./plan.ts";

const RESOLVER: Seed = { id: "resolve", role: "task", type: "agent" };

type Resolver = Readonly<{ onConflict?: Task }>;

export function resolverOf({ compiling }: Ground, settings: Fields): Resolver {
  const fields = settings["on_conflict"];
  if (!isFields(fields)) return {};
  const { agent } = fields;
  const order = { needs: [], chained: false };
  const by = compiling(typeof agent === "string" ? agent : undefined);
  return { onConflict: planTask(RESOLVER, fields, order, by) };
}

const isMain = ({ role, parent }: Task): boolean => role === "task" && parent === undefined;

/** Tasks on which no other one builds: their work only meets in the result of the run. */
function lastOnes(tasks: readonly Task[]): readonly TaskId[] {
  const needed = new Set(tasks.flatMap(({ needs }) => needs));
  return tasks.filter((task) => isMain(task) && !needed.has(task.id)).map(({ id }) => id);
}

function freeId(tasks: readonly Task[]): string {
  const taken = new Set(tasks.map(({ id }) => id.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? "join" : `join-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Where there is a resolver. The task does nothing but begin with the work of all of them: only there it is asked. */
export function joinedTasks(
  ground: Ground,
  tasks: readonly Task[],
  { onConflict }: Resolver,
): readonly Task[] {
  if (onConflict === undefined) return tasks;
  const last = lastOnes(tasks);
  if (last.length < 2 || !tasks.some(isolatesItself)) return tasks;
  const seed: Seed = { id: freeId(tasks), role: "task", type: "command" };
  const fields = { name: "Join the work of all tasks", run: ["true"] };
  const order = { needs: last, chained: false, usual: "none_failed" as const };
  const join = planTask(seed, fields, order, ground.compiling(undefined));
  const at = tasks.findLastIndex(({ role }) => role === "task") + 1;
  return [...tasks.slice(0, at), join, ...tasks.slice(at)];
}
