import { expect, test } from "vitest";
import { lived } from "../../../test/rig/lived.ts";
import { plan, task } from "../../../test/rig/plans.ts";
import type { World } from "../../../test/rig/simulate.ts";
import { taskId } from "../base/brand.ts";
import type { Task } from "../plan/plan.ts";

const WORLD: World = {
  act: () => ({ after: 1 }),
  answer: () => "yes",
  items: () => [{ key: "a", mark: "a" }],
  rounds: () => 2,
};

const loop = (id: string, steps: readonly string[], more: Partial<Task> = {}): Task => ({
  ...task(id, { work: { type: "loop", steps: steps.map(taskId), until: "x", maxIterations: 3 } }),
  ...more,
});
const inside = (group: string): Pick<Task, "parent"> => ({ parent: { id: taskId(group), branch: "all" } });

const leaves = (tasks: readonly Task[]): readonly string[] =>
  lived(plan(tasks), WORLD)
    .state.tasks.filter((own) => own.task.work.type === "agent")
    .map((own) => own.task.id);

test("a round is the name and its number, and the first is the name", () => {
  expect(leaves([loop("l", ["t"]), task("t", { parent: ["l", "all"] })])).toEqual(["t", "t#2"]);
  expect(leaves([loop("t", ["t#1"]), task("t#1", { parent: ["t", "all"], alias: taskId("t") })])).toEqual([
    "t#1",
    "t#2",
  ]);
});

test("rounds in rounds are told apart: all are written as soon as one is not the first", () => {
  const tasks = [loop("out", ["in"]), loop("in", ["t"], inside("out")), task("t", { parent: ["in", "all"] })];
  expect(leaves(tasks)).toEqual(["t", "t#1#2", "t#2#1", "t#2#2"]);
});

test("rounds of a plain task in a round keep to the name of their group", () => {
  const tasks = [
    loop("out", ["t"]),
    loop("t", ["t#1"], inside("out")),
    task("t#1", { parent: ["t", "all"], alias: taskId("t") }),
  ];
  expect(leaves(tasks)).toEqual(["t#1", "t#1#2", "t#2#1", "t#2#2"]);
});

test("an item in a round, and a round in an item", () => {
  const each = (id: string, body: readonly Task[]): Task =>
    task(id, { work: { type: "for_each", items: [], as: "item", maxItems: 9, onEmpty: "skip", body } });
  const inItem = [loop("t", ["t#1"], inside("t")), task("t#1", { parent: ["t", "all"], alias: taskId("t") })];
  expect(leaves([each("t", inItem)])).toEqual(["t[a]#1", "t[a]#2"]);
  const inRound = { ...each("t", [task("t", { parent: ["t", "all"] })]), ...inside("l") };
  expect(leaves([loop("l", ["t"]), inRound])).toEqual(["t[a]", "t#2[a]"]);
});

test("the tasks of another file that is called in rounds begin with the name of the round", () => {
  const frame = { inputs: {}, variables: {}, outputs: {} };
  const called = task("w", {
    parent: ["l", "all"],
    work: { type: "workflow", workflow: "w.yml", inputs: {}, frame, steps: [taskId("w/t")] },
  });
  const body = [task("w/t", { parent: ["w/t", "all"], frame: taskId("w") })];
  const each: Task = task("w/t", {
    parent: ["w", "all"],
    frame: taskId("w"),
    work: { type: "for_each", items: [], as: "item", maxItems: 9, onEmpty: "skip", body },
  });
  expect(leaves([loop("l", ["w"]), called, each])).toEqual(["w/t[a]", "w#2/t[a]"]);
});
