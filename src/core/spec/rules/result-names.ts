/** What an expression may ask a task for. */
import { isFields } from "../../base/value.ts";
import type { Code } from "../codes.ts";
import type { SpecTask } from "../spec.ts";
import { RESULT_MEMBERS } from "./results.ts";
import { suggestion } from "./rule.ts";
import type { Survey } from "./survey.ts";

export type Problem = Readonly<{ code: Code; message: string; label: string; help?: string }>;

export function resultProblem(
  survey: Survey,
  task: SpecTask,
  said: string,
  path: readonly string[],
  dynamic: boolean,
): Problem | null {
  const [member, name] = path;
  if (member === undefined) {
    const help = `write ${said}.output or ${said}.status`;
    return {
      code: "AO1208",
      message: `the task "${task.id}" is not a value`,
      label: "a member is missing",
      help,
    };
  }
  if (!RESULT_MEMBERS.some((known) => known === member)) {
    return {
      code: "AO1208",
      message: `a task has no "${member}"`,
      label: "not part of a result",
      ...suggestion(member, RESULT_MEMBERS, ""),
    };
  }
  if (member === "items" && !isMany(survey, task)) {
    return {
      code: "AO1208",
      message: `"${task.id}" has no items`,
      label: "it runs once, and has one result",
      help: `write ${said}.output, or give the task a for_each`,
    };
  }
  if (member !== "outputs") return null;
  if (name !== undefined) return ofWorkflow(survey, task, name);
  return dynamic ? null : unnamed(said);
}

const unnamed = (said: string): Problem => ({
  code: "AO1208",
  message: `"${said}.outputs" is not a value`,
  label: "a member is missing",
  help: `write ${said}.outputs.x, or ${said}.output for all of them`,
});

const GROWING = ["for_each", "loop", "delegate", "samples"];

/** There are several results behind its one. */
function isMany({ spec }: Survey, { type, fields, index }: SpecTask): boolean {
  const leads = spec.settings["mode"] === "hierarchical" && index === 0;
  return leads || type === "loop" || GROWING.some((key) => fields[key] !== undefined);
}

/** A workflow that is called gives what it declares. */
function ofWorkflow({ context }: Survey, { id, type, fields }: SpecTask, name: string): Problem | null {
  if (type !== "workflow" || isFields(fields["for_each"])) return null;
  const called = context.workflows?.get(String(fields["workflow"] ?? ""));
  if (called === undefined || called.outputs.some((output) => output.name === name)) return null;
  const known = called.outputs.map((output) => output.name);
  return {
    code: "AO1208",
    message: `the workflow of "${id}" has no output "${name}"`,
    label: "not declared there",
    ...suggestion(name, known, `declare it under outputs: in "${called.name}"`),
  };
}
