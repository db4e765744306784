import { expect, test } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import type { Entry, Header, RunEvent, Segment } from "../journal/event.ts";
import { foldSegments } from "../run/fold.ts";
import { document } from "./document.ts";
import { failures, outline } from "./outline.ts";
import { timeline } from "./timeline.ts";

const HEADER: Header = { version: 1, run: runId("r"), plan: PLAN_DIGEST, epoch: 1, writer: "w" };
const PRINT = digest("aa");
const OUTPUT = digest("bb");
const [a, b, c] = [taskId("a"), taskId("b"), taskId("c")];

const PLAN = plan([
  task("a", { retry: { maxAttempts: 2 } }),
  task("b", { needs: ["a"], work: { type: "command", run: ["true"] } }),
  task("c", { needs: ["b"] }),
]);

function segment(...events: readonly (readonly [at: number, event: RunEvent])[]): Segment {
  const entries = events.map(([at, event], index): Entry => ({ seq: index + 1, at: millis(at), ...event }));
  return { header: HEADER, entries };
}

const USAGE = { inputTokens: 10, outputTokens: 5, costUsd: 0.25 };
const FAILED = segment(
  [1000, { type: "run.started" }],
  [1000, { type: "task.started", task: a, n: 1, fingerprint: PRINT }],
  [
    2000,
    {
      type: "task.failed",
      task: a,
      n: 1,
      failure: { kind: "agent-error", message: "no" },
      usage: USAGE,
      saw: [],
    },
  ],
  [3000, { type: "task.started", task: a, n: 2, fingerprint: PRINT }],
  [4500, { type: "task.succeeded", task: a, n: 2, output: OUTPUT, usage: USAGE, saw: [] }],
  [4500, { type: "task.started", task: b, n: 1, fingerprint: PRINT }],
  [
    5000,
    {
      type: "task.failed",
      task: b,
      n: 1,
      failure: { kind: "agent-exit", code: 1, message: "boom" },
      saw: [[a, "success", OUTPUT]],
    },
  ],
  [5000, { type: "run.stopping", reason: { kind: "failure", task: b }, running: "finish" }],
  [
    5000,
    {
      type: "task.skipped",
      task: c,
      status: "upstream_failed",
      because: { kind: "rule", rule: "none_failed_min_one_success", because: [b] },
      saw: [[b, "failure", ""]],
    },
  ],
  [5000, { type: "run.concluded", conclusion: "failure" }],
  [5001, { type: "run.finished", conclusion: "failure" }],
);

test("the outline says how each task stands and why", () => {
  const model = outline(foldSegments(PLAN, PLAN_DIGEST, [FAILED]));
  expect(model.conclusion).toBe("failure");
  expect(model.rows.map((row) => [row.id, row.agent, row.status, row.attempts, row.reason])).toEqual([
    ["a", "coder", "success", 2, null],
    ["b", null, "failure", 1, null],
    ["c", "coder", "upstream_failed", 0, "its rule none_failed_min_one_success was not met because of b"],
  ]);
  expect(failures(model).map((row) => row.failure?.message)).toEqual(["boom"]);
});

test("a task between two attempts waits, and what stands behind it names what it waits for", () => {
  const cut: Segment = { ...FAILED, entries: FAILED.entries.slice(0, 3) };
  const model = outline(foldSegments(PLAN, PLAN_DIGEST, [cut]));
  expect(model.conclusion).toBeNull();
  expect(model.rows.map((row) => [row.status, row.retryAt, row.waitsFor])).toEqual([
    ["waiting", 3000, []],
    ["pending", null, ["a"]],
    ["pending", null, ["b"]],
  ]);
});

test("the document has the published form", () => {
  const state = foldSegments(PLAN, PLAN_DIGEST, [FAILED]);
  const text = document(state, {
    run: runId("r"),
    read: () => ({ output: "hello", structured: 1 }),
    outputs: { done: false },
  });
  expect(text).toEqual({
    schemaVersion: 1,
    run_id: "r",
    workflow: "test",
    conclusion: "failure",
    tasks: [
      {
        id: "a",
        agent: "coder",
        status: "success",
        attempts: 2,
        started_at: "1970-01-01T00:00:01.000Z",
        finished_at: "1970-01-01T00:00:04.500Z",
        duration_ms: 3500,
        cost_usd: 0.5,
        output: "hello",
      },
      {
        id: "b",
        status: "failure",
        reason: "agent-exit (exit code 1): boom",
        attempts: 1,
        started_at: "1970-01-01T00:00:04.500Z",
        finished_at: "1970-01-01T00:00:05.000Z",
        duration_ms: 500,
        cost_usd: 0,
        output: null,
      },
      {
        id: "c",
        agent: "coder",
        status: "upstream_failed",
        reason: "its rule none_failed_min_one_success was not met because of b",
        attempts: 0,
        started_at: null,
        finished_at: "1970-01-01T00:00:05.000Z",
        duration_ms: null,
        cost_usd: 0,
        output: null,
      },
    ],
    outputs: { done: false },
    usage: { input_tokens: 20, output_tokens: 10 },
    total_cost_usd: 0.5,
  });
});

test("the timeline has one bar per attempt, and an open one for what fell silent", () => {
  const cut: Segment = { ...FAILED, entries: FAILED.entries.slice(0, 4) };
  expect(timeline([cut])).toEqual({
    start: 1000,
    end: 3000,
    bars: [
      { task: "a", epoch: 1, n: 1, start: 1000, end: 2000, ended: "failure" },
      { task: "a", epoch: 1, n: 2, start: 3000, end: null, ended: null },
    ],
  });
  expect(timeline([])).toEqual({ start: null, end: null, bars: [] });
});
