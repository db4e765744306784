/** The kernel against a scheduler that is slow and obviously right. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { naive } from "../../../test/rig/naive.ts";
import { randomCase } from "../../../test/rig/random-plans.ts";
import { simulate } from "../../../test/rig/simulate.ts";
import { CASES, PATIENCE } from "../../../test/rig/cases.ts";

const EVERYTHING = { any: true, timeouts: true, cancel: true, handlers: true, flaky: true } as const;

test(
  "every run starts the same attempts at the same moments and ends the same way as the reference",
  () => {
    fc.assert(
      fc.property(randomCase(EVERYTHING), ({ plan, world }) => {
        const wanted = naive(plan, world);
        const { state, starts } = simulate(plan, world);
        expect(starts).toEqual(wanted.starts);
        const statuses = Object.fromEntries(
          state.tasks.map(({ task, settled }) => [task.id, settled ?? "open"]),
        );
        expect(statuses).toEqual(wanted.statuses);
        expect(state.epochs.get(1)?.finished).toBe(wanted.conclusion);
      }),
      { numRuns: CASES },
    );
  },
  PATIENCE,
);
