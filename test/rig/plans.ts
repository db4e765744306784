/** Plans in a few words, for tests of what happens to them. */
import { digest, millis, taskId } from "../../src/core/base/brand.ts";
import { RETRIED_BY_DEFAULT } from "../../src/core/journal/failure.ts";
import type { Plan, RetryPolicy, Settings, Task, Work } from "../../src/core/plan/plan.ts";

export const PLAN_DIGEST = digest("11".repeat(32));

export const RETRY: RetryPolicy = {
  maxAttempts: 1,
  delay: millis(1000),
  backoff: "fixed",
  maxDelay: millis(300_000),
  jitter: 0,
  on: [...RETRIED_BY_DEFAULT],
  infraMaxAttempts: 3,
};

const WORK: Work = { type: "agent", agent: "coder", runner: "scripted", options: {} };

export type TaskWords = Partial<Omit<Task, "id" | "needs" | "parent" | "retry">> &
  Readonly<{
    needs?: readonly string[];
    parent?: readonly [string, "then" | "else" | "all"];
    retry?: Partial<RetryPolicy>;
  }>;

export function task(id: string, words: TaskWords = {}): Task {
  const { needs = [], parent, retry, ...rest } = words;
  return {
    id: taskId(id),
    role: "task",
    needs: needs.map(taskId),
    rule: "none_failed_min_one_success",
    work: WORK,
    parameters: {},
    env: {},
    retry: { ...RETRY, ...retry },
    onFailure: "fail",
    required: false,
    priority: 0,
    isolation: "shared",
    effectClass: "none",
    extra: {},
    dynamic: false,
    definition: id,
    ...(parent === undefined ? {} : { parent: { id: taskId(parent[0]), branch: parent[1] } }),
    ...rest,
  };
}

export const SETTINGS: Settings = {
  mode: "dag",
  maxParallel: 3,
  finallyTimeout: millis(300_000),
  cancelGrace: millis(10_000),
  onFailure: "stop",
  budget: {},
  pools: {},
  circuit: { failures: 1_000_000, coolDown: millis(60_000) },
};

export function plan(tasks: readonly Task[], settings: Partial<Settings> = {}): Plan {
  return {
    version: 1,
    name: "test",
    description: "",
    source: "",
    settings: { ...SETTINGS, ...settings },
    inputs: {},
    variables: {},
    item: null,
    event: null,
    secrets: [],
    agents: {},
    tasks,
    outputs: {},
  };
}

export const agentNamed = (name: string, runner: string): Plan["agents"][string] => ({
  name,
  description: "",
  capabilities: [],
  patterns: [],
  prompt: "",
  origin: "built-in",
  runner,
});
