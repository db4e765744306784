import { describe, expect, it } from "vitest";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import {
  began,
  done,
  failed,
  id,
  opened,
  own,
  resumed,
  started,
  told,
  type Line,
} from "../../../test/rig/told.ts";
import { digest, millis } from "../base/brand.ts";
import type { Basis } from "../journal/event.ts";
import type { Task, Work } from "../plan/plan.ts";
import { basisOf, branchClosed, factOf, gateOpen, readsOf, unwanted, won } from "./basis.ts";
import type { RunState } from "./state.ts";

const inside = (name: string, parent: string, words: TaskWords = {}): Task =>
  task(name, { parent: [parent, "all"], ...words });
const all = (...steps: readonly string[]): Work => ({
  type: "parallel",
  steps: steps.map(id),
  waitFor: "all",
});
const fact = (name: string, output = `out ${name}`): Basis[number] => [id(name), "success", digest(output)];
const reads = (state: RunState, name: string): Basis => readsOf(state, own(state, name));
const stands = (state: RunState, name: string): Basis => basisOf(state, own(state, name));

describe("what an end stands on", () => {
  const given = plan([
    task("up"),
    task("side"),
    task("g", { needs: ["up", "side"], work: all("a", "b") }),
    inside("a", "g"),
    inside("b", "g", { needs: ["a"] }),
    task("after", { needs: ["g", "up"] }),
  ]);
  const lines = [began, started("up", 0), started("side", 0), done("up", 1), done("side", 2), opened("g", 3)];

  it("is what it waited for, in the order of its dependencies, as far as that has ended", () => {
    expect(stands(told(given, [began, started("up", 0), done("up", 1)]), "after")).toEqual([fact("up")]);
    expect(stands(told(given, lines), "up")).toEqual([]);
  });

  it("is for a step also what the groups around it waited for, each once and after its own", () => {
    const state = told(given, [...lines, started("a", 3), done("a", 4)]);
    expect(reads(state, "b")).toEqual([fact("a")]);
    expect(stands(state, "b")).toEqual([fact("a"), fact("up"), fact("side")]);
    const twice = plan([
      task("up"),
      task("g", { needs: ["up"], work: all("h") }),
      inside("h", "g", { needs: ["up"], work: all("x") }),
      inside("x", "h", { needs: ["up"] }),
    ]);
    expect(stands(told(twice, [began, started("up", 0), done("up", 1)]), "x")).toEqual([fact("up")]);
  });

  it("is for a group also its steps", () => {
    const state = told(given, [...lines, started("a", 3), done("a", 4, { saw: [fact("up"), fact("side")] })]);
    expect(stands(state, "g")).toEqual([fact("up"), fact("side"), fact("a")]);
  });

  it("is said with how it ended and what it gave", () => {
    const state = told(given, [began, started("up", 0), failed("up", 1)]);
    expect(factOf(own(state, "up"))).toEqual(["up", "failure", ""]);
    expect(factOf(own(state, "side"))).toBeNull();
  });

  it("holds only while that is so: another result of the same task opens it again", () => {
    const pair = plan([task("up"), task("down", { needs: ["up"] })]);
    const first = [
      began,
      started("up", 0),
      done("up", 1),
      started("down", 2),
      done("down", 3, { saw: [fact("up")] }),
    ];
    const rerun = (output: string): RunState =>
      told(pair, first, [resumed(9, "up"), started("up", 10), done("up", 11, { output: digest(output) })]);
    expect(own(rerun("out up"), "down").settled).toBe("success");
    expect(own(rerun("new"), "down").settled).toBeNull();
    const blind = told(pair, [...first.slice(0, 4), done("down", 3, { saw: [] })]);
    expect(own(blind, "down").settled).toBeNull();
  });

  it("holds for a step while what its group waited for is the same, but nobody holds an old journal's silence against it", () => {
    const one = plan([task("up"), task("g", { needs: ["up"], work: all("a") }), inside("a", "g")]);
    const first = (saw: Basis): readonly Line[] => [
      began,
      started("up", 0),
      done("up", 1),
      opened("g", 2),
      started("a", 2),
      done("a", 3, { saw }),
    ];
    const rerun = (saw: Basis): RunState =>
      told(one, first(saw), [
        resumed(9, "up"),
        started("up", 10),
        done("up", 11, { output: digest("new") }),
        opened("g", 12),
      ]);
    expect(own(rerun([fact("up")]), "a").settled).toBeNull();
    expect(own(rerun([]), "a").settled).toBe("success");
    expect(own(rerun([[id("up"), "failure", digest("new")]]), "a").settled).toBeNull();
    expect(own(rerun([fact("up", "new")]), "a").settled).toBe("success");
  });
});

describe("the gate of a group", () => {
  const given = plan([
    task("if", { work: { type: "conditional", condition: "x", then: [id("yes")], else: [id("no")] } }),
    task("yes", { parent: ["if", "then"] }),
    task("no", { parent: ["if", "else"] }),
  ]);

  it("is closed before it opens, then open for one branch and closed for the other", () => {
    const gates = (state: RunState): unknown =>
      ["yes", "no"].map((name) => [gateOpen(state, own(state, name)), branchClosed(state, own(state, name))]);
    expect(gates(told(given, [began]))).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(gates(told(given, [began, opened("if", 1, { branch: "then" })]))).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(gates(told(given, [began, failed("if", 1, "condition-error", { n: 0 })]))).toEqual([
      [false, true],
      [false, true],
    ]);
    const state = told(given, [began]);
    expect([gateOpen(state, own(state, "if")), branchClosed(state, own(state, "if"))]).toEqual([true, false]);
  });
});

describe("a step that nobody wants any more", () => {
  const votes = (by: "first_valid" | "vote" | "judge"): Work => ({
    type: "samples",
    steps: ["a", "b", "c", "d"].map(id),
    by,
  });
  const of = (work: Work, lines: readonly Line[]): RunState =>
    told(plan([task("g", { work }), ...["a", "b", "c", "d"].map((name) => inside(name, "g"))]), [
      began,
      opened("g", 1),
      ...lines,
    ]);
  const same = (name: string): Line => done(name, 2, { output: digest("same") });
  const decided = (work: Work, ...lines: readonly Line[]): unknown => {
    const state = of(work, lines);
    return [won(state, own(state, "g")), unwanted(state, own(state, "d"))];
  };

  it("is one whose group was won by another", () => {
    const any: Work = { type: "parallel", steps: ["a", "b", "c", "d"].map(id), waitFor: "any" };
    expect(decided(any)).toEqual([false, null]);
    expect(decided(any, failed("a", 2))).toEqual([false, null]);
    expect(decided(any, same("a"))).toEqual([true, "loser"]);
    expect(decided(all("a", "b", "c", "d"), same("a"))).toEqual([false, null]);
    expect(decided(votes("first_valid"), same("b"))).toEqual([true, "loser"]);
    expect(decided(votes("judge"), same("b"))).toEqual([false, null]);
  });

  it("is one whose vote can change nothing: more than half are for one answer", () => {
    expect(decided(votes("vote"), same("a"), same("b"))).toEqual([false, null]);
    expect(decided(votes("vote"), same("a"), same("b"), same("c"))).toEqual([true, "loser"]);
    expect(decided(votes("vote"), same("a"), done("b", 2), same("c"))).toEqual([false, null]);
    expect(decided(votes("vote"), same("a"), failed("b", 2), same("c"))).toEqual([false, null]);
  });

  it("is one whose group is being ended, or a group around that", () => {
    const given = plan([
      task("g", { work: all("h"), timeout: millis(9) }),
      inside("h", "g", { work: all("x") }),
      inside("x", "h"),
    ]);
    const halt: Line = [5, { type: "task.stopping", task: id("g"), reason: "timeout" }];
    const state = told(given, [began, opened("g", 1), opened("h", 1), halt]);
    expect([unwanted(state, own(state, "x")), unwanted(state, own(state, "g"))]).toEqual(["cancel", null]);
  });
});
