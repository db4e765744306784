/** What a module that is named in `settings.plugins` exports by default, and how the program holds it once it is loaded. */
import type { Digest } from "../core/base/brand.ts";
import type { Fields, Value } from "../core/base/value.ts";
import type { ForeignFunction } from "../core/expression/scope.ts";

/** What the work of a task is given. All data in it is a copy that cannot be changed. */
export type PluginContext = Readonly<{
  run: string;
  task: string;
  /** From 1; a retry is the next one. */
  attempt: number;
  /** With every expression replaced by its value. */
  options: Fields;
  /** What its dependencies handed over, by their ids. */
  inputs: Fields;
  /** The environment of the task: an allow-list and its own `env`, where secrets may stand. */
  env: Readonly<Record<string, string>>;
  directory: string;
  /** The same for all attempts of the task in a run: for services that do nothing twice under one key. */
  idempotencyKey: string;
  /** Why the answer before did not fit `outputs.schema`, if this call is to mend it. */
  issues: readonly string[];
  /** Aborted when the task is cancelled or out of time; what settles later than the grace is ignored. */
  signal: AbortSignal;
  /** Shows one line of progress. */
  say: (note: string) => void;
}>;

/** Text alone is an output. */
export type PluginResult =
  | string
  | Readonly<{
      output?: string;
      structured?: Value;
      usage?: Readonly<{ costUsd?: number; inputTokens?: number; outputTokens?: number }>;
    }>
  | undefined;

export type PluginType = Readonly<{
  description?: string;
  /** JSON Schema of `options`. */
  schema?: Value;
  run: (context: PluginContext) => PluginResult | Promise<PluginResult>;
}>;

export type PluginFunction = Readonly<{
  description?: string;
  /** Plain data in, plain data out, at once, and always the same. */
  call: (...args: readonly never[]) => Value;
}>;

export type PluginModule = Readonly<{
  name: string;
  version?: string;
  types?: Readonly<Record<string, PluginType>>;
  functions?: Readonly<Record<string, PluginFunction>>;
}>;

export type LoadedType = Readonly<{
  description: string;
  /** What is wrong with the options, if anything. */
  issues: (options: Value) => readonly string[];
  /** Foreign code: it may throw anything, give anything, and never settle. */
  run: (context: PluginContext) => unknown;
}>;

export type LoadedFunction = Readonly<{ description: string; call: ForeignFunction }>;

export type LoadedPlugin = Readonly<{
  path: string;
  name: string;
  version: string;
  /** Of the module's file. */
  digest: Digest;
  types: ReadonlyMap<string, LoadedType>;
  functions: ReadonlyMap<string, LoadedFunction>;
}>;

export type Shelved = Readonly<
  | { kind: "loaded"; plugin: LoadedPlugin }
  | { kind: "missing" }
  /** By a link, although its path looks as if it lay inside. */
  | { kind: "outside" }
  | { kind: "broken"; why: string }
  /** Nobody asked for it before: it is there after the next `fill`. */
  | { kind: "pending" }
>;

export interface Plugins {
  at(path: string): Shelved;
  /** Loads what was asked for since; false if there was nothing. */
  fill(): Promise<boolean>;
}
