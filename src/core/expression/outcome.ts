/** What can stand at any point of an evaluation, and looking a member up in it. */
import { isFields, isList, lowest, type Trust, type Value } from "../base/value.ts";
import type { Expression } from "./expression.ts";
import { kindOf } from "./operators.ts";
import { printed } from "./print.ts";
import {
  truthy,
  type Absent,
  type Binding,
  type Evaluated,
  type EvaluationError,
  type Known,
  type Made,
  type Members,
} from "./scope.ts";

export type Wrong = Readonly<{ kind: "error"; error: EvaluationError }>;
export type Held = Binding | Wrong;
export type Settled = Evaluated | Wrong;
export const known = (value: Value, trust: Trust): Known => ({ kind: "value", value, trust });
export const absent = (expression: Expression, trust: Trust): Absent => without(printed(expression), trust);

const without = (reference: string, trust: Trust): Absent =>
  trust === "trusted" ? { kind: "absent", reference } : { kind: "absent", reference, trust };

export const wrong = (at: Expression, message: string, help?: string): Wrong => ({
  kind: "error",
  error: { message, start: at.start, end: at.end, ...(help === undefined ? {} : { help }) },
});

export function from(result: Made, at: Expression, trust: Trust): Settled {
  if (result.kind === "made") return known(result.value, trust);
  return result.kind === "none" ? absent(at, trust) : wrong(at, result.message, result.help);
}

export const looksUp = (held: Held): held is Known | Members =>
  held.kind === "value" || held.kind === "members";

export function memberOf(of: Known | Members, key: string, at: Expression): Held {
  if (of.kind === "members") return of.member(key) ?? wrong(at, `unknown name "${printed(at)}"`);
  const { value, trust } = of;
  if (value === null) return absent(at, trust);
  if (isFields(value)) {
    const own = Object.hasOwn(value, key) ? value[key] : undefined;
    if (own !== undefined) return known(own, trust);
    return absent(at, trust);
  }
  if (key === "length" && (typeof value === "string" || isList(value))) return known(value.length, trust);
  return wrong(at, `${kindOf(value)} has no member "${key}"`);
}

export const asTruth = (outcome: Evaluated): boolean => outcome.kind === "value" && truthy(outcome.value);
export const trustOf = (outcome: Evaluated): Trust => outcome.trust ?? "trusted";

/** The outcome with what else it was made from: that something is missing tells of its place, too. */
export function tainted<H extends Held>(outcome: H, by: Trust): H | Known | Absent {
  if (outcome.kind === "value") return known(outcome.value, lowest(outcome.trust, by));
  return outcome.kind === "absent" ? without(outcome.reference, lowest(trustOf(outcome), by)) : outcome;
}

export const orNull = (outcome: Evaluated): Value => (outcome.kind === "value" ? outcome.value : null);
