import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import { began, done, failed, own, started, told, type Line } from "../../../test/rig/told.ts";
import { millis } from "../base/brand.ts";
import type { FailureClass } from "../journal/failure.ts";
import type { Work } from "../plan/plan.ts";
import { failuresOf } from "./circuit.ts";
import type { RunState, TaskState } from "./state.ts";

const work: Work = { type: "agent", agent: "one", runner: "r1", options: {} };
const TWICE = { maxAttempts: 2, delay: millis(10) };

function after(words: TaskWords, ...lines: readonly Line[]): Readonly<{ state: RunState; t: TaskState }> {
  const state = told(plan([task("t", { work, ...words })], { onFailure: "continue" }), [
    began,
    started("t", 0),
    ...lines,
  ]);
  return { state, t: own(state, "t") };
}
const view = ({ t }: ReturnType<typeof after>): unknown => [t.phase, t.retryAt, t.settled];
const again = (n: number, at: number): Line => started("t", at, { n });
const no = (n: number, at: number, kind: FailureClass = "agent-error"): Line => failed("t", at, kind, { n });

describe("a failed attempt", () => {
  it("is followed by another after its delay, as often as the author said, and is then final", () => {
    expect(view(after({ retry: TWICE }, no(1, 5)))).toEqual(["waiting", 15, null]);
    expect(view(after({ retry: TWICE }, no(1, 5), again(2, 15), no(2, 20)))).toEqual([
      "ended",
      null,
      "failure",
    ]);
    expect(view(after({}, no(1, 5)))).toEqual(["ended", null, "failure"]);
  });

  it("counts the agent's failures and those of the machine apart, but the delay grows with both", () => {
    const retry = { ...TWICE, backoff: "exponential" as const };
    const one = after({ retry }, no(1, 5, "infrastructure"));
    expect([one.t.agentFailures, one.t.infraFailures, one.t.retryAt]).toEqual([0, 1, 15]);
    const two = after({ retry }, no(1, 5, "infrastructure"), again(2, 15), no(2, 20));
    expect([two.t.agentFailures, two.t.infraFailures, two.t.retryAt]).toEqual([1, 1, 40]);
  });

  it("under `on_failure: skip` counts as skipped, with its reason", () => {
    const { t } = after({ onFailure: "skip" }, no(1, 5));
    expect([t.settled, t.failure?.kind, t.ending?.failure?.kind, t.finishedAt]).toEqual([
      "skipped",
      "agent-error",
      "agent-error",
      5,
    ]);
  });

  it("that the author refused to try again, or that was none, is final", () => {
    const refused: Line = failed("t", 5, "agent-error", { retry: false });
    expect(view(after({ retry: TWICE, fallback: { agent: "two" } }, refused))).toEqual([
      "ended",
      null,
      "failure",
    ]);
    const none: Line = failed("t", 5, "condition-error", { n: 0 });
    expect(view(after({ retry: TWICE, fallback: { agent: "two" } }, none))).toEqual([
      "ended",
      null,
      "failure",
    ]);
  });

  it("is not followed by one that would begin when the whole time is over", () => {
    const limit = (totalTimeout: number): TaskWords => ({ retry: TWICE, totalTimeout: millis(totalTimeout) });
    expect(view(after(limit(16), no(1, 5)))).toEqual(["waiting", 15, null]);
    expect(view(after(limit(15), no(1, 5)))).toEqual(["ended", null, "failure"]);
  });

  it("leaves nothing behind that belonged to it", () => {
    const reserved = started("t", 0, { reserved: { costUsd: 3 } });
    const state = told(plan([task("t", { work, retry: TWICE })]), [
      began,
      reserved,
      [
        1,
        {
          type: "usage.reported",
          task: own(told(plan([task("t")])), "t").task.id,
          n: 1,
          usage: { inputTokens: 1, outputTokens: 0, costUsd: 1 },
        },
      ],
      no(1, 5),
    ]);
    expect(own(state, "t")).toMatchObject({ reserved: null, halting: null, slotted: false });
    expect(state.running).toBe(0);
  });
});

describe("whoever stands in", () => {
  const words: TaskWords = { fallback: { agent: "two", runner: "r2" }, retry: TWICE };

  it("begins at once when the attempts are spent, and has as many again", () => {
    const spent = [no(1, 5), again(2, 15), no(2, 20)];
    const one = after(words, ...spent);
    expect([view(one), one.t.fellBack, one.t.agentFailures, one.t.infraFailures]).toEqual([
      ["waiting", 20, null],
      true,
      0,
      0,
    ]);
    const two = after(words, ...spent, again(3, 20), no(3, 25));
    expect(view(two)).toEqual(["waiting", 35, null]);
    expect(view(after(words, ...spent, again(3, 20), no(3, 25), again(4, 35), no(4, 40)))).toEqual([
      "ended",
      null,
      "failure",
    ]);
  });

  it.each([
    ["auth", true],
    ["policy", true],
    ["budget-exceeded", false],
    ["missing-input", false],
    ["condition-error", false],
    ["cancelled", false],
  ] as const)("can help after %s: %s", (kind, helps) => {
    expect(after(words, no(1, 5, kind)).t.fellBack).toBe(helps);
  });
});

describe("a quota that is used up", () => {
  const quota = (at: number, n = 1): Line => [
    at,
    { ...no(n, at)[1], failure: { kind: "quota", message: "", until: millis(500) } } as Line[1],
  ];

  it("is nobody's failure: it is waited for, however often", () => {
    const { t } = after({}, quota(5), again(2, 500), [
      505,
      { ...no(2, 505)[1], failure: { kind: "quota", message: "", until: millis(900) } } as Line[1],
    ]);
    expect([t.phase, t.retryAt, t.agentFailures, t.infraFailures]).toEqual(["waiting", 900, 0, 0]);
  });

  it("is not waited for where another agent has another quota, and is where it has the same", () => {
    expect(after({ fallback: { agent: "two", runner: "r2" } }, quota(5)).t.retryAt).toBe(5);
    expect(after({ fallback: { agent: "two", runner: "r1" } }, quota(5)).t.retryAt).toBe(500);
    expect(after({ fallback: { model: "other", runner: "r2" } }, quota(5)).t.retryAt).toBe(500);
  });
});

describe("the health of an agent", () => {
  const failures = ({ state }: ReturnType<typeof after>, agent = "one"): number | undefined => {
    const circuit = state.circuits.get(agent);
    return circuit === undefined ? undefined : failuresOf(circuit);
  };

  it("hears of each attempt: a failure counts, a success wipes it out", () => {
    expect(failures(after({ retry: TWICE }, no(1, 5)))).toBe(1);
    expect(failures(after({ retry: TWICE }, no(1, 5), again(2, 15), done("t", 20, { n: 2 })))).toBe(0);
  });

  it("hears of whoever made the attempt, and nothing of what was none", () => {
    const words: TaskWords = { fallback: { agent: "two", runner: "r2" } };
    const run = after(words, no(1, 5), again(2, 5), no(2, 9));
    expect([failures(run), failures(run, "two")]).toEqual([1, 1]);
    expect(failures(after({}, failed("t", 5, "agent-error", { n: 0 })))).toBeUndefined();
    const idle = told(plan([task("t", { work })]), [began, no(1, 5)]);
    expect(idle.circuits.size).toBe(0);
    const command = told(plan([task("t", { work: { type: "command", run: ["x"] } })]), [
      began,
      started("t", 0),
      no(1, 5),
    ]);
    expect(command.circuits.size).toBe(0);
  });

  it("hears nothing of an earlier epoch", () => {
    const state = told(
      plan([task("t", { work, retry: TWICE })]),
      [began, started("t", 0), no(1, 5)],
      [[50, { type: "run.resumed", from: 1, rerun: [] }]],
    );
    expect(state.circuits.size).toBe(0);
  });

  it("opens the quota of whoever got through", () => {
    const quota: Line = [
      5,
      { ...no(1, 5)[1], failure: { kind: "quota", message: "", until: millis(500) } } as Line[1],
    ];
    const { state } = after({}, quota, again(2, 500), done("t", 510, { n: 2 }));
    expect(state.quotas.size).toBe(0);
    expect(after({}, quota).state.quotas.size).toBe(1);
  });
});
