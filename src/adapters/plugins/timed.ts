/** Foreign functions as expressions may call them: at once, on copies, stopped when they take too long, plain data only. */
import { createContext, Script } from "node:vm";
import { plainValue } from "../../core/base/plain.ts";
import { err, ok } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import { MAX_TEXT } from "../../core/expression/budget.ts";
import type { ForeignFunction } from "../../core/expression/scope.ts";
import { wordsOf } from "../system/thrown.ts";

/** The whole program waits for a function, so it may not take long. */
export const MOST_CALL_MILLIS = 500;

type Called = Readonly<{ given: unknown } | { thrown: unknown }>;

/** Only what runs inside of a script can be stopped from outside: the platform watches the clock. */
function stoppable(act: () => Called): Called {
  const here: { act: () => Called; called?: Called } = { act };
  try {
    new Script("act()").runInContext(createContext({ act: () => void (here.called = here.act()) }), {
      timeout: MOST_CALL_MILLIS,
    });
  } catch {
    return { thrown: new Error(`took longer than ${MOST_CALL_MILLIS} ms`) };
  }
  return here.called ?? { thrown: new Error("gave nothing") };
}

const copied = (args: readonly Value[]): readonly unknown[] => JSON.parse(JSON.stringify(args)) as unknown[];

export function timed(call: (...args: readonly unknown[]) => unknown): ForeignFunction {
  return (args) => {
    const called = stoppable(() => {
      try {
        return { given: call(...copied(args)) };
      } catch (thrown) {
        return { thrown };
      }
    });
    if ("thrown" in called) return err(`failed: ${wordsOf(called.thrown)}`);
    if (called.given === undefined) return err("gave nothing");
    const value = plainValue(called.given, MAX_TEXT);
    return value.ok ? ok(value.value) : err(`gave no plain data: ${value.error}`);
  };
}
