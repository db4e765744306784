/** Lets V8 wait before it optimises: most runs are over before optimised code has paid for its making. */
import { setFlagsFromString } from "node:v8";

/** How much of a function is run before V8 thinks about optimising it; at four times as much a run of 1000 tasks gains little more. */
export const PATIENT_BUDGET = 1_000_000;

/** What each V8 takes by itself, so that it can be put back. Where it was not measured, nothing is changed. */
const USUAL_BUDGETS: ReadonlyMap<string, number> = new Map([["11.3", 67_584]]);

const flag = (budget: number): string => `--interrupt-budget=${budget}`;

/**
 * Ends with putting back what was: compiled code is only taken by a V8 with the same flags as the one that kept it. `asked`
 * are the flags that the user has set, who knows better.
 */
export function patience(
  version: string = process.versions.v8,
  asked: readonly string[] = [...process.execArgv, process.env["NODE_OPTIONS"] ?? ""],
  set: (flags: string) => void = setFlagsFromString,
): () => void {
  const usual = USUAL_BUDGETS.get(version.split(".", 2).join("."));
  if (usual === undefined || asked.some((text) => /interrupt[-_]budget/.test(text))) return () => {};
  set(flag(PATIENT_BUDGET));
  return () => set(flag(usual));
}
