/** One task of the file becomes one task of the plan: every default filled in, every steering value worked out. */
import { seconds, taskId } from "../base/brand.ts";
import type { Millis } from "../base/brand.ts";
import { emptyRecord } from "../base/record.ts";
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { FAILURE_CLASSES, TRIGGER_RULES } from "../base/vocabulary.ts";
import type { SpecTask } from "../spec/spec.ts";
import type { Order } from "./compile-order.ts";
import type { AgentChoice } from "./compile-work.ts";
import { conditionOf, effectClassOf, extraOf, isDynamic, workOf } from "./compile-work.ts";
import { CHAIN_RULE, DEFAULT_MAX_DELAY, DEFAULT_RETRY, DEFAULT_RULE, HANDLER_RULE } from "./defaults.ts";
import { definitionOf, type Hash } from "./fingerprint.ts";
import type { RetryPolicy, Task, TriggerRule } from "./plan.ts";

export type Compiling = Readonly<{
  choice: AgentChoice;
  /** The digest of the agent's definition, or nothing. */
  agentDigest: string;
  hash?: Hash | undefined;
  isolation: Task["isolation"];
}>;

const NOTHING: Fields = {};
const NO_ENV: Readonly<Record<string, string>> = {};

const numberOf = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

export const spanOfTime = (value: Value | undefined): Millis | undefined =>
  typeof value === "number" ? seconds(value) : undefined;

type Growing = { -readonly [Key in keyof Task]: Task[Key] };

/** `fields` are the task's own, with steering values worked out. */
export function planTask(task: SpecTask, fields: Fields, order: Order, compiling: Compiling): Task {
  const { agent } = compiling.choice;
  const { role, type } = task;
  const made: Growing = {
    id: taskId(task.id),
    role,
    needs: order.needs.map(taskId),
    rule: ruleOf(task, fields, order),
    work: workOf(type, fields, compiling.choice),
    parameters: isFields(fields["parameters"]) ? fields["parameters"] : NOTHING,
    env: environment(fields["env"]),
    retry: retryPolicy(fields),
    onFailure: failureMeaning(fields),
    required: fields["required"] === true,
    priority: numberOf(fields["priority"]) ?? 0,
    isolation: isolationOf(fields["isolation"]) ?? compiling.isolation,
    effectClass: effectClassOf(type, fields, agent),
    extra: extraOf(type, fields),
    dynamic: isDynamic(fields, agent),
    definition: "",
  };
  addOptional(made, task, fields);
  made.definition = definitionOf(made, compiling.agentDigest, compiling.hash);
  return made;
}

/** Absent means absent: no key is there with nothing in it. */
function addOptional(made: Growing, { parent, type }: SpecTask, fields: Fields): void {
  const { name, description, timeout, idle_timeout, total_timeout, pool, budget, outputs } = fields;
  const condition = type === "conditional" ? undefined : conditionOf(fields["condition"]);
  if (typeof name === "string") made.name = name;
  if (typeof description === "string") made.description = description;
  if (parent !== undefined) made.parent = { id: taskId(parent.id), branch: parent.branch };
  if (condition !== undefined) made.condition = condition;
  if (typeof timeout === "number") made.timeout = seconds(timeout);
  if (typeof idle_timeout === "number") made.idleTimeout = seconds(idle_timeout);
  if (typeof total_timeout === "number") made.totalTimeout = seconds(total_timeout);
  if (typeof pool === "string") made.pool = pool;
  if (isFields(budget) && typeof budget["max_cost_usd"] === "number")
    made.maxCostUsd = budget["max_cost_usd"];
  if (isFields(outputs) && outputs["schema"] !== undefined) made.schema = outputs["schema"];
}

function ruleOf(task: SpecTask, fields: Fields, order: Order): TriggerRule {
  const written = TRIGGER_RULES.find((rule) => rule === fields["trigger_rule"]);
  if (written !== undefined) return written;
  if (task.role !== "task" && task.parent === undefined) return HANDLER_RULE;
  return order.chained ? CHAIN_RULE : DEFAULT_RULE;
}

function environment(value: Value | undefined): Readonly<Record<string, string>> {
  if (!isFields(value)) return NO_ENV;
  const env = emptyRecord<string>();
  for (const [name, text] of Object.entries(value)) if (typeof text === "string") env[name] = text;
  return env;
}

function failureMeaning(fields: Fields): Task["onFailure"] {
  const written = fields["on_failure"];
  if (written === "skip" || written === "continue") return written;
  return fields["allow_failure"] === true ? "continue" : "fail";
}

const isolationOf = (value: Value | undefined): Task["isolation"] | undefined =>
  value === "auto" || value === "worktree" || value === "shared" ? value : undefined;

/** `retries` is here only if it was an expression; `on_failure: retry` alone means one more attempt. */
export function retryPolicy(fields: Fields): RetryPolicy {
  const retry = isFields(fields["retry"]) ? fields["retry"] : NOTHING;
  const retries = numberOf(fields["retries"]);
  if (fields["retry"] === undefined && retries === undefined && fields["on_failure"] !== "retry")
    return DEFAULT_RETRY;
  const usual = retries === undefined ? (fields["on_failure"] === "retry" ? 2 : 1) : retries + 1;
  const delay = spanOfTime(retry["delay"]) ?? DEFAULT_RETRY.delay;
  const when = conditionOf(retry["when"]);
  const on = isList(retry["on"])
    ? FAILURE_CLASSES.filter((one) => isList(retry["on"]) && retry["on"].includes(one))
    : null;
  const policy: RetryPolicy = {
    maxAttempts: numberOf(retry["max_attempts"]) ?? usual,
    delay,
    backoff: retry["backoff"] === "exponential" ? "exponential" : "fixed",
    maxDelay: spanOfTime(retry["max_delay"]) ?? (delay > DEFAULT_MAX_DELAY ? delay : DEFAULT_MAX_DELAY),
    jitter: numberOf(retry["jitter"]) ?? DEFAULT_RETRY.jitter,
    on: on ?? DEFAULT_RETRY.on,
    ...(when === undefined ? {} : { when }),
    infraMaxAttempts: numberOf(retry["infra_max_attempts"]) ?? DEFAULT_RETRY.infraMaxAttempts,
  };
  return isUsual(policy) ? DEFAULT_RETRY : policy;
}

/** Defaults written out are defaults: they must not change a fingerprint. */
const isUsual = (policy: RetryPolicy): boolean =>
  policy.maxAttempts === DEFAULT_RETRY.maxAttempts &&
  JSON.stringify(policy) === JSON.stringify(DEFAULT_RETRY);
