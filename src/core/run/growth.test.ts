import { describe, expect, it } from "vitest";
import { agentNamed, plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import {
  began,
  done,
  expanded,
  header,
  id,
  opened,
  own,
  segmentOf,
  started,
  tell,
  told,
  type Line,
} from "../../../test/rig/told.ts";
import { digest } from "../base/brand.ts";
import type { RunEvent } from "../journal/event.ts";
import type { Plan, Task, Work } from "../plan/plan.ts";
import { effective } from "./attach.ts";
import { foldSegments } from "./fold.ts";
import { depthOf, isGrowth, plainKey } from "./growth.ts";
import type { RunState } from "./state.ts";

const inside = (name: string, parent: string, words: TaskWords = {}): Task =>
  task(name, { parent: [parent, "all"], ...words });

const iterated = (name: string, at: number, stage: number): Line => [
  at,
  { type: "loop.iterated", task: id(name), stage },
];
const picked = (name: string, at: number, stage: number, pick: string, round: number): Line => [
  at,
  { type: "task.picked", task: id(name), stage, pick: id(pick), round },
];
const delegated = (
  name: string,
  at: number,
  tasks: Extract<RunEvent, { type: "task.delegated" }>["tasks"],
): Line => [at, { type: "task.delegated", task: id(name), stage: 2, tasks }];

/** Everything after the tasks of the plan: its name, the name that expressions know, what it needs and stands in. */
const grown = ({ tasks, plan: { tasks: given } }: RunState): readonly unknown[] =>
  tasks
    .slice(given.length)
    .map(({ task: { id: name, alias, needs, parent } }) => [name, alias, [...needs], parent?.id]);

const each = (body: readonly Task[], words: TaskWords = {}): Task =>
  task("each", {
    work: { type: "for_each", items: [], as: "file", maxItems: 9, onEmpty: "success", body },
    ...words,
  });

describe("a key", () => {
  it.each([
    ["a.b-c_D9", "a.b-c_D9"],
    ["k".repeat(64), "k".repeat(64)],
    ["a b", "a-b~10a3f9f2"],
    ["a/b", "a-b~3a8e75c1"],
    ["  ", "-~b1c5b28d"],
    ["", "~811c9dc5"],
  ])("%j is named %s", (key, name) => expect(plainKey(key)).toBe(name));

  it("that is not plain is cut, and told apart by its hash", () => {
    const [one, two] = ["a", "b"].map((last) => plainKey(`${"k".repeat(64)}${last}`));
    expect(one).toMatch(/^k{40}~[0-9a-f]{8}$/);
    expect(one).not.toBe(two);
  });
});

describe("a fact that makes tasks", () => {
  it.each(["task.expanded", "loop.iterated", "task.delegated", "task.picked"] as const)("is %s", (type) => {
    const line = { type, task: id("x"), stage: 1, at: 0, seq: 0 };
    expect(isGrowth(line as Parameters<typeof isGrowth>[0])).toBe(true);
  });

  it("is nothing else", () => {
    const line = { type: "task.started", task: id("x"), n: 1, at: 0, seq: 0, fingerprint: digest("f") };
    expect(isGrowth(line as Parameters<typeof isGrowth>[0])).toBe(false);
  });
});

describe("a fan-out", () => {
  const body = [
    inside("each", "each", { work: { type: "parallel", steps: [id("make"), id("check")], waitFor: "all" } }),
    inside("make", "each"),
    inside("check", "each", { needs: ["make"] }),
  ];
  const given = plan([each(body)]);

  it("makes the pattern once for every key, in their order", () => {
    const state = told(given, [began, opened("each", 1), expanded("each", 1, ["b", "a a"])]);
    expect(grown(state)).toEqual([
      ["each[b]", "each", [], "each"],
      ["make[b]", "make", [], "each[b]"],
      ["check[b]", "check", ["make[b]"], "each[b]"],
      ["each[a-a~0fa3f85f]", "each", [], "each"],
      ["make[a-a~0fa3f85f]", "make", [], "each[a-a~0fa3f85f]"],
      ["check[a-a~0fa3f85f]", "check", ["make[a-a~0fa3f85f]"], "each[a-a~0fa3f85f]"],
    ]);
  });

  it("gives each its element, and a definition that knows its key and its mark, not its place", () => {
    const state = told(given, [began, opened("each", 1), expanded("each", 1, ["b", "a"])]);
    const list = digest("list b a");
    expect(own(state, "check[a]")).toMatchObject({
      item: { key: "a", as: "file", list, at: 1, trust: "untrusted" },
      spot: { stem: "[a]", rounds: [] },
      stage: 1,
      home: 0,
      attached: true,
    });
    expect(own(state, "each[b]").item).toMatchObject({ key: "b", at: 0 });
    expect(own(state, "check[a]").task.definition).toBe("check [a] a 1");
    const other = told(given, [began, opened("each", 1), expanded("each", 1, ["a", "b"])]);
    expect(own(other, "check[a]").task.definition).toBe("check [a] a 1");
  });

  it("takes a missing mark for an empty one", () => {
    const line = expanded("each", 1, ["a"]);
    const bare: Line = [1, { ...line[1], marks: [] } as RunEvent];
    expect(own(told(given, [began, opened("each", 1), bare]), "each[a]").task.definition).toBe("each [a] ");
  });

  it("holds the outermost itself, and what is inside of them in their groups", () => {
    const state = told(given, [began, opened("each", 1), expanded("each", 1, ["b", "a"])]);
    const names = (of: string): readonly string[] =>
      own(state, of).children.map((index) => state.tasks[index]?.task.id ?? "");
    expect(names("each")).toEqual(["each[b]", "each[a]"]);
    expect(names("each[b]")).toEqual(["make[b]", "check[b]"]);
    expect(own(state, "each").openChildren).toBe(2);
    expect(own(state, "each[a]").openChildren).toBe(2);
    expect(own(state, "make[a]").dependants).toEqual([own(state, "check[a]").index]);
    expect(own(state, "check[a]").unmet).toBe(1);
  });

  it("grows by nothing under another plan, nor by what is said of a task that does not grow so", () => {
    const lines = [began, opened("each", 1), expanded("each", 1, ["a"])];
    const other = tell(told(given), header(1, { plan: digest("33") }), lines);
    expect(grown(other)).toEqual([]);
    const wrong = [iterated("each", 1, 2), picked("each", 1, 2, "make", 1), delegated("each", 1, [])];
    expect(grown(told(given, [began, opened("each", 1), ...wrong]))).toEqual([]);
    const leaf = told(plan([task("a"), task("b")]), [
      began,
      expanded("a", 1, ["x"]),
      expanded("gone", 1, ["x"]),
    ]);
    expect(grown(leaf)).toEqual([]);
    expect([own(leaf, "a").growth, own(leaf, "b").growth]).toEqual([[], []]);
  });

  it("tells what was heard of a child before the fact that makes it", () => {
    const early = segmentOf(1, [started("make[a]", 2), done("make[a]", 3)], { writer: "leg" });
    const main = segmentOf(1, [began, opened("each", 1), expanded("each", 1, ["a"]), opened("each[a]", 1)]);
    const state = foldSegments(given, digest("11".repeat(32)), [early, main]);
    expect([own(state, "make[a]").settled, own(state, "make[a]").finishedAt]).toEqual(["success", 3]);
    expect(state.early.size).toBe(0);
  });
});

describe("a loop", () => {
  const loop: Work = { type: "loop", steps: [id("make"), id("sub")], maxIterations: 3 };
  const given = plan([
    task("again", { work: loop }),
    inside("make", "again"),
    inside("sub", "again", {
      needs: ["make"],
      work: { type: "parallel", steps: [id("deep")], waitFor: "all" },
    }),
    inside("deep", "sub"),
  ]);

  it("writes its first steps once more, with all that is inside of them", () => {
    const state = told(given, [began, opened("again", 1), iterated("again", 2, 2), iterated("again", 3, 3)]);
    expect(grown(state)).toEqual([
      ["make#2", "make", [], "again"],
      ["sub#2", "sub", ["make#2"], "again"],
      ["deep#2", "deep", [], "sub#2"],
      ["make#3", "make", [], "again"],
      ["sub#3", "sub", ["make#3"], "again"],
      ["deep#3", "deep", [], "sub#3"],
    ]);
    expect(own(state, "deep#3")).toMatchObject({ stage: 3, home: 0, item: null });
    expect(own(state, "deep#3").spot).toEqual({ stem: "", rounds: [3] });
    expect(own(state, "make#2").task.definition).toBe("make #2 ");
  });

  it("counts only the rounds up to the first that is missing nothing of this opening", () => {
    const state = told(
      given,
      [began, opened("again", 1), iterated("again", 2, 2)],
      [[5, { type: "run.resumed", from: 1, rerun: [id("again")] }], opened("again", 6)],
    );
    expect(effective(own(state, "again"))).toEqual([]);
    expect(own(state, "make#2").attached).toBe(false);
  });
});

describe("an agent that picks", () => {
  const team = [
    task("fix", { work: { type: "parallel", steps: [id("one")], waitFor: "all" } }),
    inside("one", "fix", { work: { type: "parallel", steps: [id("deep")], waitFor: "all" } }),
    inside("deep", "one"),
    task("test"),
  ];
  const ask = task("lead/ask", { rule: "all_success" });
  const given = plan([
    task("lead", { work: { type: "autonomous", lead: id("lead/1"), ask, team, maxIterations: 5 } }),
    inside("lead/1", "lead"),
  ]);

  it("gets the one that it picked with all inside of it, and is asked again after it, however it ends", () => {
    const state = told(given, [
      began,
      opened("lead", 1),
      picked("lead", 2, 2, "fix", 1),
      picked("lead", 3, 3, "test", 1),
      picked("lead", 4, 4, "fix", 2),
    ]);
    expect(grown(state)).toEqual([
      ["fix", "fix", [], "lead"],
      ["one", "one", [], "fix"],
      ["deep", "deep", [], "one"],
      ["lead/2", "lead/1", ["fix"], "lead"],
      ["test", "test", [], "lead"],
      ["lead/3", "lead/1", ["test"], "lead"],
      ["fix#2", "fix", [], "lead"],
      ["one#2", "one", [], "fix#2"],
      ["deep#2", "deep", [], "one#2"],
      ["lead/4", "lead/1", ["fix#2"], "lead"],
    ]);
    expect(own(state, "lead/4").task).toMatchObject({ rule: "all_done", definition: "lead/ask 4" });
    expect([own(state, "one#2").stage, own(state, "lead/4").stage]).toEqual([4, 4]);
    expect(own(state, "one#2").spot).toEqual({ stem: "", rounds: [2] });
    expect(own(state, "lead/4").spot).toEqual({ stem: "", rounds: [] });
    expect(effective(own(state, "lead")).map(({ pick }) => pick)).toEqual(["fix", "test", "fix"]);
  });

  it("gets nothing for the name of nobody, or of a step inside of somebody", () => {
    expect(grown(told(given, [began, opened("lead", 1), picked("lead", 2, 2, "who", 1)]))).toEqual([]);
  });
});

describe("a supervisor", () => {
  const collect = task("lead/sum", { rule: "all_done" });
  const work: Work = {
    type: "delegate",
    lead: id("lead/plan"),
    collect,
    maxTasks: 5,
    maxDepth: 2,
    agents: [],
    team: [],
  };
  const given: Plan = {
    ...plan([task("lead", { work }), inside("lead/plan", "lead")]),
    agents: { a0: agentNamed("a0", "r0") },
  };

  it("gets the tasks that it named, and one that makes a result of theirs", () => {
    const words = [
      { id: "x", agent: "a0", prompt: "do x" },
      { id: "y", agent: "a0", prompt: "do y", dependencies: ["x"] },
    ];
    const state = told(given, [began, opened("lead", 1), delegated("lead", 2, words)]);
    expect(grown(state)).toEqual([
      ["lead/x", "lead/x", [], "lead"],
      ["lead/y", "lead/y", ["lead/x"], "lead"],
      ["lead/collect", "lead/sum", ["lead/x", "lead/y"], "lead"],
    ]);
    expect(own(state, "lead/y").stage).toBe(2);
  });

  it("gets nothing for what is refused", () => {
    const state = told(given, [began, opened("lead", 1), delegated("lead", 2, [{ id: "x", agent: "who" }])]);
    expect(grown(state)).toEqual([["lead/collect", "lead/sum", [], "lead"]]);
  });

  it("stands as deep as there are supervisors above it", () => {
    const nested = plan([
      task("top", { work }),
      inside("mid", "top", { work: { type: "parallel", steps: [id("low")], waitFor: "all" } }),
      inside("low", "mid", { work }),
    ]);
    const state = told(nested);
    expect(["top", "mid", "low"].map((name) => depthOf(state, own(state, name)))).toEqual([0, 1, 1]);
  });
});
