/** Who can be asked to do a task: the same whether it stands in the workflow, in a file of its own, or came with the product. */
import type { Value } from "./value.ts";

export type AgentDefinition = Readonly<{
  name: string;
  description: string;
  runner?: string;
  model?: string;
  tools?: readonly string[];
  /** Taken away, whatever else is allowed. */
  deniedTools?: readonly string[];
  /** JSON Schema that a task's `parameters` must satisfy. */
  parameters?: Value;
  capabilities: readonly string[];
  patterns: readonly string[];
  permissionMode?: string;
  maxTurns?: number;
  env?: Readonly<Record<string, string>>;
  mcp?: Value;
  /** For `runner: command` and `runner: acp`: the argv. */
  command?: readonly string[];
  /** What the scripted runner answers for tasks that have no script of their own. */
  mock?: Value;
  /** The system prompt: the body of its file. */
  prompt: string;
  origin: "inline" | "project" | "built-in";
}>;
