/** The workflow with what several rules need to know about it, worked out once and only when asked for. */
import type { AgentDefinition } from "../../base/agent.ts";
import { isList, type Value } from "../../base/value.ts";
import type { Spec, SpecTask } from "../spec.ts";
import { graphOf, type Graph } from "./graph.ts";
import { sitesOf, type Site } from "./sites.ts";

/** What the plugins of the file add to the language. */
export type Added = Readonly<{
  /** Each with what it says about the options of a task. */
  types: ReadonlyMap<string, (options: Value) => readonly string[]>;
  functions: ReadonlySet<string>;
}>;

const NOTHING: Added = { types: new Map(), functions: new Set() };

/** Null if every unknown type and function may be a plugin's. */
export function addedTo({ spec, context }: Pick<Survey, "spec" | "context">): Added | null {
  const { plugins } = spec.settings;
  return isList(plugins) && plugins.length > 0 ? (context.added ?? null) : NOTHING;
}

export type CheckContext = Readonly<{
  /** Agents from files and from the product. */
  agents: ReadonlyMap<string, AgentDefinition>;
  /** Every name that could be found, also of agents that have not been read. */
  agentNames?: readonly string[];
  /** The files that its tasks call, by the names that they use; those that could not be read are not there. */
  workflows?: ReadonlyMap<string, Spec>;
  /** Null if not all of its plugins could be looked into: then every type and function may be theirs. */
  added?: Added | null;
}>;

export type Survey = Readonly<{
  spec: Spec;
  context: CheckContext;
  /** Of two tasks with one id the first. */
  byId: ReadonlyMap<string, SpecTask>;
  sites: readonly Site[];
  graph: () => Graph;
}>;

export function surveyOf(spec: Spec, context: CheckContext): Survey {
  const byId = new Map<string, SpecTask>();
  for (const task of spec.tasks) if (!byId.has(task.id)) byId.set(task.id, task);
  let graph: Graph | undefined;
  return { spec, context, byId, sites: sitesOf(spec), graph: () => (graph ??= graphOf(spec, byId)) };
}
