import { describe, expect, test } from "vitest";
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
    isolation: { level: 0, about: "same user, allow-list environment" },
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

test("a question to people is one bar, also over a pause, and not one of work", () => {
  const gate = taskId("gate");
  const asks = (at: number): readonly (readonly [number, RunEvent])[] => [
    [at, { type: "task.started", task: gate, n: 1, fingerprint: PRINT }],
    [at, { type: "gate.requested", task: gate, shown: OUTPUT }],
  ];
  const first = segment([1000, { type: "run.started" }], ...asks(2000));
  const second: Segment = {
    ...segment(...asks(9000), [9500, { type: "task.succeeded", task: gate, n: 1, output: OUTPUT, saw: [] }]),
    header: { ...HEADER, epoch: 2 },
  };
  expect(timeline([second, first]).bars).toEqual([
    { task: gate, epoch: 2, n: 1, start: 2000, end: 9500, ended: "success", people: true },
  ]);
  expect(timeline([first]).bars).toMatchObject([{ end: null, people: true }]);
});

describe("tasks that were made while the run went on", () => {
  const group = task("each", {
    work: { type: "for_each", items: "x", as: "x", maxItems: 9, onEmpty: "success", body: [task("each")] },
  });
  const expanded = (keys: readonly string[]): RunEvent => ({
    type: "task.expanded",
    task: taskId("each"),
    stage: 1,
    list: OUTPUT,
    keys,
    marks: keys,
    trust: "trusted",
  });
  const opened = (keys: readonly string[]): readonly (readonly [number, RunEvent])[] => [
    [1000, { type: "task.started", task: taskId("each"), n: 1, fingerprint: PRINT, branch: "all" }],
    [1000, expanded(keys)],
  ];
  const given = plan([group, task("end", { needs: ["each"] })]);
  const rowsOf = (...segments: readonly Segment[]) =>
    outline(foldSegments(given, PLAN_DIGEST, segments)).rows.map(({ id, depth, origin, key }) => [
      id,
      depth,
      origin,
      key,
    ]);

  test("come after their origin, in the order of the list", () => {
    expect(rowsOf(segment([1000, { type: "run.started" }], ...opened(["b", "a"])))).toEqual([
      ["each", 0, null, null],
      ["each[b]", 1, "each", "b"],
      ["each[a]", 1, "each", "a"],
      ["end", 0, null, null],
    ]);
  });

  test("are not listed any more where their group does not name them", () => {
    const again: Segment = {
      ...segment([5000, { type: "run.resumed", from: 1, rerun: [taskId("each")] }], ...opened(["c", "b"])),
      header: { ...HEADER, epoch: 2 },
    };
    const first = segment([1000, { type: "run.started" }], ...opened(["b", "a"]));
    expect(rowsOf(first, again).map(([id]) => id)).toEqual(["each", "each[c]", "each[b]", "end"]);
  });
});

test("who was ended because the money was gone was cancelled by nobody", () => {
  const given = plan([task("a")]);
  const stopped = segment(
    [1000, { type: "run.started" }],
    [1000, { type: "task.started", task: a, n: 1, fingerprint: PRINT }],
    [2000, { type: "run.stopping", reason: { kind: "budget", limit: "cost" }, running: "end" }],
    [2000, { type: "task.stopping", task: a, reason: "cancel" }],
    [2100, { type: "task.cancelled", task: a, reason: "cancel", saw: [] }],
  );
  const [row] = outline(foldSegments(given, PLAN_DIGEST, [stopped])).rows;
  expect(row).toMatchObject({ status: "cancelled", reason: "the run's budget was used up" });
});

test("a closed quota is told with those who wait for it", () => {
  const given = plan([task("a"), task("b")], { maxParallel: 1 });
  const closed = segment(
    [1000, { type: "run.started" }],
    [1000, { type: "task.started", task: a, n: 1, fingerprint: PRINT }],
    [
      2000,
      {
        type: "task.failed",
        task: a,
        n: 1,
        failure: { kind: "quota", until: millis(9000), message: "no" },
        saw: [],
      },
    ],
  );
  const state = foldSegments(given, PLAN_DIGEST, [closed]);
  expect(outline(state).closed).toEqual([{ pool: "scripted", until: 9000, waiting: 2 }]);
  const fields = document(state, { run: runId("r"), read: () => null, outputs: {} });
  expect(fields["closed"]).toEqual([{ pool: "scripted", until: "1970-01-01T00:00:09.000Z", waiting: 2 }]);
});
