import { describe, expect, it } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import {
  began,
  cancelled,
  done,
  failed,
  id,
  own,
  resumed,
  started,
  told,
  type Line,
} from "../../../test/rig/told.ts";
import type { Usage } from "../journal/event.ts";
import { countedFor, ledgerOf } from "./account.ts";

const usage = (costUsd: number | null, inputTokens = 0, outputTokens = 0): Usage => ({
  inputTokens,
  outputTokens,
  costUsd,
});
const repaired = (name: string, at: number, paid?: Usage): Line => [
  at,
  { type: "task.repaired", task: id(name), n: 1, issues: [], ...(paid === undefined ? {} : { usage: paid }) },
];
const reported = (name: string, at: number, paid: Usage): Line => [
  at,
  { type: "usage.reported", task: id(name), n: 1, usage: paid },
];
const given = plan([
  task("a", { retry: { maxAttempts: 3 } }),
  task("b", { work: { type: "command", run: ["x"] } }),
]);

describe("the ledger", () => {
  it("is the sum over all attempts, failed, cancelled and repaired ones included, for the run and for each task", () => {
    const state = told(
      given,
      [
        began,
        started("a", 0),
        repaired("a", 1, usage(1, 10, 1)),
        failed("a", 2, "agent-error", { usage: usage(2, 20, 2) }),
        started("b", 2),
        done("b", 3, { usage: usage(4, 40, 4) }),
      ],
      [resumed(9, "a"), started("a", 10), cancelled("a", 11, { usage: usage(8, 80, 8) })],
    );
    expect(own(state, "a").usage).toEqual(usage(11, 110, 11));
    expect(own(state, "b").usage).toEqual(usage(4, 40, 4));
    expect(state.usage).toEqual(usage(15, 150, 15));
  });

  it("does not count what an attempt says on its way", () => {
    const state = told(given, [began, started("a", 0), reported("a", 1, usage(5, 5, 5))]);
    expect([state.usage, own(state, "a").usage]).toEqual([usage(0), usage(0)]);
  });

  it("tells by epoch what it counts for attempts that nobody lived to end", () => {
    const state = told(
      given,
      [began, started("a", 0), reported("a", 1, usage(1, 10, 1)), reported("a", 2, usage(2, 20, 2))],
      [resumed(9, "a"), started("a", 10), reported("a", 11, usage(4, 40, 4))],
      [resumed(19, "a"), started("a", 20), reported("a", 21, usage(8, 80, 8))],
    );
    expect([...countedFor(state, id("a"))]).toEqual([
      [1, usage(2, 20, 2)],
      [2, usage(4, 40, 4)],
    ]);
    expect([...countedFor(state, id("b"))]).toEqual([]);
  });

  it("has paid for what was resolved as soon as that is there, whatever becomes of the attempt", () => {
    const joined: Line = [
      2,
      {
        type: "workspace.joined",
        task: id("a"),
        n: 1,
        heads: [],
        commit: "c",
        tree: "t",
        usage: usage(1, 10, 1),
      },
    ];
    const lines = [began, started("a", 0), reported("a", 1, usage(1, 10, 1)), joined];
    const state = told(given, [...lines, reported("a", 3, usage(2, 20, 2))], [resumed(9, "a")]);
    expect(own(state, "a").usage).toEqual(usage(1, 10, 1));
    expect(ledgerOf(state)).toEqual(usage(3, 30, 3));
  });

  it("knows nothing where nobody does, until something is known", () => {
    const unknown = [began, started("a", 0), failed("a", 1, "agent-error", { usage: usage(null, 3) })];
    expect(told(given, unknown).usage).toEqual(usage(null, 3));
    const more = [...unknown, started("a", 2, { n: 2 }), done("a", 3, { n: 2, usage: usage(2) })];
    expect(told(given, more).usage).toEqual(usage(2, 3));
    const later = [began, started("a", 0), failed("a", 1, "agent-error", { usage: usage(2) })];
    const lost = told(given, [
      ...later,
      started("a", 2, { n: 2 }),
      done("a", 3, { n: 2, usage: usage(null) }),
    ]);
    expect(lost.usage).toEqual(usage(2));
    const zero = [began, started("a", 0), failed("a", 1, "agent-error", { usage: usage(null) })];
    const free = told(given, [...zero, started("a", 2, { n: 2 }), done("a", 3, { n: 2, usage: usage(0) })]);
    expect(free.usage.costUsd).toBeNull();
  });

  it("counts calls of agents, repairs included, and nothing else", () => {
    const one = told(given, [began, started("a", 0)]);
    expect([own(one, "a").calls, one.agentsStarted]).toEqual([1, 1]);
    const ended = told(given, [began, started("a", 0), failed("a", 1)]);
    expect([own(ended, "a").calls, ended.agentsStarted]).toEqual([1, 1]);
    const state = told(given, [
      began,
      started("a", 0),
      repaired("a", 1),
      failed("a", 2),
      started("a", 3, { n: 2 }),
      started("b", 3),
    ]);
    expect([own(state, "a").calls, own(state, "b").calls, state.agentsStarted]).toEqual([3, 0, 2]);
  });

  it("knows the run's part of what is said of a task that it does not have", () => {
    const state = told(given, [began, started("gone", 1), done("gone", 2, { usage: usage(3, 1, 1) })]);
    expect(state.usage).toEqual(usage(3, 1, 1));
    expect(state.early.get(id("gone"))).toHaveLength(2);
  });
});
