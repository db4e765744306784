/** The value of an expression, with its trust: no engine, no host objects, own members only. */
import { unreachable } from "../base/never.ts";
import { err, ok, type Result } from "../base/result.ts";
import { isList, lowest, type Trust, type Value } from "../base/value.ts";
import { freshBudget, spent, TOO_MANY_STEPS, type Budget } from "./budget.ts";
import type { Expression } from "./expression.ts";
import { foreign } from "./foreign.ts";
import { called, METHODS, miscounted, SPECIAL } from "./functions.ts";
import { applied, kindOf } from "./operators.ts";
import {
  absent,
  asTruth,
  from,
  known,
  looksUp,
  memberOf,
  orNull,
  tainted,
  trustOf,
  wrong,
  type Held,
  type Settled,
} from "./outcome.ts";
import { printed } from "./print.ts";
import type { Evaluated, EvaluationError, Known, Members, Scope } from "./scope.ts";

/** One evaluation: several expressions of one text share its allowance. */
export type Evaluation = Readonly<{ scope: Scope; budget: Budget }>;

export const evaluation = (scope: Scope): Evaluation => ({ scope, budget: freshBudget() });

type Node<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

export function evaluate(expression: Expression, scope: Scope): Result<Evaluated, EvaluationError> {
  return evaluateWith(expression, evaluation(scope));
}

export function evaluateWith(expression: Expression, during: Evaluation): Result<Evaluated, EvaluationError> {
  const outcome = settle(expression, during);
  return outcome.kind === "error" ? err(outcome.error) : ok(outcome);
}

function settle(expression: Expression, during: Evaluation): Settled {
  const held = hold(expression, during);
  if (held.kind !== "members") return held;
  return wrong(expression, `"${printed(expression)}" is not a value`, "name the member that is meant");
}

function hold(expression: Expression, during: Evaluation): Held {
  if (!spent(during.budget, 1)) return wrong(expression, TOO_MANY_STEPS.message);
  switch (expression.kind) {
    case "literal":
      return known(expression.value, "trusted");
    case "list":
      return collected(expression.items, during, (values) => [...values]);
    case "object":
      return collected(
        expression.entries.map((entry) => entry.value),
        during,
        (values) =>
          Object.fromEntries(expression.entries.map(({ key }, place) => [key, values[place] ?? null])),
      );
    case "name":
      return during.scope.name(expression.name) ?? wrong(expression, `unknown name "${expression.name}"`);
    case "member": {
      const of = hold(expression.of, during);
      return looksUp(of) ? memberOf(of, expression.key, expression) : of;
    }
    case "index":
      return indexed(expression, during);
    case "call":
      return invoked(expression, during);
    case "unary":
      return unary(expression, during);
    case "binary":
      return binary(expression, during);
    case "choice":
      return choice(expression, during);
    default:
      return unreachable(expression);
  }
}

/** All values in order with the lowest trust, or the first that is missing or wrong. */
function collected(
  expressions: readonly Expression[],
  during: Evaluation,
  make: (values: readonly Value[]) => Value,
): Settled {
  const values: Value[] = [];
  let trust: Trust = "trusted";
  for (const each of expressions) {
    const outcome = settle(each, during);
    if (outcome.kind !== "value") return outcome;
    values.push(outcome.value);
    trust = lowest(trust, outcome.trust);
  }
  return known(make(values), trust);
}

function indexed(expression: Node<"index">, during: Evaluation): Held {
  const of = hold(expression.of, during);
  if (!looksUp(of)) return of;
  const index = settle(expression.index, during);
  if (index.kind !== "value") return index;
  return tainted(at(of, index.value, expression), index.trust);
}

function at(of: Known | Members, index: Value, expression: Node<"index">): Held {
  if (typeof index === "string") return memberOf(of, index, expression);
  if (of.kind === "value" && isList(of.value) && typeof index === "number") {
    const item = of.value[index];
    return item === undefined ? absent(expression, of.trust) : known(item, of.trust);
  }
  const whole = of.kind === "value" ? kindOf(of.value) : "names";
  return wrong(expression.index, `${kindOf(index)} cannot be looked up in ${whole}`);
}

function invoked(expression: Node<"call">, during: Evaluation): Held {
  const { name, receiver, args } = expression;
  if (receiver === null)
    return SPECIAL.has(name) ? special(expression, during) : plain(expression, name, args, during);
  if (name === "get") return got(expression, receiver, during);
  const meant = METHODS.get(name);
  if (meant === undefined) return wrong(expression, `unknown method ".${name}()"`);
  return plain(expression, meant, [receiver, ...args], during);
}

function plain(
  expression: Node<"call">,
  name: string,
  operands: readonly Expression[],
  during: Evaluation,
): Settled {
  const values: Value[] = [];
  let trust: Trust = "trusted";
  for (const each of operands) {
    const outcome = settle(each, during);
    if (outcome.kind !== "value") return outcome;
    values.push(outcome.value);
    trust = lowest(trust, outcome.trust);
  }
  const { budget, scope } = during;
  const own = scope.functions?.get(name);
  const result =
    called(name, values, budget) ?? (own === undefined ? null : foreign(name, own, values, budget));
  return result === null ? wrong(expression, `unknown function "${name}"`) : from(result, expression, trust);
}

function got(expression: Node<"call">, receiver: Expression, during: Evaluation): Held {
  const [key] = expression.args;
  if (key === undefined || expression.args.length > 1) {
    return wrong(expression, `.get() takes 1 argument, but got ${expression.args.length}`);
  }
  const of = hold(receiver, during);
  if (!looksUp(of)) return of;
  const index = settle(key, during);
  if (index.kind !== "value") return index;
  if (typeof index.value !== "string") {
    return wrong(key, `.get() needs text, but got ${kindOf(index.value)}`);
  }
  return tainted(memberOf(of, index.value, expression), index.trust);
}

function special(expression: Node<"call">, during: Evaluation): Settled {
  const { name, args } = expression;
  const shape = SPECIAL.get(name);
  const miscount = shape === undefined ? null : miscounted(name, shape, args.length);
  if (miscount !== null) return wrong(expression, miscount);
  switch (name) {
    case "success":
      return known(during.scope.status.success(), "trusted");
    case "failure":
      return known(during.scope.status.failure(), "trusted");
    case "cancelled":
      return known(during.scope.status.cancelled(), "trusted");
    case "always":
      return known(true, "trusted");
    default:
      return firstPresent(args, during, expression);
  }
}

/** `default`, `coalesce` and `??`: the first that is neither absent nor null, else the last. */
function firstPresent(candidates: readonly Expression[], during: Evaluation, at: Expression): Settled {
  let trust: Trust = "trusted";
  let outcome: Settled = absent(at, trust);
  for (const each of candidates) {
    outcome = settle(each, during);
    if (outcome.kind === "error") return outcome;
    outcome = tainted(outcome, trust);
    if (outcome.kind === "value" && outcome.value !== null) return outcome;
    trust = trustOf(outcome);
  }
  return outcome;
}

function unary(expression: Node<"unary">, during: Evaluation): Settled {
  const operand = settle(expression.operand, during);
  if (operand.kind === "error") return operand;
  if (expression.operator === "!") return known(!asTruth(operand), trustOf(operand));
  if (operand.kind === "absent") return operand;
  if (typeof operand.value === "number") return known(-operand.value, operand.trust);
  return wrong(expression, `"-" needs a number, but got ${kindOf(operand.value)}`);
}

function binary(expression: Node<"binary">, during: Evaluation): Settled {
  const { operator, left, right } = expression;
  if (operator === "??") return firstPresent([left, right], during, expression);
  const first = settle(left, during);
  if (first.kind === "error") return first;
  if (operator === "&&") return asTruth(first) ? tainted(settle(right, during), trustOf(first)) : first;
  if (operator === "||") return asTruth(first) ? first : tainted(settle(right, during), trustOf(first));
  const second = settle(right, during);
  if (second.kind === "error") return second;
  const trust = lowest(trustOf(first), trustOf(second));
  if (operator === "==" || operator === "!=") {
    // What is absent equals null.
    return from(applied(operator, orNull(first), orNull(second), during.budget), expression, trust);
  }
  if (first.kind === "absent") return first;
  if (second.kind === "absent") return second;
  return from(applied(operator, first.value, second.value, during.budget), expression, trust);
}

function choice(expression: Node<"choice">, during: Evaluation): Settled {
  const condition = settle(expression.condition, during);
  if (condition.kind === "error") return condition;
  const taken = asTruth(condition) ? expression.then : expression.otherwise;
  return tainted(settle(taken, during), trustOf(condition));
}
