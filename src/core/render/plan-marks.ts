/** What is worth saying about a task in a line: who does it, and what is not as usual. */
import { lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Task } from "../plan/plan.ts";

const MAX_CONDITION = 72;
export const MAX_NAME = 40;
const STANDARD_RULE = "none_failed_min_one_success";

export const plural = (amount: number, word: string): string => `${amount} ${word}${amount === 1 ? "" : "s"}`;

export function who(task: Task): string {
  const { work } = task;
  switch (work.type) {
    case "agent":
      return oneLine(work.agent, MAX_NAME);
    case "command":
      return "command";
    case "parallel":
      return work.waitFor === "any" ? "group, first wins" : "group";
    case "conditional":
      return "either, or";
    case "for_each":
      return "for each";
    case "delegate":
      return "delegates";
    case "autonomous":
      return "chooses";
    case "rescue":
      return "or else";
    case "workflow":
      return oneLine(work.workflow, MAX_NAME);
    case "plugin":
      return oneLine(work.plugin, MAX_NAME);
    default:
      return work.type;
  }
}

/** What a group makes of itself while it runs. */
function growth({ work }: Task): readonly string[] {
  switch (work.type) {
    case "for_each": {
      const inner = work.body.slice(1).flatMap(({ id, alias }) => (alias === undefined ? [id] : []));
      const [each] = work.body;
      return [
        `each ${oneLine(work.as, MAX_NAME)}: ${each === undefined ? "" : who(each)}`,
        ...(inner.length === 0 ? [] : [`with ${inner.join(", ")}`]),
        `at most ${plural(work.maxItems, "item")}`,
        ...(work.maxParallel === undefined ? [] : [`${work.maxParallel} at once`]),
      ];
    }
    case "loop":
      return [
        ...(work.until === undefined ? [] : [`until ${oneLine(work.until, MAX_CONDITION)}`]),
        `at most ${plural(work.maxIterations, "round")}`,
      ];
    case "delegate":
      return [
        ...(work.team.length === 0 ? [] : [`team ${work.team.map(({ id }) => id).join(", ")}`]),
        `at most ${plural(work.maxTasks, "task")}`,
      ];
    case "autonomous":
      return [
        `from ${work.team.map(({ id }) => id).join(", ")}`,
        `at most ${plural(work.maxIterations, "choice")}`,
      ];
    case "samples":
      return [`${plural(work.steps.length, "sample")}, ${work.by.replace("_", " ")}`];
    default:
      return [];
  }
}

/** What is done about a result besides asking for it. */
function care(task: Task): readonly string[] {
  const { fallback, concurrency, budget } = task;
  return [
    ...(task.verify === undefined
      ? []
      : [`verified ${task.verify.length === 1 ? "once" : `${task.verify.length} times`}`]),
    ...(fallback === undefined
      ? []
      : [
          `else ${oneLine([fallback.agent, fallback.model].filter((one) => one !== undefined).join(" "), MAX_NAME)}`,
        ]),
    ...(concurrency === undefined ? [] : [`${concurrency.limit} in ${oneLine(concurrency.group, MAX_NAME)}`]),
    ...(task.cache === undefined ? [] : ["cached"]),
    ...(task.compensate === undefined ? [] : ["can be undone"]),
    ...(budget?.maxCostUsd === undefined ? [] : [`at most $${budget.maxCostUsd}`]),
    ...(budget?.maxTokens === undefined ? [] : [`at most ${plural(budget.maxTokens, "token")}`]),
    ...(budget?.maxAgents === undefined ? [] : [`at most ${plural(budget.maxAgents, "agent")}`]),
  ];
}

function retryMark(task: Task): readonly string[] {
  const { maxAttempts, delay, backoff } = task.retry;
  if (maxAttempts <= 1) return [];
  return [
    `up to ${maxAttempts} attempts (${lengthText(delay)}${backoff === "exponential" ? ", growing" : ""})`,
  ];
}

export function marks(task: Task): readonly string[] {
  const { work } = task;
  return [
    ...(work.type === "conditional" ? [`if ${oneLine(work.condition, MAX_CONDITION)}`] : []),
    ...(task.condition === undefined ? [] : [`if ${oneLine(task.condition, MAX_CONDITION)}`]),
    ...(task.rule === STANDARD_RULE || task.role !== "task" ? [] : [`when ${task.rule}`]),
    ...growth(task),
    ...retryMark(task),
    ...(task.timeout === undefined ? [] : [`at most ${lengthText(task.timeout)}`]),
    ...(task.onFailure === "continue" ? ["may fail"] : []),
    ...(task.onFailure === "skip" ? ["skipped on failure"] : []),
    ...(task.required ? ["required"] : []),
    ...(task.pool === undefined ? [] : [`pool ${oneLine(task.pool, MAX_NAME)}`]),
    ...care(task),
  ];
}
