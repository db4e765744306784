import { describe, expect, it, test } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { simulate } from "../../../test/rig/simulate.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import type { Entry, Header, Reserve, RunEvent, Segment, Usage } from "../journal/event.ts";
import type { Plan, Settings } from "../plan/plan.ts";
import { standingOf } from "../view/budget.ts";
import { outline } from "../view/outline.ts";
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
const repaired = (name: string, paid?: Usage): RunEvent => ({
  type: "task.repaired",
  task: taskId(name),
  n: 1,
  issues: [],
  ...(paid === undefined ? {} : { usage: paid }),
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
    const state = after(three({ maxCostUsd: 10 }, 2), [
      ...begun,
      reported("a", usage(6)),
      repaired("a", usage(6)),
    ]);
    expect(spentOf(state, RUN).costUsd).toBe(6);
  });
});

describe("the budget of a task or of a group", () => {
  const within = (id: string): ReturnType<typeof task> => task(id, { parent: ["g", "all"] });
  const steps = ["a", "b", "c"].map(taskId);
  const group = (budget: Settings["budget"]): Plan =>
    plan(
      [
        task("g", { work: { type: "parallel", steps, waitFor: "all" }, budget }),
        ...["a", "b", "c"].map(within),
        task("other"),
      ],
      { onFailure: "continue" },
    );
  const open: RunEvent = {
    type: "task.started",
    task: taskId("g"),
    n: 1,
    fingerprint: digest("f"),
    branch: "all",
  };
  const begun = [BEGAN, open, started("a", { costUsd: 1 }), started("b", { costUsd: 1 }), started("other")];
  const halt = (name: string) => ({ do: "halt", task: name, reason: "budget" });

  it("ends all who draw on it as soon as they have passed it together, and nobody else", () => {
    const given = group({ maxCostUsd: 2 });
    const fine = after(given, [...begun, reported("a", usage(2))]);
    expect(decide(fine, millis(9)).map((command) => command.do)).not.toContain("halt");
    const over = after(given, [...begun, reported("a", usage(2.1))]);
    expect(decide(over, millis(9))).toEqual([halt("a"), halt("b")]);
    expect(standingOf(over, 0)?.cost).toMatchObject({ spent: 2.1, over: expect.closeTo(0.1) as number });
  });

  it("counts what was paid before and tokens, too", () => {
    const paid = after(group({ maxTokens: 10 }), [
      BEGAN,
      open,
      started("a", { tokens: 5 }),
      done("a", usage(null, 7)),
      started("b", { tokens: 3 }),
      reported("b", usage(null, 4)),
    ]);
    expect(decide(paid, millis(9))).toContainEqual(halt("b"));
  });

  it("lets nobody start who waited for a place, and fails them when the running ones have ended", () => {
    const failed = (name: string): RunEvent => ({
      type: "task.failed",
      task: taskId(name),
      n: 1,
      failure: { kind: "budget-exceeded", message: "" },
      usage: usage(1.5),
      saw: [],
    });
    const state = after(group({ maxCostUsd: 2 }), [...begun, reported("a", usage(2.1)), failed("a")]);
    // Others may still give something back, though hardly here.
    expect(decide(state, millis(9))).toEqual([{ do: "wait", until: null }]);
    const ended = after(group({ maxCostUsd: 2 }), [...begun, failed("a"), failed("b")]);
    expect(decide(ended, millis(9))).toEqual([{ do: "refuse", task: "c", owner: "g", limit: "cost" }]);
  });

  it("pays for an answer that is sent back out of what was set aside, as does the run around it", () => {
    const limits = { maxCostUsd: 4, maxTokens: 20 };
    const given = { ...group(limits), settings: { ...group(limits).settings, budget: limits } };
    const aside = { costUsd: 2, tokens: 10 };
    const begins = [BEGAN, open, started("a", aside), reported("a", usage(1, 5))];
    const state = after(given, [...begins, repaired("a", usage(1.5, 8))]);
    for (const owner of [0, RUN]) {
      expect(standingOf(state, owner)?.cost).toEqual({ limit: 4, spent: 1.5, reserved: 0.5, over: 0 });
      expect(standingOf(state, owner)?.tokens).toEqual({ limit: 20, spent: 8, reserved: 2, over: 0 });
    }
    const unknown = after(given, [...begins, repaired("a", usage(null)), done("a", usage(null))]);
    expect(standingOf(unknown, 0)).toMatchObject({ cost: { spent: 2, reserved: 0 }, unsure: 2 });
    expect(standingOf(unknown, 0)?.tokens).toMatchObject({ spent: 10, reserved: 0 });
  });

  it("is passed also by an answer that is sent back, in either currency", () => {
    const spend = (limits: Settings["budget"], paid: Usage) =>
      decide(after(group(limits), [...begun, repaired("a", paid)]), millis(9));
    expect(spend({ maxCostUsd: 2 }, usage(2.1))).toEqual([halt("a"), halt("b")]);
    expect(spend({ maxTokens: 10 }, usage(0.1, 11))).toEqual([halt("a"), halt("b")]);
    expect(spend({ maxCostUsd: 2 }, usage(2)).map((command) => command.do)).not.toContain("halt");
  });

  it("of its own ends only the task", () => {
    const given = plan([task("a", { budget: { maxCostUsd: 1 } }), task("b")], { maxParallel: 2 });
    const state = after(given, [
      BEGAN,
      started("a", { costUsd: 1 }),
      started("b"),
      reported("a", usage(1.1)),
    ]);
    expect(decide(state, millis(9))).toEqual([halt("a")]);
  });
});

test("a task that was made while the run went on has what it may spend set aside from its first attempt", () => {
  const body = [task("each", { parent: ["each", "all"], budget: { maxCostUsd: 2 } })];
  const each = task("each", {
    work: { type: "for_each", items: [], as: "item", maxItems: 3, onEmpty: "success", body },
  });
  const { segments } = simulate(plan([each]), {
    act: () => ({ after: 1 }),
    answer: () => "yes",
    items: () => [{ key: "a", mark: "a" }],
  });
  const entries = segments.flatMap((one) => one.entries);
  const starting = entries.find((one) => one.type === "task.started" && one.task === taskId("each[a]"));
  expect(starting).toMatchObject({ reserved: { costUsd: 2 } });
});

describe("an attempt that fell silent", () => {
  const lost = (...reports: readonly RunEvent[]): RunState =>
    after(
      three({ maxCostUsd: 10 }),
      [BEGAN, started("a", { costUsd: 4 }), ...reports],
      [{ type: "writer.lost", writer: "1/w" }, RESUMED],
    );

  it("counts once: with what was set aside, or with what it had reported if that is more", () => {
    expect(standingOf(lost(reported("a", usage(3))))?.cost).toMatchObject({ spent: 4, reserved: 0 });
    expect(standingOf(lost(reported("a", usage(6))))?.cost).toMatchObject({ spent: 6, reserved: 0 });
  });

  it("counts for what was paid before, and for the rest of what was set aside", () => {
    expect(standingOf(lost(repaired("a", usage(3))))?.cost).toMatchObject({ spent: 4, reserved: 0 });
    const again = lost(repaired("a", usage(3)), reported("a", usage(2)));
    expect(standingOf(again)?.cost).toMatchObject({ spent: 5, reserved: 0 });
    expect(outline(again).usage.costUsd).toBe(5);
    expect(outline(lost(repaired("a", usage(3)))).usage.costUsd).toBe(3);
  });

  it("is in the ledger with what it had reported, and with nothing twice once more is known", () => {
    const { usage: ledger, rows } = outline(lost(reported("a", usage(3, 50))));
    expect([ledger, rows[0]?.usage]).toEqual([usage(3, 50), usage(3, 50)]);
    const begun = segment(1, [BEGAN, started("a", { costUsd: 4 }), reported("a", usage(3))]);
    const ended = { ...begun, entries: [...begun.entries, ...segment(1, [done("a", usage(3.5))]).entries] };
    const next = segment(2, [RESUMED, started("a", { costUsd: 5 }), done("a", usage(2))]);
    for (const order of [
      [begun, next],
      [next, begun],
      [ended, next],
      [next, ended],
    ]) {
      const state = foldSegments(three({ maxCostUsd: 10 }), PLAN_DIGEST, order);
      const first = order.includes(ended) ? 3.5 : 3;
      expect(outline(state).usage.costUsd).toBe(first + 2);
      expect(spentOf(state, RUN).costUsd).toBe((order.includes(ended) ? 3.5 : 4) + 2);
    }
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
