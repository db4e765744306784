/** The tasks of a plan together with the patterns inside them, from which further ones are made while it runs. */
import type { Plan, Task } from "../core/plan/plan.ts";

function patternsOf({ work, compensate }: Task): readonly Task[] {
  const undoing = compensate === undefined ? [] : [compensate];
  switch (work.type) {
    case "for_each":
      return [...work.body, ...undoing];
    case "delegate":
      return [work.collect, ...work.team, ...undoing];
    case "autonomous":
      return [work.ask, ...work.team, ...undoing];
    default:
      return undoing;
  }
}

export function everyTask(plan: Plan): readonly Task[] {
  const found: Task[] = [];
  const { onConflict } = plan.settings;
  const queue = [...plan.tasks, ...(onConflict === undefined ? [] : [onConflict])].reverse();
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    found.push(task);
    queue.push(...[...patternsOf(task)].reverse());
  }
  return found;
}

/** The same task, and everything that may be made from it, given to another runner. */
function given(task: Task, runner: string): Task {
  const { work, compensate } = task;
  const all = (tasks: readonly Task[]): readonly Task[] => tasks.map((one) => given(one, runner));
  const undoing = compensate === undefined ? {} : { compensate: given(compensate, runner) };
  switch (work.type) {
    case "agent":
      return { ...task, ...undoing, work: { ...work, runner } };
    case "for_each":
      return { ...task, ...undoing, work: { ...work, body: all(work.body) } };
    case "delegate":
      return {
        ...task,
        ...undoing,
        work: { ...work, collect: given(work.collect, runner), team: all(work.team) },
      };
    case "autonomous":
      return { ...task, ...undoing, work: { ...work, ask: given(work.ask, runner), team: all(work.team) } };
    default:
      return { ...task, ...undoing };
  }
}

const withResolver = (settings: Plan["settings"], runner: string): Plan["settings"] =>
  settings.onConflict === undefined
    ? settings
    : { ...settings, onConflict: given(settings.onConflict, runner) };

/** The command line's word about who works wins over the plan's. */
export const withRunner = (plan: Plan, runner: string): Plan => ({
  ...plan,
  settings: withResolver(plan.settings, runner),
  tasks: plan.tasks.map((task) => given(task, runner)),
});
