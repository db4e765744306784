/** The workflow with what several rules need to know about it, worked out once and only when asked for. */
import type { AgentDefinition } from "../../base/agent.ts";
import type { Spec, SpecTask } from "../spec.ts";
import { graphOf, type Graph } from "./graph.ts";
import { sitesOf, type Site } from "./sites.ts";

export type CheckContext = Readonly<{
  /** Agents from files and from the product. */
  agents: ReadonlyMap<string, AgentDefinition>;
  /** Every name that could be found, also of agents that have not been read. */
  agentNames?: readonly string[];
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
