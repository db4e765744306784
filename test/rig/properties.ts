/** How many cases a property tries: few on every save, `AO_CASES=10000` in CI. A failing property prints its seed. */
import fc from "fast-check";
import { PATIENCE } from "./cases.ts";

const asked = Number(process.env["AO_CASES"] ?? "");
const heavy = Number.isSafeInteger(asked) && asked > 0;

/** For properties that need a number of their own: never fewer than what was asked for as a whole. */
export const runs = (usual: number): number => (heavy ? Math.max(asked, usual) : usual);

/**
 * Nobody can stop a property from outside while it computes. One that is not through by then fails, and one that looks
 * for a smaller case tells the smallest so far.
 */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  ...(heavy ? { numRuns: asked } : {}),
  interruptAfterTimeLimit: PATIENCE,
  markInterruptAsFailure: true,
});
