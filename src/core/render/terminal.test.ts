import { expect, test } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { digest, millis, taskId, type Millis } from "../base/brand.ts";
import type { Entry, RunEvent } from "../journal/event.ts";
import { progress } from "../view/progress.ts";
import { painter, styled } from "./paint.ts";
import { heartbeat, plainLine, type LineOptions } from "./terminal.ts";
import { liveRegion } from "./terminal-screen.ts";

const NOON = Date.UTC(2026, 10, 21, 14, 2, 11);
const OPTIONS: LineOptions = { paint: painter(false), zone: 0, verbose: false, retryAt: () => null };
const a = taskId("implement-ui");
const PRINT = digest("aa");
const PLAN = plan([task("implement-ui"), task("check", { work: { type: "command", run: ["true"] } })]);

const at = (seconds: number, event: RunEvent): Entry => ({
  seq: 1,
  at: millis(NOON + seconds * 1000),
  ...event,
});
const started = (seconds: number, n = 1): Entry =>
  at(seconds, { type: "task.started", task: a, n, fingerprint: PRINT });
const failed = (seconds: number, message: string): Entry =>
  at(seconds, {
    type: "task.failed",
    task: a,
    n: 1,
    failure: { kind: "agent-error", message },
    usage: { inputTokens: 0, outputTokens: 0, costUsd: 0.44 },
    saw: [],
  });

function linesOf(entries: readonly Entry[], options: Partial<LineOptions> = {}): readonly (string | null)[] {
  const model = progress(PLAN);
  return entries.map((entry) => plainLine(model, entry, { ...OPTIONS, ...options }));
}

test("each event is one line that can be found by its words", () => {
  const retryAt = (): Millis => millis(NOON + 262_000);
  expect(linesOf([started(0), failed(242, "5 tests failed")], { retryAt })).toEqual([
    "14:02:11 START    implement-ui agent=coder attempt=1",
    '14:06:13 FAILED   implement-ui attempt=1 4m02s $0.44 class=agent-error reason="5 tests failed" next=retry-in-20s',
  ]);
});

test("the whole life of a run is told", () => {
  const check = taskId("check");
  const entries = [
    at(0, { type: "run.started" }),
    started(0),
    at(1, { type: "task.reported", task: a, note: "reading" }),
    at(2, { type: "task.succeeded", task: a, n: 1, output: PRINT, saw: [] }),
    at(2, { type: "task.skipped", task: check, status: "skipped", because: { kind: "condition" }, saw: [] }),
    at(3, { type: "run.finished", conclusion: "success" }),
  ];
  expect(linesOf(entries)).toEqual([
    "14:02:11 RUN      test tasks=2 max-parallel=3",
    "14:02:11 START    implement-ui agent=coder attempt=1",
    null,
    "14:02:13 DONE     implement-ui attempt=1 2.0s",
    '14:02:13 SKIPPED  check reason="its condition was not true"',
    "14:02:14 END      success 2/2 done",
  ]);
  expect(linesOf(entries, { verbose: true })[2]).toBe('14:02:12 SAYS     implement-ui "reading"');
});

test("what an agent says stays on its line and commands nothing", () => {
  const [, line] = linesOf([started(0), failed(1, "bad\n::error::x\u001b[2J\u202e")]);
  expect(line).toContain('reason="bad ::error::x"');
});

test("an unknown cost is said to be unknown", () => {
  const entry = at(1, {
    type: "task.succeeded",
    task: a,
    n: 1,
    output: PRINT,
    usage: { inputTokens: 1, outputTokens: 1, costUsd: null },
    saw: [],
  });
  expect(linesOf([started(0), entry])[1]).toBe("14:02:12 DONE     implement-ui attempt=1 1.0s cost unknown");
});

test("a heartbeat names what runs and for how long", () => {
  const model = progress(PLAN);
  plainLine(model, started(0), OPTIONS);
  expect(heartbeat(model, NOON + 65_000, OPTIONS)).toBe(
    "14:03:16 RUNNING  1 task (implement-ui 1m05s) 0/2 done",
  );
});

test("the live region has one line per running task and fits the terminal", () => {
  const model = progress(PLAN);
  plainLine(model, started(0, 2), OPTIONS);
  plainLine(model, at(1, { type: "task.reported", task: a, note: `reading ${"x".repeat(200)}` }), OPTIONS);
  const region = liveRegion(model, { now: NOON + 5000, columns: 60, tick: 0 }, styled(false, true));
  expect(region).toEqual([
    " test  0/2  ░░░░░░░░░░░░░░░░░░░░░░  5.0s",
    " ⠋ implement-ui    coder            5.0s attempt 2  readin…",
  ]);
});

test("many running tasks never fill the screen", () => {
  const tasks = Array.from({ length: 30 }, (_, index) => task(`t${index}`));
  const model = progress(plan(tasks));
  for (const { id } of tasks)
    plainLine(model, at(0, { type: "task.started", task: id, n: 1, fingerprint: PRINT }), OPTIONS);
  const region = liveRegion(model, { now: NOON, columns: 80, tick: 3 }, styled(false, false));
  expect(region).toHaveLength(10);
  expect(region.at(-1)).toBe("   and 22 more");
});
