/** Which of the three forms a file is written in, told by its keys. */
import { nearest } from "../../base/nearest.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { MapNode } from "../node.ts";
import type { Form } from "../spec.ts";

const MARKS: readonly (readonly [key: string, form: Form])[] = [
  ["pattern", "template"],
  ["tasks", "tasks"],
  ["steps", "steps"],
];

export function formOf(root: MapNode): Form {
  for (const [key, form] of MARKS) if (root.pairs.has(key)) return form;
  const words = MARKS.map(([key]) => key);
  for (const key of root.pairs.keys()) {
    const meant = nearest(key, words);
    const mark = MARKS.find(([word]) => word === meant);
    if (mark !== undefined) return mark[1];
  }
  return "tasks";
}

/** `tasks` and `steps` in one file: which of them is meant cannot be known. */
export function mixedForms(root: MapNode): Diagnostic | null {
  const tasks = root.pairs.get("tasks");
  const steps = root.pairs.get("steps");
  if (tasks === undefined || steps === undefined) return null;
  const [first, second] = tasks.keySpan.start < steps.keySpan.start ? [tasks, steps] : [steps, tasks];
  return {
    code: "AO1118",
    severity: "error",
    message: 'a workflow has either "tasks" or "steps", not both',
    label: `second list of tasks`,
    span: second.keySpan,
    help: "put everything into one of the two",
    related: [{ span: first.keySpan, message: `"${first.key}" stands here` }],
  };
}
