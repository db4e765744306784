/** What the operators make of values; absence, short cuts and trust are the evaluator's affair. */
import { isFields, isList, type Value } from "../base/value.ts";
import {
  MAX_VALUE_DEPTH,
  scanned,
  spent,
  TOO_DEEP,
  TOO_MANY_STEPS,
  madeText,
  type Budget,
} from "./budget.ts";
import type { BinaryOperator } from "./expression.ts";
import { made, refused, type Made } from "./scope.ts";
import { placeOf } from "./search.ts";

/** The operators that need both sides before anything can be said. */
export type PlainOperator = Exclude<BinaryOperator, "??" | "||" | "&&">;

/** A value's kind in the author's words. */
export function kindOf(value: Value): string {
  if (value === null) return "null";
  if (isList(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return `${value}`;
    default:
      return "an object";
  }
}

export function applied(operator: PlainOperator, left: Value, right: Value, budget: Budget): Made {
  switch (operator) {
    case "==":
    case "!=": {
      const same = equal(left, right, budget);
      return typeof same === "boolean" ? made(same === (operator === "==")) : same;
    }
    case "in":
      return contained(right, left, budget);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compared(operator, left, right);
    case "+":
      return typeof left === "number" && typeof right === "number"
        ? finite(left + right, "+")
        : concatenated(left, right, budget);
    default:
      return calculated(operator, left, right);
  }
}

function compared(operator: "<" | "<=" | ">" | ">=", left: Value, right: Value): Made {
  const order = orderOf(left, right);
  if (order === null) {
    return refused(
      `"${operator}" needs two numbers or two texts, but got ${kindOf(left)} and ${kindOf(right)}`,
    );
  }
  switch (operator) {
    case "<":
      return made(order < 0);
    case "<=":
      return made(order <= 0);
    case ">":
      return made(order > 0);
    default:
      return made(order >= 0);
  }
}

function orderOf(left: Value, right: Value): number | null {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left !== "string" || typeof right !== "string") return null;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

const joinable = (value: Value): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

function concatenated(left: Value, right: Value, budget: Budget): Made {
  const someText = typeof left === "string" || typeof right === "string";
  if (!someText || !joinable(left) || !joinable(right)) {
    return refused(`"+" needs two numbers or text, but got ${kindOf(left)} and ${kindOf(right)}`);
  }
  const [head, tail] = [String(left), String(right)];
  return madeText(budget, head.length + tail.length, () => head + tail);
}

function calculated(operator: "-" | "*" | "/" | "%", left: Value, right: Value): Made {
  if (typeof left !== "number" || typeof right !== "number") {
    return refused(`"${operator}" needs two numbers, but got ${kindOf(left)} and ${kindOf(right)}`);
  }
  if (operator === "-") return finite(left - right, operator);
  if (operator === "*") return finite(left * right, operator);
  if (right === 0) return refused("division by zero");
  return finite(operator === "/" ? left / right : left % right, operator);
}

const finite = (value: number, operator: string): Made =>
  Number.isFinite(value) ? made(value) : refused(`the result of "${operator}" is too large`);

/** Strict on types; lists and objects are equal when their contents are. */
export function equal(left: Value, right: Value, budget: Budget, depth = 0): boolean | Made {
  if (!spent(budget, 1)) return TOO_MANY_STEPS;
  if (left === right) return true;
  const lists = isList(left) && isList(right);
  if (!lists && !(isFields(left) && isFields(right))) return false;
  if (depth === MAX_VALUE_DEPTH) return TOO_DEEP;
  const entries = Object.entries(left);
  if (entries.length !== Object.keys(right).length) return false;
  const other: ReadonlyMap<string, Value> = new Map(Object.entries(right));
  for (const [key, value] of entries) {
    const pair = other.get(key);
    if (pair === undefined) return false;
    const same = equal(value, pair, budget, depth + 1);
    if (same !== true) return same;
  }
  return true;
}

/** A part of a text, an item of a list or a key of an object. */
export function contained(whole: Value, part: Value, budget: Budget): Made {
  if (isList(whole)) {
    for (const item of whole) {
      const same = equal(item, part, budget);
      if (same !== false) return same === true ? made(true) : same;
    }
    return made(false);
  }
  if (typeof part !== "string" || (typeof whole !== "string" && !isFields(whole))) {
    return refused(`${kindOf(part)} cannot be looked for in ${kindOf(whole)}`);
  }
  if (typeof whole !== "string") return made(Object.hasOwn(whole, part));
  return scanned(budget, whole) ? made(placeOf(whole, part) !== -1) : TOO_MANY_STEPS;
}
