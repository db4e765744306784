import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import { began, done, expanded, failed, id, opened, own, told, type Line } from "../../../test/rig/told.ts";
import { digest } from "../base/brand.ts";
import type { Task, Work } from "../plan/plan.ts";
import { named, nameOf } from "./slots.ts";
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
const again = (name: string, at: number, stage: number): Line => [
  at,
  { type: "loop.iterated", task: id(name), stage },
];
const pick = (name: string, stage: number, who: string, round: number): Line => [
  stage,
  { type: "task.picked", task: id(name), stage, pick: id(who), round },
];

/** Which task `name` means, seen from another; null from outside of all. */
const meant = (state: RunState, from: string | null, name: string): string | undefined =>
  named(state, from === null ? null : own(state, from), name)?.task.id;

describe("a name", () => {
  it("is the alias of a copy, or what the task is called", () => {
    expect(nameOf(task("a"))).toBe("a");
    expect(nameOf(task("a#2", { alias: id("a") }))).toBe("a");
  });

  it("of a task of the plan means it, from everywhere, and of nobody nothing", () => {
    const state = told(plan([task("a"), task("b")]), [began]);
    expect([meant(state, null, "a"), meant(state, "b", "a"), meant(state, "a", "a")]).toEqual([
      "a",
      "a",
      "a",
    ]);
    expect(meant(state, "b", "c")).toBeUndefined();
  });
});

describe("in a fan-out", () => {
  const body = [
    inside("each", "each", { work: { type: "parallel", steps: [id("make"), id("check")], waitFor: "all" } }),
    inside("make", "each"),
    inside("check", "each", { needs: ["make"] }),
  ];
  const given = plan([
    task("list"),
    each("each", body, { needs: ["list"] }),
    task("join", { needs: ["each"] }),
  ]);
  const state = told(given, [began, opened("each", 1), expanded("each", 1, ["a", "b"])]);

  it("a name means the task of the same item", () => {
    expect(meant(state, "check[a]", "make")).toBe("make[a]");
    expect(meant(state, "check[b]", "make")).toBe("make[b]");
    expect(meant(state, "make[b]", "check")).toBe("check[b]");
  });

  it("a name from the surroundings means those", () =>
    expect([meant(state, "make[a]", "list"), meant(state, "make[a]", "join")]).toEqual(["list", "join"]));

  it("its own name means the group of the item, and from outside the whole", () => {
    expect(meant(state, "make[a]", "each")).toBe("each[a]");
    expect([meant(state, "join", "each"), meant(state, null, "each")]).toEqual(["each", "each"]);
  });

  it("a copy can be named as it is", () => expect(meant(state, "join", "make[b]")).toBe("make[b]"));
});

describe("in a loop", () => {
  const given = plan([
    task("l", { work: loopOf("make", "check") }),
    inside("make", "l"),
    inside("check", "l", { needs: ["make"] }),
    task("after", { needs: ["l"] }),
  ]);
  const round = (n: string, at: number): readonly Line[] => [
    done(`make${n}`, at),
    done(`check${n}`, at, { saw: [[id(`make${n}`), "success", digest(`out make${n}`)]] }),
  ];
  const begins = [began, opened("l", 1)];

  it("a name means the task of the same round", () => {
    const state = told(given, [...begins, ...round("", 2), again("l", 3, 2)]);
    expect([meant(state, "check#2", "make"), meant(state, "check", "make")]).toEqual(["make", "make"]);
    const later = told(given, [...begins, ...round("", 2), again("l", 3, 2), done("make#2", 4)]);
    expect([meant(later, "check#2", "make"), meant(later, "check", "make")]).toEqual(["make#2", "make"]);
  });

  it("what has not ended in this round means the round before", () => {
    const state = told(given, [...begins, ...round("", 2), again("l", 3, 2)]);
    expect(meant(state, "make#2", "check")).toBe("check");
    const third = told(given, [
      ...begins,
      ...round("", 2),
      again("l", 3, 2),
      ...round("#2", 4),
      again("l", 5, 3),
    ]);
    expect(meant(third, "make#3", "check")).toBe("check#2");
  });

  it("from outside and for `until` a name means the last round that has ended", () => {
    const lines = [...begins, ...round("", 2), again("l", 3, 2)];
    const open = told(given, lines);
    expect([meant(open, "after", "check"), meant(open, null, "check"), meant(open, "l", "check")]).toEqual([
      "check",
      "check",
      "check",
    ]);
    const ended = told(given, [...lines, ...round("#2", 4)]);
    expect([meant(ended, "after", "check"), meant(ended, null, "check"), meant(ended, "l", "check")]).toEqual(
      ["check#2", "check#2", "check#2"],
    );
    expect(meant(ended, "l", "l")).toBe("l");
  });
});

describe("a repeated task", () => {
  it("is known in its loop under its own name, which means its last round there", () => {
    const given = plan([
      task("t", { work: loopOf("t#1") }),
      inside("t#1", "t", { alias: id("t") }),
      task("after", { needs: ["t"] }),
    ]);
    const state = told(given, [began, opened("t", 1), done("t#1", 2), again("t", 3, 2), done("t#2", 4)]);
    expect([meant(state, "t", "t"), meant(state, "after", "t"), meant(state, "t#2", "t")]).toEqual([
      "t#2",
      "t",
      "t#2",
    ]);
  });
});

describe("items in rounds", () => {
  it("keep to the item, and to the round that it stands in", () => {
    const body = [
      inside("e", "e", { work: { type: "parallel", steps: [id("m")], waitFor: "all" } }),
      inside("m", "e"),
    ];
    const given = plan([
      task("l", { work: loopOf("e", "sum") }),
      { ...each("e", body), parent: { id: id("l"), branch: "all" as const } },
      inside("sum", "l", { needs: ["e"] }),
    ]);
    const state = told(given, [
      began,
      opened("l", 1),
      opened("e", 1),
      expanded("e", 1, ["a", "b"]),
      again("l", 2, 2),
      opened("e#2", 3),
      expanded("e#2", 3, ["a"]),
    ]);
    expect(meant(state, "m#2[a]", "sum")).toBe("sum#2");
    expect(meant(state, "m[b]", "e")).toBe("e[b]");
    expect(meant(state, "m#2[a]", "e")).toBe("e#2[a]");
    expect(meant(state, "m#2[a]", "m")).toBe("m#2[a]");
  });
});

describe("inside of another file", () => {
  const frame = { inputs: {}, variables: {}, outputs: {} };
  const called: Work = {
    type: "workflow",
    workflow: "w.yml",
    inputs: {},
    frame,
    steps: [id("w/a"), id("w/b")],
  };
  const given = plan([
    task("a"),
    task("w", { work: called }),
    inside("w/a", "w", { frame: id("w") }),
    inside("w/b", "w", { frame: id("w"), needs: ["w/a"] }),
  ]);

  it("names mean its own tasks, and nothing of the file that calls it", () => {
    const state = told(given, [began]);
    expect([meant(state, "w/b", "a"), meant(state, null, "a")]).toEqual(["w/a", "a"]);
    expect(meant(state, "w/b", "w")).toBeUndefined();
  });

  it("and those of the same item if it is called once for each", () => {
    const body = [
      inside("w", "w", { work: called }),
      inside("w/a", "w", { frame: id("w") }),
      inside("w/b", "w", { frame: id("w"), needs: ["w/a"] }),
    ];
    const state = told(plan([task("a"), each("w", body)]), [
      began,
      opened("w", 1),
      expanded("w", 1, ["x", "y"]),
    ]);
    expect(meant(state, "w[y]/b", "a")).toBe("w[y]/a");
    expect(meant(state, "w[x]/b", "a")).toBe("w[x]/a");
  });
});

describe("from inside of a group whose name it is", () => {
  it("a name means whoever was tried first, or the supervisor", () => {
    const rescued = plan([
      task("t", { work: { type: "rescue", steps: [id("t/try"), id("other")] } }),
      inside("t/try", "t", { alias: id("t") }),
      inside("other", "t", { needs: ["t/try"], rule: "one_failed" }),
    ]);
    expect(meant(told(rescued, [began, opened("t", 1), failed("t/try", 2)]), "other", "t")).toBe("t/try");
    const collect = task("lead/sum");
    const led = plan([
      task("lead", {
        work: {
          type: "delegate",
          lead: id("lead/plan"),
          collect,
          maxTasks: 3,
          maxDepth: 1,
          agents: [],
          team: [],
        },
      }),
      inside("lead/plan", "lead"),
    ]);
    const grown: Line = [2, { type: "task.delegated", task: id("lead"), stage: 2, tasks: [] }];
    const state = told(led, [began, opened("lead", 1), grown]);
    expect(meant(state, "lead/plan", "lead")).toBe("lead/plan");
    expect(meant(state, "lead/collect", "lead")).toBe("lead");
  });

  it("a name means the group itself where nobody speaks for it", () => {
    const given = plan([
      task("g", { work: { type: "parallel", steps: [id("a")], waitFor: "all" } }),
      inside("a", "g"),
    ]);
    expect(meant(told(given, [began, opened("g", 1)]), "a", "g")).toBe("g");
  });
});

describe("samples in rounds", () => {
  it("bear the name of the group that gives their result, which is meant by it, also while they are ahead of it", () => {
    const given = plan([
      task("l", { work: loopOf("t", "check") }),
      inside("t", "l", { work: { type: "samples", steps: [id("t~1"), id("t~2")], by: "vote" } }),
      inside("t~1", "t", { alias: id("t") }),
      inside("t~2", "t", { alias: id("t") }),
      inside("check", "l", { needs: ["t"] }),
    ]);
    const state = told(given, [began, opened("l", 1), opened("t", 1), done("t~1", 2)]);
    expect([meant(state, "check", "t"), meant(state, "l", "t")]).toEqual(["t", "t"]);
    const closed = told(given, [
      began,
      opened("l", 1),
      opened("t", 1),
      done("t~1", 2),
      failed("t~2", 2),
      done("t", 3, {
        saw: [
          [id("t~1"), "success", digest("out t~1")],
          [id("t~2"), "failure", ""],
        ],
      }),
    ]);
    expect([meant(closed, "check", "t"), meant(closed, "l", "t")]).toEqual(["t", "t"]);
  });
});

describe("a member of a team", () => {
  const team = [task("fix"), task("test")];
  const given = plan([
    task("lead", {
      work: { type: "autonomous", lead: id("lead/1"), ask: task("lead/ask"), team, maxIterations: 9 },
    }),
    inside("lead/1", "lead"),
    task("after", { needs: ["lead"] }),
  ]);

  it("has a name once it was picked, also outside of the team; then the latest time is meant", () => {
    const start = [began, opened("lead", 1), done("lead/1", 1)];
    expect(meant(told(given, start), "after", "fix")).toBeUndefined();
    const once = told(given, [...start, pick("lead", 2, "fix", 1), done("fix", 3)]);
    expect([meant(once, "after", "fix"), meant(once, "lead/2", "fix")]).toEqual(["fix", "fix"]);
    const twice = told(given, [
      ...start,
      pick("lead", 2, "fix", 1),
      done("fix", 3),
      pick("lead", 3, "fix", 2),
      done("fix#2", 4),
    ]);
    expect([meant(twice, "after", "fix"), meant(twice, null, "fix")]).toEqual(["fix#2", "fix#2"]);
  });
});
