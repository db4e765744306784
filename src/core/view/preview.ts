/** What a plan may cost at worst, as far as anybody can say before it runs. */
import type { TaskId } from "../base/brand.ts";
import { isList } from "../base/value.ts";
import type { Budget, Each, Plan, Task } from "../plan/plan.ts";

export type Preview = Readonly<{
  /** Agents that may be started, retries included. What infrastructure and quotas make necessary comes on top. */
  agents: number;
  /** How many of them at a time. */
  places: number;
  /** Groups whose size is only known while the run goes on; they are counted with the most that they may hold. */
  open: readonly TaskId[];
  limits: Budget;
  /** Null: nothing bounds it. */
  worst: Readonly<{ costUsd: number | null; tokens: number | null }>;
  /** Whether the worst case is the run's own limit, or the sum of what its tasks may spend. */
  bound: Readonly<{ costUsd: "run" | "tasks" | null; tokens: "run" | "tasks" | null }>;
  /** What one of the places may set aside. */
  share: Readonly<{ costUsd: number | null; tokens: number | null }>;
  /** Tasks, fan-outs and other groups with a budget of their own. */
  budgets: readonly Readonly<{ task: TaskId; budget: Budget }>[];
  /** Agents of `finally` and hooks: the budget of the run does not hold for them. */
  handlers: number;
}>;

type Worst = Readonly<{ agents: number; costUsd: number; tokens: number }>;

const NOTHING: Worst = { agents: 0, costUsd: 0, tokens: 0 };
const ONE: Worst = { agents: 1, costUsd: Number.POSITIVE_INFINITY, tokens: Number.POSITIVE_INFINITY };

const plus = (a: Worst, b: Worst): Worst => ({
  agents: a.agents + b.agents,
  costUsd: a.costUsd + b.costUsd,
  tokens: a.tokens + b.tokens,
});

const times = (worst: Worst, count: number): Worst =>
  count === 0
    ? NOTHING
    : { agents: worst.agents * count, costUsd: worst.costUsd * count, tokens: worst.tokens * count };

const most = (a: Worst, b: Worst): Worst => ({
  agents: Math.max(a.agents, b.agents),
  costUsd: Math.max(a.costUsd, b.costUsd),
  tokens: Math.max(a.tokens, b.tokens),
});

function within(worst: Worst, budget: Budget | undefined): Worst {
  if (budget === undefined) return worst;
  const { maxCostUsd = worst.costUsd, maxTokens = worst.tokens, maxAgents = worst.agents } = budget;
  return {
    agents: Math.min(worst.agents, maxAgents),
    costUsd: Math.min(worst.costUsd, maxCostUsd),
    tokens: Math.min(worst.tokens, maxTokens),
  };
}

type Forest = ReadonlyMap<TaskId | null, readonly Task[]>;

/** By the group around them; null for those that stand in none of these. A pattern may have the name of its group. */
function forest(tasks: readonly Task[]): Forest {
  const ids = new Set(tasks.map(({ id }) => id));
  const found = new Map<TaskId | null, Task[]>();
  for (const task of tasks) {
    const { id, parent } = task;
    const above = parent !== undefined && parent.id !== id && ids.has(parent.id) ? parent.id : null;
    const list = found.get(above);
    if (list === undefined) found.set(above, [task]);
    else list.push(task);
  }
  return found;
}

const sum = (parts: readonly Worst[]): Worst => parts.reduce(plus, NOTHING);

const sizeOf = ({ items, maxItems }: Each): number => (isList(items) ? items.length : maxItems);

const attempts = ({ retry, fallback }: Task): number => retry.maxAttempts * (fallback === undefined ? 1 : 2);

function worstOf(task: Task, around: Forest): Worst {
  return within(unbounded(task, around), task.budget);
}

const allOf = (tasks: readonly Task[]): Worst => {
  const around = forest(tasks);
  return sum((around.get(null) ?? []).map((task) => worstOf(task, around)));
};

/** Each of a team may be the one that costs most. */
const dearest = (team: readonly Task[]): Worst => {
  const around = forest(team);
  return (around.get(null) ?? []).map((task) => worstOf(task, around)).reduce(most, NOTHING);
};

/** A lead may name leads: as deep as it is allowed, each with as many tasks and a call to collect. */
function delegated(work: Extract<Task["work"], { type: "delegate" }>): Worst {
  const each = work.team.length > 0 ? most(dearest(work.team), ONE) : ONE;
  let [worst, count] = [allOf([work.collect]), 1];
  for (let depth = 1; depth <= work.maxDepth; depth += 1) {
    count *= work.maxTasks;
    worst = plus(worst, times(depth < work.maxDepth ? plus(each, ONE) : each, count));
  }
  return worst;
}

function unbounded(task: Task, around: Forest): Worst {
  const { work } = task;
  const steps = around.get(task.id) ?? [];
  const inside = sum(steps.map((step) => worstOf(step, around)));
  switch (work.type) {
    case "agent":
      return times(ONE, attempts(task));
    case "for_each":
      return times(allOf(work.body), sizeOf(work));
    case "loop":
      return times(inside, work.maxIterations);
    case "delegate":
      return plus(inside, delegated(work));
    case "autonomous":
      return plus(inside, times(plus(allOf([work.ask]), dearest(work.team)), work.maxIterations));
    case "conditional": {
      const arm = (name: "then" | "else"): Worst =>
        sum(steps.filter(({ parent }) => parent?.branch === name).map((step) => worstOf(step, around)));
      return most(arm("then"), arm("else"));
    }
    default:
      return inside;
  }
}

/** Also what stands in patterns. */
const deep = (tasks: readonly Task[]): readonly Task[] =>
  tasks.flatMap((task) => {
    const { work } = task;
    if (work.type === "for_each") return [task, ...deep(work.body)];
    return work.type === "delegate" || work.type === "autonomous" ? [task, ...deep(work.team)] : [task];
  });

const isOpen = ({ work }: Task): boolean =>
  work.type === "delegate" || (work.type === "for_each" && !isList(work.items));

type Bound = Readonly<{ worst: number | null; bound: "run" | "tasks" | null; share: number | null }>;

function boundBy(tasks: number, limit: number | undefined, places: number): Bound {
  const worst = Math.min(tasks, limit ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(worst)) return { worst: null, bound: null, share: null };
  const bound = limit !== undefined && limit <= tasks ? "run" : "tasks";
  return {
    worst,
    bound,
    share: limit === undefined || bound === "tasks" ? null : limit / Math.max(1, places),
  };
}

/** `limits` are those that hold for this run, if somebody changed them. */
export function preview(plan: Plan, limits: Budget = plan.settings.budget): Preview {
  const isWork = ({ role }: Task): boolean => role === "task" || role === "on_start";
  const tasks = plan.tasks.filter(isWork);
  const all = allOf(tasks);
  const agents = Math.min(all.agents, limits.maxAgents ?? all.agents);
  const places = Math.min(plan.settings.maxParallel, agents);
  const cost = boundBy(all.costUsd, limits.maxCostUsd, places);
  const tokens = boundBy(all.tokens, limits.maxTokens, places);
  const every = deep(tasks);
  return {
    agents,
    places,
    open: every.filter(isOpen).map((task) => task.alias ?? task.id),
    limits,
    worst: { costUsd: cost.worst, tokens: tokens.worst },
    bound: { costUsd: cost.bound, tokens: tokens.bound },
    share: { costUsd: cost.share, tokens: tokens.share === null ? null : Math.floor(tokens.share) },
    budgets: every.flatMap(({ id, alias, budget }) =>
      budget === undefined ? [] : [{ task: alias ?? id, budget }],
    ),
    handlers: allOf(plan.tasks.filter((task) => !isWork(task))).agents,
  };
}
