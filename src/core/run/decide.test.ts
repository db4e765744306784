/** Given, when, then: single decisions that the properties would only meet by luck. */
import { expect, test } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { simulate, type World } from "../../../test/rig/simulate.ts";
import { millis } from "../base/brand.ts";
import type { RunEvent } from "../journal/event.ts";
import type { Plan } from "../plan/plan.ts";

const calm: World = { act: () => ({ after: 10 }), answer: () => "yes" };
const failing = (...ids: readonly string[]): World => ({
  ...calm,
  act: (id) => (ids.includes(id) ? { after: 10, fail: "agent-error" } : { after: 20 }),
});

const run = (given: Plan, world: World = calm) => simulate(given, world);
const statuses = (given: Plan, world: World = calm) =>
  Object.fromEntries(run(given, world).state.tasks.map(({ task: { id }, settled }) => [id, settled]));
const events = (given: Plan, world: World, type: RunEvent["type"]) =>
  run(given, world).segments.flatMap(({ entries }) => entries.filter((entry) => entry.type === type));
const conclusion = (given: Plan, world: World = calm) => run(given, world).state.epochs.get(1)?.finished;

test("higher priority gets the free place first; equals go in the order of the file", () => {
  const given = plan([task("a"), task("b", { priority: 5 }), task("c"), task("d", { priority: 5 })], {
    maxParallel: 1,
  });
  expect(run(given).starts).toEqual(["0 b#1", "10 d#1", "20 a#1", "30 c#1"]);
});

test("a better task that still has to be resolved, or that a skip makes ready, does not lose its place to a worse one", () => {
  const resolving = plan(
    [task("a"), task("low"), task("best", { needs: ["a"], priority: 9, dynamic: true })],
    {
      maxParallel: 1,
    },
  );
  expect(run(resolving).starts).toEqual(["0 a#1", "10 best#1", "20 low#1"]);
  const left = task("left", { needs: ["a"], rule: "all_failed" });
  const skipping = plan(
    [task("a"), task("low"), left, task("best", { needs: ["left"], priority: 9, rule: "all_done" })],
    {
      maxParallel: 1,
    },
  );
  expect(run(skipping).starts).toEqual(["0 a#1", "10 best#1", "20 low#1"]);
});

test("a full pool lets others pass", () => {
  const given = plan([task("a", { pool: "p" }), task("b", { pool: "p" }), task("c")], {
    maxParallel: 2,
    pools: { p: 1 },
  });
  expect(run(given).starts).toEqual(["0 a#1", "0 c#1", "10 b#1"]);
});

test("agents belong to the pool of their runner if there is one", () => {
  const given = plan([task("a"), task("b"), task("c", { work: { type: "command", run: ["true"] } })], {
    pools: { scripted: 1 },
  });
  expect(run(given).starts).toEqual(["0 a#1", "0 c#1", "10 b#1"]);
});

test("stop drains: what runs is kept, what waits is skipped with the reason, what depends on the failure is upstream_failed", () => {
  const given = plan([
    task("bad"),
    task("busy"),
    task("next", { needs: ["bad"] }),
    task("free", { needs: ["busy"] }),
  ]);
  expect(statuses(given, failing("bad"))).toEqual({
    bad: "failure",
    busy: "success",
    next: "upstream_failed",
    free: "skipped",
  });
  expect(events(given, failing("bad"), "run.stopping")).toMatchObject([
    { at: 10, reason: { kind: "failure", task: "bad" }, running: "finish" },
  ]);
  expect(events(given, failing("bad"), "task.skipped")).toMatchObject([
    { task: "next", because: { kind: "rule", because: ["bad"] } },
    { task: "free", because: { kind: "stopped", because: "failure" } },
  ]);
});

test("continue lets other branches go on; cancel also ends what runs", () => {
  const tasks = [task("bad"), task("busy"), task("free", { needs: ["busy"] })];
  expect(statuses(plan(tasks, { onFailure: "continue" }), failing("bad"))).toEqual({
    bad: "failure",
    busy: "success",
    free: "success",
  });
  expect(statuses(plan(tasks, { onFailure: "cancel" }), failing("bad"))).toEqual({
    bad: "failure",
    busy: "cancelled",
    free: "skipped",
  });
  expect(conclusion(plan(tasks, { onFailure: "continue" }), failing("bad"))).toBe("failure");
});

test("a retry that waits when the run stops is cancelled", () => {
  const given = plan([
    task("slow", { retry: { maxAttempts: 2, delay: millis(50) } }),
    task("bad", { needs: ["first"] }),
    task("first"),
  ]);
  const world: World = {
    ...calm,
    act: (id) => (id === "first" ? { after: 5 } : { after: 10, fail: "agent-error" }),
  };
  expect(statuses(given, world)).toEqual({ slow: "cancelled", bad: "failure", first: "success" });
});

test("an allowed failure fails nothing; a required task that was skipped fails the run", () => {
  const allowed = plan([task("a", { onFailure: "continue" }), task("b", { needs: ["a"] })]);
  expect(statuses(allowed, failing("a"))).toEqual({ a: "failure", b: "success" });
  expect(conclusion(allowed, failing("a"))).toBe("success");
  const skipping: World = { ...calm, answer: () => "no" };
  expect(conclusion(plan([task("a", { dynamic: true })]), skipping)).toBe("success");
  expect(conclusion(plan([task("a", { dynamic: true, required: true })]), skipping)).toBe("failure");
});

test("the run's timeout keeps half of itself for finally, or what finally may take, and ends what runs", () => {
  const world: World = { ...calm, act: (id) => ({ after: id === "clean" ? 10 : 1000 }) };
  const tasks = [
    task("long"),
    task("later", { needs: ["long"] }),
    task("clean", { role: "finally", rule: "all_done" }),
  ];
  const stopped = (settings: Parameters<typeof plan>[1]) =>
    events(plan(tasks, settings), world, "run.stopping");
  expect(stopped({ timeout: millis(100) })).toMatchObject([
    { at: 50, reason: { kind: "timeout", after: 100 }, running: "end" },
  ]);
  expect(stopped({ timeout: millis(100), finallyTimeout: millis(20) })).toMatchObject([{ at: 80 }]);
  const alone = plan(tasks.slice(0, 2), { timeout: millis(100) });
  expect(events(alone, world, "run.stopping")).toMatchObject([{ at: 100 }]);
  expect(statuses(plan(tasks, { timeout: millis(100) }), world)).toEqual({
    long: "cancelled",
    later: "skipped",
    clean: "success",
  });
  expect(conclusion(alone, world)).toBe("failure");
});

test("finally has its own time", () => {
  const world: World = { ...calm, act: (id) => ({ after: id === "clean" ? 1000 : 10 }) };
  const given = plan([task("a"), task("clean", { role: "finally", rule: "all_done" })], {
    finallyTimeout: millis(30),
  });
  expect(statuses(given, world)).toEqual({ a: "success", clean: "failure" });
  expect(events(given, world, "task.stopping")).toMatchObject([{ at: 40, task: "clean", reason: "timeout" }]);
  expect(conclusion(given, world)).toBe("failure");
});

test("money: no agent starts once the budget is spent, results are kept, and commands still may", () => {
  const tasks = [task("a"), task("b", { needs: ["a"] }), task("c", { needs: ["b"] })];
  const given = plan(tasks, { budget: { maxCostUsd: 2 } });
  expect(statuses(given)).toEqual({ a: "success", b: "success", c: "skipped" });
  expect(events(given, calm, "run.stopping")).toMatchObject([
    { reason: { kind: "budget", limit: "cost" }, running: "finish" },
  ]);
  expect(events(plan(tasks, { budget: { maxTokens: 2 } }), calm, "run.stopping")).toMatchObject([
    { at: 10, reason: { limit: "tokens" } },
  ]);
  const agents = plan([task("a"), task("b"), task("c")], { budget: { maxAgents: 2 } });
  expect(run(agents).starts).toEqual(["0 a#1", "0 b#1"]);
  expect(conclusion(agents)).toBe("failure");
  const command = task("d", { needs: ["b"], work: { type: "command", run: ["true"] } });
  expect(statuses(plan([...tasks.slice(0, 2), command], { budget: { maxCostUsd: 2 } }))).toEqual({
    a: "success",
    b: "success",
    d: "success",
  });
});

test("a race: the first success wins, the losers are cancelled and fail nothing", () => {
  const race = (waitFor: "any" | "all") =>
    plan([
      task("race", { work: { type: "parallel", steps: [], waitFor } }),
      task("quick", { parent: ["race", "all"] }),
      task("slow", { parent: ["race", "all"] }),
      task("broken", { parent: ["race", "all"] }),
      task("after", { needs: ["race"] }),
    ]);
  const world: World = {
    ...calm,
    act: (id) => (id === "broken" ? { after: 1, fail: "agent-error" } : { after: id === "slow" ? 90 : 10 }),
  };
  expect(statuses(race("any"), world)).toEqual({
    race: "success",
    quick: "success",
    slow: "cancelled",
    broken: "failure",
    after: "success",
  });
  expect(conclusion(race("any"), world)).toBe("success");
  expect(statuses(race("all"), world)).toEqual({
    race: "failure",
    quick: "success",
    slow: "success",
    broken: "failure",
    after: "upstream_failed",
  });
  expect(events(race("all"), world, "task.failed")).toMatchObject([
    { task: "broken" },
    { task: "race", failure: { kind: "agent-error", message: 'step "broken" failed: agent-error' } },
  ]);
});

test("the branch that is not taken is skipped, with everything nested in it", () => {
  const given = plan([
    task("fork", { dynamic: true, work: { type: "conditional", condition: "x", then: [], else: [] } }),
    task("yes", { parent: ["fork", "then"] }),
    task("group", { parent: ["fork", "else"], work: { type: "parallel", steps: [], waitFor: "all" } }),
    task("no", { parent: ["group", "all"] }),
  ]);
  expect(statuses(given)).toEqual({ fork: "success", yes: "success", group: "skipped", no: "skipped" });
  expect(statuses(given, { ...calm, answer: () => "no" })).toEqual({
    fork: "success",
    yes: "skipped",
    group: "success",
    no: "success",
  });
});

test("a group that runs out of time ends its steps and fails", () => {
  const given = plan([
    task("group", { work: { type: "parallel", steps: [], waitFor: "all" }, timeout: millis(15) }),
    task("quick", { parent: ["group", "all"] }),
    task("slow", { parent: ["group", "all"], needs: ["quick"] }),
    task("never", { parent: ["group", "all"], needs: ["slow"] }),
  ]);
  expect(statuses(given)).toEqual({
    group: "failure",
    quick: "success",
    slow: "cancelled",
    never: "cancelled",
  });
  expect(events(given, calm, "task.failed")).toMatchObject([
    { task: "group", failure: { kind: "timeout", after: 15 } },
  ]);
});

test("hooks follow the outcome; a failed hook changes nothing, a failed finally fails the run", () => {
  const hooks = (extra: Parameters<typeof task>[1] = {}) =>
    plan([
      task("a"),
      task("clean", { role: "finally", rule: "all_done", ...extra }),
      task("good", { role: "on_success", rule: "all_done" }),
      task("sad", { role: "on_failure", rule: "all_done" }),
      task("end", { role: "on_complete", rule: "all_done" }),
      task("hello", { role: "on_start", rule: "all_done" }),
    ]);
  expect(run(hooks()).starts).toEqual(["0 hello#1", "10 a#1", "20 clean#1", "30 good#1", "40 end#1"]);
  expect(statuses(hooks(), failing("a"))).toMatchObject({
    a: "failure",
    good: "skipped",
    sad: "success",
    end: "success",
  });
  expect(conclusion(hooks(), failing("hello", "good", "end"))).toBe("success");
  expect(conclusion(hooks(), failing("clean"))).toBe("failure");
  expect(statuses(hooks(), failing("clean"))).toMatchObject({ good: "skipped", sad: "success" });
  const cancelled: World = { ...calm, cancelAt: 15 };
  expect(statuses(hooks(), cancelled)).toMatchObject({
    a: "cancelled",
    clean: "success",
    good: "skipped",
    sad: "skipped",
    end: "success",
  });
  expect(conclusion(hooks(), cancelled)).toBe("cancelled");
});

test("all three timeouts: of an attempt, of silence, of all attempts together", () => {
  const slow: World = { ...calm, act: () => ({ after: 100 }) };
  const retry = { maxAttempts: 3, delay: millis(5), on: ["timeout" as const] };
  const halts = (words: Parameters<typeof task>[1]) =>
    events(plan([task("a", { retry, ...words })]), slow, "task.stopping").map((entry) => [
      entry.at,
      "reason" in entry ? entry.reason : "",
    ]);
  expect(halts({ timeout: millis(20) })).toEqual([
    [20, "timeout"],
    [45, "timeout"],
    [70, "timeout"],
  ]);
  expect(halts({ idleTimeout: millis(20) })).toEqual([
    [20, "idle"],
    [45, "idle"],
    [70, "idle"],
  ]);
  expect(halts({ timeout: millis(20), totalTimeout: millis(30) })).toEqual([
    [20, "timeout"],
    [30, "total_timeout"],
  ]);
  const refused = plan([task("a", { timeout: millis(20), retry: { maxAttempts: 3 } })]);
  expect(run(refused, slow).starts).toEqual(["0 a#1"]);
});

test("an attempt that cannot start before the task's whole time is over is not made", () => {
  const given = plan(
    [
      task("a", { pool: "p", idleTimeout: millis(1), totalTimeout: millis(9), retry: { delay: millis(2) } }),
      task("b", { pool: "p" }),
    ],
    { pools: { p: 1 }, maxParallel: 2 },
  );
  expect(run(given).starts).toEqual(["0 a#1", "1 b#1"]);
  expect(events(given, calm, "task.failed")).toMatchObject([
    { at: 1 },
    { at: 9, failure: { kind: "timeout", after: 9 } },
  ]);
});

test("the order of questions: a rule that is not met is answered before the condition is looked at", () => {
  const given = plan([task("a"), task("b", { needs: ["a"], dynamic: true })], { onFailure: "continue" });
  expect(statuses(given, { ...failing("a"), answer: () => "error" })).toEqual({
    a: "failure",
    b: "upstream_failed",
  });
  expect(statuses(given, { ...calm, answer: () => "error" })).toEqual({ a: "success", b: "failure" });
  expect(statuses(given, { ...calm, answer: () => "missing" })).toEqual({ a: "success", b: "skipped" });
});
