/** Who goes together in a wave, how many legs there may be, and how they are called. */
import { expect, test } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { taskId } from "../base/brand.ts";
import { isLegId, LEG_ID, legsOf, MAX_LEGS, MAX_WAVES, type Piece } from "./waves.ts";
import { isSpread, isWhole, wavesOf } from "./whole.ts";

const piece = (id: string, pools: Piece["pools"] = [], seconds = 1): Piece => ({
  tasks: [taskId(id)],
  pools,
  seconds,
});

const tasksOf = (pieces: readonly Piece[], most?: number): readonly (readonly string[])[] =>
  legsOf(pieces, 1, most).map(({ tasks }) => tasks);

test("there are eight waves and 256 legs at most", () => expect([MAX_WAVES, MAX_LEGS]).toEqual([8, 256]));

test("what shares nothing goes apart", () => {
  expect(tasksOf([piece("a"), piece("b")])).toEqual([["a"], ["b"]]);
});

test("a pool's tasks lie in at most as many legs as it has places, the shortest leg first", () => {
  const pool = [{ name: "p", size: 2 }];
  const found = tasksOf([
    piece("a", pool, 5),
    piece("b", pool),
    piece("c", pool),
    piece("d"),
    piece("e", pool),
  ]);
  expect(found).toEqual([["a"], ["b", "c", "e"], ["d"]]);
});

test("whoever draws on two full pools brings their legs together", () => {
  const [p, q] = [
    { name: "p", size: 1 },
    { name: "q", size: 1 },
  ];
  expect(tasksOf([piece("a", [p]), piece("b", [q]), piece("c", [p, q])])).toEqual([["a", "b", "c"]]);
});

test("legs beyond the limit join the others", () => {
  const many = Array.from({ length: 300 }, (_, at) => piece(`t${at}`));
  const legs = legsOf(many, 1);
  expect([legs.length, legs.flatMap(({ tasks }) => tasks).length]).toEqual([MAX_LEGS, 300]);
  expect(tasksOf([piece("a"), piece("b"), piece("c")], 2)).toEqual([["a", "c"], ["b"]]);
});

test("names can be read, are told apart, and never pass for another writer's", () => {
  const ids = legsOf([piece("Part[a b]"), piece("part/a b"), piece("日本"), piece("x".repeat(90))], 3).map(
    ({ id }) => id,
  );
  expect(ids[0]).toMatch(/^w3-part-a-b-[0-9a-f]{8}$/);
  expect(new Set(ids).size).toBe(4);
  for (const id of ids) expect(id).toMatch(LEG_ID);
  expect(
    ["plan", "finally", "finish", "advance-1", "answer-x", "local", "A", "-a", ""].filter(isLegId),
  ).toEqual([]);
  expect(isLegId("w1-build")).toBe(true);
});

test("groups whose steps look at each other stay in one place, others are spread", () => {
  const group = (waitFor: "all" | "any", timeout?: number) =>
    task("g", {
      work: { type: "parallel", steps: [], waitFor },
      ...(timeout === undefined ? {} : { timeout: timeout as never }),
    });
  expect([isWhole(group("any")), isSpread(group("any"))]).toEqual([true, false]);
  expect([isWhole(group("all")), isSpread(group("all"))]).toEqual([false, true]);
  expect(isWhole(group("all", 5))).toBe(true);
  expect([isWhole(task("a")), isSpread(task("a"))]).toEqual([false, false]);
});

test("a chain takes one wave, a diamond three, and what comes before the tasks its own", () => {
  expect(wavesOf(plan([task("a"), task("b", { needs: ["a"] }), task("c", { needs: ["b"] })]))).toBe(1);
  const diamond = [
    task("a"),
    task("b", { needs: ["a"] }),
    task("c", { needs: ["a"] }),
    task("d", { needs: ["b", "c"] }),
  ];
  expect(wavesOf(plan(diamond))).toBe(3);
  expect(wavesOf(plan([...diamond, task("first", { role: "on_start" })]))).toBe(4);
  expect(wavesOf(plan([...diamond].reverse()))).toBe(3);
});

test("the items of a fan-out take one wave, also where the pattern bears the name of its group", () => {
  const body = [task("each", { parent: ["each", "all"] })];
  const work = {
    type: "for_each" as const,
    items: [],
    as: "item",
    maxItems: 9,
    onEmpty: "success" as const,
    body,
  };
  const tasks = [task("list"), task("each", { needs: ["list"], work }), task("sum", { needs: ["each"] })];
  expect(wavesOf(plan(tasks))).toBe(3);
});
