import { describe, expect, it } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import type { Entry, Header, Reserve, RunEvent, Segment, Usage } from "../journal/event.ts";
import type { Plan, Settings } from "../plan/plan.ts";
import { standingOf } from "../view/budget.ts";
import { decide } from "./decide.ts";
import { foldSegments } from "./fold.ts";
import { limitsOf, offer, RUN, spentOf } from "./money.ts";
import type { RunState } from "./state.ts";

const usage = (costUsd: number | null, tokens = 0): Usage => ({
  inputTokens: tokens,
  outputTokens: 0,
  costUsd,
});

const started = (name: string, reserved?: Reserve): RunEvent => ({
  type: "task.started",
  task: taskId(name),
  n: 1,
  fingerprint: digest("f"),
  ...(reserved === undefined ? {} : { reserved }),
});
const done = (name: string, paid?: Usage): RunEvent => ({
  type: "task.succeeded",
  task: taskId(name),
  n: 1,
  output: digest("aa"),
  saw: [],
  ...(paid === undefined ? {} : { usage: paid }),
});
const reported = (name: string, paid: Usage): RunEvent => ({
  type: "usage.reported",
  task: taskId(name),
  n: 1,
  usage: paid,
});

function segment(epoch: number, events: readonly RunEvent[]): Segment {
  const header: Header = { version: 1, run: runId("r"), plan: PLAN_DIGEST, epoch, writer: "w" };
  return { header, entries: events.map((event, seq): Entry => ({ seq, at: millis(seq), ...event })) };
}

const three = (budget: Settings["budget"], maxParallel = 3): Plan =>
  plan([task("a"), task("b"), task("c")], { budget, maxParallel });

const after = (given: Plan, ...epochs: readonly (readonly RunEvent[])[]): RunState =>
  foldSegments(
    given,
    PLAN_DIGEST,
    epochs.map((events, at) => segment(at + 1, events)),
  );

const BEGAN: RunEvent = { type: "run.started" };
const RESUMED: RunEvent = { type: "run.resumed", from: 1, rerun: [] };

describe("what is set aside", () => {
  it("is what remains, shared by the free places", () => {
    const state = after(three({ maxCostUsd: 10, maxTokens: 100 }), [BEGAN]);
    const reserves = decide(state, millis(0)).map((command) =>
      command.do === "start" ? command.reserve : null,
    );
    expect(reserves.map((one) => one?.tokens)).toEqual([33, 33, 34]);
    expect(reserves.reduce((sum, one) => sum + (one?.costUsd ?? 0), 0)).toBeCloseTo(10);
  });

  it("counts as spent for a call of which nobody knows the cost", () => {
    const state = after(three({ maxCostUsd: 10 }), [
      BEGAN,
      started("a", { costUsd: 4 }),
      done("a", usage(null)),
    ]);
    expect(standingOf(state)).toMatchObject({ cost: { spent: 4, reserved: 0 }, unsure: 1 });
  });

  it("counts as spent for whoever fell silent, and is given back by whoever ends", () => {
    const silent = after(three({ maxCostUsd: 10 }), [BEGAN, started("a", { costUsd: 4 })], [RESUMED]);
    expect(standingOf(silent)?.cost).toEqual({ limit: 10, spent: 4, reserved: 0, over: 0 });
    const ended = after(three({ maxCostUsd: 10 }), [
      BEGAN,
      started("a", { costUsd: 4 }),
      done("a", usage(1)),
    ]);
    expect(standingOf(ended)?.cost).toEqual({ limit: 10, spent: 1, reserved: 0, over: 0 });
  });

  it("is less by what is known to be spent of it", () => {
    const state = after(three({ maxCostUsd: 10 }), [
      BEGAN,
      started("a", { costUsd: 4 }),
      reported("a", usage(3)),
    ]);
    expect(standingOf(state)?.cost).toEqual({ limit: 10, spent: 3, reserved: 1, over: 0 });
  });
});

describe("a running agent that reports", () => {
  const begun = [BEGAN, started("a", { costUsd: 5 }), started("b", { costUsd: 5 })];

  it("ends nobody by spending more than its share, as long as the run's limit holds", () => {
    const state = after(three({ maxCostUsd: 10 }, 2), [...begun, reported("a", usage(9))]);
    expect(decide(state, millis(9))).toEqual([{ do: "wait", until: null }]);
  });

  it("ends the run as soon as all together have passed its limit", () => {
    const stop = (limit: string) => [{ do: "stop", reason: { kind: "budget", limit }, running: "end" }];
    const over = after(three({ maxCostUsd: 10 }, 2), [
      ...begun,
      reported("a", usage(6)),
      reported("b", usage(5)),
    ]);
    expect(decide(over, millis(9))).toEqual(stop("cost"));
    expect(standingOf(over)?.cost).toMatchObject({ spent: 11, over: 1 });
    const read = after(three({ maxTokens: 10 }, 2), [...begun, reported("a", usage(null, 11))]);
    expect(decide(read, millis(9))).toEqual(stop("tokens"));
  });

  it("is not counted twice when an answer of it is sent back", () => {
    const repaired: RunEvent = {
      type: "task.repaired",
      task: taskId("a"),
      n: 1,
      issues: [],
      usage: usage(6),
    };
    const state = after(three({ maxCostUsd: 10 }, 2), [...begun, reported("a", usage(6)), repaired]);
    expect(spentOf(state, RUN).costUsd).toBe(6);
  });
});

describe("limits that a person raises", () => {
  it("stand over those of the plan, the latest in whichever order they are heard", () => {
    const given = three({ maxCostUsd: 1, maxTokens: 5 });
    const segments = [
      segment(1, [BEGAN, { type: "budget.granted", maxCostUsd: 2 }]),
      segment(2, [RESUMED, { type: "budget.granted", maxCostUsd: 9 }]),
      segment(3, [RESUMED, { type: "budget.granted", maxTokens: 50 }]),
    ];
    const wanted = { maxCostUsd: 9, maxTokens: 50 };
    for (const order of [segments, segments.toReversed()])
      expect(limitsOf(foldSegments(given, PLAN_DIGEST, order), RUN)).toEqual(wanted);
  });

  it("let a run that was stopped go on with what remains", () => {
    const spent = [BEGAN, started("a", { costUsd: 1 }), done("a", usage(1.2))];
    const state = after(three({ maxCostUsd: 1 }), spent, [
      RESUMED,
      { type: "budget.granted", maxCostUsd: 4.2 },
    ]);
    const b = state.tasks[1];
    expect(b === undefined ? null : offer(state, b, 2, new Map())).toMatchObject({
      is: "free",
      reserve: { costUsd: expect.closeTo(1.5) as number },
    });
  });
});

describe("the run", () => {
  it("pays for tasks that the workflow does not have any more", () => {
    const state = after(plan([task("b")], { budget: { maxCostUsd: 10 } }), [
      BEGAN,
      started("gone", { costUsd: 4 }),
      done("gone", usage(3)),
    ]);
    expect(spentOf(state, RUN).costUsd).toBe(3);
  });

  it("without limits has nothing to tell", () => expect(standingOf(after(three({}), [BEGAN]))).toBeNull());
});
