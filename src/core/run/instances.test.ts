import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import { began, expanded, id, opened, own, told, type Line } from "../../../test/rig/told.ts";
import type { Task, Work } from "../plan/plan.ts";
import type { RunState } from "./state.ts";

const inside = (name: string, parent: string, words: TaskWords = {}): Task =>
  task(name, { parent: [parent, "all"], ...words });
const each = (name: string, body: readonly Task[], words: TaskWords = {}): Task =>
  task(name, {
    work: { type: "for_each", items: [], as: "item", maxItems: 9, onEmpty: "success", body },
    ...words,
  });
const loopOf = (...steps: readonly string[]): Work => ({
  type: "loop",
  steps: steps.map(id),
  maxIterations: 9,
});
const frame = { inputs: {}, variables: {}, outputs: {} };
const calls = (...steps: readonly string[]): Work => ({
  type: "workflow",
  workflow: "w.yml",
  inputs: {},
  frame,
  steps: steps.map(id),
});
const again = (name: string, at: number, stage: number): Line => [
  at,
  { type: "loop.iterated", task: id(name), stage },
];
const grown = ({ tasks, plan: { tasks: given } }: RunState): readonly string[] =>
  tasks.slice(given.length).map((one) => one.task.id);

describe("the name of a copy", () => {
  it("keeps to the name of the task that it belongs to", () => {
    const body = [
      inside("lead", "lead", {
        work: { type: "samples", steps: [id("lead~1"), id("lead~2")], by: "vote" },
      }),
      inside("lead~1", "lead"),
      inside("lead~2", "lead"),
      inside("leader", "lead"),
      inside("my-lead", "lead"),
    ];
    const state = told(plan([each("lead", body)]), [began, opened("lead", 1), expanded("lead", 1, ["a"])]);
    expect(grown(state)).toEqual(["lead[a]", "lead[a]~1", "lead[a]~2", "leader[a]", "my-lead[a]"]);
  });

  it("begins with the file that it is from, and ends with its item", () => {
    const body = [
      inside("w/each", "w/each", { frame: id("w") }),
      inside("w/sub", "w/each", { frame: id("w") }),
    ];
    const given = plan([
      task("w", { work: calls("w/each") }),
      { ...each("w/each", body, { frame: id("w") }), parent: { id: id("w"), branch: "all" as const } },
    ]);
    const state = told(given, [began, opened("w", 1), opened("w/each", 1), expanded("w/each", 1, ["a"])]);
    expect(grown(state)).toEqual(["w/each[a]", "w/sub[a]"]);
    expect(own(state, "w/sub[a]").task.frame).toBe("w");
  });

  it("begins with the copy of the file, where the whole file is copied", () => {
    const inner = [
      inside("w/each", "w/each", { frame: id("w") }),
      inside("w/sub", "w/each", { frame: id("w") }),
    ];
    const body = [
      inside("w", "w", { work: calls("w/each", "w/last") }),
      { ...each("w/each", inner, { frame: id("w") }), parent: { id: id("w"), branch: "all" as const } },
      inside("w/last", "w", { frame: id("w"), needs: ["w/each"] }),
    ];
    const state = told(plan([each("w", body)]), [
      began,
      opened("w", 1),
      expanded("w", 1, ["x"]),
      opened("w[x]", 1),
      opened("w[x]/each", 2),
      expanded("w[x]/each", 2, ["a"]),
    ]);
    expect(grown(state)).toEqual(["w[x]", "w[x]/each", "w[x]/last", "w[x]/each[a]", "w[x]/sub[a]"]);
    expect(["w[x]/each", "w[x]/last", "w[x]/sub[a]"].map((name) => own(state, name).task.frame)).toEqual([
      "w[x]",
      "w[x]",
      "w[x]",
    ]);
    expect(own(state, "w[x]/last").task.needs).toEqual(["w[x]/each"]);
    expect(own(state, "w[x]").task.frame).toBeUndefined();
  });

  it("in a round of a round is written with both, and so is what stands in an item of it", () => {
    const given = plan([
      task("out", { work: loopOf("in", "sum") }),
      inside("in", "out", { work: loopOf("e") }),
      { ...each("e", [inside("e", "e")]), parent: { id: id("in"), branch: "all" as const } },
      inside("sum", "out", { needs: ["in"] }),
    ]);
    const state = told(given, [
      began,
      opened("out", 1),
      opened("in", 1),
      again("in", 2, 2),
      again("out", 3, 2),
      opened("in#2", 4),
      again("in#2", 5, 2),
      opened("e#2#2", 6),
      expanded("e#2#2", 6, ["a"]),
    ]);
    expect(grown(state)).toEqual(["e#1#2", "in#2", "e#2#1", "sum#2", "e#2#2", "e#2#2[a]"]);
    expect(own(state, "sum#2").task.needs).toEqual(["in#2"]);
  });
});

describe("a copy", () => {
  it("stands in the first round of a loop that is copied with it, and belongs there", () => {
    const body = [
      inside("e", "e", { work: loopOf("step") }),
      inside("step", "e"),
      inside("g", "e", { work: { type: "parallel", steps: [id("deep")], waitFor: "all" } }),
      inside("deep", "g"),
    ];
    const state = told(plan([each("e", body)]), [began, opened("e", 1), expanded("e", 1, ["a", "b"])]);
    const place = (name: string): unknown => {
      const { home, stage, spot } = own(state, name);
      return [state.tasks[home]?.task.id, stage, spot];
    };
    expect(place("e[b]")).toEqual(["e", 1, { stem: "[b]", rounds: [] }]);
    expect(place("step[b]")).toEqual(["e[b]", 1, { stem: "[b]", rounds: [1] }]);
    expect(place("deep[b]")).toEqual(["e[b]", 1, { stem: "[b]", rounds: [1] }]);
  });

  it("of a supervisor's or a picking agent's tasks belongs to those as well", () => {
    const collect = task("lead/sum");
    const delegate: Work = {
      type: "delegate",
      lead: id("lead/plan"),
      collect,
      maxTasks: 3,
      maxDepth: 1,
      agents: [],
      team: [],
    };
    const picks: Work = {
      type: "autonomous",
      lead: id("auto/1"),
      ask: task("auto/ask"),
      team: [],
      maxIterations: 3,
    };
    const body = [
      inside("e", "e", { work: { type: "parallel", steps: [id("lead"), id("auto")], waitFor: "all" } }),
      inside("lead", "e", { work: delegate }),
      inside("lead/plan", "lead"),
      inside("auto", "e", { work: picks }),
      inside("auto/1", "auto"),
    ];
    const state = told(plan([each("e", body)]), [began, opened("e", 1), expanded("e", 1, ["a"])]);
    const home = (name: string): unknown => state.tasks[own(state, name).home]?.task.id;
    expect(["lead[a]", "lead[a]/plan", "auto[a]/1"].map(home)).toEqual(["e", "lead[a]", "auto[a]"]);
  });

  it("keeps the element of the item around it, and its budget, its pool and its place in the shield", () => {
    const body = [
      inside("e", "e", {
        work: { type: "parallel", steps: [id("x")], waitFor: "any" },
        budget: { maxAgents: 3 },
      }),
      inside("x", "e", { pool: "p" }),
      inside("l", "e", { work: loopOf("y") }),
      inside("y", "l"),
    ];
    const given = plan([each("e", body)], { pools: { p: 1 } });
    const state = told(given, [
      began,
      opened("e", 1),
      expanded("e", 1, ["a"]),
      opened("e[a]", 1),
      opened("l[a]", 1),
      again("l[a]", 2, 2),
    ]);
    expect(own(state, "y[a]#2").item?.key).toBe("a");
    expect([own(state, "x[a]").shielded, own(state, "e[a]").shielded]).toEqual([true, false]);
    expect(own(state, "x[a]").lane.pools).toEqual(["p"]);
    expect(state.purses.has(own(state, "e[a]").index)).toBe(true);
    expect(state.purses.has(own(state, "x[a]").index)).toBe(false);
    expect(state.byRole.task).toHaveLength(state.tasks.length);
  });

  it("is not made again by a fact that is told again", () => {
    const given = plan([each("e", [inside("e", "e")])]);
    const state = told(
      given,
      [began, opened("e", 1), expanded("e", 1, ["a", "b"])],
      [[5, { type: "run.resumed", from: 1, rerun: [id("e")] }], opened("e", 6), expanded("e", 6, ["b", "c"])],
    );
    expect(grown(state)).toEqual(["e[a]", "e[b]", "e[c]"]);
    const names = own(state, "e").children.map((index) => state.tasks[index]?.task.id);
    expect(names).toEqual(["e[b]", "e[c]"]);
    expect(["a", "b", "c"].map((key) => own(state, `e[${key}]`).attached)).toEqual([false, true, true]);
    expect(own(state, "e[b]").item?.at).toBe(0);
    expect(own(state, "e").openChildren).toBe(2);
    expect(state.unsettled.task).toBe(3);
  });
});
