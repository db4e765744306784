/** What expressions can see before anything has run: inputs, variables, the work item and the event. */
import { emptyRecord } from "../base/record.ts";
import type { Traced, Value } from "../base/value.ts";
import { evaluateDeep } from "../expression/evaluate-template.ts";
import type { Binding, ForeignFunctions, Scope } from "../expression/scope.ts";
import type { Diagnostic } from "../spec/diagnostic.ts";
import type { Spec } from "../spec/spec.ts";
import { variableSpan } from "../spec/spec.ts";

export type Known = Readonly<{
  inputs: Readonly<Record<string, Traced>>;
  variables: Readonly<Record<string, Traced>>;
  item: Traced | null;
  event: Traced | null;
}>;

const LATER = new Set(["run", "tasks", "env", "secrets", "context"]);

/** Variables may refer to each other in any order; each is evaluated once. */
export function boundVariables(
  spec: Spec,
  known: Omit<Known, "variables">,
  diagnostics: Diagnostic[],
  functions?: ForeignFunctions,
): Known {
  const variables = emptyRecord<Traced>();
  const busy = new Set<string>();
  const bound: Known = { ...known, variables };
  const variable = (name: string): Traced | undefined => {
    if (Object.hasOwn(variables, name)) return variables[name];
    if (!Object.hasOwn(spec.variables, name)) return undefined;
    if (busy.has(name)) {
      diagnostics.push(circle(spec, name));
      return { value: null, trust: "trusted" };
    }
    busy.add(name);
    const value = variableValue(spec, name, scope, diagnostics);
    variables[name] = value;
    return value;
  };
  const scope = scopeOf(bound, variable, functions);
  for (const name of Object.keys(spec.variables)) variable(name);
  return bound;
}

const circle = (spec: Spec, name: string): Diagnostic => ({
  code: "AO1316",
  severity: "error",
  message: `the variable "${name}" is made from itself`,
  label: "leads back to itself",
  span: variableSpan(spec, name),
  help: "write out one of the values in the circle",
});

function variableValue(spec: Spec, name: string, scope: Scope, diagnostics: Diagnostic[]): Traced {
  const outcome = evaluateDeep(spec.variables[name] ?? null, scope);
  if (outcome.ok && outcome.value.kind === "value")
    return { value: outcome.value.value, trust: outcome.value.trust };
  if (!outcome.ok)
    diagnostics.push({
      code: "AO1316",
      severity: "error",
      message: `the variable "${name}" cannot be worked out: ${outcome.error.message}`,
      label: "evaluated before anything runs",
      span: variableSpan(spec, name),
      ...(outcome.error.help === undefined ? {} : { help: outcome.error.help }),
    });
  return { value: null, trust: "trusted" };
}

export const scopeFor = (known: Known, functions?: ForeignFunctions): Scope =>
  scopeOf(
    known,
    (name) => (Object.hasOwn(known.variables, name) ? known.variables[name] : undefined),
    functions,
  );

/** Values that exist only while the run goes on are absent here. */
function scopeOf(
  known: Known,
  variable: (name: string) => Traced | undefined,
  functions: ForeignFunctions | undefined,
): Scope {
  const input = (name: string): Traced | undefined =>
    Object.hasOwn(known.inputs, name) ? known.inputs[name] : undefined;
  const members = (root: string, member: (key: string) => Traced | undefined): Binding => ({
    kind: "members",
    member: (key) => bindingOf(member(key), `${root}.${key}`),
  });
  return {
    name(root) {
      if (root === "inputs") return members(root, input);
      if (root === "variables") return members(root, variable);
      if (root === "task") return bindingOf(known.item ?? undefined, root);
      if (root === "event") return bindingOf(known.event ?? undefined, root);
      if (LATER.has(root))
        return { kind: "members", member: (key) => bindingOf(undefined, `${root}.${key}`) };
      const bare = input(root) ?? variable(root);
      return bare === undefined ? undefined : bindingOf(bare, root);
    },
    functions,
    status: { success: () => true, failure: () => false, cancelled: () => false },
  };
}

const bindingOf = (traced: Traced | undefined, reference: string): Binding =>
  traced === undefined
    ? { kind: "absent", reference }
    : { kind: "value", value: traced.value, trust: traced.trust };

/** The work item: what was handed in, else the event, else the inputs themselves. */
export function itemOf(
  item: Traced | undefined,
  event: Traced | undefined,
  inputs: Readonly<Record<string, Traced>>,
  trust: Traced["trust"],
): Traced {
  if (item !== undefined) return item;
  if (event !== undefined) return event;
  const value = emptyRecord<Value>();
  for (const [name, traced] of Object.entries(inputs)) value[name] = traced.value;
  return { value, trust };
}
