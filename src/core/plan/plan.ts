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
  | ({ type: "for_each" } & Each)
  /** The steps of the first round are tasks of the plan; they are the pattern of every later one. */
  | { type: "loop"; steps: readonly TaskId[]; until?: string; maxIterations: number; maxDuration?: Millis }
  /** `lead`, a task of the plan, names tasks; when those have ended, `collect` makes the result of theirs. */
  | {
      type: "delegate";
      lead: TaskId;
      collect: Task;
      maxTasks: number;
      maxDepth: number;
      /** Agents that may be named; empty for every agent of the plan. */
      agents: readonly string[];
      /** Declared tasks that the lead chooses from; all of them if it names none. */
      team: readonly Task[];
    }
  /** `lead` picks one of `team`, is asked again as `ask`, and so on until it says that it is done. */
  | { type: "autonomous"; lead: TaskId; ask: Task; team: readonly Task[]; maxIterations: number }
  /** The samples are tasks of the plan; of a vote the most common answer wins, of a judge the one that `judge` names. */
  | { type: "samples"; steps: readonly TaskId[]; by: "first_valid" | "vote" | "judge"; judge?: TaskId }
  /** `steps[1]` runs if `steps[0]` fails, and then its result counts. */
  | { type: "rescue"; steps: readonly TaskId[] }
  /** The tasks of another file; `frame` is what their names begin with. */
  | { type: "workflow"; workflow: string; inputs: Fields; frame: Frame; steps: readonly TaskId[] }
  | ({ type: "approval" } & Question)
  /** `module` is what makes a result besides: name, version and digest of the code. */
  | { type: "plugin"; plugin: string; options: Fields; module?: string }
  /** Planned and shown, but not executed by this version. */
  | { type: "git" | "message"; options: Fields }
>;

/** Which elements there are is known when the task opens; `body` is the pattern of each, the outermost task first. */
export type Each = Readonly<{
  items: Value;
  as: string;
  key?: string;
  maxItems: number;
  maxParallel?: number;
  /** Without it all must succeed, and a failure of one is a failure of the run. */
  minSuccess?: number;
  onEmpty: "success" | "skip" | "fail";
  body: readonly Task[];
}>;

/** What another workflow brings along: its names mean its own things. */
export type Frame = Readonly<{
  /** Declared inputs that are not given by the task that calls it. */
  inputs: Readonly<Record<string, Traced>>;
  variables: Readonly<Record<string, Value>>;
  outputs: Readonly<Record<string, Readonly<{ value: string; required: boolean }>>>;
}>;

export type QuestionField = Readonly<{
  name: string;
  type: "string" | "number" | "integer" | "boolean" | "list" | "object";
  required: boolean;
  description: string;
  default?: Value;
  enum?: readonly Value[];
}>;

/** Put to people; `timeout` of the task is how long silence lasts. */
export type Question = Readonly<{
  prompt: string;
  fields: readonly QuestionField[];
  /** Permission levels or user names; empty lets everyone answer who may steer the run. */
  approvers: readonly string[];
  onTimeout: "reject" | "approve";
  escalateTo: readonly string[];
}>;

export type Check = Readonly<
  | { kind: "command"; run: readonly string[] | string; timeout?: Millis }
  | { kind: "schema"; schema: Value }
  | { kind: "condition"; condition: string }
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
  /** For this task, or for all tasks of a group together. */
  budget?: Budget;
  isolation: "auto" | "worktree" | "shared";
  effectClass: "none" | "workspace" | "repo" | "external";
  /** JSON Schema of the structured result. */
  schema?: Value;
  /** What it may hand over to be written outside, in the words of the workflow's `effects`. */
  effects?: readonly string[];
  /** What decides about success besides the agent's own word. */
  verify?: readonly Check[];
  /** How often an answer that does not fit is sent back in the same session; absent for once, if there is a schema. */
  maxRepairs?: number;
  /** Who tries the same task when the attempts are spent. */
  fallback?: Readonly<{ agent?: string; runner?: string; model?: string }>;
  escalate?: Readonly<{ after?: number; to: readonly string[] }>;
  concurrency?: Readonly<{ group: string; limit: number; onLimit: "queue" | "cancel" | "fail" }>;
  cache?: Readonly<{ key?: string; ttl?: Millis }>;
  /** What undoes this one: a task of its own that starts only when the run is rolled back. */
  compensate?: Task;
  /** Keys that are carried along unchanged: `record`. */
  extra: Fields;
  /** The name under which expressions know a task that was made from a pattern. */
  alias?: TaskId;
  /** The id of the `type: workflow` task whose file this task comes from. */
  frame?: TaskId;
  /** What an agent worded, and no author, as `prompt` or `parameters.x`: whatever it comes to is not trusted. */
  spoken?: readonly string[];
  /** True if condition, parameters, prompt, env or argv hold an expression: such a task is resolved before it starts. */
  dynamic: boolean;
  /** SHA-256 of the canonical form of everything above and of the agent's definition: the static half of a fingerprint. */
  definition: string;
}>;

export type Secret = Readonly<{ name: string; env: string }>;

export type Budget = Readonly<{ maxCostUsd?: number; maxTokens?: number; maxAgents?: number }>;

export type Circuit = Readonly<{ failures: number; coolDown: Millis }>;

export type Settings = Readonly<{
  mode: "dag" | "sequential" | "parallel" | "hierarchical" | "autonomous";
  maxParallel: number;
  timeout?: Millis;
  finallyTimeout: Millis;
  cancelGrace: Millis;
  onFailure: RunFailurePolicy;
  budget: Budget;
  pools: Readonly<Record<string, number>>;
  /** When an agent that fails again and again is left alone for a while. */
  circuit: Circuit;
  /** Who is asked when the work of several tasks does not fit together. */
  onConflict?: Task;
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
  /** What later parts need: `metadata`, `on`, `effects`, as written, and the `modules` of its plugins. */
  extra?: Fields;
}>;
