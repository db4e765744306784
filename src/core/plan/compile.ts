/** From what the author wrote and what was given to what will run: every default filled in, every limit worked out. */
import { seconds } from "../base/brand.ts";
import type { AgentDefinition } from "../base/agent.ts";
import { emptyRecord } from "../base/record.ts";
import { err, ok } from "../base/result.ts";
import type { Result } from "../base/result.ts";
import { isFields } from "../base/value.ts";
import type { Fields, Traced, Trust, Value } from "../base/value.ts";
import { RUN_FAILURE_POLICIES } from "../base/vocabulary.ts";
import type { RunFailurePolicy } from "../base/vocabulary.ts";
import { namedAgents } from "../spec/agent-names.ts";
import type { Diagnostic } from "../spec/diagnostic.ts";
import { MODES } from "../spec/fields-workflow.ts";
import type { Spec } from "../spec/spec.ts";
import { spanOf, workflowSpan } from "../spec/spec.ts";
import { boundInputs } from "./compile-inputs.ts";
import type { GivenInputs } from "./compile-inputs.ts";
import { orders } from "./compile-order.ts";
import type { Known } from "./compile-scope.ts";
import { boundVariables, itemOf, scopeOf } from "./compile-scope.ts";
import type { Steering } from "./compile-steering.ts";
import { steered } from "./compile-steering.ts";
import type { Compiling } from "./compile-task.ts";
import { planTask, spanOfTime } from "./compile-task.ts";
import { chosen, textOf } from "./compile-work.ts";
import {
  DEFAULT_CANCEL_GRACE,
  DEFAULT_FINALLY_TIMEOUT,
  DEFAULT_MAX_PARALLEL,
  DEFAULT_RUNNER,
  DEFAULT_TIMEOUT,
} from "./defaults.ts";
import { agentDigest, type Hash } from "./fingerprint.ts";
import type { Plan, Settings, Task } from "./plan.ts";

/** What the person at the command line decided; it wins over the file. */
export type Overrides = Readonly<{
  maxParallel?: number;
  /** Seconds. */
  timeout?: number;
  maxCostUsd?: number;
  onFailure?: RunFailurePolicy;
}>;

export type CompileOptions = Readonly<{
  inputs: GivenInputs;
  inputsTrust: Trust;
  /** Nothing will run: required inputs that are missing are stood in for by their names. */
  preview?: boolean;
  item?: Traced;
  event?: Traced;
  /** Agents from files and from the product; those of the workflow itself win over them. */
  agents: ReadonlyMap<string, AgentDefinition>;
  runner?: string;
  overrides: Overrides;
  /** SHA-256 as the platform does it: of a thousand tasks in a fifth of the time. */
  hash?: Hash;
}>;

/** The spec has passed every rule; what can still be wrong is what was given with it. */
export function compile(spec: Spec, options: CompileOptions): Result<Plan, readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const inputs = boundInputs(spec, options.inputs, options.inputsTrust, diagnostics, options.preview);
  const item = itemOf(options.item, options.event, inputs, options.inputsTrust);
  const known = boundVariables(spec, { inputs, item, event: options.event ?? null }, diagnostics);
  if (diagnostics.length > 0) return err(diagnostics);
  const steering: Steering = { scope: scopeFor(known), diagnostics };
  const written = steered(
    "settings",
    spec.settings,
    (path) => workflowSpan(spec, "settings", ...path),
    steering,
  );
  const agents = new Map([...options.agents, ...spec.agents]);
  const tasks = planTasks(spec, written, agents, options, steering);
  if (diagnostics.length > 0) return err(diagnostics);
  const extra = chosen(spec.fields, ["metadata", "on", "effects"]);
  return ok({
    version: 1,
    name: spec.name,
    description: spec.description,
    source: spec.text,
    settings: settingsOf(written, options.overrides),
    inputs: known.inputs,
    variables: known.variables,
    item: known.item,
    event: known.event,
    secrets: spec.secrets,
    agents: usedAgents(spec, agents),
    tasks,
    outputs: Object.fromEntries(spec.outputs.map(({ name, value, required }) => [name, { value, required }])),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  });
}

const scopeFor = (known: Known): Steering["scope"] =>
  scopeOf(known, (name) => (Object.hasOwn(known.variables, name) ? known.variables[name] : undefined));

function planTasks(
  spec: Spec,
  settings: Fields,
  agents: ReadonlyMap<string, AgentDefinition>,
  options: CompileOptions,
  steering: Steering,
): readonly Task[] {
  const order = orders(spec);
  const compilings = new Map<string, Compiling>();
  const compilingFor = (name: string | undefined): Compiling => {
    const kept = compilings.get(name ?? "");
    if (kept !== undefined) return kept;
    const made = compilingOf(name === undefined ? undefined : agents.get(name), settings, options);
    compilings.set(name ?? "", made);
    return made;
  };
  return spec.tasks.map((task, place) => {
    const fields = steered("task", task.fields, (path) => spanOf(task, ...path), steering);
    const compiling = compilingFor(task.type === "agent" ? textOf(task.fields["agent"]) : undefined);
    return planTask(task, fields, order[place] ?? { needs: task.dependencies, chained: false }, compiling);
  });
}

function compilingOf(
  agent: AgentDefinition | undefined,
  settings: Fields,
  options: CompileOptions,
): Compiling {
  const isolation = settings["isolation"];
  return {
    choice: {
      agent,
      runner: options.runner,
      usualRunner: textOf(settings["runner"]) ?? DEFAULT_RUNNER,
      usualModel: textOf(settings["model"]),
    },
    agentDigest: agent === undefined ? "" : agentDigest(agent),
    hash: options.hash,
    isolation: isolation === "worktree" || isolation === "shared" ? isolation : "auto",
  };
}

const amountOf = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

function settingsOf(written: Fields, overrides: Overrides): Settings {
  const extra = chosen(written, ["plugins", "max_depth", "agent", "max_iterations"]);
  const timeout =
    overrides.timeout === undefined ? spanOfTime(written["timeout"]) : seconds(overrides.timeout);
  return {
    mode: MODES.find((mode) => mode === written["mode"]) ?? "dag",
    maxParallel: overrides.maxParallel ?? amountOf(written["max_parallel"]) ?? DEFAULT_MAX_PARALLEL,
    timeout: timeout ?? DEFAULT_TIMEOUT,
    finallyTimeout: spanOfTime(written["finally_timeout"]) ?? DEFAULT_FINALLY_TIMEOUT,
    cancelGrace: spanOfTime(written["cancel_grace"]) ?? DEFAULT_CANCEL_GRACE,
    onFailure:
      overrides.onFailure ??
      RUN_FAILURE_POLICIES.find((policy) => policy === written["on_failure"]) ??
      "stop",
    budget: budgetOf(written["budget"], overrides),
    pools: poolsOf(written["pools"]),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

function budgetOf(value: Value | undefined, overrides: Overrides): Settings["budget"] {
  const written = isFields(value) ? value : {};
  const maxCostUsd = overrides.maxCostUsd ?? amountOf(written["max_cost_usd"]);
  const maxTokens = amountOf(written["max_tokens"]);
  const maxAgents = amountOf(written["max_agents"]);
  return {
    ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(maxAgents === undefined ? {} : { maxAgents }),
  };
}

function poolsOf(value: Value | undefined): Readonly<Record<string, number>> {
  const pools = emptyRecord<number>();
  for (const [name, size] of Object.entries(isFields(value) ? value : {})) {
    if (typeof size === "number") pools[name] = size;
  }
  return pools;
}

/** A run folder explains itself: it carries each agent that can be asked, and no other. */
function usedAgents(
  spec: Spec,
  agents: ReadonlyMap<string, AgentDefinition>,
): Readonly<Record<string, AgentDefinition>> {
  const used = emptyRecord<AgentDefinition>();
  for (const name of namedAgents(spec)) {
    const agent = agents.get(name);
    if (agent !== undefined) used[name] = agent;
  }
  return used;
}
