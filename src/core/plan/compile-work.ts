/** What a task does, by its type, taken from its checked fields. */
import { seconds } from "../base/brand.ts";
import type { TaskId } from "../base/brand.ts";
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { questionOf } from "./compile-question.ts";
import { DEFAULT_ITERATIONS } from "./defaults.ts";
import type { AgentDefinition, Work } from "./plan.ts";
import { escapedDeep } from "./said.ts";

export const textOf = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Conditions may be written as plain true or false. */
export const conditionOf = (value: Value | undefined): string | undefined =>
  typeof value === "boolean" ? String(value) : textOf(value);

/** What a step of the file is called in the plan; nothing for one that stands elsewhere there. */
export type Place = (id: string) => TaskId | undefined;

const idsOf = (value: Value | undefined, place: Place): readonly TaskId[] =>
  isList(value) ? value.flatMap((one) => (typeof one === "string" ? (place(one) ?? []) : [])) : [];

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
  git: ["operation", "branch", "base", "remote", "message", "force"],
  message: ["to", "body", "await"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Keys of the author that are part of a definition as he wrote them, whatever they are turned into. */
export const WRITTEN = [
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
] as const;

const NOTHING: Fields = {};

export function chosen(fields: Fields, keys: readonly string[]): Fields {
  let found: Record<string, Value> | null = null;
  for (const key of keys) {
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
  /** For each type of a plugin what makes a result of it: tasks are others once their module is. */
  modules?: ReadonlyMap<string, string>;
}>;

export function workOf(type: string, fields: Fields, choice: AgentChoice, place: Place): Work {
  switch (type) {
    case "agent":
      return agentWork(fields, choice);
    case "command":
      return { type: "command", run: runOf(fields["run"]) };
    case "conditional": {
      const condition = conditionOf(fields["condition"]) ?? "true";
      return {
        type,
        condition,
        then: idsOf(fields["then_steps"], place),
        else: idsOf(fields["else_steps"], place),
      };
    }
    case "parallel": {
      const waitFor = fields["wait_for"] === "any" ? "any" : "all";
      return { type, steps: idsOf(fields["steps"], place), waitFor };
    }
    case "loop":
      return loopWork(fields, idsOf(fields["steps"], place));
    case "approval":
      return { type, ...questionOf(fields) };
    case "git":
    case "message":
      return { type, options: chosen(fields, OPTIONS[type]) };
    default:
      return pluginWork(type, fields, choice);
  }
}

function pluginWork(type: string, fields: Fields, { modules }: AgentChoice): Work {
  const module = modules?.get(type);
  const options = isFields(fields["options"]) ? fields["options"] : NOTHING;
  return { type: "plugin", plugin: type, options, ...(module === undefined ? {} : { module }) };
}

/** The same for the steps of a `type: loop` and for a task that is repeated. */
export function loopWork(fields: Fields, steps: readonly TaskId[]): Work {
  const loop = isFields(fields["loop"]) ? fields["loop"] : NOTHING;
  const until = conditionOf(loop["until"]);
  const { max_iterations: most, max_duration: longest } = loop;
  return {
    type: "loop",
    steps,
    ...(until === undefined ? {} : { until }),
    maxIterations: typeof most === "number" ? most : DEFAULT_ITERATIONS,
    ...(typeof longest === "number" ? { maxDuration: seconds(longest) } : {}),
  };
}

function agentWork(fields: Fields, choice: AgentChoice): Work {
  const { agent } = choice;
  const prompt = textOf(fields["prompt"]);
  const model = textOf(fields["model"]) ?? agent?.model ?? choice.usualModel;
  const mock = fields["mock"] ?? (agent?.mock === undefined ? undefined : escapedDeep(agent.mock));
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

export function runOf(value: Value | undefined): readonly string[] | string {
  if (typeof value === "string") return value;
  return isList(value) ? value.map(String) : [];
}
