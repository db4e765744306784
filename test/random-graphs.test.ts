/** What the random graphs really contain: a property says nothing about a feature that never occurs in them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PATIENCE } from "./rig/cases.ts";
import { FEATURES, featuresOf } from "./rig/features.ts";
import { ALL, CALM, grownCase, type GrownCase } from "./rig/grown-cases.ts";
import { lived } from "./rig/lived.ts";

/** The same every time: what is rare here would be missing by chance elsewhere. */
const SAMPLE = { seed: 20260, numRuns: 500 } as const;

function counted(cases: fc.Arbitrary<GrownCase>): ReadonlyMap<string, number> {
  const counts = new Map(Object.keys(FEATURES).map((name) => [name, 0]));
  for (const { plan, world } of fc.sample(cases, SAMPLE))
    for (const name of featuresOf(lived(plan, world), plan)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const missing = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts].filter(([, count]) => count === 0).map(([name]) => name);

/** Who resumes to the same result may not depend on the clock, on money or on who was first. */
const NOT_CALM: ReadonlySet<string> = new Set([
  "parallel, any",
  "loop that ends by max_duration",
  "samples, first_valid",
  "samples, vote",
  "loser",
  "silence of people",
  "escalation",
  "place among runs",
  "no place among runs",
  "given up for want of a place",
  "timeout",
  "idle timeout",
  "total timeout",
  "time that is over before another attempt",
  "repaired answer whose cost nobody knows",
  "cost that nobody knows",
  "tokens that nobody knows",
  "tokens without a cost",
  "cost so far",
  "reserved money",
  "reserved tokens",
  "budget of a task or group that is spent",
  "stop by failure",
  "stop by a person",
  "stop by the run's timeout",
  "stop by money",
  "stop by tokens",
  "stop by agents",
  "agents at work that are ended",
  "rollback",
  "undone task",
]);

describe("the random graphs", () => {
  it(
    "contain everything that grows, waits, costs and is cut short",
    () => {
      const counts = counted(grownCase(ALL, { quotas: true, circuits: true, cancel: true, silent: true }));
      console.info(
        `of ${SAMPLE.numRuns} random graphs had: ${[...counts].map((one) => one.join(" ")).join(", ")}`,
      );
      expect(missing(counts)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    "contain, where each record is cut at, everything whose result does not hang on the clock",
    () => {
      const counts = counted(grownCase(CALM, { policies: ["continue"], quotas: true, circuits: true }));
      expect(new Set(missing(counts))).toEqual(NOT_CALM);
    },
    PATIENCE,
  );
});
