/** The standing of one task, and the count of how its dependencies ended. */
import { expect, test } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import type { Header, RunEvent } from "../journal/event.ts";
import type { Plan } from "../plan/plan.ts";
import { apply, initial } from "./fold.ts";
import { tallyOf, verdict } from "./verdict.ts";

const HEADER: Header = { version: 1, run: runId("run"), plan: PLAN_DIGEST, epoch: 1, writer: "main" };

function after(given: Plan, events: readonly RunEvent[]) {
  const state = initial(given, PLAN_DIGEST);
  for (const [seq, event] of events.entries()) apply(state, HEADER, { seq, at: millis(seq), ...event });
  return state;
}
const began: RunEvent = { type: "run.started" };
const started = (name: string): RunEvent => ({
  type: "task.started",
  task: taskId(name),
  n: 1,
  fingerprint: digest("f"),
});
const done = (name: string): RunEvent => ({
  type: "task.succeeded",
  task: taskId(name),
  n: 1,
  output: digest("o"),
  saw: [],
});
const failed = (name: string): RunEvent => ({
  type: "task.failed",
  task: taskId(name),
  n: 1,
  failure: { kind: "agent-error", message: "no" },
  saw: [],
});
const skipped = (name: string): RunEvent => ({
  type: "task.skipped",
  task: taskId(name),
  status: "skipped",
  because: { kind: "condition" },
  saw: [],
});

test("a task is settled, running, waiting, blocked, ready, or due something", () => {
  const given = plan([
    task("settled"),
    task("running"),
    task("waiting", { retry: { maxAttempts: 2 } }),
    task("blocked", { needs: ["running"] }),
    task("ready"),
    task("due", { dynamic: true }),
  ]);
  const state = after(given, [
    began,
    started("settled"),
    done("settled"),
    started("running"),
    started("waiting"),
    failed("waiting"),
  ]);
  expect(state.tasks.map((one) => verdict(state, one))).toEqual([
    { is: "settled" },
    { is: "running" },
    { is: "waiting" },
    { is: "blocked" },
    { is: "ready" },
    { is: "due", command: { do: "resolve", task: "due" } },
  ]);
});

test("every dependency that has ended is counted once, and those that did not succeed are named in order", () => {
  const names = ["a", "b", "c", "d", "e"];
  const given = plan([...names.map((name) => task(name)), task("z", { needs: names })], {
    onFailure: "continue",
  });
  const state = after(given, [
    began,
    started("a"),
    started("b"),
    done("a"),
    failed("b"),
    skipped("c"),
    skipped("d"),
  ]);
  const [last] = state.tasks.slice(-1);
  expect(last === undefined ? null : tallyOf(state, last)).toEqual({
    total: 5,
    succeeded: 1,
    failed: 1,
    skipped: 2,
    culprits: ["b", "c", "d"],
  });
});

test("an open group ends with its steps: by the failed one, by its own end, or not at all", () => {
  const given = plan([
    task("group", { work: { type: "parallel", steps: [], waitFor: "all" } }),
    task("a", { parent: ["group", "all"] }),
  ]);
  const open: RunEvent = {
    type: "task.started",
    task: taskId("group"),
    n: 1,
    fingerprint: digest(""),
    branch: "all",
  };
  const group = (...events: readonly RunEvent[]) => {
    const state = after(given, [began, open, started("a"), ...events]);
    const [first] = state.tasks;
    return first === undefined ? null : verdict(state, first);
  };
  const close = (outcome: string, because: string | null) => ({
    is: "due",
    command: { do: "close", task: "group", outcome, because },
  });
  expect(group()).toEqual({ is: "running" });
  expect(group(done("a"))).toEqual(close("success", null));
  expect(group(failed("a"))).toEqual(close("failure", "a"));
  const halt: RunEvent = { type: "task.stopping", task: taskId("group"), reason: "timeout" };
  expect(group(halt, failed("a"))).toEqual(close("failure", null));
  const cancelled = (reason: "cancel" | "stopped" | "loser"): RunEvent => ({
    type: "task.cancelled",
    task: taskId("a"),
    reason,
    saw: [],
  });
  const off = { is: "due", command: { do: "cancel", task: "group", reason: "stopped" } };
  expect([group(cancelled("cancel")), group(cancelled("stopped"))]).toEqual([off, off]);
  expect(group(skipped("a"))).toEqual(close("success", null));
});
