/** orchestrate.yml with legs that fail and die, and "Re-run failed jobs" until it is done: the same end, and nothing committed twice. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { orchestrateFile } from "../scripts/orchestrate-file.ts";
import { share } from "../src/core/base/hash.ts";
import { RUN_FAILURE_POLICIES } from "../src/core/base/vocabulary.ts";
import { factsOf, isGroup, type RunState } from "../src/core/run/state.ts";
import { PATIENCE } from "./rig/cases.ts";
import { CALM, grownCase } from "./rig/grown-cases.ts";
import { githubRun, type GithubRun } from "./rig/github-jobs.ts";
import { FAILED, FAILED_OR_CANCELLED, instancesOf, type Red } from "./rig/github-run.ts";
import type { Wishes } from "./rig/grown-trees.ts";
import { lived } from "./rig/lived.ts";
import { mended, unstopped } from "./rig/mended.ts";
import { doneAgain, Played, type Dies, type Weather } from "./rig/played.ts";
import { runs } from "./rig/properties.ts";
import { randomCase, type Case } from "./rig/random-plans.ts";

/** Each reading of what runs again is tried on so many runs. */
const SEEDS = 200;
const SEEDS_WITH_MONEY = 60;
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

/** What agents and commands came to by themselves: nobody stopped them, and nobody kept them from beginning. */
const ownEnds = (state: RunState): ReadonlyMap<string, string> =>
  new Map(
    state.tasks
      .filter(({ attached, settled, phase, task }) => {
        const ended = phase === "ended" && (settled === "success" || settled === "failure");
        return attached && ended && !isGroup(task) && (task.role === "task" || task.role === "on_start");
      })
      .map(({ task: { id }, settled, output }) => [id, `${settled} ${output}`]),
  );

function expectOwn(state: RunState, free: RunState): void {
  const whole = ownEnds(free);
  for (const [id, came] of ownEnds(state)) expect(`${id}: ${came}`).toBe(`${id}: ${whole.get(id)}`);
}

const finished = (state: RunState): unknown => factsOf(state)?.finished ?? null;

const CALLER = `on: push
jobs:
  agents:
    permissions: { contents: read }
    uses: ./.github/workflows/orchestrate.yml
    with: { workflow: w, max_parallel: 3 }
`;
const FILES = { "ci.yml": CALLER, ".github/workflows/orchestrate.yml": orchestrateFile() };

type Start = Readonly<{ played: Played; run: GithubRun }>;

async function playedThrough({ run }: Start, most: number) {
  let end = await run.start();
  for (let attempt = 2; end.conclusion !== "success" && attempt <= most; attempt += 1)
    end = await run.rerunFailed();
  return end;
}

async function started({ plan, luck }: Case, weather: Weather, dies: Dies, red: Red): Promise<Start> {
  const played = new Played(plan, weather, luck, dies);
  return { played, run: await githubRun({ files: FILES, entry: "ci.yml", hands: played.hands, red }) };
}

const mortal =
  (luck: number): Dies =>
  (writer, epoch) => {
    if (epoch > DEADLY || writer === "plan" || writer === "finally" || writer === "finish") return null;
    const odds = writer.startsWith("advance") ? 0.15 : 0.4;
    if (share(luck, writer, epoch, "dies") > odds) return null;
    return Math.floor(share(luck, writer, epoch, "when") * 8);
  };

/** Of all policies; where what was done is undone, some of it can be. */
const anyCase: fc.Arbitrary<Case> = fc.oneof(
  grownCase(ALONE, { policies: RUN_FAILURE_POLICIES }),
  grownCase({ ...ALONE, compensate: true }, { policies: ["rollback"] }),
  randomCase({ policies: ["continue", "stop", "cancel"], handlers: true, flaky: true }),
);

/**
 * A leg that `on_failure: cancel` kept from beginning, and that GitHub does not take for failed, comes back with "Re-run all jobs"
 * alone. Until then the run is red, and says whom it waits for.
 */
async function expectLeftOut({ plan }: Case, { played, run }: Start): Promise<void> {
  expect(plan.settings.onFailure).toBe("cancel");
  const end = await run.rerunFailed();
  expect(end.conclusion).toBe("failure");
  const cancelled = instancesOf(end.jobs)
    .filter(({ result }) => result === "cancelled")
    .map(({ matrix }) => (matrix as { leg?: string } | null)?.leg);
  expect(cancelled).toEqual(expect.arrayContaining([...played.neverBegun]));
  await run.rerunAll();
}

for (const [name, red] of [
  ["failed jobs", FAILED],
  ["failed and cancelled jobs", FAILED_OR_CANCELLED],
] as const) {
  test(
    `re-running ${name} comes to what an uninterrupted run comes to, and nothing committed is done again`,
    async () => {
      await fc.assert(
        fc.asyncProperty(anyCase, async (one) => {
          const { plan, world, luck } = one;
          const start = await started(one, () => world, mortal(luck), red);
          // What fails for good fails again: then there is nothing more to wait for once nobody dies.
          const end = await playedThrough(start, DEADLY + 2);
          const { played } = start;
          if (played.tooDeep) return;
          expect(doneAgain(played)).toEqual([]);
          expect(played.wentOn).toEqual([]);
          if (played.neverBegun.length > 0) return expectLeftOut(one, start);
          const whole = lived(plan, world);
          expect(finished(played.state)).toEqual(finished(whole.state));
          expect(end.conclusion === "success").toBe(finished(whole.state) === "success");
          const { onFailure } = plan.settings;
          if (onFailure === "continue" || finished(whole.state) === "success")
            expect(standing(played.state)).toEqual(standing(whole.state));
          // Where a failure stops a run, it is a matter of time how far the others have come; what they came to is not.
          expectOwn(played.state, lived(unstopped(plan), world).state);
        }),
        { numRuns: runs(SEEDS) },
      );
    },
    PATIENCE * 6,
  );

  test(
    `re-running ${name} once the cause is mended comes to what a run without it comes to, whatever was stopped before`,
    async () => {
      await fc.assert(
        fc.asyncProperty(anyCase, async (one) => {
          const { plan, world, luck } = one;
          const better = mended(plan, world);
          if (better === null) return;
          const weather: Weather = (epoch) => (epoch > DEADLY ? better : world);
          const start = await started(one, weather, mortal(luck), red);
          const end = await playedThrough(start, MOST_ATTEMPTS);
          const { played } = start;
          if (played.tooDeep) return;
          expect(doneAgain(played)).toEqual([]);
          expect(played.wentOn).toEqual([]);
          if (played.neverBegun.length > 0) await expectLeftOut(one, start);
          else expect(end.conclusion).toBe("success");
          const whole = lived(plan, better);
          expect(standing(played.state)).toEqual(standing(whole.state));
          expect(finished(played.state)).toBe("success");
        }),
        { numRuns: runs(SEEDS) },
      );
    },
    PATIENCE * 6,
  );
}

const succeeded = (state: RunState): ReadonlyMap<string, string> =>
  new Map([...ownEnds(state)].filter(([, came]) => came.startsWith("success ")));

const whatEnded = (state: RunState): readonly string[] => [
  factsOf(state)?.stop?.reason.kind ?? "",
  ...state.tasks.map(({ failure }) => (failure?.kind === "budget-exceeded" ? "budget" : "")),
];

test(
  "re-running the failed jobs of a run whose money is counted buys nothing twice, and what it has bought is right",
  async () => {
    const cases = grownCase({ ...ALONE, money: true }, { policies: ["continue", "stop", "cancel"] });
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { plan, world, luck } = one;
        const start = await started(one, () => world, mortal(luck), FAILED_OR_CANCELLED);
        const end = await playedThrough(start, DEADLY + 2);
        const { played } = start;
        expect(doneAgain(played)).toEqual([]);
        expect(end.conclusion === "success").toBe(finished(played.state) === "success");
        const whole = lived(unstopped({ ...plan, settings: { ...plan.settings, budget: {} } }), world).state;
        const [came, free] = [succeeded(played.state), succeeded(whole)];
        for (const [id, output] of came) expect(`${id} ${output}`).toBe(`${id} ${free.get(id) ?? output}`);
        // Where money keeps a run from its end, the run says so.
        if (finished(whole) === "success" && finished(played.state) !== "success" && !played.tooDeep)
          expect(whatEnded(played.state)).toContain("budget");
      }),
      { numRuns: runs(SEEDS_WITH_MONEY) },
    );
  },
  PATIENCE * 6,
);
