import { describe, expect, it } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import {
  began,
  done,
  header,
  id,
  own,
  resolved,
  resumed,
  tell,
  told,
  started,
  type Line,
} from "../../../test/rig/told.ts";
import { digest, millis } from "../base/brand.ts";
import type { Basis, Cached } from "../journal/event.ts";
import { decide } from "./decide.ts";
import { initial } from "./fold.ts";
import { undoOrder } from "./undo.ts";

const CACHED: Cached = { run: "before", output: digest("out a"), costUsd: 2 };
const undo = task("undo", { role: "compensate" });

const reused = (name: string, at: number, epoch: number, cached?: Cached, saw: Basis = []): Line => [
  at,
  {
    type: "task.reused",
    task: id(name),
    epoch,
    output: digest(`out ${name}`),
    fingerprint: digest(`print ${name}`),
    saw,
    ...(cached === undefined ? {} : { cached }),
  },
];

describe("what an earlier run had done", () => {
  const given = plan([task("a", { cache: {}, compensate: undo })]);
  const taken: readonly Line[] = [began, resolved("a", 1, { cached: CACHED }), reused("a", 1, 1, CACHED)];

  it("stays the earlier run's under a changed file, so that nobody undoes it here", () => {
    const state = initial(given, PLAN_DIGEST);
    tell(state, header(1, { plan: digest("22".repeat(32)) }), taken);
    tell(state, header(2), [resumed(50), resolved("a", 50)]);
    const [command] = decide(state, millis(50));
    expect(command).toEqual({ do: "reuse", task: "a", epoch: 1, output: CACHED.output, cached: CACHED });
    tell(state, header(2), [resumed(50), resolved("a", 50), reused("a", 50, 1, CACHED)]);
    expect(own(state, "a").cached).toEqual(CACHED);
    expect(undoOrder(state)).toEqual([]);
  });

  it("stays so also when what it stood on is done again", () => {
    const pair = plan([task("up"), task("a", { needs: ["up"], cache: {}, compensate: undo })]);
    const first: Basis = [[id("up"), "success", digest("out up")]];
    const state = told(
      pair,
      [
        began,
        started("up", 0),
        done("up", 1),
        resolved("a", 1, { cached: CACHED }),
        reused("a", 1, 1, CACHED, first),
      ],
      [resumed(50, "up"), started("up", 50), done("up", 51, { output: digest("new") }), resolved("a", 51)],
    );
    expect(decide(state, millis(51))).toEqual([
      { do: "reuse", task: "a", epoch: 1, output: CACHED.output, cached: CACHED },
    ]);
  });
});

describe("a group under a changed file", () => {
  it("opens again, also if it is written as before: whether its steps are is not said in its fingerprint", () => {
    const step = task("step", { parent: ["g", "then"] });
    const g = task("g", {
      dynamic: true,
      work: { type: "conditional", condition: "x", then: [id("step")], else: [] },
    });
    const state = initial(plan([g, { ...step, definition: "another way" }]), PLAN_DIGEST);
    tell(state, header(1, { plan: digest("22".repeat(32)) }), [
      began,
      resolved("g", 0),
      started("g", 0, { branch: "then" }),
      started("step", 0),
      done("step", 1),
      done("g", 1),
    ]);
    tell(state, header(2), [resumed(50), resolved("g", 50)]);
    expect(decide(state, millis(50))).toEqual([{ do: "open", task: "g", n: 1 }]);
    tell(state, header(2), [
      resumed(50),
      resolved("g", 50),
      started("g", 50, { branch: "then" }),
      resolved("step", 50, { fingerprint: digest("other") }),
    ]);
    expect(decide(state, millis(50))).toEqual([{ do: "start", task: "step", n: 1 }]);
  });
});

describe("a result that is taken over", () => {
  it("keeps the moment at which it was committed, for what is undone in the reverse order of that", () => {
    const given = plan([
      task("up"),
      task("a", { needs: ["up"], compensate: undo }),
      task("b", { compensate: undo }),
    ]);
    const [old, now] = ["out up", "new"].map((output): Basis => [[id("up"), "success", digest(output)]]);
    const state = told(
      given,
      [
        began,
        started("up", 0),
        started("b", 0),
        done("up", 1),
        started("a", 2, { n: 2 }),
        done("a", 3, { n: 2, saw: old ?? [] }),
        done("b", 5),
      ],
      [
        resumed(50, "up"),
        started("up", 50),
        done("up", 51, { output: digest("new") }),
        reused("a", 52, 1, undefined, now ?? []),
      ],
    );
    expect(own(state, "a")).toMatchObject({
      settled: "success",
      attempts: 2,
      startedAt: 2,
      finishedAt: 3,
      cached: null,
    });
    expect(undoOrder(state)).toEqual(["b", "a"]);
  });
});
