import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import { began, failed, id, opened, started, told, type Line } from "../../../test/rig/told.ts";
import { digest, millis } from "../base/brand.ts";
import type { Settings, Task, Work } from "../plan/plan.ts";
import { parkedFor } from "./park.ts";
import { decide } from "./decide.ts";
import type { RunState } from "./state.ts";

const by = (agent: string, runner: string): Work => ({ type: "agent", agent, runner, options: {} });
const HOUR = 3_600_000;

const ask = (name: string, words: TaskWords = {}): Task =>
  task(name, {
    work: { type: "approval", prompt: "", fields: [], approvers: [], onTimeout: "reject", escalateTo: [] },
    ...words,
  });
const asked = (name: string, at: number): readonly Line[] => [
  started(name, at),
  [at, { type: "gate.requested", task: id(name), shown: digest(`shown ${name}`) }],
];
const quota = (name: string, at: number, until: number): Line => [
  at,
  {
    type: "task.failed",
    task: id(name),
    n: 1,
    failure: { kind: "quota", message: "no more", until: millis(until) },
    saw: [],
  },
];
const parked = (state: RunState, now: number): unknown => parkedFor(state, millis(now));
const far = (pool: string, until: number): unknown => ({ kind: "quota", pool, until });

describe("a run is left", () => {
  const one = (settings: Partial<Settings> = {}): ReturnType<typeof plan> =>
    plan([task("a", { work: by("x", "r1") }), task("b", { work: by("y", "r2") })], settings);
  const both = (a: number, b: number): readonly Line[] => [
    began,
    started("a", 0),
    started("b", 0),
    quota("a", 10, a),
    quota("b", 10, b),
  ];

  it("when everybody waits for a quota that is further away than the longest wait", () => {
    expect(parked(told(one(), both(HOUR + 11, HOUR + 20)), 10)).toEqual(far("r1", HOUR + 11));
    expect(parked(told(one(), both(HOUR + 20, HOUR + 11)), 10)).toEqual(far("r2", HOUR + 11));
    expect(parked(told(one(), both(HOUR + 10, HOUR + 20)), 10)).toBeNull();
    expect(parked(told(one(), both(HOUR + 11, HOUR + 11)), 11)).toBeNull();
  });

  it("when the quota comes back after the run has to have ended, however soon that is", () => {
    const brief = one({ timeout: millis(100) });
    expect(parked(told(brief, both(100, 120)), 10)).toEqual(far("r1", 100));
    expect(parked(told(brief, both(99, 120)), 10)).toBeNull();
    expect(parked(told(one({ timeout: millis(9 * HOUR) }), both(8 * HOUR, 9 * HOUR - 1)), 10)).toBeNull();
  });

  it("not while somebody is at work, can begin, or another agent can do it", () => {
    expect(
      parked(told(one(), [began, started("a", 0), started("b", 0), quota("a", 10, 9 * HOUR)]), 10),
    ).toBeNull();
    expect(parked(told(one(), [began, started("a", 0), quota("a", 10, 9 * HOUR)]), 10)).toBeNull();
    const spare = plan([
      task("a", { work: by("x", "r1"), fallback: { agent: "y", runner: "r2" } }),
      task("b", { work: by("y", "r2") }),
    ]);
    const first = [began, started("a", 0), quota("a", 10, 9 * HOUR)];
    expect(parked(told(spare, [...first, started("b", 10), quota("b", 11, 100)]), 11)).toBeNull();
    expect(parked(told(spare, [...first, started("b", 10), quota("b", 11, 9 * HOUR)]), 11)).toEqual(
      far("r1", 9 * HOUR),
    );
  });

  it("not for a wait that is for no quota", () => {
    const retried = plan([
      task("a", { work: by("x", "r1"), retry: { maxAttempts: 2, delay: millis(5 * HOUR) } }),
    ]);
    expect(parked(told(retried, [began, started("a", 0), failed("a", 5)]), 5)).toBeNull();
  });

  it("when nothing is left but questions, in the order of the plan", () => {
    const given = plan([ask("p"), ask("q", { timeout: millis(50) }), ask("r"), task("a")]);
    const lines = [began, ...asked("q", 1), ...asked("p", 2)];
    expect(parked(told(given, [...lines, started("a", 3)]), 3)).toBeNull();
    const state = told(given, [...lines, started("a", 3), failed("a", 4)]);
    expect(parked(state, 4)).toEqual({ kind: "gates", tasks: ["p", "q"] });
  });

  it("for its questions rather than for a quota, but not while a wait goes on", () => {
    const given = plan([ask("p"), task("a", { work: by("x", "r1"), retry: { maxAttempts: 2 } })], {
      onFailure: "continue",
    });
    const lines = [began, ...asked("p", 1), started("a", 1)];
    expect(parked(told(given, [...lines, quota("a", 2, 9 * HOUR)]), 2)).toEqual({
      kind: "gates",
      tasks: ["p"],
    });
    expect(parked(told(given, [...lines, failed("a", 2)]), 2)).toBeNull();
  });

  it("not when it is done, nor for questions inside of a group that is gone", () => {
    const given = plan([task("a")]);
    const state = told(given, [
      began,
      started("a", 0),
      failed("a", 1),
      [1, { type: "run.concluded", conclusion: "failure" }],
    ]);
    expect(state.phase).toBe("done");
    expect(parked(state, 1)).toBeNull();
    expect(decide(state, millis(1))).toEqual([{ do: "finish" }]);
    const group = plan([
      task("g", { work: { type: "parallel", steps: [id("p")], waitFor: "all" }, timeout: millis(100) }),
      ask("p", { parent: ["g", "all"] }),
    ]);
    const open = told(group, [began, opened("g", 1), ...asked("p", 1)]);
    expect(parked(open, 1)).toEqual({ kind: "gates", tasks: ["p"] });
  });
});
