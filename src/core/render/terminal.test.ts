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

const gate = taskId("release");
const SHOWN = digest("3fa2b1c4d5e6".padEnd(64, "0"));
const ASKING = plan([
  task("release", {
    work: { type: "approval", prompt: "", fields: [], approvers: [], onTimeout: "reject", escalateTo: [] },
  }),
]);
const asks = [
  at(0, { type: "task.started", task: gate, n: 1, fingerprint: PRINT }),
  at(0, { type: "gate.requested", task: gate, shown: SHOWN }),
];
const answered: RunEvent = {
  type: "gate.answered",
  task: gate,
  shown: SHOWN,
  answer: "77aa",
  verdict: "approve",
  by: "ada",
  fields: {},
  reason: "looks\ngood",
};

test("a question, its answers and what came of it are told", () => {
  const model = progress(ASKING);
  const asked = () => ({ prompt: "Release it?", command: "approve it" });
  const entries = [
    ...asks,
    at(1, answered),
    at(2, { type: "gate.accepted", task: gate, answer: "77aa" }),
    at(62, { type: "task.succeeded", task: gate, n: 1, output: PRINT, saw: [] }),
    at(63, { type: "gate.expired", task: gate, verdict: "reject" }),
    at(63, { type: "task.escalated", task: gate, to: ["lead", "ada"] }),
    at(64, { type: "run.paused", reason: { kind: "gates", tasks: [gate] } }),
    at(65, { type: "run.paused", reason: { kind: "quota", pool: "claude", until: null } }),
  ];
  expect(entries.map((entry) => plainLine(model, entry, { ...OPTIONS, asked }))).toEqual([
    null,
    '14:02:11 ASKS     release "Release it?" digest=3fa2b1c4d5e6 answer-with="approve it"',
    '14:02:12 ANSWERED release approve by=ada reason="looks good"',
    "14:02:13 ACCEPTED release answer=77aa",
    "14:03:13 DONE     release attempt=1 1m02s",
    "14:03:14 EXPIRED  release nobody answered, which counts as reject",
    "14:03:14 TELLS    release to=lead,ada",
    "14:03:15 PAUSED   waits for an answer to release",
    "14:03:16 PAUSED   waits for the quota of claude",
  ]);
});

test("a question is told by its digest where its words are not at hand", () => {
  const model = progress(ASKING);
  const lines = asks.map((entry) => plainLine(model, entry, OPTIONS));
  expect(lines).toEqual([null, "14:02:11 ASKS     release digest=3fa2b1c4d5e6"]);
});

test("what waits for people stands below what runs, until it is answered", () => {
  const model = progress(ASKING);
  for (const entry of asks) plainLine(model, entry, OPTIONS);
  const frame = { now: NOON + 62_000, columns: 100, tick: 0 };
  expect(liveRegion(model, frame, styled(false, true)).slice(1)).toEqual([
    " ◇ release         approval        1m02s  waits for an answer",
  ]);
  plainLine(model, at(63, answered), OPTIONS);
  expect(liveRegion(model, frame, styled(false, false))[1]).toMatch(/^ \? release/);
  const over = at(64, { type: "task.cancelled", task: gate, reason: "cancel", saw: [] });
  expect(plainLine(model, over, OPTIONS)).toBe("14:03:15 STOPPED  release reason=cancel 1m04s");
  expect(liveRegion(model, frame, styled(false, true))).toHaveLength(1);
});

test("an alert stands below what caused it, also where that deserves no line, and a result of another run names it", () => {
  const alert = { kind: "circuit-open", agent: "coder", failures: 5, until: millis(NOON) } as const;
  const fresh = [[alert], []];
  const options: LineOptions = { ...OPTIONS, alerts: () => fresh.shift() ?? [] };
  const model = progress(PLAN);
  const said =
    'ALERT    agent "coder" failed 5 times in a row and is left alone until 2026-11-21T14:02:11.000Z';
  const observed: RunEvent = { type: "circuit.observed", agent: "coder", failures: 5, until: null };
  expect(plainLine(model, at(0, observed), options)).toBe(`14:02:11 ${said}`);
  expect(plainLine(model, at(0, observed), options)).toBeNull();
  fresh.push([alert]);
  expect(plainLine(model, failed(1, "no"), options)?.split("\n")).toEqual([
    expect.stringContaining("FAILED"),
    `14:02:12 ${said}`,
  ]);
  const cached = { run: "r-0", output: PRINT, costUsd: 0.5 };
  const reused: RunEvent = {
    type: "task.reused",
    task: a,
    epoch: 1,
    output: PRINT,
    fingerprint: PRINT,
    saw: [],
    cached,
  };
  expect(plainLine(model, at(2, reused), OPTIONS)).toBe(
    "14:02:13 REUSED   implement-ui from=r-0 saved=$0.50",
  );
});
