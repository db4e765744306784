/** What each agent did, and every try of every task. */
import { describe, expect, it } from "vitest";
import { failed, outline, row } from "../../../test/rig/boards.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import type { Entry, RunEvent, Segment } from "../journal/event.ts";
import { shares } from "./shares.ts";
import { tries } from "./tries.ts";

describe("the share of an agent", () => {
  it("sums what its tasks took, and leaves out groups, people and what never ran", () => {
    const usage = { inputTokens: 10, outputTokens: 5, costUsd: 0.1 };
    const all = shares(
      outline([
        row("a", { usage }),
        failed("b", "no", { usage, attempts: 3 }),
        row("c", { agent: null, type: "command" }),
        row("group", { agent: null, type: "parallel" }),
        row("gate", { agent: null, type: "approval" }),
        row("idle", { attempts: 0, status: "pending" }),
      ]),
    );
    expect(all).toEqual([
      {
        agent: "coder",
        tasks: 2,
        succeeded: 1,
        failed: 1,
        attempts: 4,
        inputTokens: 20,
        outputTokens: 10,
        costUsd: 0.2,
        millis: 4000,
      },
      expect.objectContaining({ agent: null, tasks: 1, succeeded: 1 }),
    ]);
  });

  it("is of unknown cost if any part of it is", () => {
    const usage = { inputTokens: 1, outputTokens: 1, costUsd: null };
    expect(shares(outline([row("a"), row("b", { usage }), row("c")]))[0]?.costUsd).toBeNull();
  });
});

describe("the tries of a task", () => {
  it("are in their order over all epochs, each with its own end", () => {
    const a = taskId("a");
    let seq = 0;
    const at = (moment: number, event: RunEvent): Entry => ({
      seq: (seq += 1),
      at: millis(moment),
      ...event,
    });
    const started = (moment: number, n: number): Entry =>
      at(moment, { type: "task.started", task: a, n, fingerprint: digest("ff") });
    const segment = (epoch: number, entries: readonly Entry[]): Segment => ({
      header: { version: 1, run: runId("r"), plan: digest("00"), epoch, writer: "w" },
      entries,
    });
    const failure = { kind: "agent-error", message: "no" } as const;
    const usage = { inputTokens: 1, outputTokens: 2, costUsd: 0.5 };
    const found = tries([
      segment(1, [
        started(10, 1),
        at(20, { type: "task.failed", task: a, n: 1, failure, usage, saw: [] }),
        started(30, 2),
      ]),
      segment(2, [
        started(50, 1),
        at(60, { type: "task.succeeded", task: a, n: 1, output: digest("aa"), saw: [] }),
      ]),
    ]).get(a);
    expect(found).toMatchObject([
      { epoch: 1, n: 1, ended: "failure", failure, usage },
      { epoch: 1, n: 2, end: null, failure: null, usage: null },
      { epoch: 2, n: 1, ended: "success", failure: null },
    ]);
  });
});
