/** What a dispatch carries: the inputs of one of our workflows as one text, or those of a workflow of the platform one by one. */
import { MAX_DISPATCH_INPUTS, MAX_DISPATCH_LENGTH } from "../adapters/github/dispatch.ts";
import { find } from "../app/find.ts";
import { examine, type Library } from "../app/validate.ts";
import { nearest } from "../core/base/nearest.ts";
import { emptyRecord } from "../core/base/record.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Value } from "../core/base/value.ts";
import { inputValue } from "../core/spec/input-value.ts";
import type { InputField } from "../core/spec/spec.ts";
import { EXIT } from "./exit-codes.ts";
import type { Complaint } from "./say.ts";

export type Pairs = readonly (readonly [name: string, value: string])[];
type Inputs = Readonly<Record<string, string>>;

/** The caller that `init --ci github` writes. */
export const USUAL_CALLER = "agents-dispatch.yml";

const refuse = (message: string, help: string): Result<never, Complaint> =>
  err({ exit: EXIT.usage, message, help });

export const isPlatformFile = (word: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml$/.test(word);

export function pairsIn(words: readonly string[]): Result<Pairs, Complaint> {
  const stranger = words.find((word) => word.indexOf("=") < 1);
  if (stranger !== undefined)
    return refuse(`-p needs name=value, not "${stranger}"`, "e.g. -p feature_name=login");
  const found = words.map(
    (word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const,
  );
  const twice = found.find(([name], place) => found.findIndex(([other]) => other === name) !== place);
  return twice === undefined ? ok(found) : refuse(`-p ${twice[0]} is given twice`, "give it once");
}

/** Null where the workflow is not known here: then the other side says what it thinks of its inputs. */
function fieldsOf(from: Library, workflow: string): ReadonlyMap<string, InputField> | null {
  const found = find(from.files, from.places, workflow);
  return found.ok ? (examine(from, found.value.path).spec?.inputs ?? null) : null;
}

function fault(fields: ReadonlyMap<string, InputField>, pairs: Pairs): Result<never, Complaint> | null {
  const given = new Set(pairs.map(([name]) => name));
  for (const name of given) {
    if (fields.has(name)) continue;
    const close = nearest(name, fields.keys());
    const help =
      close === undefined ? `it has ${[...fields.keys()].join(", ") || "none"}` : `did you mean "${close}"?`;
    return refuse(`the workflow has no input "${name}"`, help);
  }
  for (const { name, required, default: standard } of fields.values())
    if (required && standard === undefined && !given.has(name))
      return refuse(`the input "${name}" is missing`, `give it with -p ${name}=…`);
  for (const [name, text] of pairs) {
    const field = fields.get(name);
    if (field !== undefined && inputValue(field.type, text) === undefined)
      return refuse(`the input "${name}" cannot be "${text}"`, `it is of type ${field.type}`);
  }
  return null;
}

function typed(fields: ReadonlyMap<string, InputField> | null, pairs: Pairs): string {
  const values = emptyRecord<Value>();
  for (const [name, text] of pairs) {
    const field = fields?.get(name);
    values[name] = (field === undefined ? undefined : inputValue(field.type, text)) ?? text;
  }
  return JSON.stringify(values);
}

function limited(inputs: Inputs): Result<Inputs, Complaint> {
  const length = JSON.stringify(inputs).length;
  return length <= MAX_DISPATCH_LENGTH
    ? ok(inputs)
    : refuse(`the inputs have ${length} characters`, `GitHub takes ${MAX_DISPATCH_LENGTH} in all`);
}

/** For one of our workflows: its name, and all inputs as one text that the caller hands on. */
export function callerInputs(from: Library, workflow: string, pairs: Pairs): Result<Inputs, Complaint> {
  const fields = fieldsOf(from, workflow);
  const wrong = fields === null ? null : fault(fields, pairs);
  return wrong ?? limited({ workflow, params: typed(fields, pairs) });
}

/** For a workflow file of the platform: as it declares them, or as one text where they are too many. */
export const fileInputs = (pairs: Pairs): Result<Inputs, Complaint> =>
  limited(pairs.length <= MAX_DISPATCH_INPUTS ? Object.fromEntries(pairs) : { params: typed(null, pairs) });
