/** From what the author wrote and what was given to what will run: every default filled in, every limit worked out. */
import type { AgentDefinition } from "../base/agent.ts";
import { err, ok } from "../base/result.ts";
import type { Result } from "../base/result.ts";
import type { Fields, Traced, Trust } from "../base/value.ts";
import type { ForeignFunctions } from "../expression/scope.ts";
import type { Spec } from "../spec/spec.ts";
import { workflowSpan } from "../spec/spec.ts";
import { enlisted, type Bench, type Called, type Placed } from "./compile-bench.ts";
import { joinedTasks, resolverOf } from "./compile-conflict.ts";
import { groundOf } from "./compile-file.ts";
import { boundInputs } from "./compile-inputs.ts";
import type { GivenInputs } from "./compile-inputs.ts";
import { tasksOf } from "./compile-modes.ts";
import { boundVariables, itemOf, scopeFor } from "./compile-scope.ts";
import { settingsOf, type Overrides } from "./compile-settings.ts";
import type { Steering } from "./compile-steering.ts";
import { steered } from "./compile-steering.ts";
import { chosen } from "./compile-work.ts";
import { calledTasks } from "./compile-workflow.ts";
import type { Hash } from "./fingerprint.ts";
import type { Plan, Task } from "./plan.ts";

export type { Called, Placed } from "./compile-bench.ts";
export type { Overrides } from "./compile-settings.ts";

export type CompileOptions = Readonly<{
  inputs: GivenInputs;
  inputsTrust: Trust;
  /** Nothing will run: required inputs that are missing are stood in for by their names. */
  preview?: boolean;
  item?: Traced;
  event?: Traced;
  /** Agents from files and from the product; those of the workflow itself win over them. */
  agents: ReadonlyMap<string, AgentDefinition>;
  /** The files that its tasks call, by the names that they use. */
  workflows?: ReadonlyMap<string, Called>;
  /** What plugins bring: for each of their types what makes a result of it, and their functions. */
  modules?: ReadonlyMap<string, string>;
  functions?: ForeignFunctions;
  runner?: string;
  overrides: Overrides;
  /** SHA-256 as the platform does it: of a thousand tasks in a fifth of the time. */
  hash?: Hash;
}>;

/** The spec has passed every rule; what can still be wrong is what was given with it. */
export function compile(spec: Spec, options: CompileOptions): Result<Plan, readonly Placed[]> {
  const diagnostics: Placed[] = [];
  const inputs = boundInputs(spec, options.inputs, options.inputsTrust, diagnostics, options.preview);
  const item = itemOf(options.item, options.event, inputs, options.inputsTrust);
  const event = options.event ?? null;
  const known = boundVariables(spec, { inputs, item, event }, diagnostics, options.functions);
  if (diagnostics.length > 0) return err(diagnostics);
  const steering: Steering = { scope: scopeFor(known, options.functions), diagnostics };
  const written = steered(
    "settings",
    spec.settings,
    (path) => workflowSpan(spec, "settings", ...path),
    steering,
  );
  const bench = benchOf(spec, options, known, diagnostics);
  const agent = enlisted(bench, spec, new Map([...options.agents, ...spec.agents]), undefined);
  const workflows = options.workflows ?? new Map<string, Called>();
  const ground = groundOf({ spec, bench, workflows, steering, settings: written, agent }, calledTasks);
  const resolver = resolverOf(ground, written);
  const tasks = joinedTasks(ground, tasksOf(ground, written), resolver);
  if (diagnostics.length > 0) return err(diagnostics);
  const extra = chosen(spec.fields, ["metadata", "on", "effects"]);
  const brought = { pools: Object.fromEntries(bench.pools), plugins: [...bench.plugins] };
  const delegation = tasks.some(delegates) ? delegationOf(written, options.runner) : undefined;
  return ok({
    version: 1,
    name: spec.name,
    description: spec.description,
    source: spec.text,
    settings: { ...settingsOf(written, options.overrides, brought, delegation), ...resolver },
    ...known,
    secrets: [...bench.secrets.values()],
    agents: Object.fromEntries(bench.agents),
    tasks,
    outputs: Object.fromEntries(spec.outputs.map(({ name, value, required }) => [name, { value, required }])),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  });
}

const NO_MODULES: ReadonlyMap<string, string> = new Map();

function benchOf(
  spec: Spec,
  { runner, event, hash, modules = NO_MODULES, functions }: CompileOptions,
  { item }: Readonly<{ item: Traced | null }>,
  diagnostics: Placed[],
): Bench {
  return {
    runner,
    item,
    event: event ?? null,
    agents: new Map(),
    secrets: new Map(spec.secrets.map((secret) => [secret.name, secret])),
    pools: new Map(),
    plugins: new Set(),
    modules,
    functions,
    diagnostics,
    hash,
  };
}

/** Also where it is the pattern of something else. */
function delegates({ work }: Task): boolean {
  switch (work.type) {
    case "delegate":
      return true;
    case "for_each":
      return work.body.some(delegates);
    case "autonomous":
      return work.team.some(delegates);
    default:
      return false;
  }
}

/** What tasks that are named only while the run goes on must know of the command line and of the settings. */
const delegationOf = (settings: Fields, runner: string | undefined): Fields => ({
  ...(runner === undefined ? {} : { forced: runner }),
  ...chosen(settings, ["runner", "model", "isolation"]),
});
