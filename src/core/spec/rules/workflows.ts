/** A workflow that is called gets the inputs that it declares, in the types that it declares. */
import { isFields } from "../../base/value.ts";
import type { Value } from "../../base/value.ts";
import { hasExpression } from "../../expression/template.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { inputValue, typeWords } from "../input-value.ts";
import { keySpanOf, nodeAt, spanOf, type InputField, type Spec, type SpecTask } from "../spec.ts";
import { mistake, suggestion, type Rule } from "./rule.ts";

export const workflows: Rule = {
  name: "workflows",
  check({ spec, context }) {
    return spec.tasks.flatMap((task) => {
      const called = context.workflows?.get(String(task.fields["workflow"] ?? ""));
      return task.type === "workflow" && called !== undefined ? problemsOf(task, called) : [];
    });
  },
};

function problemsOf(task: SpecTask, called: Spec): readonly Diagnostic[] {
  const given = isFields(task.fields["inputs"]) ? task.fields["inputs"] : {};
  const names = [...called.inputs.keys()];
  const strange = Object.keys(given)
    .filter((name) => !called.inputs.has(name))
    .map((name) =>
      mistake("AO1123", keyAt(task, name), `"${called.name}" has no input "${name}"`, {
        label: "not declared there",
        ...suggestion(name, names, "it declares no inputs"),
      }),
    );
  return [
    ...strange,
    ...[...called.inputs.values()].flatMap((field) => {
      const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
      if (value === undefined || value === null) return missing(task, called, field);
      return open(value) ? [] : wrong(task, field, value);
    }),
  ];
}

function keyAt(task: SpecTask, name: string): Diagnostic["span"] {
  const node = nodeAt(task.node, ["inputs"]);
  const key = node.kind === "map" ? node.pairs.get(name)?.keySpan : undefined;
  return key ?? spanOf(task, "inputs");
}

/** Whatever holds an expression may become anything. */
const open = (value: Value): boolean =>
  typeof value === "string"
    ? hasExpression(value)
    : typeof value === "object" && value !== null && Object.values(value).some((one: Value) => open(one));

function missing(task: SpecTask, called: Spec, field: InputField): readonly Diagnostic[] {
  if (!field.required || field.default !== undefined) return [];
  const about = field.description === "" ? "" : ` (${field.description})`;
  const span = task.fields["inputs"] === undefined ? spanOf(task, "workflow") : keySpanOf(task, "inputs");
  return [
    mistake("AO1122", span, `"${called.name}" needs the input "${field.name}"`, {
      label: "is not given",
      help: `write inputs: { ${field.name}: … }${about}`,
    }),
  ];
}

function wrong(task: SpecTask, field: InputField, value: Value): readonly Diagnostic[] {
  const { name, type, enum: allowed } = field;
  const fits = inputValue(type, value);
  const span = spanOf(task, "inputs", name);
  if (fits === undefined) {
    const message = `the input "${name}" must be ${typeWords(type)}`;
    return [mistake("AO1121", span, message, { label: `declared as ${typeWords(type)}` })];
  }
  if (allowed === undefined || allowed.some((one) => JSON.stringify(one) === JSON.stringify(fits))) return [];
  const words = allowed.map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
  return [
    mistake("AO1121", span, `the input "${name}" cannot be ${JSON.stringify(fits)}`, {
      label: `one of ${words.join(", ")}`,
      ...suggestion(String(fits), words, ""),
    }),
  ];
}
