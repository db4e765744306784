/** Lets V8 wait before it optimises and tidies up, and clean up alone: most runs are over before more has paid for itself. */
import { setFlagsFromString } from "node:v8";

/**
 * How much of a function is run before V8 thinks about optimising it. What goes on for long is optimised nevertheless, only
 * later: a run of 5000 tasks takes as long as with a quarter of it.
 */
export const PATIENT_BUDGET = 4_000_000;

/** What each V8 takes by itself, so that it can be put back. Where it was not measured, nothing is changed. */
const USUAL_BUDGETS: ReadonlyMap<string, number> = new Map([["11.3", 67_584]]);

const flag = (budget: number): string => `--interrupt-budget=${budget}`;

/** Threads that share the cleaning of a small young generation cost more than they save, most of all where tasks want the cores. */
const PARALLEL = "parallel-scavenge";

/** How far the heap is on its way to its limit, in percent, before V8 looks for what is not needed any more; else about half. */
const LOOK_LATE = 95;
const USUAL_LOOK = 0;
const look = (percent: number): string => `--incremental-marking-soft-trigger=${percent}`;

const ASKED = /interrupt[-_]budget|parallel[-_]scavenge|single[-_]threaded|incremental[-_]marking/;

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
  if (usual === undefined || asked.some((text) => ASKED.test(text))) return () => {};
  set(flag(PATIENT_BUDGET));
  set(`--no-${PARALLEL}`);
  set(look(LOOK_LATE));
  return () => {
    set(look(USUAL_LOOK));
    set(`--${PARALLEL}`);
    set(flag(usual));
  };
}
