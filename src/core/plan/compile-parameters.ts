/** Parameters that an agent does not take, by the rule that holds for files. */
import type { AgentDefinition } from "../base/agent.ts";
import { isFields } from "../base/value.ts";
import type { Fields } from "../base/value.ts";
import { misfits } from "../spec/rules/json-schema.ts";

export function parameterProblem(agent: AgentDefinition | undefined, words: Fields): string | null {
  if (agent?.parameters === undefined) return null;
  const asked = words["prompt"] ?? words["task"];
  const given = isFields(words["parameters"]) ? words["parameters"] : {};
  const whole = asked === undefined || "task" in given ? given : { ...given, task: asked };
  const [misfit] = misfits(whole, agent.parameters);
  if (misfit === undefined) return null;
  const { path, message } = misfit;
  return path.length === 0 ? `"parameters" ${message}` : `the parameter "${path.join(".")}" ${message}`;
}
