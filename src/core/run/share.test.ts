/** One run as waves of legs comes to what one process comes to, whoever dies on the way. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { SHARED_CASES, PATIENCE } from "../../../test/rig/cases.ts";
import { CALM, grownCase } from "../../../test/rig/grown-cases.ts";
import type { Wishes } from "../../../test/rig/grown-trees.ts";
import { lived } from "../../../test/rig/lived.ts";
import { randomCase } from "../../../test/rig/random-plans.ts";
import { shared } from "../../../test/rig/shared.ts";
import { share } from "../base/hash.ts";
import type { Segment } from "../journal/event.ts";
import { byTime } from "../journal/merge.ts";
import type { Plan } from "../plan/plan.ts";
import { PLAN_DIGEST } from "../../../test/rig/plans.ts";
import { foldSegments } from "./fold.ts";
import { leftFor, RUN } from "./money.ts";
import type { RunState } from "./state.ts";

/** Nobody is asked, and nothing depends on who comes first. */
const ALONE: Wishes = { ...CALM, cores: CALM.cores.filter((core) => core !== "approval"), fallback: false };

const standing = (state: RunState): unknown =>
  Object.fromEntries(
    state.tasks
      .filter(({ attached }) => attached)
      .map(({ task: { id }, settled, output }) => [id, [settled, output]]),
  );

const ledger = (state: RunState): unknown => [
  state.usage,
  Object.fromEntries(state.tasks.map(({ task: { id }, calls, usage }) => [id, [calls, usage]])),
];

const finished = (state: RunState): unknown => state.epochs.get(state.epoch)?.finished ?? null;

test(
  "waves of legs come to the same statuses, results, costs and conclusion as one process",
  () => {
    fc.assert(
      fc.property(grownCase(ALONE, { policies: ["continue"] }), ({ plan, world, luck }) => {
        const whole = lived(plan, world);
        const parts = shared(plan, world, { luck, dies: () => null, most: 1 });
        if (parts.tooDeep) return;
        expect(standing(parts.state)).toEqual(standing(whole.state));
        expect(ledger(parts.state)).toEqual(ledger(whole.state));
        expect(finished(parts.state)).toEqual(finished(whole.state));
      }),
      { numRuns: SHARED_CASES },
    );
  },
  PATIENCE,
);

test(
  "plain graphs, too, whatever their rules and handlers",
  () => {
    fc.assert(
      fc.property(
        randomCase({ policies: ["continue"], handlers: true, flaky: true }),
        ({ plan, world, luck }) => {
          const whole = lived(plan, world);
          const parts = shared(plan, world, { luck, dies: () => null, most: 1 });
          if (parts.tooDeep) return;
          expect(standing(parts.state)).toEqual(standing(whole.state));
          expect(ledger(parts.state)).toEqual(ledger(whole.state));
          expect(finished(parts.state)).toEqual(finished(whole.state));
        },
      ),
      { numRuns: SHARED_CASES },
    );
  },
  PATIENCE,
);

/** Successes that were made again in a later epoch although they stood on the same. */
function begunAgain(segments: readonly Segment[]): readonly string[] {
  const done = new Map<string, Readonly<{ epoch: number; saw: string }>>();
  const again: string[] = [];
  for (const { header, entries } of [...segments].sort(byTime))
    for (const entry of entries) {
      if (entry.type !== "task.succeeded") continue;
      const before = done.get(entry.task);
      const saw = JSON.stringify(entry.saw);
      if (before !== undefined && before.epoch < header.epoch && before.saw === saw)
        again.push(`${entry.task} in ${header.writer} ${header.epoch}`);
      done.set(entry.task, { epoch: header.epoch, saw });
    }
  return again;
}

const MAIN = new Set(["task", "on_start"]);

/** What cleans up does so at the end of every epoch, and groups open again around what is open in them. */
function repeated(state: RunState, segments: readonly Segment[]): readonly string[] {
  const leaves = new Set(
    state.tasks
      .filter(
        ({ task }) => MAIN.has(task.role) && (task.work.type === "agent" || task.work.type === "command"),
      )
      .map(({ task }) => String(task.id)),
  );
  return begunAgain(segments).filter((line) => leaves.has(line.slice(0, line.indexOf(" in "))));
}

test(
  "legs that die anywhere, and are done again in a later epoch, come to the same, and nothing committed is done twice",
  () => {
    fc.assert(
      fc.property(grownCase(ALONE, { policies: ["continue"] }), ({ plan, world, luck }) => {
        const whole = lived(plan, world);
        const dies = (leg: string, epoch: number): number | null => {
          if (epoch > 4 || share(luck, leg, epoch, "dies") > 0.4) return null;
          return Math.floor(share(luck, leg, epoch, "when") * 8);
        };
        const parts = shared(plan, world, { luck, dies, most: 7 });
        if (parts.tooDeep) return;
        expect(repeated(parts.state, parts.segments)).toEqual([]);
        expect(standing(parts.state)).toEqual(standing(whole.state));
        expect(finished(parts.state)).toEqual(finished(whole.state));
      }),
      { numRuns: SHARED_CASES },
    );
  },
  PATIENCE,
);

/** What was left of the money when each wave was dispatched, and what its legs were granted of it. */
function grantsIn(
  plan: Plan,
  segments: readonly Segment[],
): readonly (readonly [left: number, granted: number])[] {
  const known: Segment[] = [];
  return [...segments].sort(byTime).flatMap((segment) => {
    const found = segment.entries.flatMap((entry): readonly (readonly [number, number])[] => {
      if (entry.type !== "wave.dispatched") return [];
      const state = foldSegments(plan, PLAN_DIGEST, [...known, segment]);
      const left = leftFor(state, RUN).costUsd ?? Number.POSITIVE_INFINITY;
      return [[left, entry.legs.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0)]];
    });
    known.push(segment);
    return found;
  });
}

const SMALLEST = 1e-6;

test(
  "no wave is granted more than what is left, and no leg begins an agent beyond its grant",
  () => {
    const wishes: Wishes = { ...ALONE, money: true };
    fc.assert(
      fc.property(grownCase(wishes, { policies: ["continue"] }), ({ plan, world, luck }) => {
        const dies = (leg: string, epoch: number): number | null =>
          epoch < 3 && share(luck, leg, epoch, "dies") < 0.3
            ? Math.floor(share(luck, leg, epoch, "when") * 8)
            : null;
        const { segments } = shared(plan, world, { luck, dies, most: 4 });
        for (const [left, granted] of grantsIn(plan, segments))
          expect(granted).toBeLessThanOrEqual(left + SMALLEST);
        for (const { header, entries } of segments) {
          const leg = segments
            .flatMap((other) => other.entries)
            .flatMap((entry) => (entry.type === "wave.dispatched" ? entry.legs : []))
            .filter(({ id }) => id === header.writer);
          const most = Math.max(...leg.map(({ costUsd = Number.POSITIVE_INFINITY }) => costUsd));
          for (const entry of entries)
            if (entry.type === "task.started" && entry.reserved?.costUsd !== undefined && leg.length > 0)
              expect(entry.reserved.costUsd).toBeLessThanOrEqual(most + SMALLEST);
        }
      }),
      { numRuns: SHARED_CASES },
    );
  },
  PATIENCE,
);
