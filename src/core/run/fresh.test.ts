import { expect, test } from "vitest";
import { task } from "../../../test/rig/plans.ts";
import { id } from "../../../test/rig/told.ts";
import { fresh, type Around } from "./fresh.ts";
import { NO_USAGE } from "./state.ts";

const around: Around = {
  needs: [1, 2],
  parent: 0,
  dependants: [],
  children: [4],
  shielded: false,
  lane: { key: "k", pools: [], quota: "", agent: "", second: null, spare: false },
  home: -1,
  stage: 0,
  item: null,
  spot: { stem: "", rounds: [] },
  attached: true,
};

test("nothing was ever said of a task that is new: it waits for all that it needs, and for all in it", () => {
  expect(fresh(task("a"), 3, around)).toMatchObject({
    ...around,
    index: 3,
    planned: [4],
    growth: [],
    opening: 0,
    closed: false,
    grown: "",
    renewed: 0,
    reserved: null,
    fellBack: false,
    slotted: false,
    escalated: false,
    wonChildren: 0,
    unmet: 2,
    openChildren: 1,
    fence: 0,
    epoch: 0,
    writer: "",
    phase: "idle",
    attempts: 0,
    calls: 0,
    agentFailures: 0,
    infraFailures: 0,
    ending: null,
    settled: null,
    output: "",
    note: "",
    usage: NO_USAGE,
    pressing: false,
    gate: null,
    branch: null,
  });
});

test("groups grow by themselves; what does not grow shares one empty list", () => {
  const group = (name: string) =>
    fresh(task(name, { work: { type: "loop", steps: [id("x")], maxIterations: 1 } }), 0, around);
  expect(group("a").growth).not.toBe(group("b").growth);
  expect(fresh(task("a"), 0, around).growth).toBe(fresh(task("b"), 0, around).growth);
});
