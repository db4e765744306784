import { describe, expect, it } from "vitest";
import { digest, millis, runId, taskId } from "../core/base/brand.ts";
import type { Entry, RunEvent } from "../core/journal/event.ts";
import type { RunState } from "../core/run/state.ts";
import { initial } from "../core/run/fold.ts";
import type { Execution } from "../ports/health.ts";
import { memoryHealth } from "../../test/rig/memory-state.ts";
import { plan, PLAN_DIGEST, task } from "../../test/rig/plans.ts";
import { healthChannel, healthReport, observations, RATED } from "./health.ts";

const RUN = runId("20260101-120000-abcd");
const RULES = { failures: 2, coolDown: millis(1000) };

const execution = (at: number, words: Partial<Execution> = {}): Execution => ({
  run: RUN,
  task: taskId("a"),
  agent: "coder",
  runner: "scripted",
  outcome: "success",
  message: "",
  at: millis(at),
  costUsd: null,
  circuit: RULES,
  ...words,
});
const failed = (at: number, words: Partial<Execution> = {}): Execution =>
  execution(at, { outcome: "agent-error", message: "no", ...words });

describe("what a run is told about agents when it begins", () => {
  const wanted = plan([task("a"), task("b", { work: { type: "command", run: ["x"] } })], { circuit: RULES });

  it("is nothing about those who succeeded last or were never asked", () => {
    const health = memoryHealth();
    expect(observations(health, wanted)).toEqual([]);
    health.note(failed(1));
    health.note(execution(2));
    expect(observations(health, wanted)).toEqual([]);
  });

  it("is how often they failed in a row, and until when they are left alone", () => {
    const health = memoryHealth();
    health.note(failed(1));
    expect(observations(health, wanted)).toEqual([
      { type: "circuit.observed", agent: "coder", failures: 1, until: null },
    ]);
    health.note(failed(5));
    expect(observations(health, wanted)).toEqual([
      { type: "circuit.observed", agent: "coder", failures: 2, until: 1005 },
    ]);
  });

  it("is nothing about agents of other plans, and nothing of those who were only played", () => {
    const health = memoryHealth();
    health.note(failed(1, { agent: "stranger" }));
    health.note(failed(2, { runner: "claude" }));
    expect(observations(health, wanted)).toEqual([]);
  });

  it("is also about agents that only step in", () => {
    const health = memoryHealth();
    health.note(failed(1, { agent: "second" }));
    const other = plan([task("a", { fallback: { agent: "second" } })], { circuit: RULES });
    expect(observations(health, other)).toMatchObject([{ agent: "second", failures: 1 }]);
  });
});

describe("what is noted of a run", () => {
  const output = digest("00".repeat(32));
  const usage = { inputTokens: 1, outputTokens: 1, costUsd: 0.25 };
  const started = (id: string, n = 1): RunEvent => ({
    type: "task.started",
    task: taskId(id),
    n,
    fingerprint: output,
  });
  const succeeded = (id: string): RunEvent => ({
    type: "task.succeeded",
    task: taskId(id),
    n: 1,
    output,
    usage,
    saw: [],
  });
  const broken = (id: string, n: number): RunEvent => ({
    type: "task.failed",
    task: taskId(id),
    n,
    failure: { kind: "idle", after: millis(1), message: "silent" },
    saw: [],
  });

  function noted(state: RunState, events: readonly (RunEvent | (() => void))[]): readonly Execution[] {
    const health = memoryHealth();
    const channel = healthChannel(health, RUN, state);
    events.forEach((event, index) => {
      if (typeof event === "function") return event();
      const entry: Entry = { seq: index, at: millis(index), ...event };
      channel.entry(entry);
    });
    channel.close();
    return health.agents().flatMap((agent) => health.recent(agent));
  }
  const state = (): RunState =>
    initial(
      plan(
        [task("a", { fallback: { agent: "second" } }), task("c", { work: { type: "command", run: ["x"] } })],
        { circuit: RULES },
      ),
      PLAN_DIGEST,
    );

  it("is every attempt of an agent that succeeded or failed, with class, words and cost", () => {
    expect(noted(state(), [started("a"), broken("a", 1), started("a", 2), succeeded("a")])).toEqual([
      execution(1, { outcome: "idle", message: "silent" }),
      execution(3, { costUsd: 0.25 }),
    ]);
  });

  it("is nothing of commands, of what was called off, and of what never started", () => {
    const cancelled: RunEvent = { type: "task.cancelled", task: taskId("a"), reason: "cancel", saw: [] };
    expect(noted(state(), [broken("a", 0), started("c"), succeeded("c"), started("a"), cancelled])).toEqual(
      [],
    );
  });

  it("is of the agent that was asked, even if its failure lets another one step in", () => {
    const own = state();
    const stepsIn = (): void => {
      const [first] = own.tasks;
      if (first !== undefined) first.fellBack = true;
    };
    const events = [started("a"), stepsIn, broken("a", 1), started("a", 2), succeeded("a")];
    expect(noted(own, events).map(({ agent, outcome }) => [agent, outcome])).toEqual([
      ["coder", "idle"],
      ["second", "success"],
    ]);
  });
});

describe("how agents have been doing", () => {
  it("is told for each agent and runner: the circuit, the last failure, and how many of the last succeeded", () => {
    const health = memoryHealth();
    for (let at = 0; at < RATED; at += 1) health.note(execution(at));
    for (const at of [100, 101]) health.note(failed(at));
    health.note(execution(102, { runner: "claude" }));
    const [claude, scripted, ...others] = healthReport(health, millis(200));
    expect(others).toEqual([]);
    expect(claude).toMatchObject({
      agent: "coder",
      runner: "claude",
      lastFailure: null,
      succeeded: 1,
      of: 1,
    });
    expect(scripted).toMatchObject({
      runner: "scripted",
      lastFailure: { outcome: "agent-error", message: "no", at: 101 },
      succeeded: RATED - 2,
      of: RATED,
    });
    expect(scripted).toMatchObject({ state: "open", failures: 2, until: 1101 });
    expect(healthReport(health, millis(1101))[1]?.state).toBe("half-open");
  });
});
