/** A plan as `plan --json` prints it: what will run, in author's words and snake case. */
import type { Fields } from "../base/value.ts";
import type { Budget, Plan, Task } from "../plan/plan.ts";
import { graph } from "../view/graph.ts";
import { agentOf } from "../view/outline.ts";
import { preview } from "../view/preview.ts";
import { previewFields } from "./preview.ts";

const PLAN_DOCUMENT_VERSION = 1;

const seconds = (length: number | undefined, key: string): Fields =>
  length === undefined ? {} : { [key]: length / 1000 };

function taskFields(task: Task): Fields {
  const agent = agentOf(task);
  return {
    id: task.id,
    role: task.role,
    type: task.work.type,
    ...(agent === null ? {} : { agent }),
    ...(task.work.type === "agent" ? { runner: task.work.runner } : {}),
    dependencies: [...task.needs],
    ...(task.parent === undefined ? {} : { parent: { id: task.parent.id, branch: task.parent.branch } }),
    trigger_rule: task.rule,
    ...(task.condition === undefined ? {} : { condition: task.condition }),
    max_attempts: task.retry.maxAttempts,
    ...seconds(task.timeout, "timeout"),
    on_failure: task.onFailure,
    required: task.required,
    ...growth(task.work),
  };
}

/** What is made while the run goes on: the pattern of each element, and the tasks that an agent chooses from. */
function growth(work: Task["work"]): Fields {
  switch (work.type) {
    case "for_each":
      return { max_items: work.maxItems, body: work.body.map(taskFields) };
    case "loop":
      return { max_iterations: work.maxIterations };
    case "delegate": {
      const { maxTasks, maxDepth, agents, team } = work;
      return { max_tasks: maxTasks, max_depth: maxDepth, agents: [...agents], team: team.map(taskFields) };
    }
    case "autonomous":
      return { max_iterations: work.maxIterations, team: work.team.map(taskFields) };
    default:
      return {};
  }
}

export function planDocument(plan: Plan, limits: Budget = plan.settings.budget): Fields {
  const model = graph(plan);
  const { settings } = plan;
  return {
    schemaVersion: PLAN_DOCUMENT_VERSION,
    workflow: plan.name,
    description: plan.description,
    settings: {
      mode: settings.mode,
      max_parallel: settings.maxParallel,
      on_failure: settings.onFailure,
      ...seconds(settings.timeout, "timeout"),
      ...(limits.maxCostUsd === undefined ? {} : { max_cost_usd: limits.maxCostUsd }),
      ...(limits.maxTokens === undefined ? {} : { max_tokens: limits.maxTokens }),
      ...(limits.maxAgents === undefined ? {} : { max_agents: limits.maxAgents }),
    },
    tasks: plan.tasks.map(taskFields),
    levels: model.levels.map((level) => level.map((task) => task.id)),
    critical_path: [...model.critical],
    cost: previewFields(preview(plan, limits)),
  };
}
