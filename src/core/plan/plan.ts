/** What will run: the author's file once every rule passed and every default is filled in. Plain JSON, so it can be stored and carried. */
import type { AgentDefinition } from "../base/agent.ts";
import type { Millis, TaskId } from "../base/brand.ts";
import type { Fields, Traced, Value } from "../base/value.ts";
import type { FailureClass, Role, RunFailurePolicy, TriggerRule } from "../base/vocabulary.ts";

export type { Role, RunFailurePolicy, TriggerRule } from "../base/vocabulary.ts";
export type { AgentDefinition } from "../base/agent.ts";

export type RetryPolicy = Readonly<{
  /** Including the first. */
  maxAttempts: number;
  delay: Millis;
  backoff: "fixed" | "exponential";
  maxDelay: Millis;
  /** Share of the delay that may be added, 0 to 1. */
  jitter: number;
  on: readonly FailureClass[];
  when?: string;
  /** A separate allowance for failures that are not the agent's fault. */
  infraMaxAttempts: number;
}>;

/** Strings in here may hold expressions; they are evaluated when the task is resolved, never before. */
export type Work = Readonly<
  | {
      type: "agent";
      agent: string;
      runner: string;
      prompt?: string;
      model?: string;
      mock?: Value;
      options: Fields;
    }
  | { type: "command"; run: readonly string[] | string }
  | { type: "conditional"; condition: string; then: readonly TaskId[]; else: readonly TaskId[] }
  | { type: "parallel"; steps: readonly TaskId[]; waitFor: "all" | "any" }
  /** Everything that is planned and shown, but that this version does not execute yet. */
  | { type: "approval" | "workflow" | "git" | "message" | "loop" | "plugin"; options: Fields }
>;

export type Task = Readonly<{
  id: TaskId;
  name?: string;
  description?: string;
  role: Role;
  /** The group this step is nested in; `branch` is the arm of a `conditional`. */
  parent?: Readonly<{ id: TaskId; branch: "then" | "else" | "all" }>;
  needs: readonly TaskId[];
  rule: TriggerRule;
  condition?: string;
  work: Work;
  parameters: Fields;
  env: Readonly<Record<string, string>>;
  retry: RetryPolicy;
  timeout?: Millis;
  idleTimeout?: Millis;
  totalTimeout?: Millis;
  /** What a final failure counts as: `skip` counts as skipped, `continue` keeps `failure` but counts as success for rules. */
  onFailure: "fail" | "skip" | "continue";
  required: boolean;
  priority: number;
  pool?: string;
  maxCostUsd?: number;
  isolation: "auto" | "worktree" | "shared";
  effectClass: "none" | "workspace" | "repo" | "external";
  /** JSON Schema of the structured result. */
  schema?: Value;
  /** Features that are planned but need a later part of the kernel (`for_each`, `samples`, …): key to setting. */
  extra: Fields;
  /** True if condition, parameters, prompt, env or argv hold an expression: such a task is resolved before it starts. */
  dynamic: boolean;
  /** SHA-256 of the canonical form of everything above and of the agent's definition: the static half of a fingerprint. */
  definition: string;
}>;

export type Secret = Readonly<{ name: string; env: string }>;

export type Budget = Readonly<{ maxCostUsd?: number; maxTokens?: number; maxAgents?: number }>;

export type Settings = Readonly<{
  mode: "dag" | "sequential" | "parallel" | "hierarchical" | "autonomous";
  maxParallel: number;
  timeout?: Millis;
  finallyTimeout: Millis;
  cancelGrace: Millis;
  onFailure: RunFailurePolicy;
  budget: Budget;
  pools: Readonly<Record<string, number>>;
  /** What later parts need: `plugins`, `max_depth`, `agent`, `max_iterations`, as written. */
  extra?: Fields;
}>;

export type Plan = Readonly<{
  version: 1;
  name: string;
  description: string;
  /** The author's file as written, so that a run folder explains itself. */
  source: string;
  settings: Settings;
  inputs: Readonly<Record<string, Traced>>;
  variables: Readonly<Record<string, Traced>>;
  /** The work item handed in as `task.*`. */
  item: Traced | null;
  event: Traced | null;
  secrets: readonly Secret[];
  agents: Readonly<Record<string, AgentDefinition>>;
  /** In file order; nested steps after their group; then `finally`, then hooks. */
  tasks: readonly Task[];
  outputs: Readonly<Record<string, Readonly<{ value: string; required: boolean }>>>;
  /** What later parts need: `metadata`, `on`, `effects`, as written. */
  extra?: Fields;
}>;
