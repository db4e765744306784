import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import {
  began,
  done,
  expanded,
  failed,
  id,
  opened,
  own,
  resolved,
  started,
  told,
  type Line,
} from "../../../test/rig/told.ts";
import { digest, millis } from "../base/brand.ts";
import type { Task, Work } from "../plan/plan.ts";
import { answerTo, closingEvent, groupFailure, stateOf } from "./answer.ts";
import type { Command } from "./command.ts";

const each = (words: Partial<Extract<Work, { type: "for_each" }>> = {}, more: TaskWords = {}): Task =>
  task("e", {
    work: {
      type: "for_each",
      items: [],
      as: "item",
      maxItems: 9,
      onEmpty: "success",
      body: [task("e", { parent: ["e", "all"] })],
      ...words,
    },
    ...more,
  });

describe("the failure of a fan-out", () => {
  const of = (keys: readonly string[], bad: readonly string[], minSuccess?: number): string => {
    const state = told(
      plan([each(minSuccess === undefined ? {} : { minSuccess })], { onFailure: "continue" }),
      [
        began,
        opened("e", 1),
        expanded("e", 1, keys),
        ...keys.map((key) => (bad.includes(key) ? failed(`e[${key}]`, 2) : done(`e[${key}]`, 2))),
      ],
    );
    const first = bad[0];
    return groupFailure(state, own(state, "e"), first === undefined ? null : own(state, `e[${first}]`))
      .message;
  };

  it("names the first items that failed, and how many there were", () => {
    expect(of(["a", "b", "c"], ["b"])).toBe("1 of 3 items failed (b): agent-error");
    expect(of(["a", "b", "c"], ["a", "b", "c"])).toBe("3 of 3 items failed (a, b, c): agent-error");
    expect(of(["a", "b", "c", "d", "x"], ["a", "b", "c", "d"])).toBe(
      "4 of 5 items failed (a, b, c, …): agent-error",
    );
  });

  it("says how many had to succeed", () =>
    expect(of(["a", "b"], ["a"], 2)).toBe("1 of 2 items failed (a); 2 had to succeed: agent-error"));

  it("says nothing more where nobody in particular is to blame", () =>
    expect(of(["a"], [])).toBe("0 of 1 items failed ()"));
});

describe("the failure of a group", () => {
  const group = (words: TaskWords = {}): Task =>
    task("g", { work: { type: "parallel", steps: [id("s")], waitFor: "all" }, ...words });
  const given = (words: TaskWords = {}) =>
    plan([group(words), task("s", { parent: ["g", "all"] })], { finallyTimeout: millis(700) });

  it("is its step's, under the name of that one", () => {
    const state = told(given(), [began, opened("g", 1), failed("s", 2, "auth")]);
    expect(groupFailure(state, own(state, "g"), own(state, "s"))).toEqual({
      kind: "agent-error",
      message: 'step "s" failed: auth',
    });
    expect(groupFailure(state, own(state, "g"), own(state, "g")).message).toBe('step "g" failed');
  });

  it("is its own if its time was over, or no step is to blame", () => {
    const late: Line = [9, { type: "task.stopping", task: id("g"), reason: "timeout" }];
    const state = told(given({ timeout: millis(8) }), [began, opened("g", 1), failed("s", 2), late]);
    const timeout = { kind: "timeout", after: 8, message: "its steps did not end in time" };
    expect(groupFailure(state, own(state, "g"), own(state, "s"))).toEqual(timeout);
    const plain = told(given(), [began, opened("g", 1)]);
    expect(groupFailure(plain, own(plain, "g"), null)).toEqual({ ...timeout, after: 700 });
  });

  it("is written with what it stood on, and never tried again; a success needs the outputs", () => {
    const state = told(given(), [began, opened("g", 1, { n: 2 }), failed("s", 2)]);
    const close = (outcome: "success" | "failure" | "skipped"): Extract<Command, { do: "close" }> => ({
      do: "close",
      task: id("g"),
      outcome,
      because: id("s"),
    });
    expect(closingEvent(state, close("success"))).toBeNull();
    expect(closingEvent(state, close("skipped"))).toEqual({
      type: "task.skipped",
      task: "g",
      status: "skipped",
      because: { kind: "rule", rule: "any", because: [] },
      saw: [["s", "failure", ""]],
    });
    expect(closingEvent(state, close("failure"))).toEqual({
      type: "task.failed",
      task: "g",
      n: 2,
      failure: { kind: "agent-error", message: 'step "s" failed: agent-error' },
      retry: false,
      saw: [["s", "failure", ""]],
    });
    const nobody = closingEvent(state, { ...close("failure"), because: null });
    expect(nobody).toMatchObject({ failure: { kind: "timeout" } });
  });
});

describe("the event that answers a command", () => {
  const undo = task("undo", { role: "compensate" });
  const given = plan([
    task("up", { compensate: undo }),
    task("a", {
      needs: ["up"],
      totalTimeout: millis(40),
      escalate: { after: 1, to: ["@me"] },
      retry: { maxAttempts: 3 },
    }),
    task("if", { dynamic: true, work: { type: "conditional", condition: "x", then: [], else: [] } }),
  ]);
  const lines = [began, started("up", 0), done("up", 1)];
  const saw = [["up", "success", digest("out up")]];
  const state = told(given, lines);
  const answer = (command: Command, at = state): unknown => answerTo(at, command);
  const a = id("a");

  it("is written down as it was decided", () => {
    expect(answer({ do: "skip", task: a, status: "skipped", because: { kind: "condition" } })).toEqual({
      type: "task.skipped",
      task: "a",
      status: "skipped",
      because: { kind: "condition" },
      saw,
    });
    expect(answer({ do: "cancel", task: a, reason: "stopped" })).toEqual({
      type: "task.cancelled",
      task: "a",
      reason: "stopped",
      saw,
    });
    expect(answer({ do: "halt", task: a, reason: "idle" })).toEqual({
      type: "task.stopping",
      task: "a",
      reason: "idle",
    });
    expect(answer({ do: "escalate", task: a })).toEqual({ type: "task.escalated", task: "a", to: ["@me"] });
    expect(answer({ do: "escalate", task: id("up") })).toEqual({
      type: "task.escalated",
      task: "up",
      to: [],
    });
    expect(answer({ do: "unwind" })).toEqual({ type: "compensation.planned", tasks: ["up"] });
    const reason = { kind: "gates", tasks: [a] } as const;
    expect(answer({ do: "park", reason })).toEqual({ type: "run.paused", reason });
    const over = { kind: "budget", limit: "cost" } as const;
    expect(answer({ do: "stop", reason: over, running: "end" })).toEqual({
      type: "run.stopping",
      reason: over,
      running: "end",
    });
  });

  it("is nothing where something has to be done first", () => {
    expect(answer({ do: "start", task: a, n: 1 })).toBeNull();
    expect(answer({ do: "resolve", task: a })).toBeNull();
    expect(answer({ do: "wait", until: null })).toBeNull();
  });

  it("says why there is no further attempt: the time is over, or the money", () => {
    const tried = told(given, [...lines, started("a", 2, { n: 1 }), failed("a", 3)]);
    expect(answer({ do: "expire", task: a }, tried)).toEqual({
      type: "task.failed",
      task: "a",
      n: 1,
      failure: {
        kind: "timeout",
        after: 40,
        message: "its time was over before another attempt could start; the last attempt failed: agent-error",
      },
      retry: false,
      saw,
    });
    expect(answer({ do: "expire", task: id("up") })).toMatchObject({
      failure: { after: 0, message: "its time was over before another attempt could start" },
    });
    const refuse = (owner: string, limit: "cost" | "tokens" | "agents"): unknown =>
      answer({ do: "refuse", task: a, owner: id(owner), limit }, tried);
    expect(refuse("a", "cost")).toMatchObject({
      n: 1,
      retry: false,
      failure: { kind: "budget-exceeded", message: expect.stringMatching(/^its budget .*money/) as string },
    });
    expect(refuse("up", "tokens")).toMatchObject({
      failure: { message: expect.stringMatching(/the budget of "up" .*tokens/) as string },
    });
    expect(refuse("up", "agents")).toMatchObject({
      failure: { message: expect.stringContaining("agents") as string },
    });
  });

  it("opens a group on its branch", () => {
    const print = digest("print if");
    const open = { do: "open", task: id("if"), n: 3 } as const;
    const both = [true, false].map((condition) => told(given, [...lines, resolved("if", 2, { condition })]));
    expect(both.map((one) => answer(open, one))).toEqual([
      { type: "task.started", task: "if", n: 3, fingerprint: print, branch: "then" },
      { type: "task.started", task: "if", n: 3, fingerprint: print, branch: "else" },
    ]);
    expect(answer(open)).toMatchObject({ fingerprint: "", branch: "else" });
    const all = plan([each()]);
    expect(answer({ do: "open", task: id("e"), n: 1 }, told(all, [began]))).toEqual({
      type: "task.started",
      task: "e",
      n: 1,
      fingerprint: "",
      branch: "all",
    });
  });

  it("takes over a result with its fingerprint, and says which run it is from", () => {
    const output = digest("old");
    const cached = { run: "before", output, costUsd: 1 };
    const known = told(given, [...lines, resolved("a", 2)]);
    expect(answer({ do: "reuse", task: a, epoch: 1, output }, known)).toEqual({
      type: "task.reused",
      task: "a",
      epoch: 1,
      output,
      fingerprint: digest("print a"),
      saw,
    });
    expect(answer({ do: "reuse", task: a, epoch: 1, output, cached })).toMatchObject({
      cached,
      fingerprint: "",
    });
  });

  it("is about a task of the plan", () =>
    expect(() => stateOf(state, id("who"))).toThrow("Internal error: no task who in the plan"));
});
