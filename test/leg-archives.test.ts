/** How much a leg has to fetch: what was dealt, and what its own tasks stand on, however many others there are. */
import { expect, test } from "vitest";
import { orchestrateFile } from "../scripts/orchestrate-file.ts";
import { foldSegments } from "../src/core/run/fold.ts";
import { isConductor } from "../src/core/run/trespass.ts";
import { writersIn } from "../src/entry/leg-writers.ts";
import { githubRun } from "./rig/github-jobs.ts";
import { plan, PLAN_DIGEST, task } from "./rig/plans.ts";
import { Played } from "./rig/played.ts";

const WIDE = 20;

/** Three waves: each task stands on two of the wave before. */
const WAVES = plan(
  ["a", "b", "c"].flatMap((wave, at, all) =>
    Array.from({ length: WIDE }, (_, n) =>
      task(`${wave}${n}`, {
        needs: at === 0 ? [] : [`${all[at - 1] ?? ""}${n}`, `${all[at - 1] ?? ""}${(n + 1) % WIDE}`],
      }),
    ),
  ),
);

const CALLER = `on: push
jobs:
  agents:
    permissions: { contents: read }
    uses: ./.github/workflows/orchestrate.yml
    with: { workflow: w }
`;

test("of three waves of twenty legs each fetches those that it stands on, and none besides", async () => {
  const played = new Played(WAVES, { act: () => ({ after: 1 }), answer: () => "yes" }, 1, () => null);
  const files = { "ci.yml": CALLER, ".github/workflows/orchestrate.yml": orchestrateFile() };
  const run = await githubRun({ files, entry: "ci.yml", hands: played.hands });
  expect((await run.start()).conclusion).toBe("success");
  const segments = played.archives.filter(({ header }) => isConductor(header.writer));
  const known = { segments, state: foldSegments(WAVES, PLAN_DIGEST, segments) };
  const fetched = (leg: string): readonly string[] => {
    const { needed, ifThere } = writersIn(known, { leg });
    return [...new Set([...needed, ...ifThere])].filter((id) => id !== leg).toSorted();
  };
  expect(fetched("w1-a3")).toEqual([]);
  expect(fetched("w2-b3")).toEqual(["w1-a3", "w1-a4"]);
  expect(fetched("w3-c3")).toEqual(["w1-a3", "w1-a4", "w1-a5", "w2-b3", "w2-b4"]);
  expect(writersIn(known, { wave: 3 }).needed).toHaveLength(2 * WIDE);
  expect(writersIn(known, "everything").ifThere).toHaveLength(3 * WIDE + 1);
});
