import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import {
  began,
  done,
  expanded,
  failed,
  id,
  opened,
  own,
  resumed,
  started,
  told,
  type Line,
} from "../../../test/rig/told.ts";
import { digest, millis } from "../base/brand.ts";
import type { Basis } from "../journal/event.ts";
import type { Task } from "../plan/plan.ts";
import { effective } from "./attach.ts";
import { decide } from "./decide.ts";
import type { RunState } from "./state.ts";

const inside = (name: string, parent: string, words: TaskWords = {}): Task =>
  task(name, { parent: [parent, "all"], ...words });
const body = [
  inside("e", "e", { work: { type: "parallel", steps: [id("x"), id("y")], waitFor: "all" } }),
  inside("x", "e"),
  inside("y", "e", { needs: ["x"], timeout: millis(50) }),
];
const e = (words: TaskWords = {}): Task =>
  task("e", {
    work: { type: "for_each", items: [], as: "item", maxItems: 9, onEmpty: "success", body },
    ...words,
  });
const given = plan([e(), task("join", { needs: ["e"] })], { onFailure: "continue" });
const grown = (...keys: readonly string[]): readonly Line[] => [
  opened("e", 1),
  expanded("e", 1, keys),
  ...keys.map((key) => opened(`e[${key}]`, 1)),
];
const names = (state: RunState, group: string): readonly unknown[] =>
  own(state, group).children.map((index) => state.tasks[index]?.task.id);

describe("an item that a newer list does not name", () => {
  const first = [
    began,
    ...grown("a", "b"),
    started("x[a]", 2),
    failed("x[a]", 3),
    started("x[b]", 2),
    done("x[b]", 3),
    started("y[b]", 4),
  ];
  const second = (...keys: readonly string[]): RunState =>
    told(given, first, [resumed(10, "e"), opened("e", 10), expanded("e", 10, keys)]);

  it("is detached with all inside of it, and counts for nothing", () => {
    const before = told(given, first);
    expect([before.running, before.unsettled.task, before.failed.size]).toEqual([1, 6, 1]);
    const state = second("a");
    expect(names(state, "e")).toEqual(["e[a]"]);
    for (const name of ["e[b]", "x[b]", "y[b]"])
      expect(own(state, name)).toMatchObject({
        attached: false,
        settled: null,
        output: "",
        fact: null,
        gate: null,
        due: null,
        placed: null,
      });
    expect([state.running, state.unsettled.task]).toEqual([0, 4]);
    expect(own(state, "e").openChildren).toBe(1);
    expect(state.timers.size).toBe(0);
    expect([...state.agenda].map((index) => state.tasks[index]?.task.id)).not.toContain("e[b]");
  });

  it("takes its failure with it", () => {
    const state = second("b");
    expect(state.failed.size).toBe(0);
    expect(decide(state, millis(10))).toEqual([{ do: "wait", until: 54 }]);
  });

  it("opens again what built on it inside of it, and finds its success when it comes back", () => {
    const gone = second("a");
    expect(own(gone, "y[b]").unmet).toBe(1);
    const back = told(
      given,
      first,
      [resumed(10, "e"), opened("e", 10), expanded("e", 10, ["a"])],
      [resumed(20, "e"), opened("e", 20), expanded("e", 20, ["b", "a"]), opened("e[b]", 20)],
    );
    expect(names(back, "e")).toEqual(["e[b]", "e[a]"]);
    expect([own(back, "x[b]").settled, own(back, "y[b]").unmet]).toEqual(["success", 0]);
    expect(own(back, "e[b]").openChildren).toBe(1);
    // All but both first steps.
    expect(back.unsettled.task).toBe(6);
  });

  it("gives its votes back", () => {
    const any = plan([
      e({
        work: {
          type: "for_each",
          items: [],
          as: "i",
          maxItems: 9,
          onEmpty: "success",
          body: [inside("e", "e")],
          minSuccess: 2,
        },
      }),
    ]);
    const lines = [began, opened("e", 1), expanded("e", 1, ["a", "b"]), done("e[a]", 2), done("e[b]", 2)];
    expect(own(told(any, lines), "e").wonChildren).toBe(2);
    const state = told(any, lines, [resumed(10, "e"), opened("e", 10), expanded("e", 10, ["a"])]);
    expect(own(state, "e")).toMatchObject({ wonChildren: 1, openChildren: 0 });
    const lost = [...lines.slice(0, -1), failed("e[b]", 2)];
    const kept = told(any, lost, [resumed(10, "e"), opened("e", 10), expanded("e", 10, ["a"])]);
    expect(own(kept, "e")).toMatchObject({ wonChildren: 1, openChildren: 0 });
  });
});

describe("what a group has grown by", () => {
  it("is the fact of the highest epoch for each stage, in order, since it opened", () => {
    const loop = plan([
      task("l", { work: { type: "loop", steps: [id("s")], maxIterations: 9 } }),
      inside("s", "l"),
    ]);
    const round = (stage: number, at: number): Line => [at, { type: "loop.iterated", task: id("l"), stage }];
    const state = told(loop, [began, opened("l", 1), round(3, 2), round(2, 3)], [resumed(5), round(2, 6)]);
    expect(effective(own(state, "l")).map(({ stage, epoch }) => [stage, epoch])).toEqual([
      [2, 2],
      [3, 1],
    ]);
    expect(names(state, "l")).toEqual(["s", "s#2", "s#3"]);
    const closed = told(loop, [began, round(2, 3)]);
    expect(effective(own(closed, "l"))).toEqual([]);
  });
});

describe("an item that changed", () => {
  const marked = (at: number, marks: readonly string[], keys = ["a"]): Line => [
    at,
    { type: "task.expanded", task: id("e"), stage: 1, list: digest("l"), keys, marks, trust: "trusted" },
  ];
  const plain = plan([
    task("e", {
      work: {
        type: "for_each",
        items: [],
        as: "i",
        maxItems: 9,
        onEmpty: "success",
        body: [inside("e", "e")],
      },
    }),
  ]);
  const once = [began, opened("e", 1), marked(1, ["1"]), started("e[a]", 2), done("e[a]", 3)];

  it("is open again, and what it gave may be taken over if its fingerprint still fits", () => {
    const state = told(plain, once, [resumed(10, "e"), opened("e", 10), marked(10, ["2"])]);
    expect(own(state, "e[a]")).toMatchObject({ settled: null, renewed: 2, epoch: 2, phase: "idle" });
    expect(own(state, "e[a]").candidate).toEqual({
      epoch: 1,
      output: digest("out e[a]"),
      fingerprint: digest("print e[a]"),
      attempts: 1,
      startedAt: 2,
      finishedAt: 3,
      cached: null,
    });
    expect(own(state, "e[a]").task.definition).toBe("e [a] 2");
    expect(decide(state, millis(10))).toEqual([{ do: "resolve", task: "e[a]" }]);
  });

  it("keeps its end where it is as before, wherever it stands in the list", () => {
    const saw: Basis = [];
    const state = told(plain, once, [resumed(10, "e"), opened("e", 10), marked(10, ["9", "1"], ["n", "a"])]);
    expect(own(state, "e[a]")).toMatchObject({ settled: "success", renewed: 0, epoch: 1 });
    expect(own(state, "e[a]").item?.at).toBe(1);
    expect(own(state, "e[a]").ending?.saw).toEqual(saw);
  });
});
