import { describe, expect, it } from "vitest";
import { digest, runId } from "../base/brand.ts";
import { task } from "../../../test/rig/plans.ts";
import type { TaskState } from "../run/state.ts";
import { savings } from "./savings.ts";

type Standing = Parameters<typeof savings>[0]["tasks"][number];

const output = digest("00".repeat(32));
const usage = (costUsd: number | null): TaskState["usage"] => ({ inputTokens: 1, outputTokens: 1, costUsd });
const ending = (reused: boolean): NonNullable<TaskState["ending"]> => ({
  status: "success",
  output,
  saw: [],
  failure: null,
  because: null,
  reused,
});
const standing = (words: Partial<Standing>): Standing => ({
  task: task("a"),
  settled: "success",
  epoch: 2,
  ending: ending(false),
  cached: null,
  usage: usage(1),
  ...words,
});
const from = (costUsd: number | null): Partial<Standing> => ({
  cached: { run: runId("before"), output, costUsd },
  ending: ending(true),
  usage: usage(0),
});
const saved = (...all: readonly Partial<Standing>[]) =>
  savings({ epoch: 2, tasks: all.map((words) => standing(words)) });

describe("what a run saved", () => {
  it("is nothing for what it did itself, and for what is no task that succeeded", () => {
    const none = { tasks: 0, costUsd: 0, unsure: false };
    expect(saved({}, { settled: "failure", epoch: 1 }, { settled: null, epoch: 1 })).toEqual(none);
    expect(saved({ epoch: 1, task: task("h", { role: "finally" }) })).toEqual(none);
    const group = task("g", { work: { type: "parallel", steps: [], waitFor: "all" } });
    expect(saved({ epoch: 1, task: group })).toEqual(none);
  });

  it("counts what an earlier start committed, what was taken over from one, and what another run gave", () => {
    expect(
      saved({ epoch: 1, usage: usage(2) }, { ending: ending(true), usage: usage(0.5) }, from(0.25)),
    ).toEqual({
      tasks: 3,
      costUsd: 2.75,
      unsure: false,
    });
  });

  it("says when nobody knows what some of it had cost", () => {
    expect(saved(from(0.5), from(null))).toEqual({ tasks: 2, costUsd: 0.5, unsure: true });
  });
});
