/** The template form: agents and a pattern become tasks with dependencies, each given what came before it as `context`. */
import { isFields } from "../../base/value.ts";
import type { Value } from "../../base/value.ts";
import type { SpecTask } from "../spec.ts";

export type Pattern = "sequential" | "parallel" | "hierarchical";

/** Ids are the agents' names; whoever comes again gets `-2`, `-3`. Ids that were written stay. */
export function templateTasks(steps: readonly SpecTask[], pattern: Pattern): readonly SpecTask[] {
  const named = withIds(steps);
  switch (pattern) {
    // Who works for the first one is decided while it runs.
    case "parallel":
    case "hierarchical":
      return named.map((step) => connected(step, step.dependencies));
    case "sequential":
      return named.map((step, place) =>
        connected(step, joined(step, named.slice(Math.max(0, place - 1), place))),
      );
  }
}

function withIds(steps: readonly SpecTask[]): readonly SpecTask[] {
  const taken = new Set(steps.filter(hasOwnId).map((step) => step.id));
  return steps.map((step) => {
    if (hasOwnId(step) || step.parent !== undefined) return step;
    return renamed(step, freeId(stemOf(step), taken));
  });
}

const hasOwnId = (step: SpecTask): boolean => step.node.pairs.has("id");

function stemOf(step: SpecTask): string {
  const agent = step.fields["agent"];
  const stem = typeof agent === "string" ? agent.replaceAll(/[^A-Za-z0-9_-]/g, "-").slice(0, 60) : "";
  return /^[A-Za-z_]/.test(stem) ? stem : `step-${stem}`.replace(/-$/, "");
}

function freeId(stem: string, taken: Set<string>): string {
  let id = stem;
  for (let number = 2; taken.has(id); number += 1) id = `${stem}-${number}`;
  taken.add(id);
  return id;
}

const renamed = (step: SpecTask, id: string): SpecTask => ({ ...step, id, fields: { ...step.fields, id } });

const joined = (step: SpecTask, before: readonly SpecTask[]): readonly string[] => [
  ...new Set([...before.map((one) => one.id), ...step.dependencies]),
];

function connected(step: SpecTask, dependencies: readonly string[]): SpecTask {
  const { task, ...fields } = step.fields;
  const asked = task === undefined ? {} : { task };
  const parameters = { ...asked, ...(isFields(fields["parameters"]) ? fields["parameters"] : {}) };
  const context = contextOf(dependencies);
  const given = context === undefined || "context" in parameters ? parameters : { ...parameters, context };
  return { ...step, dependencies, fields: { ...fields, dependencies, parameters: given } };
}

const outputOf = (id: string): string => `\${tasks[${JSON.stringify(id)}].output}`;

function contextOf(dependencies: readonly string[]): Value | undefined {
  const [only] = dependencies;
  if (only === undefined) return undefined;
  if (dependencies.length === 1) return outputOf(only);
  return Object.fromEntries(dependencies.map((id) => [id, outputOf(id)]));
}
