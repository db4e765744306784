/** Who makes the attempts of a task: the agent that its author chose, or the one who steps in when those are spent. */
import type { Plan, Task } from "../core/plan/plan.ts";

/** The same task as given to whoever stepped in. A model of one agent says nothing about another. */
export function performing(plan: Plan, task: Task, fellBack: boolean): Task {
  const { work, fallback } = task;
  if (!fellBack || fallback === undefined || work.type !== "agent") return task;
  const { model: usual, ...rest } = work;
  const agent = fallback.agent ?? work.agent;
  const definition = plan.agents[agent];
  const stays = fallback.agent === undefined || fallback.agent === work.agent;
  const model = fallback.model ?? (stays ? usual : definition?.model);
  const runner = fallback.runner ?? (stays ? work.runner : (definition?.runner ?? work.runner));
  return { ...task, work: { ...rest, agent, runner, ...(model === undefined ? {} : { model }) } };
}

const GIT = "type:git";

/** The runner of a task's attempts; null where no runner is asked. */
export function runnerOf({ work }: Task): string | null {
  switch (work.type) {
    case "agent":
      return work.runner;
    case "command":
      return "command";
    case "git":
      return GIT;
    default:
      return null;
  }
}

/** Under which name the driver looks up who makes the attempts. */
export const agentNameOf = (task: Task): string =>
  task.work.type === "plugin" ? `plugin:${task.work.plugin}` : (runnerOf(task) ?? "command");
