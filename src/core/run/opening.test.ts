import { expect, test } from "vitest";
import { lived } from "../../../test/rig/lived.ts";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import type { World } from "../../../test/rig/simulate.ts";
import {
  began,
  done,
  failed,
  header,
  opened,
  own,
  started,
  tell,
  type Line,
} from "../../../test/rig/told.ts";
import { digest, taskId } from "../base/brand.ts";
import { apply, initial } from "./fold.ts";
import type { RunState, TaskState } from "./state.ts";

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

const line = (at: number, event: Line[1]): Line => [at, event];
const saw = [
  ["ask", "success", digest("approved ask")],
  ["work", "success", digest("out work")],
] as const;
const closes = done("group", 30, {
  saw: saw.map(([name, status, output]) => [taskId(name), status, output]),
});

/** The end of the group in the second epoch, and what was said of it in the first, in this order. */
function outOfOrder(...lines: readonly Line[]): TaskState {
  const state = initial(file, PLAN_DIGEST);
  tell(state, header(2), [closes]);
  tell(state, header(1), lines);
  return own(state, "group");
}

test("an end that is heard first belongs to the opening of the epoch before, with its attempt, time and branch", () => {
  const group = outOfOrder(began, opened("group", 3, { n: 2 }));
  expect(group).toMatchObject({ opening: 1, branch: "all", attempts: 2, startedAt: 3, phase: "ended" });
});

test("nothing but an opening is one", () => {
  const group = outOfOrder(began, line(3, { type: "task.reported", task: taskId("group"), note: "x" }));
  expect(group).toMatchObject({ opening: 0, branch: null });
});

test("an older opening does not take the place of a newer one", () => {
  const state = initial(file, PLAN_DIGEST);
  tell(state, header(3), [closes]);
  tell(state, header(2), [opened("group", 20)]);
  tell(state, header(1), [opened("group", 3, { n: 7 })]);
  expect(own(state, "group")).toMatchObject({ opening: 2, attempts: 1, startedAt: 20 });
});

test("a skip that says that nothing was opened is no end of an opening", () => {
  const state = initial(file, PLAN_DIGEST);
  const skip = line(30, {
    type: "task.skipped",
    task: taskId("group"),
    status: "skipped",
    because: { kind: "condition" },
    saw: [],
  });
  tell(state, header(2), [skip]);
  tell(state, header(1), [opened("group", 3)]);
  expect(own(state, "group")).toMatchObject({ opening: 0, branch: null, closed: false });
  const failing = initial(file, PLAN_DIGEST);
  tell(failing, header(2), [failed("group", 30, "condition-error", { n: 0 })]);
  expect(own(failing, "group").closed).toBe(false);
  const ended = initial(file, PLAN_DIGEST);
  tell(ended, header(2), [failed("group", 30, "agent-error", { n: 1 })]);
  expect(own(ended, "group").closed).toBe(true);
});

test.each([
  [{ kind: "empty" }, true],
  [{ kind: "rule", rule: "any", because: [] }, true],
  [{ kind: "rule", rule: "all_success", because: [] }, false],
  [{ kind: "branch", group: taskId("x") }, false],
] as const)("a skip because of %j closes an opening: %s", (because, wanted) => {
  const state = initial(file, PLAN_DIGEST);
  tell(state, header(1), [
    line(3, { type: "task.skipped", task: taskId("group"), status: "skipped", because, saw: [] }),
  ]);
  expect(own(state, "group").closed).toBe(wanted);
});

test("only groups and questions have openings that outlive an epoch: work is told anew", () => {
  const state = initial(file, PLAN_DIGEST);
  tell(state, header(1), [opened("group", 1), started("work", 2), started("ask", 2)]);
  tell(state, header(2), [done("work", 20), done("ask", 20), closes]);
  expect(own(state, "work")).toMatchObject({ attempts: 0, startedAt: null, closed: false });
  expect(own(state, "ask")).toMatchObject({ attempts: 1, startedAt: 2, closed: true, epoch: 2 });
  expect(own(state, "group")).toMatchObject({ attempts: 1, startedAt: 1, opening: 1, epoch: 2 });
});
