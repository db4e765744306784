/** What a leg wrote is believed only where it is its own to say. */
import { expect, test } from "vitest";
import { PLAN_DIGEST, plan, task } from "../../../test/rig/plans.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import type { Entry, RunEvent, Segment } from "../journal/event.ts";
import { foldSegments } from "./fold.ts";
import { trespass } from "./trespass.ts";

const a = taskId("a");
const b = taskId("b");
const graph = plan([
  task("a", { work: { type: "loop", steps: [taskId("a#1")], maxIterations: 2 } }),
  task("a#1", { parent: ["a", "all"] }),
  task("b"),
  task("end", { role: "finally" }),
]);

const segment = (writer: string, ...events: readonly RunEvent[]): Segment => ({
  header: { version: 1, run: runId("run"), plan: PLAN_DIGEST, epoch: 1, writer },
  entries: events.map((event, seq): Entry => ({ seq, at: millis(seq), ...event })),
});

const begun = segment(
  "plan",
  { type: "run.started" },
  { type: "wave.dispatched", wave: 1, legs: [{ id: "w1-a", tasks: [a] }] },
);

function said(writer: string, ...events: readonly RunEvent[]): string | null {
  const segments = [begun, segment(writer, ...events)];
  return trespass(foldSegments(graph, PLAN_DIGEST, segments), segments);
}

const started = (id: string): RunEvent => ({
  type: "task.started",
  task: taskId(id),
  n: 1,
  fingerprint: digest(""),
});

test("a leg speaks of its own tasks, of what is in them and of what they grow", () => {
  expect(
    said("w1-a", started("a"), started("a#1"), { type: "loop.iterated", task: a, stage: 2 }, started("a#2")),
  ).toBe(null);
  expect(said("w1-a", { type: "run.resumed", from: 1, rerun: [a] }, { type: "writer.closed" })).toBe(null);
  expect(
    said("w1-a", { type: "run.stopping", reason: { kind: "failure", task: a }, running: "finish" }),
  ).toBe(null);
  expect(said("w1-a", { type: "writer.lost", writer: "1/w1-a" })).toBe(null);
});

test("every word about others, about the run and about what nobody has made is refused", () => {
  const words: readonly RunEvent[] = [
    started("b"),
    started("nobody"),
    { type: "task.succeeded", task: b, n: 1, output: digest("0".repeat(64)), saw: [] },
    { type: "run.started" },
    { type: "run.resumed", from: 1, rerun: [a, b] },
    { type: "run.resumed", from: 1, rerun: [a], unheard: true },
    { type: "run.stopping", reason: { kind: "failure", task: b }, running: "end" },
    { type: "run.stopping", reason: { kind: "rollback", by: "me" }, running: "finish" },
    { type: "run.concluded", conclusion: "success" },
    { type: "run.finished", conclusion: "success" },
    { type: "run.paused", reason: { kind: "gates", tasks: [a] } },
    { type: "wave.dispatched", wave: 2, legs: [] },
    { type: "budget.granted", maxCostUsd: 1000 },
    { type: "writer.lost", writer: "1/plan" },
    { type: "circuit.observed", agent: "coder", failures: 9, until: null },
    { type: "gate.accepted", task: a, answer: "mine" },
    { type: "workspace.based", commit: "0".repeat(40), tree: "0".repeat(40), head: null },
    { type: "workspace.published", branch: "main", commit: "0".repeat(40) },
    { type: "compensation.planned", tasks: [a] },
  ];
  for (const word of words) expect(said("w1-a", word), word.type).toContain("not its to say");
});

test("who cleans up speaks of that alone, and of how it found the run", () => {
  expect(said("finally", started("end"), { type: "run.concluded", conclusion: "failure" })).toBe(null);
  expect(said("finally", started("b"))).toContain('"finally" (epoch 1) wrote "task.started" about "b"');
  expect(said("finally", { type: "run.finished", conclusion: "success" })).toContain("not its to say");
});

test("nobody is a leg that no conductor has asked for", () => {
  expect(said("w1-b", started("b"))).toBe('nobody has asked for the leg "w1-b"');
  const forged = [
    begun,
    segment("w1-a", { type: "wave.dispatched", wave: 1, legs: [{ id: "w1-b", tasks: [b] }] }),
  ];
  expect(trespass(foldSegments(graph, PLAN_DIGEST, forged), forged)).toContain("not its to say");
});
