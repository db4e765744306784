/** What one evaluation may cost, so that no expression can stop or fill the machine. */
import { isFields, isList, type Value } from "../base/value.ts";
import { refused, type Made } from "./scope.ts";

/** Operations, list items and object members that one evaluation may touch. */
export const MAX_STEPS = 100_000;
/** UTF-16 units of any text that an expression makes. */
export const MAX_TEXT = 1_048_576;
/** The same over all texts made on the way. */
export const MAX_TEXT_IN_TOTAL = 8 * MAX_TEXT;
/** Lists and objects inside each other. */
export const MAX_VALUE_DEPTH = 100;
/** Looking through text costs one step for so many characters. */
export const CHARACTERS_A_STEP = 1_024;

export type Budget = { steps: number; characters: number };

export const freshBudget = (): Budget => ({ steps: MAX_STEPS, characters: MAX_TEXT_IN_TOTAL });

/** By hand: the platform's own way loads its language data first, which costs more than a whole small run. */
const said = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, ",");

export const TOO_MANY_STEPS = refused(`the expression takes more than ${said(MAX_STEPS)} steps`);
export const TOO_LONG = refused(`the text would be longer than ${said(MAX_TEXT)} characters`);
export const TOO_MUCH_TEXT = refused(
  `the expression makes more than ${said(MAX_TEXT_IN_TOTAL)} characters of text`,
);
export const TOO_DEEP = refused(`the value is nested deeper than ${MAX_VALUE_DEPTH} levels`);

/** True while the allowance lasts. */
export function spent(budget: Budget, steps: number): boolean {
  budget.steps -= steps;
  return budget.steps >= 0;
}

export const scanned = (budget: Budget, text: string): boolean =>
  spent(budget, Math.ceil(text.length / CHARACTERS_A_STEP));

/** Asks before the text is made: afterwards would be too late. */
export function room(budget: Budget, length: number): Extract<Made, { kind: "refused" }> | null {
  if (length > MAX_TEXT) return TOO_LONG;
  budget.characters -= length;
  return budget.characters >= 0 ? null : TOO_MUCH_TEXT;
}

export type MadeText = Readonly<{ kind: "made"; value: string }> | Extract<Made, { kind: "refused" }>;

export function madeText(budget: Budget, length: number, make: () => string): MadeText {
  return room(budget, length) ?? { kind: "made", value: make() };
}

/** The length of the value's JSON before escapes (one less for an empty list or object), or why it cannot be had. */
export function weight(value: Value, budget: Budget, depth = 0): number | Extract<Made, { kind: "refused" }> {
  if (!spent(budget, 1)) return TOO_MANY_STEPS;
  if (typeof value === "string") return value.length + 2;
  if (!isList(value) && !isFields(value)) return String(value).length;
  if (depth === MAX_VALUE_DEPTH) return TOO_DEEP;
  let sum = 1;
  for (const [key, item] of Object.entries(value)) {
    const part = weight(item, budget, depth + 1);
    if (typeof part !== "number") return part;
    // A comma or the closing bracket, and the key with its quotes and its colon.
    sum += part + 1 + (isList(value) ? 0 : key.length + 3);
    if (sum > MAX_TEXT) return TOO_LONG;
  }
  return sum;
}

/** Compact JSON, if it is small enough. */
export function json(value: Value, budget: Budget): MadeText {
  const size = weight(value, budget);
  if (typeof size !== "number") return size;
  const text = JSON.stringify(value);
  return madeText(budget, text.length, () => text);
}

/** A value inside text: text as it is, everything else as JSON. */
export const shown = (value: Value, budget: Budget): MadeText =>
  typeof value === "string" ? madeText(budget, value.length, () => value) : json(value, budget);
