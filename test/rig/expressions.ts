/** Small scopes and one-line evaluation for tests of the expression language. */
import type { Trust, Value } from "../../src/core/base/value.ts";
import { evaluate } from "../../src/core/expression/evaluate.ts";
import { parseExpression } from "../../src/core/expression/parse.ts";
import type { Binding, Scope } from "../../src/core/expression/scope.ts";

export const known = (value: Value, trust: Trust = "trusted"): Binding => ({ kind: "value", value, trust });
export const missing = (reference: string): Binding => ({ kind: "absent", reference });

export const members = (entries: Readonly<Record<string, Binding>>): Binding => ({
  kind: "members",
  member: (key) => (Object.hasOwn(entries, key) ? entries[key] : undefined),
});

type Status = { success: boolean; failure: boolean; cancelled: boolean };

export function scopeOf(names: Readonly<Record<string, Binding>>, status: Partial<Status> = {}): Scope {
  return {
    name: (root) => (Object.hasOwn(names, root) ? names[root] : undefined),
    status: {
      success: () => status.success ?? true,
      failure: () => status.failure ?? false,
      cancelled: () => status.cancelled ?? false,
    },
  };
}

/** A run in the middle: `plan` is done, `skipped` was not done, `review` gave structured data. */
export const SCOPE = scopeOf({
  n: known(7),
  text: known("Hello"),
  list: known([3, 1, 2]),
  none: known(null),
  yes: known(true),
  object: known({ a: 1, "b-c": { d: [true] }, nothing: null }),
  operator: known("op", "operator"),
  contributor: known("con", "contributor"),
  untrusted: known("bad", "untrusted"),
  zero: known(0, "untrusted"),
  plan: members({
    output: known("the plan", "untrusted"),
    status: known("success"),
    error: missing("plan.error"),
  }),
  skipped: members({ output: missing("skipped.output"), status: known("skipped") }),
  tasks: members({ "code-review": members({ output: known({ ok: true }, "untrusted") }) }),
  context: members({ state: members({ qa_status: known("pass"), dev_result: known("done", "untrusted") }) }),
});

/** The value, or `absent: <reference>`, or `error: <message>`. */
export function outcome(source: string, scope: Scope = SCOPE): Value {
  const parsed = parseExpression(source);
  if (!parsed.ok) return `syntax: ${parsed.error.message}`;
  const result = evaluate(parsed.value, scope);
  if (!result.ok) return `error: ${result.error.message}`;
  return result.value.kind === "value" ? result.value.value : `absent: ${result.value.reference}`;
}

export function trustOf(source: string, scope: Scope = SCOPE): string {
  const parsed = parseExpression(source);
  if (!parsed.ok) return `syntax: ${parsed.error.message}`;
  const result = evaluate(parsed.value, scope);
  if (!result.ok) return `error: ${result.error.message}`;
  return result.value.kind === "value" ? result.value.trust : "absent";
}
