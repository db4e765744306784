/** The form of a manual start on GitHub, from the inputs that a workflow declares. */
import type { InputField } from "../spec/spec.ts";
import type { Setting } from "./actions-workflow.ts";

/** GitHub shows no larger form. */
export const MAX_FORM_FIELDS = 25;
/** All that a start may carry, and so what one field could be filled with. */
const LONGEST_NAME = 100;

export type Form = Readonly<{
  fields: Readonly<Record<string, Setting>>;
  /** What the plan gets; an expression. Null: there is nothing to give. */
  given: string | null;
  /** Why it is one field for all inputs; null if each has its own. */
  single: string | null;
}>;

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const isHarmless = (word: string): boolean => !word.includes("${{");

function hindrance(fields: readonly InputField[]): string | null {
  if (fields.length > MAX_FORM_FIELDS)
    return `a form has at most ${MAX_FORM_FIELDS} fields, and there are ${fields.length} inputs`;
  const names = new Set<string>();
  for (const { name, default: usual, enum: options } of fields) {
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) || name.length > LONGEST_NAME)
      return `"${name}" cannot be the name of a field`;
    if (names.has(name.toLowerCase())) return `two fields would be called "${name}"`;
    names.add(name.toLowerCase());
    if (options?.some((one) => text(one) === "" || !isHarmless(text(one))) === true)
      return `"${name}" has a choice that a form cannot show`;
    if (usual !== undefined && !isHarmless(text(usual)))
      return `"${name}" has a default that a form cannot hold`;
  }
  return null;
}

function typeOf({ type, enum: options }: InputField): Readonly<Record<string, Setting>> {
  if (options !== undefined) return { type: "choice", options: options.map(text) };
  if (type === "boolean") return { type: "boolean" };
  return { type: type === "number" || type === "integer" ? "number" : "string" };
}

/** In a form a switch and a number stand as such, all else as text. */
function usualOf(field: InputField): Readonly<Record<string, Setting>> {
  const { default: usual } = field;
  if (usual === undefined || usual === null) return {};
  const kind = typeOf(field)["type"];
  const fits =
    (kind === "boolean" && typeof usual === "boolean") || (kind === "number" && typeof usual === "number");
  return { default: fits ? usual : text(usual) };
}

const fieldOf = (field: InputField): Setting => ({
  ...(field.description === "" ? {} : { description: field.description }),
  ...typeOf(field),
  required: field.required && field.default === undefined,
  ...usualOf(field),
});

export const PARAMS = "params";

export function formOf(inputs: ReadonlyMap<string, InputField>): Form {
  const fields = [...inputs.values()];
  if (fields.length === 0) return { fields: {}, given: null, single: null };
  const single = hindrance(fields);
  if (single === null) {
    return {
      fields: Object.fromEntries(fields.map((field) => [field.name, fieldOf(field)])),
      given: "github.event_name == 'workflow_dispatch' && toJSON(inputs) || '{}'",
      single,
    };
  }
  const names = fields.map(({ name, required, default: usual }) =>
    required && usual === undefined ? `${name} (required)` : name,
  );
  const field = {
    description: `All inputs as one JSON object: ${names.join(", ")}`,
    type: "string",
    required: false,
    default: "{}",
  };
  return { fields: { [PARAMS]: field }, given: `inputs.${PARAMS} || '{}'`, single };
}
