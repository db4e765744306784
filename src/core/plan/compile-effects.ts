/** What a task may leave behind, and whether anything in it has to be worked out before it starts. */
import { isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { isTemplate } from "../expression/template.ts";
import { READING_TOOLS } from "./defaults.ts";
import type { AgentDefinition, Task } from "./plan.ts";

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
    case "group":
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
  "loop",
  "steps",
]);

/** Whether anything in it is to be evaluated, or freed of its escapes, before the task starts. */
export function isDynamic(fields: Fields, agent: AgentDefinition | undefined): boolean {
  if (fields["condition"] !== undefined) return true;
  for (const key in fields) {
    if (!OWN_KEYS.has(key) && holdsTemplate(fields[key])) return true;
  }
  return agent?.env !== undefined && holdsTemplate(agent.env);
}

export function holdsTemplate(value: Value | undefined): boolean {
  if (typeof value === "string") return isTemplate(value);
  if (typeof value !== "object" || value === null) return false;
  if (isList(value)) return value.some(holdsTemplate);
  return Object.values(value).some(holdsTemplate);
}
