/** Tasks of a type that a plugin brings are given the options that it asks for. */
import { isFields, type Fields, type Value } from "../../base/value.ts";
import { hasExpression } from "../../expression/template.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { TASK_TYPES } from "../fields-task.ts";
import { spanOf, type Path, type SpecTask } from "../spec.ts";
import { mistake, suggestion, type Rule } from "./rule.ts";
import { addedTo, type Added } from "./survey.ts";

export const pluginTasks: Rule = {
  name: "plugin-tasks",
  check(survey) {
    const added = addedTo(survey);
    if (added === null) return [];
    return survey.spec.tasks.flatMap((task) => [
      ...misfits(added, task, task.fields, []),
      ...undoing(added, task),
    ]);
  },
};

const holdsExpression = (value: Value | undefined): boolean => {
  if (typeof value === "string") return hasExpression(value);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsExpression);
};

/** Options with expressions are judged once those have values. */
function misfits(added: Added, task: SpecTask, fields: Fields, path: Path): readonly Diagnostic[] {
  const { type = "agent", options = {} } = fields;
  const issues = typeof type === "string" ? added.types.get(type) : undefined;
  if (issues === undefined || holdsExpression(options)) return [];
  return issues(options).map((issue) =>
    mistake("AO1133", spanOf(task, ...path, "options"), `the options of "${task.id}" do not fit: ${issue}`, {
      label: `not what "${String(type)}" asks for`,
    }),
  );
}

function undoing(added: Added, task: SpecTask): readonly Diagnostic[] {
  const { compensate } = task.fields;
  if (!isFields(compensate)) return [];
  const { type } = compensate;
  const isKnown = typeof type !== "string" || added.types.has(type) || TASK_TYPES.some((one) => one === type);
  if (isKnown) return misfits(added, task, compensate, ["compensate"]);
  return [
    mistake("AO1111", spanOf(task, "compensate", "type"), `unknown task type "${type}"`, {
      label: "no type with this name",
      ...suggestion(type, [...added.types.keys(), ...TASK_TYPES], ""),
    }),
  ];
}
