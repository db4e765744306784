import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import {
  began,
  cancelled,
  done,
  expanded,
  failed,
  id,
  opened,
  own,
  told,
  type Line,
} from "../../../test/rig/told.ts";
import { digest } from "../base/brand.ts";
import type { Work } from "../plan/plan.ts";
import { closing, wasStopped } from "./closing.ts";
import type { Command } from "./command.ts";
import { shielded } from "./shield.ts";

type Fate = "ok" | "no" | "skip" | "stop" | "halt" | "open" | "same";

const skipped = (name: string, at: number): Line => [
  at,
  { type: "task.skipped", task: id(name), status: "skipped", because: { kind: "condition" }, saw: [] },
];

const lineOf = (name: string, fate: Fate): readonly Line[] => {
  switch (fate) {
    case "ok":
      return [done(name, 2)];
    case "same":
      return [done(name, 2, { output: digest("same") })];
    case "no":
      return [failed(name, 2)];
    case "skip":
      return [skipped(name, 2)];
    case "stop":
      return [cancelled(name, 2)];
    case "halt":
      return [cancelled(name, 2, { reason: "cancel" })];
    case "open":
      return [];
  }
};

const NAMES = ["a", "b", "c"];

/** What a group does whose steps, a, b and c, have come to this. */
function closes(
  work: Work,
  fates: readonly Fate[],
  words: TaskWords = {},
  step: TaskWords = {},
): Command | null {
  const names = NAMES.slice(0, fates.length);
  const given = plan(
    [task("g", { work, ...words }), ...names.map((name) => task(name, { parent: ["g", "all"], ...step }))],
    { onFailure: "continue" },
  );
  const ends = names.flatMap((name, at) => lineOf(name, fates[at] ?? "open"));
  const state = told(given, [began, opened("g", 1), ...ends]);
  return closing(state, own(state, "g"));
}

const close = (outcome: "success" | "failure" | "skipped", because: string | null = null): unknown => ({
  do: "close",
  task: "g",
  outcome,
  because,
});
const stopped = { do: "cancel", task: "g", reason: "stopped" };
const grow = (stage: number): unknown => ({ do: "grow", task: "g", stage });

const steps = NAMES.map(id);
const parallel = (waitFor: "all" | "any"): Work => ({ type: "parallel", steps, waitFor });

describe("a group of which every step counts", () => {
  it.each([
    [["ok", "ok"], close("success")],
    [["ok", "skip"], close("success")],
    [[], close("success")],
    [["ok", "no", "no"], close("failure", "b")],
    [["stop", "no"], close("failure", "b")],
    [["ok", "stop"], stopped],
    [["ok", "halt"], stopped],
    [["ok", "open"], null],
  ] as const)("comes from %j to this", (fates, wanted) =>
    expect(closes(parallel("all"), fates)).toEqual(wanted),
  );

  it("takes a failure that its author allowed for success", () =>
    expect(closes(parallel("all"), ["no"], {}, { onFailure: "continue" })).toEqual(close("success")));

  it.each([
    { type: "conditional", condition: "x", then: steps, else: [] } as const,
    {
      type: "workflow",
      workflow: "w",
      inputs: {},
      frame: { inputs: {}, variables: {}, outputs: {} },
      steps,
    } as const,
  ])("is also $type", (work) => {
    expect(closes(work, ["ok"])).toEqual(close("success"));
    expect(closes(work, ["no"])).toEqual(close("failure", "a"));
    expect(closes(work, ["stop"])).toEqual(stopped);
  });
});

describe("a group of which one step is enough", () => {
  it.each([
    [["no", "ok"], close("success")],
    // The others are not waited for, but have to end.
    [["ok", "open"], null],
    [["no", "no"], close("failure", "a")],
    [["skip", "stop"], stopped],
    [["skip", "skip"], close("skipped")],
    [[], close("success")],
  ] as const)("comes from %j to this", (fates, wanted) =>
    expect(closes(parallel("any"), fates)).toEqual(wanted),
  );

  it("is a group of samples, of which the first that is valid counts", () => {
    const work: Work = { type: "samples", steps, by: "first_valid" };
    expect(closes(work, ["no", "ok"])).toEqual(close("success"));
    expect(closes(work, ["no", "no"])).toEqual(close("failure", "a"));
    expect(closes(work, ["skip", "skip"])).toEqual(close("skipped"));
  });

  it("is a vote, also where no answer has most of the votes", () => {
    const work: Work = { type: "samples", steps, by: "vote" };
    expect(closes(work, ["same", "same", "no"])).toEqual(close("success"));
    expect(closes(work, ["ok", "ok", "no"])).toEqual(close("success"));
    expect(closes(work, ["no", "no", "skip"])).toEqual(close("failure", "a"));
  });
});

describe("a group of which one speaks", () => {
  const judged: Work = { type: "samples", steps: steps.slice(0, 2), by: "judge", judge: id("c") };

  it("is samples with a judge: only that one counts", () => {
    expect(closes(judged, ["no", "ok", "ok"])).toEqual(close("success"));
    expect(closes(judged, ["ok", "ok", "no"])).toEqual(close("failure", "c"));
    expect(closes(judged, ["ok", "no", "stop"])).toEqual(stopped);
    expect(closes(judged, ["no", "no", "skip"])).toEqual(close("skipped"));
  });

  it("is a supervisor, before its tasks are there", () => {
    const collect = task("g/collect");
    const work: Work = {
      type: "delegate",
      lead: id("a"),
      collect,
      maxTasks: 3,
      maxDepth: 1,
      agents: [],
      team: [],
    };
    expect(closes(work, ["ok"])).toEqual(grow(2));
    expect(closes(work, ["no"])).toEqual(close("failure", "a"));
    expect(closes(work, ["skip"])).toEqual(close("skipped"));
    expect(closes(work, ["stop"])).toEqual(stopped);
  });

  it("is whoever sums up, once the tasks of a supervisor have ended", () => {
    const work: Work = {
      type: "delegate",
      lead: id("a"),
      collect: task("g/collect"),
      maxTasks: 3,
      maxDepth: 1,
      agents: [],
      team: [],
    };
    const given = plan([task("g", { work }), task("a", { parent: ["g", "all"] })], { onFailure: "continue" });
    const after = (...lines: readonly Line[]): Command | null => {
      const fact: Line = [3, { type: "task.delegated", task: id("g"), stage: 2, tasks: [] }];
      const state = told(given, [began, opened("g", 1), done("a", 2), fact, ...lines]);
      return closing(state, own(state, "g"));
    };
    expect(after()).toBeNull();
    expect(after(done("g/collect", 4))).toEqual(close("success"));
    expect(after(failed("g/collect", 4))).toEqual(close("failure", "g/collect"));
  });

  it("is an agent that picks: each answer is followed by what it says", () => {
    const work: Work = {
      type: "autonomous",
      lead: id("a"),
      ask: task("g/ask"),
      team: [task("x")],
      maxIterations: 3,
    };
    expect(closes(work, ["ok"])).toEqual(grow(2));
    expect(closes(work, ["no"])).toEqual(close("failure", "a"));
    const given = plan([task("g", { work }), task("a", { parent: ["g", "all"] })], { onFailure: "continue" });
    const fact: Line = [3, { type: "task.picked", task: id("g"), stage: 2, pick: id("x"), round: 1 }];
    const lines = [began, opened("g", 1), done("a", 2), fact, failed("x", 4)];
    const saw = [[id("x"), "failure", ""] as const];
    const state = told(given, [...lines, done("g/2", 5, { saw })]);
    expect(closing(state, own(state, "g"))).toEqual(grow(3));
    const lost = told(given, [...lines, failed("g/2", 5, "agent-error", { saw })]);
    expect(closing(lost, own(lost, "g"))).toEqual(close("failure", "g/2"));
  });
});

describe("a task that another one stands in for", () => {
  const rescue: Work = { type: "rescue", steps: steps.slice(0, 2) };
  it.each([
    [["ok", "skip"], close("success")],
    [["no", "ok"], close("success")],
    [["no", "no"], close("failure", "b")],
    [["no", "stop"], stopped],
    [["stop", "skip"], stopped],
    [["skip", "skip"], close("skipped")],
    [["no", "skip"], close("failure", "a")],
  ] as const)("comes from %j to this", (fates, wanted) => expect(closes(rescue, fates)).toEqual(wanted));
});

describe("a loop", () => {
  const loop: Work = { type: "loop", steps: steps.slice(0, 2), maxIterations: 3 };
  it.each([
    [["ok", "ok"], grow(2)],
    [["ok", "skip"], grow(2)],
    [["ok", "no"], close("failure", "b")],
    [["ok", "stop"], stopped],
  ] as const)("comes from %j to this", (fates, wanted) => expect(closes(loop, fates)).toEqual(wanted));

  it("asks for the round after those that there were", () => {
    const given = plan([
      task("g", { work: loop }),
      ...["a", "b"].map((name) => task(name, { parent: ["g", "all"] })),
    ]);
    const fact: Line = [3, { type: "loop.iterated", task: id("g"), stage: 2 }];
    const lines = [began, opened("g", 1), done("a", 2), done("b", 2), fact, done("a#2", 4), done("b#2", 4)];
    const state = told(given, lines);
    expect(closing(state, own(state, "g"))).toEqual(grow(3));
    const halted: Line = [5, { type: "run.stopping", reason: { kind: "cancel", by: "p" }, running: "end" }];
    const over = told(given, [...lines, halted]);
    expect(closing(over, own(over, "g"))).toEqual(stopped);
  });

  it("goes on growing after a stop where it cleans up", () => {
    const given = plan([task("g", { role: "finally", work: loop })]);
    const halted: Line = [1, { type: "run.stopping", reason: { kind: "cancel", by: "p" }, running: "end" }];
    const state = told(given, [began, halted, opened("g", 2)]);
    expect(closing(state, own(state, "g"))).toEqual(grow(2));
  });
});

describe("a fan-out", () => {
  function of(fates: readonly Fate[], minSuccess?: number): Command | null {
    const body = [task("g", { parent: ["g", "all"] })];
    const work: Work = {
      type: "for_each",
      items: [],
      as: "item",
      maxItems: 9,
      onEmpty: "success",
      body,
      ...(minSuccess === undefined ? {} : { minSuccess }),
    };
    const keys = NAMES.slice(0, fates.length);
    const ends = keys.flatMap((key, at) => lineOf(`g[${key}]`, fates[at] ?? "open"));
    const state = told(plan([task("g", { work })], { onFailure: "continue" }), [
      began,
      opened("g", 1),
      ...(keys.length === 0 ? [] : [expanded("g", 1, keys)]),
      ...ends,
    ]);
    return closing(state, own(state, "g"));
  }

  it.each([
    [[], undefined, grow(1)],
    [["ok", "ok"], undefined, close("success")],
    [["ok", "skip"], undefined, close("success")],
    [["no", "ok"], undefined, close("failure", "g[a]")],
    [["stop", "ok"], undefined, stopped],
    [["no", "ok"], 1, close("success")],
    [["ok", "no", "no"], 2, close("failure", "g[b]")],
    [["ok", "stop", "no"], 2, stopped],
    [["ok", "ok", "stop"], 2, close("success")],
    [["skip", "skip"], 1, close("failure")],
    [["ok", "open"], 1, null],
  ] as const)("comes from %j, of which %s must succeed, to this", (fates, least, wanted) =>
    expect(of(fates, least)).toEqual(wanted),
  );
});

describe("what was stopped", () => {
  it.each([
    [[cancelled("a", 2)], true],
    [[cancelled("a", 2, { reason: "cancel" })], true],
    [[cancelled("a", 2, { reason: "loser" })], false],
    [[done("a", 2)], false],
    [[skipped("a", 2)], false],
    [
      [
        [
          2,
          {
            type: "task.skipped",
            task: id("a"),
            status: "skipped",
            because: { kind: "stopped", because: "budget" },
            saw: [],
          },
        ] as Line,
      ],
      true,
    ],
  ] as const)("is known by its end %#", (lines, wanted) => {
    const state = told(plan([task("a")]), [began, ...lines]);
    expect(wasStopped(own(state, "a"))).toBe(wanted);
  });
});

describe("a failure that is somebody else's business", () => {
  const each = (words: Partial<Extract<Work, { type: "for_each" }>> = {}): Work => ({
    type: "for_each",
    items: [],
    as: "item",
    maxItems: 9,
    onEmpty: "success",
    body: [],
    ...words,
  });
  const delegate: Work = {
    type: "delegate",
    lead: id("lead"),
    collect: task("sum"),
    maxTasks: 3,
    maxDepth: 1,
    agents: [],
    team: [],
  };
  const autonomous: Work = {
    type: "autonomous",
    lead: id("lead"),
    ask: task("ask"),
    team: [],
    maxIterations: 3,
  };
  const group = (work: Work, words: TaskWords = {}) => task("g", { work, ...words });
  it.each([
    ["all", group(parallel("all")), "a", false],
    ["any", group(parallel("any")), "a", true],
    ["all, that may fail", group(parallel("all"), { onFailure: "continue" }), "a", true],
    ["all, that is skipped if it fails", group(parallel("all"), { onFailure: "skip" }), "a", true],
    ["each", group(each()), "a", false],
    ["some of each", group(each({ minSuccess: 1 })), "a", true],
    ["samples", group({ type: "samples", steps, by: "vote" }), "a", true],
    ["a sample before a judge", group({ type: "samples", steps, by: "judge", judge: id("c") }), "a", true],
    ["the judge", group({ type: "samples", steps, by: "judge", judge: id("c") }), "c", false],
    ["what is tried first", group({ type: "rescue", steps }), "g", true],
    ["what stands in", group({ type: "rescue", steps }), "b", false],
    ["a supervisor", group(delegate), "lead", false],
    ["who sums up", group(delegate), "sum", false],
    ["a task that was handed out", group(delegate), "x", true],
    ["who picks", group(autonomous), "lead", false],
    ["who was picked", group(autonomous), "x", true],
    ["a round", group({ type: "loop", steps, maxIterations: 2 }), "a", false],
  ] as const)("in a group of %s", (_, around, name, wanted) => {
    expect(shielded(task("copy", { alias: id(name) }), [around])).toBe(wanted);
  });

  it("may be the business of a group further away", () => {
    const inner = task("inner", { work: parallel("all") });
    expect(shielded(task("a"), [inner, group(parallel("any"))])).toBe(true);
    expect(shielded(task("a"), [inner, group(parallel("all"))])).toBe(false);
    expect(shielded(task("a"), [])).toBe(false);
    // Further away, it is the group in between whose failure is meant.
    expect(shielded(task("g"), [inner, group({ type: "rescue", steps })])).toBe(false);
  });
});
