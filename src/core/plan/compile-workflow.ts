/** A task that calls another file becomes a group, and that file's tasks stand inside of it under its name. */
import { taskId } from "../base/brand.ts";
import { emptyRecord } from "../base/record.ts";
import { isFields } from "../base/value.ts";
import type { Fields, Traced, Value } from "../base/value.ts";
import { evaluateDeep } from "../expression/evaluate-template.ts";
import type { Scope } from "../expression/scope.ts";
import { inputValue } from "../spec/input-value.ts";
import { spanOf, workflowSpan, type Spec, type SpecTask } from "../spec/spec.ts";
import { enlisted, type Bench, type Called, type Placed } from "./compile-bench.ts";
import { holdsTemplate } from "./compile-effects.ts";
import { groundOf, type Call, type File } from "./compile-file.ts";
import { mainIds, tasksOf } from "./compile-modes.ts";
import { boundVariables, scopeFor, type Known } from "./compile-scope.ts";
import { pluginsOf, poolsOf } from "./compile-settings.ts";
import { steered } from "./compile-steering.ts";
import { planTask } from "./compile-task.ts";
import type { Frame, Work } from "./plan.ts";

export const calledTasks: Call = (file, { task, seed, fields, order }) => {
  const name = String(fields["workflow"] ?? "");
  const called = file.workflows.get(name);
  if (called === undefined) {
    file.bench.diagnostics.push(unknownWorkflow(task, name));
    return [];
  }
  const { spec } = called;
  const given = isFields(fields["inputs"]) ? fields["inputs"] : {};
  const inner = calledFile(file, called, { id: seed.id, role: seed.role }, given);
  const ground = groundOf(inner.file, calledTasks);
  const work: Work = {
    type: "workflow",
    workflow: called.file,
    inputs: typed(spec, given),
    frame: frameOf(spec, inner.defaults),
    steps: stepsOf(spec, mainIds(ground), ground.named),
  };
  const budget = fields["budget"] ?? inner.file.settings["budget"];
  const own: Fields = budget === undefined ? fields : { ...fields, budget };
  const group = planTask({ ...seed, type: "group" }, own, order, ground.compiling(undefined), { work });
  const tasks = tasksOf(ground, inner.file.settings);
  for (const one of inner.found) file.bench.diagnostics.push({ ...one, file: called.file });
  return [{ ...group, dynamic: group.dynamic || holdsTemplate(given) }, ...tasks];
};

const unknownWorkflow = (task: SpecTask, name: string): Placed => ({
  code: "AO1217",
  severity: "error",
  message: `the workflow "${name}" cannot be called from here`,
  label: "nothing is known about it",
  span: spanOf(task, "workflow"),
});

const stepsOf = (
  { tasks }: Spec,
  main: readonly string[],
  named: (id: string) => string,
): Extract<Work, { type: "workflow" }>["steps"] => {
  const handlers = tasks.filter(({ role, parent }) => role !== "task" && parent === undefined);
  return [...main, ...handlers.map(({ id }) => named(id))].map(taskId);
};

type Inner = Readonly<{ file: File; defaults: Readonly<Record<string, Traced>>; found: Placed[] }>;

function calledFile(
  { bench, steering }: File,
  called: Called,
  frame: NonNullable<File["frame"]>,
  given: Fields,
): Inner {
  const { spec } = called;
  const found: Placed[] = [];
  const { known, defaults } = knownIn(spec, bench, given, steering.scope, found);
  const inside = { scope: scopeFor(known, bench.functions), diagnostics: found };
  const settings = steered(
    "settings",
    spec.settings,
    (path) => workflowSpan(spec, "settings", ...path),
    inside,
  );
  for (const secret of spec.secrets)
    if (!bench.secrets.has(secret.name)) bench.secrets.set(secret.name, secret);
  for (const [pool, size] of Object.entries(poolsOf(settings["pools"])))
    if (!bench.pools.has(pool)) bench.pools.set(pool, size);
  for (const plugin of pluginsOf(settings)) bench.plugins.add(plugin);
  const agents = new Map([...called.agents, ...spec.agents]);
  const agent = enlisted(bench, spec, agents, frame.id);
  return {
    file: { spec, bench, workflows: called.workflows, steering: inside, settings, agent, frame },
    defaults,
    found,
  };
}

/** Constants in the form that the other file declares; expressions are evaluated when the task starts. */
function typed(spec: Spec, given: Fields): Fields {
  const inputs = emptyRecord<Value>();
  for (const [name, value] of Object.entries(given)) {
    const field = spec.inputs.get(name);
    inputs[name] =
      field === undefined || holdsTemplate(value) ? value : (inputValue(field.type, value) ?? value);
  }
  return inputs;
}

/** What of the other file's inputs is known before the run, for values that steer it. */
function knownIn(
  spec: Spec,
  bench: Bench,
  given: Fields,
  outside: Scope,
  found: Placed[],
): Readonly<{ known: Known; defaults: Readonly<Record<string, Traced>> }> {
  const inputs = emptyRecord<Traced>();
  const defaults = emptyRecord<Traced>();
  let whole = true;
  for (const field of spec.inputs.values()) {
    const value = given[field.name];
    if (value === undefined) {
      if (field.default === undefined) continue;
      inputs[field.name] = defaults[field.name] = { value: field.default, trust: "trusted" };
      continue;
    }
    const outcome = evaluateDeep(value, outside);
    if (!outcome.ok || outcome.value.kind === "absent") {
      whole = false;
      continue;
    }
    const { value: text, trust } = outcome.value;
    inputs[field.name] = { value: inputValue(field.type, text) ?? text, trust };
  }
  // A variable that is made from what only the run knows is worked out there.
  const { item, event, functions } = bench;
  const known = boundVariables(spec, { inputs, item, event }, whole ? found : [], functions);
  return { known, defaults };
}

function frameOf({ variables, outputs }: Spec, inputs: Frame["inputs"]): Frame {
  return {
    inputs,
    variables,
    outputs: Object.fromEntries(outputs.map(({ name, value, required }) => [name, { value, required }])),
  };
}
