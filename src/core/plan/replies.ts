/** Scripted answers from outside the workflow, given to the calls that the author's tasks have become. */
import type { Value } from "../base/value.ts";
import type { Plan, Task, Work } from "./plan.ts";
import { shareOfJudge } from "./compile-groups.ts";

export type Replies = ReadonlyMap<string, Value>;

/** What stands in the workflow itself wins: it is nearer to the task. */
export function withReplies(plan: Plan, replies: Replies): Plan {
  return replies.size === 0 ? plan : { ...plan, tasks: everyOne(plan.tasks, replies) };
}

/** Every name under which a reply can be given. */
export function repliers(tasks: readonly Task[]): ReadonlySet<string> {
  return new Set(
    tasks.flatMap((task) => [
      task.id,
      ...(task.alias === undefined ? [] : [task.alias]),
      ...repliers(inner(task.work)),
    ]),
  );
}

function inner(work: Work): readonly Task[] {
  switch (work.type) {
    case "for_each":
      return work.body;
    case "delegate":
      return [work.collect, ...work.team];
    case "autonomous":
      return [work.ask, ...work.team];
    default:
      return [];
  }
}

/** A reply for a task is meant for all of its calls, unless one of them has a reply under its own name. */
function everyOne(tasks: readonly Task[], replies: Replies): readonly Task[] {
  const shared = new Map(replies);
  for (const { id, work } of tasks) {
    const whole = shared.get(id);
    if (whole === undefined) continue;
    for (const [call, reply] of callsOf(work, whole)) if (!shared.has(call)) shared.set(call, reply);
  }
  return tasks.map((task) => withReply(task, shared));
}

function callsOf(work: Work, whole: Value): readonly (readonly [string, Value])[] {
  const all = (ids: readonly string[]) => ids.map((id) => [id, whole] as const);
  switch (work.type) {
    case "samples": {
      const judge = work.judge === undefined ? undefined : shareOfJudge(whole, work.steps.length);
      return [
        ...all(work.steps),
        ...(work.judge === undefined || judge === undefined ? [] : [[work.judge, judge] as const]),
      ];
    }
    case "loop":
      return all(work.steps.filter((step) => step.endsWith("#1")));
    case "rescue":
      return all(work.steps.slice(0, 1));
    case "delegate":
      return all([work.lead, work.collect.id]);
    case "autonomous":
      return all([work.lead, work.ask.id]);
    default:
      return [];
  }
}

function withReply(task: Task, replies: Replies): Task {
  const { work } = task;
  switch (work.type) {
    case "agent": {
      const mock = work.mock === undefined ? replies.get(task.id) : undefined;
      return mock === undefined ? task : { ...task, work: { ...work, mock } };
    }
    case "for_each":
      return { ...task, work: { ...work, body: everyOne(work.body, replies) } };
    case "delegate": {
      const [collect = work.collect] = everyOne([work.collect], replies);
      return { ...task, work: { ...work, collect, team: everyOne(work.team, replies) } };
    }
    case "autonomous": {
      const [ask = work.ask] = everyOne([work.ask], replies);
      return { ...task, work: { ...work, ask, team: everyOne(work.team, replies) } };
    }
    default:
      return task;
  }
}
