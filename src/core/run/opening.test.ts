import { expect, test } from "vitest";
import { lived } from "../../../test/rig/lived.ts";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import type { World } from "../../../test/rig/simulate.ts";
import { taskId } from "../base/brand.ts";
import { apply, initial } from "./fold.ts";
import type { RunState } from "./state.ts";

const asking = task("ask", {
  parent: ["group", "all"],
  work: {
    type: "approval",
    prompt: "",
    fields: [],
    approvers: ["person"],
    onTimeout: "reject",
    escalateTo: [],
  },
});
const file = plan([
  task("group", { work: { type: "parallel", steps: [taskId("ask"), taskId("work")], waitFor: "all" } }),
  asking,
  task("work", { parent: ["group", "all"] }),
]);
const world: World = {
  act: () => ({ after: 1 }),
  answer: () => "yes",
  people: () => [{ after: 20, verdict: "approve", fits: true }],
};

const standing = (state: RunState): unknown => state.tasks.map(({ task: { id }, settled }) => [id, settled]);

test("a group that closes after its run was left and taken up keeps what its steps came to", () => {
  const run = lived(file, world);
  expect(run.processes).toBe(2);
  expect(run.starts).toEqual(["0 work#1"]);
  expect(standing(run.state)).toEqual([
    ["group", "success"],
    ["ask", "success"],
    ["work", "success"],
  ]);
});

test("the same if its end is heard before its opening", () => {
  const run = lived(file, world);
  const state = initial(file, PLAN_DIGEST);
  for (const { header, entries } of [...run.segments].reverse())
    for (const entry of entries) apply(state, header, entry);
  expect(standing(state)).toEqual(standing(run.state));
});
