/** What the workflow was given, made to fit what it declares. */
import { nearest } from "../base/nearest.ts";
import { unreachable } from "../base/never.ts";
import { emptyRecord } from "../base/record.ts";
import type { Traced, Trust, Value } from "../base/value.ts";
import type { Diagnostic } from "../spec/diagnostic.ts";
import { inputValue, typeWords } from "../spec/input-value.ts";
import { quoted } from "../spec/read-words.ts";
import type { InputField, Spec } from "../spec/spec.ts";
import { inputSpan } from "../spec/spec.ts";

export type GivenInputs = Readonly<Record<string, Value>>;

/** Defaults are the author's own words; what was given is trusted as far as its giver. */
export function boundInputs(
  spec: Spec,
  given: GivenInputs,
  trust: Trust,
  diagnostics: Diagnostic[],
  preview = false,
): Readonly<Record<string, Traced>> {
  const bound = emptyRecord<Traced>();
  for (const name of Object.keys(given)) {
    if (!spec.inputs.has(name)) diagnostics.push(unknownInput(spec, name));
  }
  for (const field of spec.inputs.values()) {
    const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
    const absent = value === undefined || value === null;
    const found = absent ? ungiven(spec, field, preview) : fitting(spec, field, value, trust);
    if (found === undefined) continue;
    if ("code" in found) diagnostics.push(found);
    else bound[field.name] = found;
  }
  return bound;
}

function ungiven(spec: Spec, field: InputField, preview: boolean): Traced | Diagnostic | undefined {
  if (field.default !== undefined) return { value: field.default, trust: "trusted" };
  if (!field.required) return undefined;
  return preview ? { value: standIn(field), trust: "trusted" } : missingInput(spec, field);
}

function fitting(spec: Spec, field: InputField, value: Value, trust: Trust): Traced | Diagnostic {
  const fits = inputValue(field.type, value);
  if (fits === undefined) return wrongInput(spec, field, value);
  return isAllowed(field, fits) ? { value: fits, trust } : strangeInput(spec, field, fits);
}

/** Something to look at where nothing will run: the name of the input, or the plainest value of its type. */
function standIn({ name, type, enum: allowed }: InputField): Value {
  const [first] = allowed ?? [];
  if (first !== undefined) return first;
  switch (type) {
    case "string":
      return `<${name}>`;
    case "number":
    case "integer":
      return 0;
    case "boolean":
      return false;
    case "list":
      return [];
    case "object":
      return {};
    default:
      return unreachable(type);
  }
}

const isAllowed = (field: InputField, value: Value): boolean =>
  field.enum === undefined || field.enum.some((one) => JSON.stringify(one) === JSON.stringify(value));

const error = (
  spec: Spec,
  name: string,
  code: string,
  message: string,
  label: string,
  help: string,
): Diagnostic => ({
  code,
  severity: "error",
  message,
  label,
  span: inputSpan(spec, name),
  help,
});

function unknownInput(spec: Spec, name: string): Diagnostic {
  const names = [...spec.inputs.keys()];
  const meant = nearest(name, names);
  const known = names.length === 0 ? "it declares no inputs" : `it declares ${names.join(", ")}`;
  const help = meant === undefined ? known : `did you mean "${meant}"?`;
  return error(
    spec,
    "",
    "AO1123",
    `unknown input ${quoted(name)}`,
    "this workflow does not declare it",
    help,
  );
}

function missingInput(spec: Spec, field: InputField): Diagnostic {
  const about = field.description === "" ? "" : ` (${field.description})`;
  const help = `give it with -p ${field.name}=…${about}`;
  return error(
    spec,
    field.name,
    "AO1122",
    `the input "${field.name}" is required`,
    "no value was given",
    help,
  );
}

function wrongInput(spec: Spec, field: InputField, value: Value): Diagnostic {
  const words = typeWords(field.type);
  const message = `the input "${field.name}" must be ${words}, not ${quoted(typeof value === "string" ? value : JSON.stringify(value))}`;
  return error(
    spec,
    field.name,
    "AO1121",
    message,
    `declared as ${words}`,
    `give it with -p ${field.name}=…`,
  );
}

function strangeInput(spec: Spec, field: InputField, value: Value): Diagnostic {
  const words = (field.enum ?? []).map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
  const meant = typeof value === "string" ? nearest(value, words) : undefined;
  const message = `the input "${field.name}" cannot be ${quoted(typeof value === "string" ? value : JSON.stringify(value))}`;
  const help = meant === undefined ? `give one of ${words.join(", ")}` : `did you mean "${meant}"?`;
  return error(spec, field.name, "AO1121", message, `one of ${words.join(", ")}`, help);
}
