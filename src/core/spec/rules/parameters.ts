/** Parameters have the types that their agent asks for. */
import { isFields } from "../../base/value.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { keySpanOf, nodeAt, pairOf, spanOf, type SpecTask } from "../spec.ts";
import { misfits, type Misfit } from "./json-schema.ts";
import { mistake, suggestion, type Rule } from "./rule.ts";

export const parameters: Rule = {
  name: "parameters",
  check({ spec, context }) {
    return spec.tasks.flatMap((task): readonly Diagnostic[] => {
      const name = task.fields["agent"];
      if (typeof name !== "string") return [];
      const schema = (spec.agents.get(name) ?? context.agents.get(name))?.parameters;
      if (schema === undefined) return [];
      const given = task.fields["parameters"];
      const value = isFields(given) ? given : {};
      // The prompt is the task in other words.
      const whole =
        task.fields["prompt"] === undefined || "task" in value ? value : { ...value, task: "${prompt}" };
      return misfits(whole, schema).map((misfit) => diagnosticOf(task, name, misfit));
    });
  },
};

function diagnosticOf(task: SpecTask, agent: string, { path, message, known, unknown }: Misfit): Diagnostic {
  const place = ["parameters", ...path];
  const span = path.length === 0 ? keySpanOf(task, "parameters") : spanOf(task, ...place);
  const label = `the agent "${agent}" asks for this`;
  if (unknown !== undefined) {
    const home = nodeAt(task.node, place.slice(0, -1));
    const key = home.kind === "map" ? pairOf(home, unknown)?.keySpan : undefined;
    return mistake("AO1101", key ?? span, `unknown parameter "${unknown}"`, {
      label: `not known to the agent "${agent}"`,
      ...suggestion(unknown, known ?? [], `the agent "${agent}" takes no parameters`),
    });
  }
  const named = path.length === 0 ? '"parameters"' : `the parameter "${path.join(".")}"`;
  return mistake(path.length === 0 ? "AO1103" : "AO1102", span, `${named} ${message}`, { label });
}
