/** What users of such engines complain about most, as it has to go here. */
import { expect, test } from "vitest";
import { grownPlan } from "../../../test/rig/grown-cases.ts";
import { journal, lived } from "../../../test/rig/lived.ts";
import { plan, task } from "../../../test/rig/plans.ts";
import { openTasks, type World } from "../../../test/rig/simulate.ts";
import { millis, taskId, type TaskId } from "../base/brand.ts";
import type { Task } from "../plan/plan.ts";
import { LONGEST_QUOTA_WAIT } from "./quota.ts";
import type { RunState } from "./state.ts";

const CALM: World = { act: () => ({ after: 1 }), answer: () => "yes" };

const statusOf = (state: RunState, id: string): string =>
  state.tasks.find((own) => own.task.id === id)?.settled ?? "open";

const startsOf = (starts: readonly string[]): readonly string[] =>
  starts.map((start) => start.replace(/^\d+ |#\d+$/g, ""));

test("fan-out and resume", () => {
  const body = [task("port", { parent: ["port", "all"] })];
  const fan = task("port", {
    needs: ["list"],
    work: { type: "for_each", items: [], as: "item", maxItems: 99, onEmpty: "success", body },
  });
  const file = plan([task("list"), fan, task("report", { needs: ["port"] })], {
    onFailure: "continue",
    maxParallel: 5,
  });
  const keys = Array.from({ length: 20 }, (_, at) => `file-${at}`);
  const worldOf = (names: readonly string[], broken: readonly string[]): World => ({
    ...CALM,
    act: (id) => ({
      after: 1,
      gives: id === "list" ? names.join() : `out ${id}`,
      ...(broken.includes(id) ? { fail: "agent-error" } : {}),
    }),
    items: () => names.map((key) => ({ key, mark: key })),
  });
  const first = lived(file, worldOf(keys, ["port[file-4]", "port[file-11]"]));
  expect(statusOf(first.state, "port")).toBe("failure");
  expect(statusOf(first.state, "report")).toBe("upstream_failed");
  // One file is gone, one is new, and the list is read backwards.
  const later = [...keys.filter((key) => key !== "file-7"), "file-new"].reverse();
  const second = lived(file, worldOf(later, []), {
    before: first.segments,
    rerun: [...openTasks(first.state), taskId("list")],
  });
  expect([...startsOf(second.starts)].sort()).toEqual([
    "list",
    "port[file-11]",
    "port[file-4]",
    "port[file-new]",
    "report",
  ]);
  const order = second.state.tasks
    .find((own) => own.task.id === "port")
    ?.children.map((index) => second.state.tasks[index]?.item?.key);
  expect(order).toEqual(later);
  expect(second.state.epochs.get(2)?.finished).toBe("success");
});

const hundred = Array.from({ length: 100 }, (_, at) => task(`t${at}`, { onFailure: "fail" }));

test("quota death with 100 queued agents", () => {
  const until = 5000;
  const walled: World = {
    ...CALM,
    act: (_id, _n, at) => (at < until ? { after: 3, fail: "quota", back: until - at - 3 } : { after: 3 }),
  };
  const run = lived(plan(hundred, { maxParallel: 8 }), walled);
  const times = run.starts.map((start) => Number(start.split(" ")[0]));
  // As many as were at work when the wall was hit, then nobody; one finds out for all that it is over.
  expect(times.filter((at) => at < until)).toEqual(Array.from({ length: 8 }, () => 0));
  expect(times.filter((at) => at >= until && at < until + 3)).toHaveLength(1);
  expect(times.filter((at) => at === until + 3)).toHaveLength(8);
  expect(run.state.tasks.every(({ settled }) => settled === "success")).toBe(true);
  expect(run.state.tasks.reduce((sum, { calls }) => sum + calls, 0)).toBe(108);
});

test("quota death with 100 queued agents and a quota that is far away leaves the run, and begins again with one", () => {
  const until = 2 * LONGEST_QUOTA_WAIT;
  const walled: World = {
    ...CALM,
    act: (_id, _n, at) => (at < until ? { after: 3, fail: "quota", back: until - at - 3 } : { after: 3 }),
  };
  const run = lived(plan(hundred, { maxParallel: 8 }), walled);
  expect(run.processes).toBe(2);
  expect(journal(run).flatMap((entry) => (entry.type === "run.paused" ? [entry.reason] : []))).toEqual([
    { kind: "quota", pool: "scripted", until },
  ]);
  const times = run.starts.map((start) => Number(start.split(" ")[0]));
  expect(times.filter((at) => at === until)).toHaveLength(1);
  expect(run.state.tasks.every(({ settled }) => settled === "success")).toBe(true);
  // Whoever takes it up too early asks once, not a hundred times.
  const early = lived(plan(hundred, { maxParallel: 8 }), walled, { cut: 18 });
  const again = lived(plan(hundred, { maxParallel: 8 }), walled, {
    before: early.segments,
    rerun: openTasks(early.state),
  });
  expect(again.starts.filter((start) => Number(start.split(" ")[0]) < until)).toHaveLength(1);
});

const question = (id: string, more: Partial<Task> = {}): Task => ({
  ...task(id, {
    work: {
      type: "approval",
      prompt: "",
      fields: [],
      approvers: ["person"],
      onTimeout: "reject",
      escalateTo: [],
    },
  }),
  ...more,
});

test("parallel approvals", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const file = plan(
    [
      ...ids.map((id) => question(id)),
      ...ids.map((id) => task(`after-${id}`, { needs: [id] })),
      task("end", { needs: ids.map((id) => `after-${id}`), rule: "all_done" }),
    ],
    { onFailure: "continue" },
  );
  const after: Readonly<Record<string, number>> = { a: 50, b: 10, c: 30, d: 20, e: 40 };
  const people = (id: TaskId): ReturnType<NonNullable<World["people"]>> => [
    { after: (after[id] ?? 0) - 5, verdict: "approve", fits: false },
    { after: after[id] ?? 0, verdict: id === "c" ? "reject" : "approve", fits: true },
    { after: after[id] ?? 0, verdict: id === "c" ? "approve" : "reject", fits: true },
  ];
  const run = lived(file, { ...CALM, people });
  const [pause] = journal(run).flatMap((entry) => (entry.type === "run.paused" ? [entry.reason] : []));
  expect(pause).toEqual({ kind: "gates", tasks: ids });
  expect(
    journal(run).flatMap((entry) => (entry.type === "gate.accepted" ? [`${entry.at} ${entry.task}`] : [])),
  ).toEqual(["10 b", "20 d", "30 c", "40 e", "50 a"]);
  expect(ids.map((id) => statusOf(run.state, id))).toEqual([
    "success",
    "success",
    "failure",
    "success",
    "success",
  ]);
  expect(startsOf(run.starts)).toEqual(["after-b", "after-d", "after-e", "after-a", "end"]);
});

test("parallel approvals that nobody answers hold no place: everything else goes on", () => {
  const file = plan([question("a"), question("b"), ...["x", "y", "z"].map((id) => task(id))], {
    maxParallel: 1,
  });
  const run = lived(file, CALM);
  expect(startsOf(run.starts)).toEqual(["x", "y", "z"]);
  expect(run.parked).toEqual({ kind: "gates", tasks: ["a", "b"] });
});

test("cleanup starved by retries", () => {
  const stubborn = Array.from({ length: 4 }, (_, at) =>
    task(`t${at}`, { retry: { maxAttempts: 1000, delay: millis(1), infraMaxAttempts: 1000 } }),
  );
  const file = plan(
    [
      ...stubborn,
      task("cleanup", { role: "finally", rule: "all_done" }),
      task("tell", { role: "on_failure", rule: "all_done" }),
    ],
    {
      timeout: millis(100),
      finallyTimeout: millis(30),
      maxParallel: 2,
      onFailure: "continue",
    },
  );
  const run = lived(file, {
    ...CALM,
    act: (id) =>
      id.startsWith("t") && id !== "tell"
        ? { after: 7, fail: id === "t0" ? "infrastructure" : "agent-error" }
        : { after: 20 },
  });
  const cleanup = run.starts.find((start) => start.includes("cleanup"));
  expect(Number(cleanup?.split(" ")[0])).toBe(70);
  expect(statusOf(run.state, "cleanup")).toBe("success");
  expect(statusOf(run.state, "tell")).toBe("success");
  expect(
    run.starts.filter((start) => /t\d/.test(start)).every((start) => Number(start.split(" ")[0]) < 70),
  ).toBe(true);
  expect(run.state.epochs.get(1)?.finished).toBe("failure");
});

test("skip cascades", () => {
  const choose = task("choose", {
    dynamic: true,
    work: { type: "conditional", condition: "x", then: [taskId("left")], else: [taskId("right")] },
  });
  const file = plan([
    choose,
    task("left", { parent: ["choose", "then"] }),
    task("right", { parent: ["choose", "else"] }),
    task("join", { needs: ["left", "right"] }),
    task("strict", { needs: ["left", "right"], rule: "all_success" }),
    task("gated", { dynamic: true }),
    task("below", { needs: ["gated"] }),
    task("deeper", { needs: ["below"] }),
    task("mixed", { needs: ["below", "join"] }),
    task("always", { needs: ["deeper"], rule: "all_done" }),
  ]);
  const world: World = { ...CALM, answer: (id) => (id === "gated" ? "no" : "yes") };
  const run = lived(file, world);
  const ids = ["left", "right", "join", "strict", "gated", "below", "deeper", "mixed", "always"];
  expect(Object.fromEntries(ids.map((id) => [id, statusOf(run.state, id)]))).toEqual({
    left: "success",
    right: "skipped",
    join: "success",
    strict: "skipped",
    gated: "skipped",
    below: "skipped",
    deeper: "skipped",
    mixed: "success",
    always: "success",
  });
  const reasons = journal(run).flatMap((entry) =>
    entry.type === "task.skipped" ? [[entry.task, entry.because]] : [],
  );
  expect(Object.fromEntries(reasons)).toEqual({
    right: { kind: "branch", group: "choose" },
    strict: { kind: "rule", rule: "all_success", because: ["right"] },
    gated: { kind: "condition" },
    below: { kind: "rule", rule: "none_failed_min_one_success", because: ["gated"] },
    deeper: { kind: "rule", rule: "none_failed_min_one_success", because: ["below"] },
  });
  expect(run.state.epochs.get(1)?.finished).toBe("success");
  const required = lived(
    { ...file, tasks: file.tasks.map((one) => (one.id === "deeper" ? { ...one, required: true } : one)) },
    world,
  );
  expect(required.state.epochs.get(1)?.finished).toBe("failure");
});

test("skip cascades stop at a fan-out: what an item skips is no business of the others", () => {
  const body = [
    task("each", {
      parent: ["each", "all"],
      work: { type: "parallel", steps: [taskId("look"), taskId("mend")], waitFor: "all" },
    }),
    task("look", { parent: ["each", "all"], dynamic: true }),
    task("mend", { parent: ["each", "all"], needs: ["look"] }),
  ];
  const fan = task("each", {
    work: { type: "for_each", items: [], as: "item", maxItems: 9, onEmpty: "skip", body },
  });
  const world: World = {
    ...CALM,
    answer: (id) => (id === "look[b]" ? "no" : "yes"),
    items: () => ["a", "b", "c"].map((key) => ({ key, mark: key })),
  };
  const run = lived(grownPlan([fan, task("join", { needs: ["each"] })], {}), world);
  expect(["mend[a]", "mend[b]", "mend[c]", "each[b]", "join"].map((id) => statusOf(run.state, id))).toEqual([
    "success",
    "skipped",
    "success",
    "success",
    "success",
  ]);
  const none = lived(grownPlan([fan, task("join", { needs: ["each"] })], {}), { ...world, items: () => [] });
  expect([statusOf(none.state, "each"), statusOf(none.state, "join")]).toEqual(["skipped", "skipped"]);
});

test("steps of a group with a thousand dependencies cost in proportion to them", () => {
  const needs = Array.from({ length: 1000 }, (_, at) => task(`n${at}`));
  const steps = Array.from({ length: 100 }, (_, at) => task(`s${at}`, { parent: ["g", "all"] }));
  const work = { type: "parallel", steps: steps.map(({ id }) => id), waitFor: "all" } as const;
  const group = task("g", { needs: needs.map(({ id }) => id), work });
  const began = performance.now();
  const run = lived(plan([...needs, group, ...steps], { maxParallel: 1000 }), CALM, { batch: true });
  expect(run.state.epochs.get(1)?.finished).toBe("success");
  // Each step looking through the whole list for each of its parts takes ten times as long.
  expect(performance.now() - began).toBeLessThan(3000);
});
