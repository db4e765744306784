/** One task of the file becomes one task of the plan: every default filled in, every steering value worked out. */
import type { AgentDefinition } from "../base/agent.ts";
import { seconds, taskId } from "../base/brand.ts";
import type { Millis } from "../base/brand.ts";
import { emptyRecord } from "../base/record.ts";
import { isFields, isList } from "../base/value.ts";
import { schemaWithEffects } from "../effects/schema.ts";
import type { Fields, Value } from "../base/value.ts";
import { FAILURE_CLASSES, TRIGGER_RULES } from "../base/vocabulary.ts";
import { addCare } from "./compile-care.ts";
import { effectClassOf, isDynamic } from "./compile-effects.ts";
import type { Order } from "./compile-order.ts";
import type { AgentChoice, Place } from "./compile-work.ts";
import { chosen, conditionOf, WRITTEN, workOf } from "./compile-work.ts";
import { CHAIN_RULE, DEFAULT_MAX_DELAY, DEFAULT_RETRY, DEFAULT_RULE, HANDLER_RULE } from "./defaults.ts";
import { definitionOf, type Hash } from "./fingerprint.ts";
import { escaped } from "./said.ts";
import type { RetryPolicy, Role, Task, TriggerRule, Work } from "./plan.ts";

export type Compiling = Readonly<{
  choice: AgentChoice;
  /** The digest of the agent's definition, or nothing. */
  agentDigest: string;
  hash?: Hash | undefined;
  isolation: Task["isolation"];
  /** The same for another agent. */
  beside: (agent: string | undefined) => Compiling;
}>;

/** Where a task stands: the author's, or one that is made for him. */
export type Seed = Readonly<{
  id: string;
  role: Role;
  type: string;
  parent?: Readonly<{ id: string; branch: "then" | "else" | "all" }>;
  /** The name that expressions know it by, if not its id. */
  alias?: string;
  frame?: string;
}>;

const NOTHING: Fields = {};
const NO_ENV: Readonly<Record<string, string>> = {};

const numberOf = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

export const spanOfTime = (value: Value | undefined): Millis | undefined =>
  typeof value === "number" ? seconds(value) : undefined;

export type Growing = { -readonly [Key in keyof Task]: Task[Key] };

/** A task that has no steps finds none. */
export const NOWHERE: Place = () => undefined;

/** `fields` are the task's own, with steering values worked out; `work` is what it does if its type does not say it. */
export function planTask(
  seed: Seed,
  fields: Fields,
  order: Order,
  compiling: Compiling,
  { place = NOWHERE, work }: Readonly<{ place?: Place; work?: Work }> = {},
): Task {
  const { agent } = compiling.choice;
  const { role, type } = seed;
  const made: Growing = {
    id: taskId(seed.id),
    role,
    needs: order.needs.map(taskId),
    rule: ruleOf(seed, fields, order),
    work: work ?? workOf(type, fields, compiling.choice, place),
    parameters: isFields(fields["parameters"]) ? fields["parameters"] : NOTHING,
    env: environment(fields["env"], type === "agent" ? agent : undefined),
    retry: retryPolicy(fields),
    onFailure: failureMeaning(fields),
    required: fields["required"] === true,
    priority: numberOf(fields["priority"]) ?? 0,
    isolation: isolationOf(fields["isolation"]) ?? compiling.isolation,
    effectClass: effectClassOf(type, fields, agent),
    extra: chosen(fields, ["record"]),
    dynamic: isDynamic(fields, agent),
    definition: "",
  };
  addOptional(made, seed, fields);
  addCare(made, fields, compiling.choice, (name) => compiling.beside(name).choice);
  const undone = fields["compensate"];
  if (isFields(undone)) made.compensate = compensation(seed, undone, compiling);
  made.definition = definitionOf(made, compiling.agentDigest, chosen(fields, WRITTEN), compiling.hash);
  return made;
}

/** What undoes a task begins when the run is rolled back, and knows what the task knew. */
function compensation(seed: Seed, fields: Fields, { beside }: Compiling): Task {
  const type = typeof fields["type"] === "string" ? fields["type"] : "agent";
  const { frame } = seed;
  const undoing: Seed = {
    id: `undo:${seed.id}`,
    role: "compensate",
    type,
    ...(frame === undefined ? {} : { frame }),
  };
  const agent = type === "agent" ? fields["agent"] : undefined;
  const order: Order = { needs: [], chained: false, usual: "always" };
  return planTask(undoing, fields, order, beside(typeof agent === "string" ? agent : undefined));
}

/** Absent means absent: no key is there with nothing in it. */
function addOptional(made: Growing, { parent, type, alias, frame }: Seed, fields: Fields): void {
  const { name, description, timeout, idle_timeout, total_timeout, pool, outputs } = fields;
  const condition = type === "conditional" ? undefined : conditionOf(fields["condition"]);
  if (typeof name === "string") made.name = name;
  if (typeof description === "string") made.description = description;
  if (parent !== undefined) made.parent = { id: taskId(parent.id), branch: parent.branch };
  if (condition !== undefined) made.condition = condition;
  if (typeof timeout === "number") made.timeout = seconds(timeout);
  if (typeof idle_timeout === "number") made.idleTimeout = seconds(idle_timeout);
  if (typeof total_timeout === "number") made.totalTimeout = seconds(total_timeout);
  if (typeof pool === "string") made.pool = pool;
  if (isFields(outputs) && outputs["schema"] !== undefined) made.schema = outputs["schema"];
  const { effects } = fields;
  if (isList(effects) && effects.length > 0) {
    made.effects = effects.filter((word) => typeof word === "string");
    made.schema = schemaWithEffects(made.schema, made.effects);
  }
  if (alias !== undefined) made.alias = taskId(alias);
  if (frame !== undefined) made.frame = taskId(frame);
}

function ruleOf(task: Seed, fields: Fields, order: Order): TriggerRule {
  const written = TRIGGER_RULES.find((rule) => rule === fields["trigger_rule"]);
  if (written !== undefined) return written;
  if (order.usual !== undefined) return order.usual;
  if (task.role !== "task" && task.parent === undefined) return HANDLER_RULE;
  return order.chained ? CHAIN_RULE : DEFAULT_RULE;
}

/** The agent's own first. In a file of its own it is text, whatever it looks like: its author wrote no workflow. */
function environment(
  value: Value | undefined,
  agent: AgentDefinition | undefined,
): Readonly<Record<string, string>> {
  const usual = agent?.env;
  if (!isFields(value) && usual === undefined) return NO_ENV;
  const env = emptyRecord<string>();
  for (const [name, text] of Object.entries(usual ?? {}))
    env[name] = agent?.origin === "inline" ? text : escaped(text);
  for (const [name, text] of Object.entries(isFields(value) ? value : {}))
    if (typeof text === "string") env[name] = text;
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
function retryPolicy(fields: Fields): RetryPolicy {
  const { retry, retries } = fields;
  const again = fields["on_failure"] === "retry";
  const final = fields["on_invalid_output"] === "fail";
  if (retry === undefined && retries === undefined && !again && !final) return DEFAULT_RETRY;
  const usual = numberOf(retries) === undefined ? (again ? 2 : 1) : (numberOf(retries) ?? 0) + 1;
  const policy = policyOf(isFields(retry) ? retry : NOTHING, usual);
  const on = final ? policy.on.filter((one) => one !== "output-invalid") : policy.on;
  return isUsual({ ...policy, on }) ? DEFAULT_RETRY : { ...policy, on };
}

function policyOf(retry: Fields, usual: number): RetryPolicy {
  const delay = spanOfTime(retry["delay"]) ?? DEFAULT_RETRY.delay;
  const when = conditionOf(retry["when"]);
  const { on } = retry;
  return {
    maxAttempts: numberOf(retry["max_attempts"]) ?? usual,
    delay,
    backoff: retry["backoff"] === "exponential" ? "exponential" : "fixed",
    maxDelay: spanOfTime(retry["max_delay"]) ?? (delay > DEFAULT_MAX_DELAY ? delay : DEFAULT_MAX_DELAY),
    jitter: numberOf(retry["jitter"]) ?? DEFAULT_RETRY.jitter,
    on: isList(on) ? FAILURE_CLASSES.filter((one) => on.includes(one)) : DEFAULT_RETRY.on,
    ...(when === undefined ? {} : { when }),
    infraMaxAttempts: numberOf(retry["infra_max_attempts"]) ?? DEFAULT_RETRY.infraMaxAttempts,
  };
}

/** Defaults written out are defaults: they must not change a fingerprint. */
const isUsual = (policy: RetryPolicy): boolean =>
  policy.maxAttempts === DEFAULT_RETRY.maxAttempts &&
  JSON.stringify(policy) === JSON.stringify(DEFAULT_RETRY);
