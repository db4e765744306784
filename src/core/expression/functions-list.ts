/** Functions over lists and objects. Their arguments have been counted and checked. */
import { isFields, isList, type Fields, type Value } from "../base/value.ts";
import { shown, spent, madeText, TOO_MANY_STEPS, type Budget, type MadeText } from "./budget.ts";
import { kindOf } from "./operators.ts";
import { made, NONE, refused, type Made } from "./scope.ts";

type Args = readonly Value[];

export function listAt(args: Args, place: number): readonly Value[] {
  const value = args[place];
  if (isList(value)) return value;
  throw new Error(`Internal error: argument ${place + 1} should be a list`);
}

export function fieldsAt(args: Args, place: number): Fields {
  const value = args[place];
  if (isFields(value)) return value;
  throw new Error(`Internal error: argument ${place + 1} should be an object`);
}

export function textAt(args: Args, place: number): string {
  const value = args[place];
  if (typeof value === "string") return value;
  throw new Error(`Internal error: argument ${place + 1} should be text`);
}

const item = (value: Value | undefined): Made => (value === undefined ? NONE : made(value));

export const first = (args: Args): Made => item(listAt(args, 0)[0]);
export const last = (args: Args): Made => item(listAt(args, 0).at(-1));

const EMPTY: MadeText = { kind: "made", value: "" };

export function join(args: Args, budget: Budget): Made {
  const separator = args.length > 1 ? textAt(args, 1) : ",";
  const texts: string[] = [];
  let length = 0;
  for (const value of listAt(args, 0)) {
    if (!spent(budget, 1)) return TOO_MANY_STEPS;
    // A failed item of a fan-out is null: it leaves an empty place.
    const text = value === null ? EMPTY : shown(value, budget);
    if (text.kind !== "made") return text;
    texts.push(text.value);
    length += text.value.length;
  }
  length += separator.length * Math.max(0, texts.length - 1);
  return madeText(budget, length, () => texts.join(separator));
}

export const keys = (args: Args, budget: Budget): Made => counted(Object.keys(fieldsAt(args, 0)), budget);
export const values = (args: Args, budget: Budget): Made => counted(Object.values(fieldsAt(args, 0)), budget);

const counted = (list: readonly Value[], budget: Budget): Made =>
  spent(budget, list.length) ? made(list) : TOO_MANY_STEPS;

/** `pick(object, "a", "b")` or `pick(object, ["a", "b"])`: what is not there is left out. */
export function pick(args: Args, budget: Budget): Made {
  const from = fieldsAt(args, 0);
  const wanted = args.slice(1).flat();
  if (!spent(budget, wanted.length)) return TOO_MANY_STEPS;
  const picked: [string, Value][] = [];
  for (const key of wanted) {
    if (typeof key !== "string") return refused(`pick() needs keys that are text, but got ${kindOf(key)}`);
    const value = Object.hasOwn(from, key) ? from[key] : undefined;
    if (value !== undefined) picked.push([key, value]);
  }
  return made(Object.fromEntries(picked));
}

/** The same member of every item; null where there is none. */
export function pluck(args: Args, budget: Budget): Made {
  const list = listAt(args, 0);
  const key = textAt(args, 1);
  if (!spent(budget, list.length)) return TOO_MANY_STEPS;
  return made(list.map((each) => (isFields(each) && Object.hasOwn(each, key) ? (each[key] ?? null) : null)));
}
