/** Entry by entry: what each one leaves behind in the state, and what a later epoch takes back. */
import { expect, test } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { simulate, type World } from "../../../test/rig/simulate.ts";
import { digest, millis, runId, taskId, type TaskId } from "../base/brand.ts";
import type { Basis, Entry, Header, RunEvent, StopReason } from "../journal/event.ts";
import type { Plan } from "../plan/plan.ts";
import { answerTo, closingEvent } from "./answer.ts";
import { conclusionOf } from "./conclude.ts";
import { decide } from "./decide.ts";
import { apply, foldSegments, initial } from "./fold.ts";
import { factsOf, stopOf, type RunState, type TaskState } from "./state.ts";

const HEADER: Header = { version: 1, run: runId("run"), plan: PLAN_DIGEST, epoch: 1, writer: "main" };
const OTHER_PLAN = digest("22".repeat(32));
const id = (name: string): TaskId => taskId(name);

/** Applies events to a state, each at its moment, under one header. */
function tell(
  state: RunState,
  header: Partial<Header>,
  events: readonly (readonly [number, RunEvent])[],
): RunState {
  for (const [seq, [at, event]] of events.entries()) {
    const entry: Entry = { seq, at: millis(at), ...event };
    apply(state, { ...HEADER, ...header }, entry);
  }
  return state;
}
const after = (given: Plan, events: readonly (readonly [number, RunEvent])[]): RunState =>
  tell(initial(given, PLAN_DIGEST), {}, events);

const began: readonly [number, RunEvent] = [0, { type: "run.started" }];
const resumed = (at: number, ...rerun: readonly string[]): readonly [number, RunEvent] => [
  at,
  { type: "run.resumed", from: 1, rerun: rerun.map(id) },
];
const started = (name: string, at: number, n = 1): readonly [number, RunEvent] => [
  at,
  { type: "task.started", task: id(name), n, fingerprint: digest(`print ${name}`) },
];
const done = (name: string, at: number, saw: Basis = [], n = 1): readonly [number, RunEvent] => [
  at,
  { type: "task.succeeded", task: id(name), n, output: digest(`out ${name}`), saw },
];
const failed = (name: string, at: number, n = 1): readonly [number, RunEvent] => [
  at,
  { type: "task.failed", task: id(name), n, failure: { kind: "agent-error", message: "no" }, saw: [] },
];
const resolved = (name: string, at: number, fingerprint = `print ${name}`): readonly [number, RunEvent] => [
  at,
  {
    type: "task.resolved",
    task: id(name),
    condition: true,
    fingerprint: digest(fingerprint),
    trust: "trusted",
  },
];
const stopping = (at: number, reason: StopReason, running: "finish" | "end"): readonly [number, RunEvent] => [
  at,
  { type: "run.stopping", reason, running },
];
const own = (state: RunState, name: string): TaskState => {
  const found = state.tasks.find((one) => one.task.id === name);
  if (found === undefined) throw new Error(`no task ${name}`);
  return found;
};
const FAILURE: StopReason = { kind: "failure", task: id("a") };
const CANCEL: StopReason = { kind: "cancel", by: "person" };
const BUDGET: StopReason = { kind: "budget", limit: "cost" };

test("before any entry everything is open, nothing is counted, and the first word is a wait", () => {
  const state = initial(plan([task("a"), task("b", { needs: ["a"] })]), PLAN_DIGEST);
  expect([
    state.epoch,
    state.startedAt,
    state.running,
    state.agentsStarted,
    state.phase,
    state.phaseAt,
  ]).toEqual([0, null, 0, 0, "on_start", 0]);
  expect(state.usage).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: 0 });
  expect(own(state, "a")).toMatchObject({
    parent: -1,
    fence: 0,
    epoch: 0,
    phase: "idle",
    attempts: 0,
    calls: 0,
    agentFailures: 0,
    infraFailures: 0,
    startedAt: null,
    finishedAt: null,
    settled: null,
    output: "",
    pressing: false,
    usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
  });
});

test("a fold of no segments already knows whose turn it is", () => {
  const state = foldSegments(plan([task("a")]), PLAN_DIGEST, []);
  expect(state.phase).toBe("task");
  expect(state.phaseAt).toBe(0);
  expect(decide(state, millis(0))).toEqual([{ do: "start", task: "a", n: 1 }]);
});

test("the run and each of its epochs began when the first of its writers says so", () => {
  const state = after(plan([task("a")]), [[7, { type: "run.started" }]]);
  expect([state.startedAt, factsOf(state)?.startedAt]).toEqual([7, 7]);
  tell(state, { writer: "late" }, [[9, { type: "run.started" }]]);
  expect([state.startedAt, factsOf(state)?.startedAt]).toEqual([7, 7]);
  tell(state, { writer: "early" }, [[5, { type: "run.started" }]]);
  expect([state.startedAt, factsOf(state)?.startedAt]).toEqual([5, 5]);
  tell(state, { epoch: 2 }, [resumed(20), resumed(30)]);
  expect([state.startedAt, factsOf(state)?.startedAt]).toEqual([5, 20]);
});

test("a resumed run counts its timeout from the resume", () => {
  const state = after(plan([task("a")], { timeout: millis(100) }), [began]);
  tell(state, { epoch: 2 }, [resumed(1000)]);
  expect(decide(state, millis(1050))).toEqual([{ do: "start", task: "a", n: 1 }]);
  tell(state, { epoch: 2 }, [started("a", 1050)]);
  expect(decide(state, millis(1050))).toEqual([{ do: "wait", until: 1100 }]);
});

test("the stronger stop stands; among equals the first", () => {
  const stops = (...events: readonly (readonly [number, RunEvent])[]) =>
    stopOf(after(plan([task("a"), task("b")]), [began, ...events]));
  const finish = stopping(1, FAILURE, "finish");
  const end = stopping(2, CANCEL, "end");
  expect(stops(finish)).toEqual({ reason: FAILURE, running: "finish", at: 1 });
  expect(stops(finish, end)).toEqual({ reason: CANCEL, running: "end", at: 2 });
  expect(stops(end, finish)).toEqual({ reason: CANCEL, running: "end", at: 2 });
  expect(stops(finish, stopping(3, BUDGET, "finish"))).toEqual({ reason: FAILURE, running: "finish", at: 1 });
  const timeout: StopReason = { kind: "timeout", after: millis(9) };
  expect(stops(end, stopping(3, timeout, "end"))).toEqual({ reason: CANCEL, running: "end", at: 2 });
});

test("a stop belongs to its epoch", () => {
  const state = after(plan([task("a")]), [began, stopping(1, CANCEL, "end")]);
  tell(state, { epoch: 2 }, [resumed(5, "a")]);
  expect(stopOf(state)).toBeNull();
  expect(decide(state, millis(5))).toEqual([{ do: "start", task: "a", n: 1 }]);
});

test("the conclusion, what was missing and the end are kept as they were first said", () => {
  const state = after(plan([task("a")]), [began, started("a", 0), done("a", 3)]);
  tell(state, {}, [[4, { type: "run.concluded", conclusion: "failure", missing: ["summary"] }]]);
  expect(factsOf(state)).toMatchObject({ concluded: "failure", missing: ["summary"], finished: null });
  tell(state, {}, [
    [5, { type: "run.finished", conclusion: "failure" }],
    [9, { type: "run.finished", conclusion: "success" }],
    [10, { type: "writer.closed" }],
  ]);
  expect(factsOf(state)).toMatchObject({ finished: "failure", finishedAt: 5 });
  const plainly = after(plan([task("a")]), [began, started("a", 0), done("a", 3)]);
  tell(plainly, {}, [[4, { type: "run.concluded", conclusion: "success" }]]);
  expect(factsOf(plainly)).toMatchObject({ concluded: "success", missing: [], finishedAt: null });
});

test("a missing output or a missed required task makes the run red", () => {
  const state = after(plan([task("a", { required: true }), task("b")]), [
    began,
    started("b", 0),
    done("b", 1),
  ]);
  expect([conclusionOf(state, []), conclusionOf(state, ["x"])]).toEqual(["success", "failure"]);
  tell(state, {}, [
    [2, { type: "task.skipped", task: id("a"), status: "skipped", because: { kind: "outcome" }, saw: [] }],
  ]);
  expect(conclusionOf(state, [])).toBe("failure");
});

test("entries about tasks that the plan does not know are passed over", () => {
  const state = after(plan([task("a")]), [began, started("ghost", 1)]);
  tell(state, { epoch: 2 }, [resumed(2, "ghost", "a")]);
  expect(state.tasks.map(({ task: { id: name }, fence }) => [name, fence])).toEqual([["a", 2]]);
  expect(decide(state, millis(2))).toEqual([{ do: "start", task: "a", n: 1 }]);
});

test("only agents are counted as called; every attempt pays, and unknown cost adds nothing", () => {
  const given = plan([task("a"), task("c", { work: { type: "command", run: ["true"] } })]);
  const usage = { inputTokens: 3, outputTokens: 2, costUsd: null };
  const state = after(given, [
    began,
    started("a", 0),
    [1, { type: "task.reported", task: id("a"), note: "reading" }],
    started("c", 0),
    [2, { type: "task.failed", task: id("a"), n: 1, failure: { kind: "lost", message: "" }, usage, saw: [] }],
    started("a", 3, 2),
  ]);
  expect([state.agentsStarted, own(state, "a").calls, own(state, "c").calls]).toEqual([2, 2, 0]);
  expect(own(state, "a").usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
  expect(state.usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
  expect([own(state, "a").note, own(state, "a").infraFailures, own(state, "a").agentFailures]).toEqual([
    "reading",
    1,
    0,
  ]);
});

test("an attempt that is refused, never began or would begin too late is not repeated", () => {
  const retry = { maxAttempts: 3, delay: millis(10) };
  const phase = (
    words: Parameters<typeof task>[1],
    event: Partial<Extract<RunEvent, { type: "task.failed" }>>,
  ) => {
    const [at, failure] = failed("a", 5);
    if (failure.type !== "task.failed") throw new Error("not a failure");
    const state = after(plan([task("a", { retry, ...words })]), [began, started("a", 0)]);
    const { phase: now, retryAt } = own(tell(state, {}, [[at, { ...failure, ...event }]]), "a");
    return [now, retryAt];
  };
  expect(phase({}, {})).toEqual(["waiting", 15]);
  expect(phase({}, { n: 0 })).toEqual(["ended", null]);
  expect(phase({}, { retry: false })).toEqual(["ended", null]);
  expect(phase({ totalTimeout: millis(16) }, {})).toEqual(["waiting", 15]);
  expect(phase({ totalTimeout: millis(15) }, {})).toEqual(["ended", null]);
});

test("each attempt has its own moments, the task keeps its first, and its end clears what was pending", () => {
  const retry = { maxAttempts: 3, delay: millis(10) };
  const state = after(plan([task("a", { retry })]), [
    began,
    started("a", 2),
    failed("a", 5),
    started("a", 15, 2),
  ]);
  expect(own(state, "a")).toMatchObject({
    phase: "open",
    attempts: 2,
    startedAt: 2,
    attemptAt: 15,
    reportedAt: 15,
    retryAt: null,
    fingerprint: "print a",
  });
  tell(state, {}, [[16, { type: "task.stopping", task: id("a"), reason: "timeout" }]]);
  expect(own(state, "a").halting).toBe("timeout");
  tell(state, {}, [done("a", 18, [], 2)]);
  expect(own(state, "a")).toMatchObject({
    phase: "ended",
    settled: "success",
    output: "out a",
    finishedAt: 18,
    halting: null,
    retryAt: null,
    ending: { reused: false },
  });
});

test("a new epoch wipes what it takes up again, and nothing else", () => {
  const given = plan([task("a", { retry: { maxAttempts: 2, delay: millis(10) } }), task("b")]);
  const state = after(given, [
    began,
    started("a", 0),
    [1, { type: "task.reported", task: id("a"), note: "hm" }],
    failed("a", 5),
    started("b", 0),
    done("b", 6),
  ]);
  tell(state, { epoch: 2 }, [resumed(20, "a")]);
  expect(own(state, "a")).toMatchObject({
    fence: 2,
    epoch: 2,
    phase: "idle",
    attempts: 0,
    agentFailures: 0,
    infraFailures: 0,
    startedAt: null,
    finishedAt: null,
    halting: null,
    ending: null,
    failure: null,
    retryAt: null,
    note: "",
    branch: null,
    resolution: null,
    candidate: null,
    settled: null,
    output: "",
  });
  expect(own(state, "b")).toMatchObject({ fence: 0, settled: "success", output: "out b", finishedAt: 6 });
  expect(decide(state, millis(20))).toEqual([{ do: "start", task: "a", n: 1 }]);
});

test("a halted attempt, an open group and a resolution of an older epoch are forgotten with it", () => {
  const given = plan([
    task("a"),
    task("fork", { work: { type: "conditional", condition: "x", then: [], else: [] }, dynamic: true }),
    task("x", { parent: ["fork", "then"] }),
    task("d", { dynamic: true }),
  ]);
  const state = after(given, [
    began,
    started("a", 0),
    [1, { type: "task.stopping", task: id("a"), reason: "timeout" }],
    resolved("d", 1),
    resolved("fork", 1),
    [1, { type: "task.started", task: id("fork"), n: 1, fingerprint: digest("f"), branch: "then" }],
  ]);
  expect([own(state, "fork").gate, own(state, "fork").branch]).toEqual(["then", "then"]);
  expect(own(state, "d").resolution).toEqual({ condition: true, missing: null, fingerprint: "print d" });
  tell(state, { epoch: 2 }, [resumed(20, "a", "fork", "x", "d")]);
  expect([own(state, "a").halting, own(state, "fork").branch, own(state, "fork").gate]).toEqual([
    null,
    null,
    null,
  ]);
  expect(own(state, "d").resolution).toBeNull();
  const late: RunEvent = {
    type: "task.resolved",
    task: id("d"),
    condition: false,
    fingerprint: digest("z"),
    trust: "trusted",
  };
  tell(state, { epoch: 1 }, [[21, late]]);
  expect(own(state, "d").resolution).toBeNull();
});

test("a resolution is asked for again when what it read is open again", () => {
  const given = plan([task("a"), task("b", { needs: ["a"], dynamic: true })]);
  const state = after(given, [began, started("a", 0), done("a", 1), resolved("b", 2)]);
  expect(decide(state, millis(2))).toEqual([{ do: "start", task: "b", n: 1 }]);
  tell(state, { epoch: 2 }, [resumed(5)]);
  expect(decide(state, millis(5))).toEqual([{ do: "resolve", task: "b" }]);
  tell(state, { epoch: 2 }, [resolved("b", 6), started("a", 6)]);
  expect(own(state, "b").resolution).toBeNull();
});

test("handlers belong to the end of an epoch: each resume runs them anew", () => {
  const given = plan([
    task("hello", { role: "on_start", rule: "all_done" }),
    task("a"),
    task("clean", { role: "finally", rule: "all_done" }),
    task("end", { role: "on_complete", rule: "all_done" }),
  ]);
  const world: World = { act: () => ({ after: 10 }), answer: () => "yes" };
  const first = simulate(given, world);
  const second = simulate(given, world, { before: first.segments });
  expect(second.starts).toEqual(["40 clean#1", "50 end#1"]);
  expect(second.state.tasks.map(({ fence }) => fence)).toEqual([0, 0, 2, 2]);
});

test("under another plan only a success is remembered, with its story; a resume may take it over as it was", () => {
  const given = plan([task("a"), task("b")]);
  const state = tell(initial(given, PLAN_DIGEST), { plan: OTHER_PLAN }, [
    began,
    started("a", 3),
    failed("a", 5),
    started("a", 7, 2),
    done("a", 9, [], 2),
    started("b", 3),
  ]);
  expect(own(state, "a")).toMatchObject({ settled: null, phase: "idle" });
  expect(own(state, "a").candidate).toMatchObject({ epoch: 1, output: "out a", fingerprint: "print a" });
  expect(own(state, "b").candidate).toMatchObject({ epoch: 1, output: "", fingerprint: "print b" });
  tell(state, { epoch: 2 }, [resumed(20)]);
  expect(decide(state, millis(20))).toEqual([
    { do: "resolve", task: "a" },
    { do: "resolve", task: "b" },
  ]);
  tell(state, { epoch: 2 }, [resolved("a", 21), resolved("b", 21)]);
  const [reuse, ...rest] = decide(state, millis(21));
  expect([reuse, ...rest]).toEqual([{ do: "reuse", task: "a", epoch: 1, output: "out a" }]);
  const event = reuse === undefined ? null : answerTo(state, reuse);
  expect(event).toEqual({
    type: "task.reused",
    task: "a",
    epoch: 1,
    output: "out a",
    fingerprint: "print a",
    saw: [],
  });
  if (event !== null) tell(state, { epoch: 2 }, [[22, event]]);
  expect(own(state, "a")).toMatchObject({
    settled: "success",
    output: "out a",
    fingerprint: "print a",
    attempts: 2,
    startedAt: 3,
    finishedAt: 9,
    ending: { reused: true },
  });
  expect(decide(state, millis(22))).toEqual([{ do: "start", task: "b", n: 1 }]);
});

test("what was taken over once can be taken over again under a third plan, but not from behind a fence", () => {
  const reused: RunEvent = {
    type: "task.reused",
    task: id("a"),
    epoch: 1,
    output: digest("kept"),
    fingerprint: digest("print a"),
    saw: [],
  };
  const remembered = (header: Partial<Header>, rerun: readonly string[]) => {
    const state = tell(initial(plan([task("a")]), PLAN_DIGEST), { plan: OTHER_PLAN, epoch: 2 }, [
      [1, reused],
    ]);
    tell(state, { epoch: 3 }, [resumed(5, ...rerun)]);
    tell(state, { plan: OTHER_PLAN, ...header }, [started("a", 6)]);
    return own(state, "a").candidate;
  };
  expect(remembered({ epoch: 1 }, [])).toMatchObject({ epoch: 2, output: "kept", fingerprint: "print a" });
  expect(remembered({ epoch: 2 }, [])).toMatchObject({ epoch: 2, output: "" });
  expect(remembered({ epoch: 2 }, ["a"])).toBeNull();
  expect(remembered({ epoch: 3 }, ["a"])).toMatchObject({ epoch: 3, output: "" });
});

test("a success whose fingerprint no longer fits is bought again", () => {
  const state = tell(initial(plan([task("a")]), PLAN_DIGEST), { plan: OTHER_PLAN }, [
    started("a", 3),
    done("a", 9),
  ]);
  tell(state, { epoch: 2 }, [resumed(20), resolved("a", 21, "another")]);
  expect(decide(state, millis(21))).toEqual([{ do: "start", task: "a", n: 1 }]);
});

test("a lost writer's attempt says who fell silent, and gives its place back", () => {
  const state = after(plan([task("a"), task("b", { needs: ["a"] })]), [began, started("a", 0)]);
  tell(state, { writer: "owner" }, [[5, { type: "writer.lost", writer: "1/main" }]]);
  expect(own(state, "a")).toMatchObject({
    settled: "failure",
    output: "",
    failure: { kind: "lost", message: "1/main ended without a word" },
  });
  expect(state.running).toBe(0);
});

test("a step's failure is its group's business where the group may fail or waits for any, however deep", () => {
  const failedSet = (words: Parameters<typeof task>[1], inner: Parameters<typeof task>[1] = {}) => {
    const given = plan([
      task("outer", { work: { type: "parallel", steps: [], waitFor: "all" }, ...words }),
      task("inner", {
        work: { type: "parallel", steps: [], waitFor: "all" },
        parent: ["outer", "all"],
        ...inner,
      }),
      task("a", { parent: ["inner", "all"] }),
    ]);
    return initial(given, PLAN_DIGEST).tasks.map(({ shielded }) => shielded);
  };
  expect(failedSet({})).toEqual([false, false, false]);
  expect(failedSet({ onFailure: "continue" })).toEqual([false, true, true]);
  expect(failedSet({ work: { type: "parallel", steps: [], waitFor: "any" } })).toEqual([false, true, true]);
  expect(failedSet({}, { onFailure: "skip" })).toEqual([false, false, true]);
  const fork = { work: { type: "conditional", condition: "x", then: [], else: [] } } as const;
  expect(failedSet(fork, { parent: ["outer", "then"] })).toEqual([false, false, false]);
});

test("an agent without a pool goes to the pool of its runner if that is limited; commands to none", () => {
  const command = { type: "command", run: ["true"] } as const;
  const given = plan([task("a"), task("b", { pool: "p" }), task("c", { work: command })], {
    pools: { scripted: 1 },
  });
  expect(initial(given, PLAN_DIGEST).tasks.map(({ lane }) => lane.pools)).toEqual([["scripted"], ["p"], []]);
  expect(initial(plan([task("a")]), PLAN_DIGEST).tasks.map(({ lane }) => lane.pools)).toEqual([[]]);
});

test("the end of a group stands on its steps: when one of them is open again, so is the group", () => {
  const given = plan([
    task("group", { work: { type: "parallel", steps: [], waitFor: "all" } }),
    task("one", { parent: ["group", "all"] }),
    task("after", { needs: ["group"] }),
  ]);
  const open: RunEvent = {
    type: "task.started",
    task: id("group"),
    n: 1,
    fingerprint: digest(""),
    branch: "all",
  };
  const saw: Basis = [[id("one"), "success", digest("out one")]];
  const state = after(given, [began, [0, open], started("one", 0), done("one", 1), done("group", 2, saw)]);
  expect(own(state, "group")).toMatchObject({ settled: "success", openChildren: 0, wonChildren: 1 });
  tell(state, { epoch: 2 }, [resumed(5, "one")]);
  expect(own(state, "group")).toMatchObject({ settled: null, output: "", openChildren: 1, wonChildren: 0 });
  tell(state, { epoch: 2 }, [started("one", 5), done("one", 6)]);
  expect(own(state, "group")).toMatchObject({ settled: "success", openChildren: 0, wonChildren: 1 });
});

test("an ending stands on what it saw, wherever in its list that is named", () => {
  const given = plan([task("a"), task("b"), task("c", { needs: ["a", "b"] })]);
  const saw = (a: string, b: string): Basis => [
    [id("b"), "success", digest(b)],
    [id("a"), "success", digest(a)],
  ];
  const settled = (basis: Basis) =>
    own(
      after(given, [
        began,
        started("a", 0),
        done("a", 1),
        started("b", 0),
        done("b", 1),
        started("c", 1),
        done("c", 2, basis),
      ]),
      "c",
    ).settled;
  expect(settled(saw("out a", "out b"))).toBe("success");
  expect(settled([...saw("out a", "out b")].reverse())).toBe("success");
  expect(settled(saw("out a", "another"))).toBeNull();
  expect(settled(saw("another", "out b"))).toBeNull();
  expect(settled([[id("a"), "success", digest("out a")]])).toBeNull();
  expect(
    settled([
      [id("a"), "failure", digest("out a")],
      [id("b"), "success", digest("out b")],
    ]),
  ).toBeNull();
});

test("a loser is a loser only while the race is won", () => {
  const given = plan([
    task("race", { work: { type: "parallel", steps: [], waitFor: "any" } }),
    task("one", { parent: ["race", "all"] }),
    task("two", { parent: ["race", "all"] }),
  ]);
  const open: RunEvent = {
    type: "task.started",
    task: id("race"),
    n: 1,
    fingerprint: digest(""),
    branch: "all",
  };
  const lost: RunEvent = { type: "task.cancelled", task: id("two"), reason: "loser", saw: [] };
  const state = after(given, [
    began,
    [0, open],
    started("one", 0),
    started("two", 0),
    done("one", 1),
    [2, lost],
  ]);
  expect(own(state, "two").settled).toBe("cancelled");
  tell(state, { epoch: 2 }, [resumed(5, "one")]);
  expect(own(state, "two").settled).toBeNull();
});

test("what is late, what never ran and what failed inside is told in words", () => {
  const words = { retry: { maxAttempts: 2, delay: millis(1) }, totalTimeout: millis(9) };
  const given = plan([task("a", words), task("b")], { maxParallel: 1 });
  const state = after(given, [began, started("a", 0), failed("a", 1), started("b", 1)]);
  expect(answerTo(state, { do: "expire", task: id("a") })).toEqual({
    type: "task.failed",
    task: "a",
    n: 1,
    failure: {
      kind: "timeout",
      after: 9,
      message: "its time was over before another attempt could start; the last attempt failed: no",
    },
    retry: false,
    saw: [],
  });
  expect(answerTo(state, { do: "expire", task: id("b") })).toMatchObject({
    failure: { after: 0, message: "its time was over before another attempt could start" },
  });
  expect(answerTo(state, { do: "start", task: id("a"), n: 1 })).toBeNull();
  const close = (outcome: "success" | "failure" | "skipped", because: TaskId | null) =>
    closingEvent(state, { do: "close", task: id("b"), outcome, because });
  expect(close("success", null)).toBeNull();
  expect(close("skipped", null)).toEqual({
    type: "task.skipped",
    task: "b",
    status: "skipped",
    because: { kind: "rule", rule: "any", because: [] },
    saw: [],
  });
  expect(close("failure", id("a"))).toEqual({
    type: "task.failed",
    task: "b",
    n: 1,
    failure: { kind: "agent-error", message: 'step "a" failed: no' },
    retry: false,
    saw: [],
  });
  expect(close("failure", null)).toMatchObject({
    failure: { kind: "timeout", after: 300_000, message: "its steps did not end in time" },
  });
});

test("a group and a reuse carry the fingerprint of their resolution, or none", () => {
  const given = plan([
    task("fork", { work: { type: "conditional", condition: "x", then: [], else: [] }, dynamic: true }),
    task("all", { work: { type: "parallel", steps: [], waitFor: "all" } }),
  ]);
  const open = (state: RunState, name: string) => answerTo(state, { do: "open", task: id(name), n: 1 });
  const state = after(given, [began]);
  expect(open(state, "all")).toEqual({
    type: "task.started",
    task: "all",
    n: 1,
    fingerprint: "",
    branch: "all",
  });
  expect(open(state, "fork")).toMatchObject({ branch: "else", fingerprint: "" });
  expect(answerTo(state, { do: "reuse", task: id("all"), epoch: 1, output: digest("o") })).toMatchObject({
    fingerprint: "",
  });
  tell(state, {}, [resolved("fork", 1)]);
  expect(open(state, "fork")).toMatchObject({ branch: "then", fingerprint: "print fork" });
});

test("what is said of a task that lies below a fence, or was never remembered, is taken over with no story", () => {
  const state = after(plan([task("a")]), [began]);
  const reused: RunEvent = {
    type: "task.reused",
    task: id("a"),
    epoch: 1,
    output: digest("o"),
    fingerprint: digest("f"),
    saw: [],
  };
  tell(state, { epoch: 2 }, [resumed(5), [6, reused]]);
  expect(own(state, "a")).toMatchObject({ settled: "success", attempts: 0, startedAt: null, finishedAt: 6 });
});

test("a cost that nobody knows stays unknown until something is known, and known costs add up", () => {
  const total = (...costs: readonly (number | null)[]) => {
    const paid = costs.map((costUsd, n): readonly [number, RunEvent] => [
      n,
      {
        type: "task.cancelled",
        task: id("a"),
        reason: "cancel",
        usage: { inputTokens: 1, outputTokens: 1, costUsd },
        saw: [],
      },
    ]);
    return after(plan([task("a")]), paid).usage.costUsd;
  };
  expect([total(2), total(2, 3), total(2, null), total(null, 2), total(0, 0)]).toEqual([2, 5, 2, 2, 0]);
  expect([total(null), total(null, null), total(null, 1, null)]).toEqual([null, null, 1]);
});
