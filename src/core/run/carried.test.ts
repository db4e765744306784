/** Which segments a leg stands on: enough to begin, and nothing of what is to be done again. */
import { expect, test } from "vitest";
import { PLAN_DIGEST, plan, task } from "../../../test/rig/plans.ts";
import { millis, runId, taskId } from "../base/brand.ts";
import type { Entry, RunEvent, Segment } from "../journal/event.ts";
import { segmentsFor } from "./carried.ts";
import { foldSegments } from "./fold.ts";

const graph = plan([task("a"), task("b"), task("c", { needs: ["a"] })]);
const c = taskId("c");

function segment(epoch: number, writer: string, at: number, ...events: readonly RunEvent[]): Segment {
  const entries = events.map((event, seq): Entry => ({ seq, at: millis(at + seq), ...event }));
  return { header: { version: 1, run: runId("run"), plan: PLAN_DIGEST, epoch, writer }, entries };
}

const wave = (number: number, ...tasks: readonly string[]): RunEvent => ({
  type: "wave.dispatched",
  wave: number,
  legs: tasks.map((id) => ({ id: `w${number}-${id}`, tasks: [taskId(id)] })),
});

/** In the first epoch `b` failed, and what came after the first wave was decided twice. */
const ran = [
  segment(1, "plan", 1, { type: "run.started" }, wave(1, "a", "b")),
  segment(1, "advance-1", 10, wave(2, "a")),
  segment(1, "advance-2", 20, wave(3, "c")),
  segment(1, "finish", 30, { type: "run.concluded", conclusion: "failure" }),
];

const read = (segments: readonly Segment[], place: Readonly<{ wave: number; epoch: number }>): unknown =>
  segmentsFor(foldSegments(graph, PLAN_DIGEST, segments), segments, { tasks: [c], ...place }).map(
    ({ header: { epoch, writer } }) => `${epoch}/${writer}`,
  );

test("a leg that is done again does not read what was made of its wave", () => {
  expect(read(ran, { wave: 3, epoch: 1 })).toEqual(["1/plan", "1/advance-1", "1/advance-2"]);
  expect(read(ran, { wave: 2, epoch: 1 })).toEqual(["1/plan", "1/advance-1"]);
});

test("a leg whose wave had a higher number in an earlier epoch reads what was decided before it then", () => {
  const again = [
    ...ran,
    segment(2, "advance-1", 40, { type: "run.resumed", from: 1, rerun: [c] }, wave(2, "c")),
  ];
  expect(read(again, { wave: 2, epoch: 2 })).toEqual(["1/plan", "1/advance-1", "1/advance-2", "2/advance-1"]);
});
