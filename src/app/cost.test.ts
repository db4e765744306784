import { describe, expect, it } from "vitest";
import { memoryArtifacts } from "../../test/rig/memory.ts";
import { plan, PLAN_DIGEST, task } from "../../test/rig/plans.ts";
import { digest, millis, runId, taskId } from "../core/base/brand.ts";
import type { RunEvent, Usage } from "../core/journal/event.ts";
import { foldSegments } from "../core/run/fold.ts";
import { endingOf, type Outcome } from "./attempt.ts";
import { known } from "./cost.ts";
import { results } from "./results.ts";

const usage = (costUsd: number | null, tokens = 0): Usage => ({
  inputTokens: tokens,
  outputTokens: 0,
  costUsd,
});

const started = (more: object = {}): RunEvent => ({
  type: "task.started",
  task: taskId("a"),
  n: 1,
  fingerprint: digest("f"),
  ...more,
});

/** What is written of the end of an attempt whose runner says nothing of its cost, or this. */
function paid(runner: string, second: string, before: readonly RunEvent[], said?: Usage): unknown {
  const work = { type: "agent", agent: "x", runner, options: {} } as const;
  const one = task("a", { work, fallback: { agent: "y", runner: second } });
  const header = { version: 1, run: runId("r"), plan: PLAN_DIGEST, epoch: 1, writer: "w" };
  const entries = before.map((event, seq) => ({ seq, at: millis(seq), ...event }));
  const state = foldSegments(plan([one]), PLAN_DIGEST, [{ header, entries }]);
  const own = state.tasks[0];
  if (own === undefined) throw new Error("no task");
  const around = { run: "r", state, results: results(memoryArtifacts()), environment: {}, secrets: {} };
  const outcome: Outcome = {
    ok: true,
    value: { output: "done", ...(said === undefined ? {} : { usage: said }) },
  };
  const ending = endingOf(around, own, 1, outcome);
  return "usage" in ending ? ending.usage : undefined;
}

describe("the cost of an attempt that its runner does not tell", () => {
  it("is that of whoever made it, not of the one that it stands in for", () => {
    expect(paid("scripted", "other", [started()])).toBeUndefined();
    expect(paid("scripted", "other", [started({ standIn: true })])).toEqual(usage(null));
    expect(paid("other", "scripted", [started()])).toEqual(usage(null));
    expect(paid("other", "scripted", [started({ standIn: true })])).toBeUndefined();
  });

  it("is what it had reported on the way", () => {
    const reported: RunEvent = { type: "usage.reported", task: taskId("a"), n: 1, usage: usage(0.7, 9) };
    expect(paid("other", "other", [started(), reported])).toEqual(usage(0.7, 9));
    expect(paid("other", "other", [started(), reported], usage(0.9, 12))).toEqual(usage(0.9, 12));
    expect(paid("other", "other", [started(), reported], usage(null, 12))).toEqual(usage(0.7, 12));
  });

  it("is not that of an answer that was sent back: it is paid for already", () => {
    const reported: RunEvent = { type: "usage.reported", task: taskId("a"), n: 1, usage: usage(0.7, 9) };
    const repaired: RunEvent = {
      type: "task.repaired",
      task: taskId("a"),
      n: 1,
      issues: [],
      usage: usage(1),
    };
    expect(paid("other", "other", [started(), reported, repaired])).toEqual(usage(null));
  });
});

it("what nobody reported and nobody says is not known", () => {
  expect(known(undefined, null)).toBeUndefined();
  expect(known(usage(null, 3), usage(null, 2))).toEqual(usage(null, 3));
});
