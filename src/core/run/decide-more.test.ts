/** Exact commands for exact states: what is asked for, in which order, and until when there is nothing to do. */
import { expect, test } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { simulate, type World } from "../../../test/rig/simulate.ts";
import { digest, millis, runId, taskId, type TaskId } from "../base/brand.ts";
import type { Entry, Header, RunEvent } from "../journal/event.ts";
import type { Plan } from "../plan/plan.ts";
import { decide, runDeadline } from "./decide.ts";
import { apply, initial } from "./fold.ts";
import type { RunState } from "./state.ts";

const HEADER: Header = { version: 1, run: runId("run"), plan: PLAN_DIGEST, epoch: 1, writer: "main" };
const id = (name: string): TaskId => taskId(name);

/** The state after these events, each at its moment. */
function after(given: Plan, events: readonly (readonly [number, RunEvent])[]): RunState {
  const state = initial(given, PLAN_DIGEST);
  for (const [seq, [at, event]] of events.entries()) {
    const entry: Entry = { seq, at: millis(at), ...event };
    apply(state, HEADER, entry);
  }
  return state;
}

const began: readonly [number, RunEvent] = [0, { type: "run.started" }];
const started = (name: string, at: number, n = 1): readonly [number, RunEvent] => [
  at,
  { type: "task.started", task: id(name), n, fingerprint: digest("f") },
];
const failed = (name: string, at: number, n = 1): readonly [number, RunEvent] => [
  at,
  {
    type: "task.failed",
    task: id(name),
    n,
    failure: { kind: "agent-error", message: "no" },
    saw: [],
  },
];
const asked = (state: RunState, now: number) => decide(state, millis(now));

const events = <T extends RunEvent["type"]>(given: Plan, world: World, type: T) =>
  simulate(given, world).segments.flatMap(({ entries }) =>
    entries.filter((entry): entry is Extract<Entry, { type: T }> => entry.type === type),
  );
const calm: World = { act: () => ({ after: 10 }), answer: () => "yes" };
const statuses = (given: Plan, world: World) =>
  Object.fromEntries(
    simulate(given, world).state.tasks.map(({ task: { id: name }, settled }) => [name, settled]),
  );

test("starts name the task and its attempt, as many as there are places", () => {
  const given = plan([task("a"), task("b"), task("c")], { maxParallel: 2 });
  expect(asked(after(given, [began]), 0)).toEqual([
    { do: "start", task: "a", n: 1 },
    { do: "start", task: "b", n: 1 },
  ]);
  expect(asked(after(given, [began, started("a", 0)]), 0)).toEqual([{ do: "start", task: "b", n: 1 }]);
  expect(asked(after(given, [began, started("a", 0), started("b", 0)]), 0)).toEqual([
    { do: "wait", until: null },
  ]);
});

test("while something runs, the wait ends at the nearest of its deadlines, and then names the one that passed", () => {
  const running = (words: Parameters<typeof task>[1]) =>
    after(plan([task("a", words)]), [began, started("a", 5)]);
  const all = { timeout: millis(30), idleTimeout: millis(20), totalTimeout: millis(10) };
  expect(asked(running(all), 5)).toEqual([{ do: "wait", until: 15 }]);
  expect(asked(running(all), 14)).toEqual([{ do: "wait", until: 15 }]);
  expect(asked(running(all), 15)).toEqual([{ do: "halt", task: "a", reason: "total_timeout" }]);
  const { totalTimeout: _, ...silence } = all;
  expect(asked(running(silence), 24)).toEqual([{ do: "wait", until: 25 }]);
  expect(asked(running(silence), 25)).toEqual([{ do: "halt", task: "a", reason: "idle" }]);
  expect(asked(running(silence), 35)).toEqual([{ do: "halt", task: "a", reason: "timeout" }]);
  expect(asked(running({ timeout: millis(30) }), 34)).toEqual([{ do: "wait", until: 35 }]);
  expect(asked(running({ timeout: millis(30) }), 35)).toEqual([{ do: "halt", task: "a", reason: "timeout" }]);
});

test("a report puts the deadline of silence off, and no other", () => {
  const words = { timeout: millis(100), idleTimeout: millis(20) };
  const said: readonly [number, RunEvent] = [15, { type: "task.reported", task: id("a"), note: "hm" }];
  const state = after(plan([task("a", words)]), [began, started("a", 0), said]);
  expect(state.tasks[0]?.note).toBe("hm");
  expect(asked(state, 15)).toEqual([{ do: "wait", until: 35 }]);
  expect(asked(state, 100)).toEqual([{ do: "halt", task: "a", reason: "timeout" }]);
});

test("what is being halted is not halted again, and nothing is waited for but its end", () => {
  const halting: readonly [number, RunEvent] = [
    30,
    { type: "task.stopping", task: id("a"), reason: "timeout" },
  ];
  const given = plan([task("a", { timeout: millis(30) })]);
  expect(asked(after(given, [began, started("a", 0), halting]), 31)).toEqual([{ do: "wait", until: null }]);
});

test("a retry waits for its moment, then for a place, and at the last moment of the task it expires", () => {
  const retry = { maxAttempts: 3, delay: millis(20) };
  const given = plan([task("a", { retry, totalTimeout: millis(50) }), task("b")], { maxParallel: 1 });
  const state = after(given, [began, started("a", 0), failed("a", 10), started("b", 10)]);
  expect(asked(state, 10)).toEqual([{ do: "wait", until: 30 }]);
  expect(asked(state, 30)).toEqual([{ do: "wait", until: 50 }]);
  expect(asked(state, 49)).toEqual([{ do: "wait", until: 50 }]);
  expect(asked(state, 50)).toEqual([{ do: "expire", task: "a" }]);
  const free = after(plan([task("a", { retry })]), [began, started("a", 0), failed("a", 10)]);
  expect(asked(free, 29)).toEqual([{ do: "wait", until: 30 }]);
  expect(asked(free, 30)).toEqual([{ do: "start", task: "a", n: 2 }]);
});

test("a retry whose moment has come takes its place by priority and then by the order of the file", () => {
  const retry = { maxAttempts: 2, delay: millis(10) };
  const due = (words: Parameters<typeof task>[1]) =>
    after(plan([task("a"), task("b", { retry }), task("c", words)], { maxParallel: 1 }), [
      began,
      started("b", 0),
      failed("b", 5),
    ]);
  expect(asked(due({}), 14)).toEqual([{ do: "start", task: "a", n: 1 }]);
  const two = after(plan([task("b", { retry }), task("c")], { maxParallel: 1 }), [
    began,
    started("b", 0),
    failed("b", 5),
  ]);
  expect(asked(two, 15)).toEqual([{ do: "start", task: "b", n: 2 }]);
  expect(asked(due({ priority: 1 }), 15)).toEqual([{ do: "start", task: "c", n: 1 }]);
});

test("a pool counts what runs in it and what is being started; a pool that nobody limited has no end", () => {
  const given = plan(
    [
      task("a", { pool: "p" }),
      task("b", { pool: "p" }),
      task("c", { pool: "p" }),
      task("d", { pool: "toString" }),
    ],
    { maxParallel: 9, pools: { p: 2 } },
  );
  expect(asked(after(given, [began]), 0)).toEqual([
    { do: "start", task: "a", n: 1 },
    { do: "start", task: "b", n: 1 },
    { do: "start", task: "d", n: 1 },
  ]);
  expect(asked(after(given, [began, started("a", 0)]), 0)).toEqual([
    { do: "start", task: "b", n: 1 },
    { do: "start", task: "d", n: 1 },
  ]);
  expect(asked(after(given, [began, started("a", 0), started("b", 0), started("d", 0)]), 0)).toEqual([
    { do: "wait", until: null },
  ]);
});

test("the budget counts what is being started now, and stops the run only when nothing else can be done", () => {
  const given = plan([task("a"), task("b"), task("c", { work: { type: "command", run: ["true"] } })], {
    budget: { maxAgents: 1 },
  });
  expect(asked(after(given, [began]), 0)).toEqual([{ do: "start", task: "a", n: 1 }]);
  const spent = plan([task("a"), task("b")], { budget: { maxAgents: 1 } });
  expect(asked(after(spent, [began, started("a", 0)]), 0)).toEqual([
    { do: "stop", reason: { kind: "budget", limit: "agents" }, running: "finish" },
  ]);
});

test("tokens in and out count together, unknown cost adds nothing, and a limit is used up when it is reached", () => {
  const paid = (usage: { inputTokens: number; outputTokens: number; costUsd: number | null }) =>
    [0, { type: "task.succeeded", task: id("a"), n: 1, output: digest("o"), usage, saw: [] }] as const;
  const spent = (budget: Plan["settings"]["budget"], usage: Parameters<typeof paid>[0]) =>
    asked(after(plan([task("a"), task("b")], { budget }), [began, started("a", 0), paid(usage)]), 0)[0];
  const stop = (limit: string) => ({ do: "stop", reason: { kind: "budget", limit }, running: "finish" });
  const go = { do: "start", task: "b", n: 1 };
  expect(spent({ maxTokens: 10 }, { inputTokens: 6, outputTokens: 4, costUsd: 0 })).toEqual(stop("tokens"));
  expect(spent({ maxTokens: 11 }, { inputTokens: 6, outputTokens: 4, costUsd: 0 })).toMatchObject(go);
  expect(spent({ maxCostUsd: 2 }, { inputTokens: 0, outputTokens: 0, costUsd: 2 })).toEqual(stop("cost"));
  expect(spent({ maxCostUsd: 2 }, { inputTokens: 0, outputTokens: 0, costUsd: 1.99 })).toMatchObject(go);
  expect(spent({ maxCostUsd: 2 }, { inputTokens: 9, outputTokens: 9, costUsd: null })).toMatchObject(go);
});

test("the run's own deadline wakes up, ends what runs, and is silent once everything is being ended", () => {
  const given = plan([task("a"), task("z", { role: "finally" })], {
    timeout: millis(100),
    finallyTimeout: millis(30),
  });
  const state = after(given, [began, started("a", 0)]);
  expect(runDeadline(state)).toBe(70);
  expect(asked(state, 69)).toEqual([{ do: "wait", until: 70 }]);
  const stop = { reason: { kind: "timeout" as const, after: millis(100) }, running: "end" as const };
  expect(asked(state, 70)).toEqual([{ do: "stop", ...stop }]);
  const ending = after(given, [
    began,
    started("a", 0),
    [70, { type: "run.stopping", ...stop }],
    [70, { type: "task.stopping", task: id("a"), reason: "cancel" }],
  ]);
  expect(asked(ending, 71)).toEqual([{ do: "wait", until: null }]);
  expect(runDeadline(after(plan([task("a")]), [began]))).toBeNull();
  expect(runDeadline(initial(given, PLAN_DIGEST))).toBeNull();
});

test("a drain still obeys the run's deadline", () => {
  const given = plan([task("a"), task("b")], { timeout: millis(100) });
  const drained = after(given, [
    began,
    started("a", 0),
    started("b", 0),
    failed("a", 10),
    [10, { type: "run.stopping", reason: { kind: "failure", task: id("a") }, running: "finish" }],
  ]);
  expect(asked(drained, 10)).toEqual([{ do: "wait", until: 100 }]);
  expect(asked(drained, 100)).toEqual([
    { do: "stop", reason: { kind: "timeout", after: 100 }, running: "end" },
  ]);
});

test("a step that waits for its retry is called off when the race is won, and its group when it loses", () => {
  const given = plan([
    task("race", { work: { type: "parallel", steps: [], waitFor: "any" } }),
    task("quick", { parent: ["race", "all"] }),
    task("again", { parent: ["race", "all"], retry: { maxAttempts: 2, delay: millis(50) } }),
    task("inner", { parent: ["race", "all"], work: { type: "parallel", steps: [], waitFor: "all" } }),
    task("deep", { parent: ["inner", "all"] }),
    task("later", { parent: ["inner", "all"], needs: ["deep"] }),
  ]);
  const world: World = {
    ...calm,
    act: (name) =>
      name === "again" ? { after: 1, fail: "agent-error" } : { after: name === "deep" ? 90 : 10 },
  };
  expect(statuses(given, world)).toEqual({
    race: "success",
    quick: "success",
    again: "cancelled",
    inner: "cancelled",
    deep: "cancelled",
    later: "cancelled",
  });
  const reasons = events(given, world, "task.cancelled").map(({ at, task: name, reason }) => [
    name,
    [at, reason],
  ]);
  expect(Object.fromEntries(reasons)).toEqual({
    again: [10, "loser"],
    deep: [10, "loser"],
    inner: [10, "loser"],
    later: [10, "loser"],
  });
});

test("a race in which nothing ran is skipped and says so; one in which something failed has failed", () => {
  const race = plan([
    task("race", { work: { type: "parallel", steps: [], waitFor: "any" } }),
    task("one", { parent: ["race", "all"], dynamic: true }),
    task("two", { parent: ["race", "all"], dynamic: true }),
  ]);
  const no: World = { ...calm, answer: () => "no" };
  expect(statuses(race, no)).toEqual({ race: "skipped", one: "skipped", two: "skipped" });
  expect(events(race, no, "task.skipped").map(({ task: name, because }) => [name, because])).toEqual([
    ["one", { kind: "condition" }],
    ["two", { kind: "condition" }],
    ["race", { kind: "rule", rule: "any", because: [] }],
  ]);
  const bad: World = { ...calm, act: () => ({ after: 1, fail: "agent-error" }) };
  expect(statuses(race, bad)).toEqual({ race: "failure", one: "failure", two: "failure" });
  const empty = plan([task("race", { work: { type: "parallel", steps: [], waitFor: "any" } })]);
  expect(statuses(empty, calm)).toEqual({ race: "success" });
  const all = plan([
    task("all", { work: { type: "parallel", steps: [], waitFor: "all" } }),
    task("one", { parent: ["all", "all"], dynamic: true }),
  ]);
  expect(statuses(all, no)).toEqual({ all: "success", one: "skipped" });
});

test("a group whose steps were called off with the run is cancelled with them", () => {
  const given = plan([
    task("group", { work: { type: "parallel", steps: [], waitFor: "all" } }),
    task("one", { parent: ["group", "all"] }),
    task("two", { parent: ["group", "all"], needs: ["one"] }),
  ]);
  const world: World = { ...calm, cancelAt: 5 };
  expect(statuses(given, world)).toEqual({ group: "cancelled", one: "cancelled", two: "cancelled" });
  expect(events(given, world, "task.cancelled").map(({ task: name, reason }) => [name, reason])).toEqual([
    ["one", "cancel"],
    ["two", "stopped"],
    ["group", "stopped"],
  ]);
});

test("a drain skips the steps that have not begun, and the group is cancelled, not green", () => {
  const given = plan([
    task("bad"),
    task("group", { work: { type: "parallel", steps: [], waitFor: "all" } }),
    task("one", { parent: ["group", "all"] }),
    task("two", { parent: ["group", "all"], needs: ["one"] }),
  ]);
  const world: World = {
    ...calm,
    act: (name) => (name === "bad" ? { after: 5, fail: "agent-error" } : { after: 10 }),
  };
  expect(statuses(given, world)).toEqual({
    bad: "failure",
    group: "cancelled",
    one: "success",
    two: "skipped",
  });
});

test("every skip says why", () => {
  const given = plan([
    task("fork", { work: { type: "conditional", condition: "x", then: [], else: [] }, dynamic: true }),
    task("taken", { parent: ["fork", "then"] }),
    task("other", { parent: ["fork", "else"] }),
    task("blank", { dynamic: true }),
    task("after", { needs: ["blank"], rule: "all_success" }),
    task("bye", { role: "on_failure" }),
  ]);
  const world: World = { ...calm, answer: (name) => (name === "blank" ? "missing" : "yes") };
  expect(
    events(given, world, "task.skipped").map(({ task: name, status, because }) => [name, status, because]),
  ).toEqual([
    ["other", "skipped", { kind: "branch", group: "fork" }],
    ["blank", "skipped", { kind: "missing_input", reference: "x.output" }],
    ["after", "skipped", { kind: "rule", rule: "all_success", because: ["blank"] }],
    ["bye", "skipped", { kind: "outcome" }],
  ]);
});

const done = (name: string, at: number, output = `out ${name}`): readonly [number, RunEvent] => [
  at,
  { type: "task.succeeded", task: id(name), n: 1, output: digest(output), saw: [] },
];

test("what can be said is said in the order of the file, and before any place is given away", () => {
  const given = plan([task("c", { needs: ["a"], dynamic: true }), task("d", { dynamic: true }), task("a")]);
  expect(asked(after(given, [began]), 0)).toEqual([{ do: "resolve", task: "d" }]);
  expect(asked(after(given, [began, started("a", 0), done("a", 1)]), 1)).toEqual([
    { do: "resolve", task: "c" },
    { do: "resolve", task: "d" },
  ]);
});

test("whoever is to be ended anyway is ended once, whatever deadline has passed too", () => {
  const given = plan([task("a", { timeout: millis(10) })]);
  const cancelled: readonly [number, RunEvent] = [
    20,
    { type: "run.stopping", reason: { kind: "cancel", by: "person" }, running: "end" },
  ];
  expect(asked(after(given, [began, started("a", 0), cancelled]), 20)).toEqual([
    { do: "halt", task: "a", reason: "cancel" },
  ]);
});

test("start hooks are work: the budget and the run's deadline hold for them, the time of handlers does not", () => {
  const given = (settings: Parameters<typeof plan>[1]) =>
    plan([task("hello", { role: "on_start" }), task("a")], settings);
  expect(asked(after(given({ budget: { maxAgents: 0 } }), [began]), 0)).toEqual([
    { do: "stop", reason: { kind: "budget", limit: "agents" }, running: "finish" },
  ]);
  const running = (settings: Parameters<typeof plan>[1]) =>
    after(given(settings), [began, started("hello", 0)]);
  expect(asked(running({ finallyTimeout: millis(5) }), 0)).toEqual([{ do: "wait", until: null }]);
  expect(asked(running({ timeout: millis(50) }), 0)).toEqual([{ do: "wait", until: 50 }]);
  expect(asked(running({ timeout: millis(50) }), 50)).toEqual([
    { do: "stop", reason: { kind: "timeout", after: 50 }, running: "end" },
  ]);
});

test("handlers have their own time alone, and no budget", () => {
  const given = plan([task("a"), task("clean", { role: "finally", rule: "all_done" })], {
    timeout: millis(100),
    finallyTimeout: millis(300),
    budget: { maxAgents: 1 },
  });
  const cleaning = [began, started("a", 0), done("a", 10)] as const;
  expect(asked(after(given, cleaning), 10)).toEqual([{ do: "start", task: "clean", n: 1 }]);
  const state = after(given, [...cleaning, started("clean", 10)]);
  expect(asked(state, 10)).toEqual([{ do: "wait", until: 310 }]);
  expect(asked(state, 310)).toEqual([{ do: "halt", task: "clean", reason: "timeout" }]);
});

test("a result whose ground has moved is kept where its fingerprint still fits, and a group opens anew", () => {
  const given = plan([
    task("a"),
    task("b", { needs: ["a"] }),
    task("group", { needs: ["a"], work: { type: "parallel", steps: [], waitFor: "all" } }),
  ]);
  const saw = [[id("a"), "success", digest("out a")]] as const;
  const ended = (name: string): readonly [number, RunEvent] => [
    2,
    { type: "task.succeeded", task: id(name), n: 1, output: digest(`out ${name}`), saw },
  ];
  const state = after(given, [
    began,
    started("a", 0),
    done("a", 1),
    started("b", 1),
    ended("b"),
    [1, { type: "task.started", task: id("group"), n: 1, fingerprint: digest(""), branch: "all" }],
    ended("group"),
  ]);
  expect(state.tasks.map(({ settled }) => settled)).toEqual(["success", "success", "success"]);
  const second = { ...HEADER, epoch: 2 };
  const tell = (at: number, event: RunEvent) => apply(state, second, { seq: at, at: millis(at), ...event });
  tell(5, { type: "run.resumed", from: 1, rerun: [id("a")] });
  tell(6, { type: "task.started", task: id("a"), n: 1, fingerprint: digest("f") });
  tell(7, { type: "task.succeeded", task: id("a"), n: 1, output: digest("another"), saw: [] });
  expect(state.tasks.map(({ settled }) => settled)).toEqual(["success", null, null]);
  expect(asked(state, 7)).toEqual([
    { do: "resolve", task: "b" },
    { do: "open", task: "group", n: 1 },
  ]);
  const resolve = (fingerprint: string) =>
    tell(8, {
      type: "task.resolved",
      task: id("b"),
      condition: true,
      fingerprint: digest(fingerprint),
      trust: "trusted",
    });
  tell(8, { type: "task.started", task: id("group"), n: 1, fingerprint: digest(""), branch: "all" });
  tell(8, {
    type: "task.succeeded",
    task: id("group"),
    n: 1,
    output: digest("g"),
    saw: [[id("a"), "success", digest("another")]],
  });
  resolve("f");
  expect(asked(state, 8)).toEqual([{ do: "reuse", task: "b", epoch: 1, output: "out b" }]);
  resolve("other");
  expect(asked(state, 8)).toEqual([{ do: "start", task: "b", n: 1 }]);
});

test("after everything has ended the run is concluded, its hooks follow, and it is finished once", () => {
  const given = plan([task("a"), task("good", { role: "on_success", rule: "all_done" })]);
  const ended = [began, started("a", 0), done("a", 1)] as const;
  expect(asked(after(given, ended), 1)).toEqual([{ do: "conclude" }]);
  const concluded: readonly [number, RunEvent] = [2, { type: "run.concluded", conclusion: "success" }];
  expect(asked(after(given, [...ended, concluded]), 2)).toEqual([{ do: "start", task: "good", n: 1 }]);
  const hooked = [...ended, concluded, started("good", 2), done("good", 3)] as const;
  expect(asked(after(given, hooked), 3)).toEqual([{ do: "finish" }]);
  const finished: readonly [number, RunEvent] = [4, { type: "run.finished", conclusion: "success" }];
  expect(asked(after(given, [...hooked, finished]), 4)).toEqual([]);
});
