/** orchestrate.yml with legs that fail and die, and "Re-run failed jobs" until it is done: the same end, and nothing committed twice. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { orchestrateFile } from "../scripts/orchestrate-file.ts";
import { share } from "../src/core/base/hash.ts";
import type { RunState } from "../src/core/run/state.ts";
import { PATIENCE } from "./rig/cases.ts";
import { CALM, grownCase } from "./rig/grown-cases.ts";
import { githubRun } from "./rig/github-jobs.ts";
import { FAILED, FAILED_OR_CANCELLED, type Red } from "./rig/github-run.ts";
import type { Wishes } from "./rig/grown-trees.ts";
import { lived } from "./rig/lived.ts";
import { doneAgain, Played, type Dies } from "./rig/played.ts";
import { runs } from "./rig/properties.ts";
import { randomCase, type Case } from "./rig/random-plans.ts";

/** Each reading of what runs again is tried on so many runs. */
const SEEDS = 200;
/** Jobs die in the first attempts only; then there is time to mend. */
const DEADLY = 3;
const MOST_ATTEMPTS = 8;

/** Nobody is asked, and nothing depends on who comes first. */
const ALONE: Wishes = { ...CALM, cores: CALM.cores.filter((core) => core !== "approval"), fallback: false };

const standing = (state: RunState): unknown =>
  Object.fromEntries(
    state.tasks
      .filter(({ attached }) => attached)
      .map(({ task: { id }, settled, output }) => [id, [settled, output]]),
  );

const finished = (state: RunState): unknown => state.epochs.get(state.epoch)?.finished ?? null;

const CALLER = `on: push
jobs:
  agents:
    permissions: { contents: read }
    uses: ./.github/workflows/orchestrate.yml
    with: { workflow: w, max_parallel: 3 }
`;
const FILES = { "ci.yml": CALLER, ".github/workflows/orchestrate.yml": orchestrateFile() };

async function playedThrough({ plan, world, luck }: Case, dies: Dies, red: Red) {
  const played = new Played(plan, world, luck, dies);
  const run = await githubRun({ files: FILES, entry: "ci.yml", hands: played.hands, red });
  let end = await run.start();
  let attempts = 1;
  // What fails for good fails again: then there is nothing more to wait for once nobody dies.
  while (end.conclusion !== "success" && attempts < MOST_ATTEMPTS && (attempts <= DEADLY || attempts < 5)) {
    end = await run.rerunFailed();
    attempts += 1;
  }
  return { played, end, attempts };
}

const mortal =
  (luck: number): Dies =>
  (writer, epoch) => {
    if (epoch > DEADLY || writer === "plan" || writer === "finally" || writer === "finish") return null;
    const odds = writer.startsWith("advance") ? 0.15 : 0.4;
    if (share(luck, writer, epoch, "dies") > odds) return null;
    return Math.floor(share(luck, writer, epoch, "when") * 8);
  };

for (const [name, red] of [
  ["failed jobs", FAILED],
  ["failed and cancelled jobs", FAILED_OR_CANCELLED],
] as const)
  test(
    `re-running ${name} comes to what an uninterrupted run comes to, and nothing committed is done again`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            grownCase(ALONE, { policies: ["continue"] }),
            randomCase({ policies: ["continue"], handlers: true, flaky: true }),
          ),
          async (one) => {
            const whole = lived(one.plan, one.world);
            const { played, end } = await playedThrough(one, mortal(one.luck), red);
            if (played.tooDeep) return;
            expect(doneAgain(played)).toEqual([]);
            expect(standing(played.state)).toEqual(standing(whole.state));
            expect(finished(played.state)).toEqual(finished(whole.state));
            expect(end.conclusion === "success").toBe(finished(whole.state) === "success");
          },
        ),
        { numRuns: runs(SEEDS) },
      );
    },
    PATIENCE * 6,
  );
