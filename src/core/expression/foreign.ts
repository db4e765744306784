/** Functions that plugins bring: called like built-in ones, within the same allowance, and never trusted to be well-behaved. */
import type { Value } from "../base/value.ts";
import { room, spent, TOO_MANY_STEPS, weight, type Budget } from "./budget.ts";
import { made, refused, type ForeignFunction, type Made } from "./scope.ts";

/** What one call costs besides its arguments and its result. */
export const STEPS_A_CALL = 1_000;

export function foreign(name: string, call: ForeignFunction, args: readonly Value[], budget: Budget): Made {
  if (!spent(budget, STEPS_A_CALL)) return TOO_MANY_STEPS;
  const taken = weight(args, budget);
  if (typeof taken !== "number") return taken;
  const outcome = call(args);
  if (!outcome.ok) return refused(`${name}() ${outcome.error}`);
  const given = weight(outcome.value, budget);
  if (typeof given !== "number") return given;
  return room(budget, given) ?? made(outcome.value);
}
