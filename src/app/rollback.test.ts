import { describe, expect, it } from "vitest";
import { millis, taskId } from "../core/base/brand.ts";
import type { Task } from "../core/plan/plan.ts";
import { initial } from "../core/run/fold.ts";
import type { RunState, TaskState } from "../core/run/state.ts";
import { plan, PLAN_DIGEST, task, type TaskWords } from "../../test/rig/plans.ts";
import { reopened } from "./resume.ts";
import { undone, undos, wantsSnapshot } from "./rollback.ts";

const undo = (id: string, words: TaskWords = {}): Task =>
  task(`undo:${id}`, { role: "compensate", ...words });
const undoable = (id: string, words: TaskWords = {}): Task => task(id, { compensate: undo(id, words) });

type Standing = Partial<Pick<TaskState, "settled" | "finishedAt" | "failure" | "ending">>;
const done = (at: number): Standing => ({
  settled: "success",
  finishedAt: millis(at),
  ending: { status: "success", output: "", saw: [], failure: null, because: null, reused: false },
});

function stateWith(tasks: readonly Task[], standings: Readonly<Record<string, Standing>>): RunState {
  const state = initial(plan(tasks), PLAN_DIGEST);
  for (const [id, standing] of Object.entries(standings)) {
    const own = state.tasks[state.byId.get(taskId(id)) ?? -1];
    if (own !== undefined) Object.assign(own, standing);
  }
  return state;
}

describe("what a rollback would do", () => {
  it("is said in its order, with who does it and what reaches outside", () => {
    const tasks = [
      undoable("a", { work: { type: "command", run: ["./undo", "a"] } }),
      undoable("b", { name: "Take it back", effectClass: "external" }),
      undoable("c"),
      { ...undoable("d", { work: { type: "command", run: "drop it" } }), effectClass: "external" } as const,
    ];
    const state = stateWith(tasks, { a: done(1), b: done(2), c: done(3), d: done(4) });
    expect(undos(state).map(({ task: id, by, external }) => [id, by, external])).toEqual([
      ["d", "drop it", true],
      ["c", "agent coder", false],
      ["b", "Take it back", true],
      ["a", "./undo a", false],
    ]);
  });
});

describe("what became of a rollback", () => {
  const tasks = ["a", "b", "c"].flatMap((id) => [undoable(id), undo(id)]);
  const committed = { a: done(1), b: done(2), c: done(3) };

  it("is whole if everything was undone", () => {
    const planned = undos(stateWith(tasks, committed));
    const undoing = { "undo:a": done(9), "undo:b": done(8), "undo:c": done(7) };
    const after = stateWith(tasks, { ...committed, ...undoing });
    expect(undone(after, planned)).toEqual({ undone: ["c", "b", "a"], failed: null, left: [] });
  });

  it("names the one that could not be undone, and what was left because of it", () => {
    const planned = undos(stateWith(tasks, committed));
    const failed: Standing = { settled: "failure", failure: { kind: "agent-error", message: "gone" } };
    const after = stateWith(tasks, { ...committed, "undo:c": done(7), "undo:b": failed });
    expect(undone(after, planned)).toEqual({
      undone: ["c"],
      failed: { task: "b", message: "gone" },
      left: ["a"],
    });
  });

  it("is done again by a resume, and only that", () => {
    const after = stateWith(tasks.slice(0, 4), { a: done(1), b: done(2), "undo:b": done(5), "undo:a": {} });
    expect(reopened(after, { kind: "failed" })).toMatchObject({ ok: true });
    const again = reopened(after, { kind: "failed" });
    expect(again.ok && again.value.filter((id) => !id.startsWith("undo:"))).toEqual(["b"]);
  });
});

describe("the files before a run", () => {
  it("are remembered only where something may have to be undone", () => {
    expect(wantsSnapshot(plan([task("a")]))).toBe(false);
    expect(wantsSnapshot(plan([task("a")], { onFailure: "rollback" }))).toBe(true);
    expect(wantsSnapshot(plan([undoable("a")]))).toBe(true);
    const each = { type: "for_each", items: [], as: "item", maxItems: 9, onEmpty: "success" } as const;
    const pattern = task("g", { work: { ...each, body: [undoable("a")] } });
    expect(wantsSnapshot(plan([pattern]))).toBe(true);
  });
});
