/** What `import … from "agent-orchestrator"` gives. docs/api.md and docs/plugins.md show how it is used. */

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Fields = { readonly [key: string]: Value };

/** A task as a file would hold it; the reference lists its keys. */
export type Task = Fields & Readonly<{ id: string }>;

export type Chain = Readonly<{
  /** These tasks wait for those before them; called again, it goes on from these. */
  to: (...tasks: readonly (Task | string)[]) => Chain;
  /** The condition under which the tasks named last run. */
  when: (condition: string | boolean) => Chain;
  /** Who tries if a task named last fails: another task, or an agent. */
  fallback: (other: Task | string | Readonly<{ agent?: string; model?: string; runner?: string }>) => Chain;
}>;

export type PlanOptions = Readonly<{
  inputs?: Fields;
  /** The project whose agents and called workflows are meant; by default the current directory. */
  directory?: string;
  runner?: string;
  /** Warnings count as errors. */
  strict?: boolean;
}>;

export type Workflow = Readonly<{
  name: string;
  /** The canonical document: written to a file as JSON or YAML, it is this workflow. */
  toDocument: () => Fields;
  toJSON: () => Fields;
  /** What would run; rejects with a WorkflowError that says everything that is wrong. */
  plan: (options?: PlanOptions) => Promise<Fields>;
}>;

export type Finding = Readonly<{ code: string; severity: "error" | "warning"; message: string }>;

/** `findings` are the diagnostics of the rules; none where the code itself says something that no file could. */
export class WorkflowError extends Error {
  readonly findings: readonly Finding[];
  constructor(message: string, findings?: readonly Finding[]);
}

export function task(id: string, keys?: Readonly<Record<string, unknown>>): Task;
export function link(...tasks: readonly (Task | string)[]): Chain;
export function workflow(
  name: string,
  ...parts: readonly (Readonly<Record<string, unknown>> | Task | Chain)[]
): Workflow;

/** What the work of a plugin's task is given. */
export type PluginContext = Readonly<{
  run: string;
  task: string;
  attempt: number;
  options: Fields;
  inputs: Fields;
  env: Readonly<Record<string, string>>;
  directory: string;
  idempotencyKey: string;
  issues: readonly string[];
  signal: AbortSignal;
  say: (note: string) => void;
}>;

export type PluginResult =
  | string
  | Readonly<{
      output?: string;
      structured?: Value;
      usage?: Readonly<{ costUsd?: number; inputTokens?: number; outputTokens?: number }>;
    }>
  | undefined;

/** What a module named in `settings.plugins` exports by default. */
export type Plugin = Readonly<{
  name: string;
  version?: string;
  types?: Readonly<
    Record<
      string,
      Readonly<{
        description?: string;
        /** JSON Schema of `options`. */
        schema?: Value;
        run: (context: PluginContext) => PluginResult | Promise<PluginResult>;
      }>
    >
  >;
  functions?: Readonly<
    Record<string, Readonly<{ description?: string; call: (...args: readonly never[]) => Value }>>
  >;
}>;
