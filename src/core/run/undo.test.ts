import { describe, expect, it } from "vitest";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import { task } from "../../../test/rig/plans.ts";
import type { Task } from "../plan/plan.ts";
import type { Ending, TaskState } from "./state.ts";
import { type Committed, isUndone, undoOf, undoOrder } from "./undo.ts";

const undo = (id: string): Task => task(`undo:${id}`, { role: "compensate" });
const undoable = (id: string): Task => task(id, { compensate: undo(id) });

type Standing = Partial<Pick<TaskState, "settled" | "finishedAt" | "cached" | "ending">>;

function stateWith(tasks: readonly Task[], standings: Readonly<Record<string, Standing>>): Committed {
  return {
    tasks: tasks.map((each, index) => ({
      task: each,
      index,
      settled: null,
      finishedAt: null,
      cached: null,
      ending: null,
      ...standings[each.id],
    })),
    byId: new Map(tasks.map(({ id }, index) => [id, index])),
  };
}

const ending = (status: Ending["status"]): Ending => ({
  status,
  output: "",
  saw: [],
  failure: null,
  because: null,
  reused: false,
});
const done = (at: number): Standing => ({
  settled: "success",
  finishedAt: millis(at),
  ending: ending("success"),
});

describe("what a rollback undoes", () => {
  it("is what succeeded and says how, latest first; of equal times the last of the plan first", () => {
    const tasks = [undoable("a"), undoable("b"), undoable("c"), undoable("d"), task("plain")];
    const state = stateWith(tasks, { a: done(5), b: done(9), c: done(5), d: done(1), plain: done(7) });
    expect(undoOrder(state)).toEqual(["b", "c", "a", "d"]);
  });

  it("is nothing that failed, was skipped or never ended", () => {
    const failed = { settled: "failure", finishedAt: millis(3) } as const;
    const skipped = { settled: "skipped", finishedAt: millis(3) } as const;
    const state = stateWith([undoable("a"), undoable("b"), undoable("c")], { a: failed, b: skipped });
    expect(undoOrder(state)).toEqual([]);
  });

  it("is nothing that was done by an earlier run", () => {
    const cached = { run: runId("before"), output: digest("00".repeat(32)), costUsd: 1 };
    const state = stateWith([undoable("a"), undoable("b")], { a: { ...done(1), cached }, b: done(2) });
    expect(undoOrder(state)).toEqual(["b"]);
  });

  it("is undone once, and again after it was done again", () => {
    const tasks = [undoable("a"), undoable("b"), undo("a"), undo("b")];
    const state = stateWith(tasks, { a: done(1), b: done(8), "undo:a": done(5), "undo:b": done(5) });
    expect(undoOrder(state)).toEqual(["b"]);
    const [first, second] = state.tasks;
    expect([first, second].map((each) => each !== undefined && isUndone(state, each))).toEqual([true, false]);
  });

  it("stays undone when the run has gone on since and nobody counts the undoing any more", () => {
    const gone: Standing = { settled: null, finishedAt: millis(5), ending: ending("success") };
    expect(undoOrder(stateWith([undoable("a"), undo("a")], { a: done(1), "undo:a": gone }))).toEqual([]);
  });

  it("is still to be undone if undoing it failed", () => {
    const state = stateWith([undoable("a"), undo("a")], {
      a: done(1),
      "undo:a": { settled: "failure", finishedAt: millis(5), ending: ending("failure") },
    });
    expect(undoOrder(state)).toEqual(["a"]);
  });

  it("names what undoes a task after it", () => expect(undoOf(taskId("deploy[a]"))).toBe("undo:deploy[a]"));
});
