import fc from "fast-check";
import { expect, test } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { taskId } from "../base/brand.ts";
import { graph } from "./graph.ts";

const ids = (levels: readonly (readonly { id: string }[])[]): readonly (readonly string[])[] =>
  levels.map((level) => level.map(({ id }) => id));

test("a diamond has three levels and its longest path goes through the first arm", () => {
  const model = graph(
    plan([
      task("a"),
      task("b", { needs: ["a"] }),
      task("c", { needs: ["a"] }),
      task("d", { needs: ["b", "c"] }),
    ]),
  );
  expect(ids(model.levels)).toEqual([["a"], ["b", "c"], ["d"]]);
  expect(model.critical).toEqual(["a", "b", "d"]);
});

test("the longest path is the long way round, not the first one written", () => {
  const model = graph(
    plan([
      task("short"),
      task("a"),
      task("b", { needs: ["a"] }),
      task("c", { needs: ["b"] }),
      task("end", { needs: ["short", "c"] }),
    ]),
  );
  expect(model.critical).toEqual(["a", "b", "c", "end"]);
});

test("steps stand below their group, and who waits for the group waits for its steps", () => {
  const group = { type: "parallel", steps: [taskId("x"), taskId("y")], waitFor: "all" } as const;
  const model = graph(
    plan([
      task("g", { work: group }),
      task("x", { parent: ["g", "all"] }),
      task("y", { parent: ["g", "all"], needs: ["x"] }),
      task("after", { needs: ["g"] }),
    ]),
  );
  expect(ids(model.levels)).toEqual([["g"], ["x"], ["y"], ["after"]]);
});

test("handlers are kept apart", () => {
  const model = graph(plan([task("a"), task("clean", { role: "finally" })]));
  expect(ids(model.levels)).toEqual([["a"]]);
  expect(model.handlers.map(({ id }) => id)).toEqual(["clean"]);
});

test("a chain of 20,000 tasks is no deeper than one", () => {
  const tasks = Array.from({ length: 20_000 }, (_, at) =>
    task(`t${at}`, { needs: at === 0 ? [] : [`t${at - 1}`] }),
  );
  expect(graph(plan(tasks)).critical).toHaveLength(20_000);
});

test("every task stands below all that it needs, and the longest path has one task per level", () => {
  const needs = fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(needs, (lists) => {
      const tasks = lists.map((list, at) =>
        task(`t${at}`, { needs: [...new Set(list.filter((need) => need < at))].map((need) => `t${need}`) }),
      );
      const { levels, critical } = graph(plan(tasks));
      const level = new Map(levels.flatMap((row, at) => row.map(({ id }) => [id, at] as const)));
      expect(level.size).toBe(tasks.length);
      for (const { id, needs: before } of tasks) {
        const own = level.get(id) ?? -1;
        const highest = Math.max(-1, ...before.map((need) => level.get(need) ?? Infinity));
        expect(own).toBe(highest + 1);
      }
      expect(critical.map((id) => level.get(id))).toEqual(levels.map((_, at) => at));
    }),
  );
});
