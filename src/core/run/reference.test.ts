/** The kernel against a scheduler that is slow and obviously right. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ALL, CALM, grownCase, type GrownCase } from "../../../test/rig/grown-cases.ts";
import { lived } from "../../../test/rig/lived.ts";
import { naive } from "../../../test/rig/naive.ts";
import { randomCase } from "../../../test/rig/random-plans.ts";
import { shown } from "../../../test/rig/shown.ts";
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

/** Through all its processes: whenever it was left, it is taken up as soon as there is news. */
function same({ plan, world }: GrownCase): void {
  const wanted = naive(plan, world);
  const run = lived(plan, world);
  const graph = shown(plan.tasks);
  expect(run.starts, graph).toEqual(wanted.starts);
  const statuses = run.state.tasks.map(({ task, settled }) => [task.id, settled ?? "open"]);
  expect(Object.fromEntries(statuses), graph).toEqual(wanted.statuses);
  const last = [...run.state.epochs.values()].at(-1);
  if (run.parked === null) expect(last?.finished, graph).toBe(wanted.conclusion);
}

const SEASON = { quotas: true, circuits: true, cancel: true, silent: true } as const;

test(
  "whatever grows, waits and costs, starts and ends as in the reference",
  () => {
    fc.assert(fc.property(grownCase(ALL, SEASON), same), { numRuns: CASES });
  },
  PATIENCE,
);

test(
  "the same holds for deep graphs without haste",
  () => {
    const season = { policies: ["continue"], quotas: true, circuits: true, depth: 3 } as const;
    fc.assert(fc.property(grownCase({ ...CALM, money: true, shared: true }, season), same), {
      numRuns: Math.ceil(CASES / 4),
    });
  },
  PATIENCE,
);
