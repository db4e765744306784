/** What each part of a run in several processes decides, and leaves to others. */
import { describe, expect, it } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { began, done, failed, started, told, type Line } from "../../../test/rig/told.ts";
import { digest, millis, taskId } from "../base/brand.ts";
import type { Usage } from "../journal/event.ts";
import { conclusionOf } from "./conclude.ts";
import { decide } from "./decide.ts";
import { restrict } from "./settle.ts";
import { legShare, shareOf } from "./share.ts";
import type { RunState } from "./state.ts";

const TWO = plan([task("a"), task("b", { needs: ["a"] })], { budget: { maxCostUsd: 1 } });
const paid: Usage = { inputTokens: 1, outputTokens: 1, costUsd: 1 };

function as(share: Parameters<typeof restrict>[1], now: number, ...lines: readonly Line[]): RunState {
  const state = told(TWO, [began, ...lines]);
  restrict(state, share, millis(now));
  return state;
}

describe("the last part of a run", () => {
  it("ends it although tasks are open: nobody is left who would do them", () => {
    const state = as(shareOf("finish"), 30, started("a", 10), done("a", 20));
    expect(decide(state, millis(30))).toEqual([{ do: "conclude" }]);
    const concluded = told(TWO, [began, [30, { type: "run.concluded", conclusion: "failure" }]]);
    restrict(concluded, shareOf("finish"), millis(31));
    expect(decide(concluded, millis(31))).toEqual([{ do: "finish" }]);
  });

  it.each(["finish", "finally"] as const)("does not take what nobody did for done (%s)", (part) => {
    expect(conclusionOf(as(shareOf(part), 30), [])).toBe("failure");
    const whole = as(
      shareOf(part),
      50,
      started("a", 10),
      done("a", 20),
      started("b", 30),
      done("b", 40, { saw: [[taskId("a"), "success", digest("out a")]] }),
    );
    expect(conclusionOf(whole, [])).toBe("success");
  });
});

describe("who deals the legs", () => {
  it("stops the run where something is ready, and the money is gone", () => {
    const state = as(shareOf("conductor"), 30, started("a", 10), done("a", 20, { usage: paid }));
    expect(decide(state, millis(30))).toMatchObject([
      { do: "stop", reason: { kind: "budget", limit: "cost" }, running: "finish" },
    ]);
  });

  it("leaves where something is ready, and there is money for it", () => {
    expect(decide(as(shareOf("conductor"), 30, started("a", 10), done("a", 20)), millis(30))).toEqual([
      { do: "leave" },
    ]);
  });
});

describe("a leg", () => {
  it("that has used up its grant leaves the rest, and does not stop the run for it", () => {
    const share = legShare([taskId("a"), taskId("b")], { maxCostUsd: 0 });
    expect(decide(as(share, 10), millis(10))).toEqual([{ do: "leave" }]);
  });
});

describe("a run that waits beside work for a quota", () => {
  it("looks again at the moment when the first quota comes back", () => {
    const agents = {
      agent: (runner: string) => ({ type: "agent", agent: "c", runner, options: {} }) as const,
    };
    const state = told(
      plan([
        task("a", { work: agents.agent("r0"), retry: { maxAttempts: 2 } }),
        task("b", { work: agents.agent("r1"), retry: { maxAttempts: 2 } }),
        task("c", { work: agents.agent("r2") }),
      ]),
      [
        began,
        started("a", 1),
        started("b", 1),
        started("c", 1),
        failed("a", 5, "quota", { failure: { kind: "quota", message: "", until: millis(900) } }),
        failed("b", 6, "quota", { failure: { kind: "quota", message: "", until: millis(400) } }),
      ],
    );
    expect(decide(state, millis(10))).toEqual([{ do: "wait", until: 400 }]);
    expect(decide(state, millis(450))).toMatchObject([{ do: "start", task: "b" }]);
  });
});
