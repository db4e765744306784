/** What a task does, by its type, taken from its checked fields. */
import { taskId } from "../base/brand.ts";
import type { TaskId } from "../base/brand.ts";
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { isTemplate } from "../expression/template.ts";
import { READING_TOOLS } from "./defaults.ts";
import type { AgentDefinition, Task, Work } from "./plan.ts";

export const textOf = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Conditions may be written as plain true or false. */
export const conditionOf = (value: Value | undefined): string | undefined =>
  typeof value === "boolean" ? String(value) : textOf(value);

const idsOf = (value: Value | undefined): readonly TaskId[] =>
  isList(value) ? value.filter((one): one is string => typeof one === "string").map(taskId) : [];

const AGENT_OPTIONS = [
  "tools",
  "denied_tools",
  "permission_mode",
  "max_turns",
  "system_prompt",
  "directories",
  "mcp",
] as const;

const OPTIONS = {
  approval: ["fields", "approvers", "on_timeout", "escalate_to", "prompt"],
  workflow: ["workflow", "inputs"],
  git: ["operation", "branch", "base", "remote", "message"],
  message: ["to", "body", "await"],
  loop: ["loop", "steps"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Everything that later parts of the kernel act on; whatever is not written is not there. */
const EXTRAS = [
  "for_each",
  "loop",
  "delegate",
  "fallback",
  "escalate",
  "concurrency",
  "samples",
  "select",
  "on_invalid_output",
  "max_repairs",
  "verify",
  "cache",
  "compensate",
  "record",
  "budget",
] as const;

const EXTRA_KEYS: ReadonlySet<string> = new Set(EXTRAS);
const NOTHING: Fields = {};

export function chosen(fields: Fields, keys: readonly string[]): Fields {
  let found: Record<string, Value> | null = null;
  for (const key of keys) {
    const value = fields[key];
    if (value !== undefined) (found ??= {})[key] = value;
  }
  return found ?? NOTHING;
}

export function extraOf(type: string, fields: Fields): Fields {
  let found: Record<string, Value> | null = null;
  for (const key in fields) {
    if (!EXTRA_KEYS.has(key) || (key === "loop" && type === "loop")) continue;
    const value = fields[key];
    if (value !== undefined) (found ??= {})[key] = value;
  }
  return found ?? NOTHING;
}

export type AgentChoice = Readonly<{
  agent: AgentDefinition | undefined;
  /** The command line's word, which wins over all others. */
  runner: string | undefined;
  usualRunner: string;
  usualModel: string | undefined;
}>;

export function workOf(type: string, fields: Fields, choice: AgentChoice): Work {
  switch (type) {
    case "agent":
      return agentWork(fields, choice);
    case "command":
      return { type: "command", run: runOf(fields["run"]) };
    case "conditional": {
      const condition = conditionOf(fields["condition"]) ?? "true";
      return { type, condition, then: idsOf(fields["then_steps"]), else: idsOf(fields["else_steps"]) };
    }
    case "parallel": {
      const waitFor = fields["wait_for"] === "any" ? "any" : "all";
      return { type, steps: idsOf(fields["steps"]), waitFor };
    }
    case "approval":
    case "workflow":
    case "git":
    case "message":
    case "loop":
      return { type, options: chosen(fields, OPTIONS[type]) };
    default: {
      const given = isFields(fields["options"]) ? fields["options"] : {};
      return { type: "plugin", options: { ...given, type } };
    }
  }
}

function agentWork(fields: Fields, choice: AgentChoice): Work {
  const { agent } = choice;
  const prompt = textOf(fields["prompt"]);
  const model = textOf(fields["model"]) ?? agent?.model ?? choice.usualModel;
  const mock = fields["mock"];
  return {
    type: "agent",
    agent: textOf(fields["agent"]) ?? "",
    runner: choice.runner ?? textOf(fields["runner"]) ?? agent?.runner ?? choice.usualRunner,
    ...(prompt === undefined ? {} : { prompt }),
    ...(model === undefined ? {} : { model }),
    ...(mock === undefined ? {} : { mock }),
    options: chosen(fields, AGENT_OPTIONS),
  };
}

function runOf(value: Value | undefined): readonly string[] | string {
  if (typeof value === "string") return value;
  return isList(value) ? value.map(String) : [];
}

/** What an attempt may leave behind decides whether it may simply be made again. */
export function effectClassOf(
  type: string,
  fields: Fields,
  agent: AgentDefinition | undefined,
): Task["effectClass"] {
  const written = fields["effect_class"];
  if (written === "none" || written === "workspace" || written === "repo" || written === "external")
    return written;
  switch (type) {
    case "git":
      return "repo";
    case "message":
      return "external";
    case "conditional":
    case "parallel":
    case "loop":
    case "approval":
      return "none";
    case "agent": {
      const tools = isList(fields["tools"]) ? fields["tools"] : agent?.tools;
      return tools !== undefined && tools.every((tool) => typeof tool === "string" && READING_TOOLS.has(tool))
        ? "none"
        : "workspace";
    }
    default:
      return "workspace";
  }
}

const OWN_KEYS: ReadonlySet<string> = new Set([
  "id",
  "type",
  "agent",
  "dependencies",
  "mock",
  "compensate",
  "outputs",
]);

/** Whether anything in it is to be evaluated, or freed of its escapes, before the task starts. */
export function isDynamic(fields: Fields, agent: AgentDefinition | undefined): boolean {
  if (fields["condition"] !== undefined) return true;
  for (const key in fields) {
    if (!OWN_KEYS.has(key) && holdsTemplate(fields[key])) return true;
  }
  return agent?.env !== undefined && holdsTemplate(agent.env);
}

function holdsTemplate(value: Value | undefined): boolean {
  if (typeof value === "string") return isTemplate(value);
  if (typeof value !== "object" || value === null) return false;
  if (isList(value)) return value.some(holdsTemplate);
  return Object.values(value).some(holdsTemplate);
}
