import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import { began, done, failed, id, own, resumed, started, told, type Line } from "../../../test/rig/told.ts";
import { millis } from "../base/brand.ts";
import { decide } from "./decide.ts";
import type { RunState } from "./state.ts";

const undo = (words: TaskWords = {}) => task("undo", { role: "compensate", definition: "undo it", ...words });
const given = plan(
  [
    task("a", { compensate: undo({ pool: "p" }) }),
    task("b", { compensate: undo(), frame: id("w") }),
    task("plain"),
    task("c", { compensate: undo() }),
  ],
  { onFailure: "rollback", pools: { p: 1 } },
);
const planned = (at: number, ...names: readonly string[]): Line => [
  at,
  { type: "compensation.planned", tasks: names.map(id) },
];
const work = [
  began,
  ...["a", "b", "plain"].flatMap((name, at) => [started(name, at), done(name, at + 1)]),
  started("c", 5),
  failed("c", 6),
];
const stopped: Line = [
  6,
  { type: "run.stopping", reason: { kind: "failure", task: id("c") }, running: "finish" },
];
const shown = (state: RunState): unknown =>
  state.tasks
    .slice(4)
    .map(({ task: one, needs, attached, unmet }) => [
      one.id,
      needs.map((need) => state.tasks[need]?.task.id),
      attached,
      unmet,
    ]);

describe("a rollback", () => {
  it("brings in one task for each that is undone, one after the other, each only if the one before succeeded", () => {
    const state = told(given, [...work, stopped, planned(7, "b", "plain", "nobody", "a")]);
    expect(shown(state)).toEqual([
      ["undo:b", [], true, 0],
      ["undo:a", ["undo:b"], true, 1],
    ]);
    expect(own(state, "undo:a").task).toMatchObject({
      role: "compensate",
      rule: "all_success",
      definition: "undo it",
    });
    expect([own(state, "undo:a").task.frame, own(state, "undo:b").task.frame]).toEqual([undefined, "w"]);
    expect(own(state, "undo:a")).toMatchObject({
      home: -1,
      stage: 0,
      parent: -1,
      shielded: false,
      item: null,
    });
    expect(own(state, "undo:a").lane.pools).toEqual(["p"]);
    expect(own(state, "undo:b").dependants).toEqual([own(state, "undo:a").index]);
    expect(state.undoing).toEqual(["b", "plain", "nobody", "a"]);
    expect([state.phase, state.unsettled.compensate]).toEqual(["compensate", 2]);
    expect(decide(state, millis(7))).toEqual([{ do: "start", task: "undo:b", n: 1 }]);
  });

  it("is worked out once nothing is at work any more, before anything is cleaned up", () => {
    expect(decide(told(given, [...work, stopped]), millis(6))).toEqual([{ do: "unwind" }]);
    const cleaning = plan([...given.tasks, task("sweep", { role: "finally" })], given.settings);
    const state = told(cleaning, [...work, stopped]);
    expect([state.phase, decide(state, millis(6))]).toEqual(["compensate", [{ do: "unwind" }]]);
    const over = told(cleaning, [...work, stopped, planned(7)]);
    expect([over.phase, decide(over, millis(7))]).toEqual([
      "finally",
      [{ do: "start", task: "sweep", n: 1 }],
    ]);
  });

  it("comes before anything is cleaned up, and stops at the first that cannot be undone", () => {
    const lines = [...work, stopped, planned(7, "b", "a"), started("undo:b", 7), failed("undo:b", 8)];
    const state = told(given, lines);
    expect(decide(state, millis(8))).toEqual([
      {
        do: "skip",
        task: "undo:a",
        status: "upstream_failed",
        because: { kind: "rule", rule: "all_success", because: ["undo:b"] },
      },
    ]);
  });

  it("is over in the next epoch: what was undone is remembered, what was not is for another rollback to say", () => {
    const first = [...work, stopped, planned(7, "b", "a"), started("undo:b", 7), done("undo:b", 8)];
    const state = told(given, first, [resumed(20, "c")]);
    expect([state.undoing, state.unsettled.compensate, state.phase]).toEqual([null, 0, "task"]);
    expect([own(state, "undo:b").attached, own(state, "undo:b").ending?.status]).toEqual([false, "success"]);
    const again = told(given, first, [
      resumed(20, "c"),
      started("c", 21),
      failed("c", 22),
      [22, { type: "run.stopping", reason: { kind: "failure", task: id("c") }, running: "finish" }],
      planned(23, "a", "b"),
    ]);
    expect(shown(again)).toEqual([
      ["undo:b", ["undo:a"], true, 1],
      ["undo:a", [], true, 0],
    ]);
    expect(own(again, "undo:b")).toMatchObject({ settled: null, fence: 2 });
    expect(own(again, "undo:a").dependants).toEqual([own(again, "undo:b").index]);
    expect(own(again, "undo:b").dependants).toEqual([]);
    expect(decide(again, millis(23))).toEqual([{ do: "start", task: "undo:a", n: 1 }]);
  });

  it("of an earlier epoch that is heard of late is only remembered", () => {
    const late = told(given, [...work, stopped], [resumed(20, "c")]);
    expect(late.undoing).toBeNull();
  });
});
