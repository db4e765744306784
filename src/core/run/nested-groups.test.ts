/** Groups inside groups: what is inside stands and falls with what is around it. */
import { expect, test } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { simulate, type World } from "../../../test/rig/simulate.ts";
import { taskId } from "../base/brand.ts";
import type { RunState } from "./state.ts";

const PARALLEL = { type: "parallel", steps: [], waitFor: "all" } as const;

const NESTED = plan([
  task("before"),
  task("outer", { needs: ["before"], work: PARALLEL }),
  task("inner", { parent: ["outer", "all"], work: PARALLEL }),
  task("step", { parent: ["inner", "all"] }),
]);
const world: World = { act: () => ({ after: 1 }), answer: () => "yes" };

const standing = ({ tasks }: RunState) =>
  tasks.map(({ task: { id }, settled, output }) => [id, settled, output]);

test("a re-run of what stands before them leaves everything inside as it was, and closes nothing early", () => {
  const whole = simulate(NESTED, world);
  const again = simulate(NESTED, world, { before: whole.segments, rerun: [taskId("before")] });
  expect(standing(again.state)).toEqual(standing(whole.state));
  const written = again.segments.at(-1)?.entries.flatMap((entry) => ("task" in entry ? [entry.task] : []));
  expect(new Set(written)).toEqual(new Set(["before"]));
});
