/** The workflow's own outputs, and which of the required ones nobody gave. */
import type { Fields, Value } from "../core/base/value.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import { scopeOf, type Surroundings } from "./scope.ts";

export type Outputs = Readonly<{ values: Fields; missing: readonly string[] }>;

export function outputsOf(around: Surroundings): Outputs {
  const scope = scopeOf(around, null);
  const missing: string[] = [];
  const found: [string, Value][] = [];
  for (const [name, { value, required }] of Object.entries(around.state.plan.outputs)) {
    const outcome = evaluateDeep(value, scope);
    if (outcome.ok && outcome.value.kind === "value") found.push([name, outcome.value.value]);
    else if (required) missing.push(name);
  }
  return { values: Object.fromEntries(found), missing };
}
