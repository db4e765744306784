import { expect, test } from "vitest";
import { memoryArtifacts } from "../../test/rig/memory.ts";
import { plan, PLAN_DIGEST, task } from "../../test/rig/plans.ts";
import { millis, runId, taskId } from "../core/base/brand.ts";
import { isFields, type Value } from "../core/base/value.ts";
import { DEEPEST } from "../core/handoff/shape.ts";
import type { Entry, Header, RunEvent } from "../core/journal/event.ts";
import { apply, initial } from "../core/run/fold.ts";
import type { TaskState } from "../core/run/state.ts";
import { handOffs, KEPT_CHARACTERS } from "./hand-off.ts";
import { type Results, results } from "./results.ts";
import type { Surroundings } from "./scope.ts";

const header = (epoch: number): Header => ({
  version: 1,
  run: runId("r"),
  plan: PLAN_DIGEST,
  epoch,
  writer: "test",
});
const build = taskId("build");

type Scene = Readonly<{ kept: Results; told: () => Value; say: (event: RunEvent, epoch: number) => void }>;

/** What `test` is handed by `build`. */
function scene(): Scene {
  const state = initial(plan([task("build"), task("test", { needs: ["build"] })]), PLAN_DIGEST);
  const kept = results(memoryArtifacts());
  const around: Surroundings = { run: "r", state, results: kept, environment: {}, secrets: {} };
  let seq = 0;
  const say = (event: RunEvent, epoch: number): void => {
    const entry: Entry = { seq: (seq += 1), at: millis(seq), ...event };
    apply(state, header(epoch), entry);
  };
  const reader = (): TaskState => {
    const found = state.tasks[1];
    if (found === undefined) throw new Error("there is nobody to read it");
    return found;
  };
  const told = (): Value => {
    const found = handOffs("r", around, reader());
    if (!found.ok) throw new Error(found.error);
    return found.value["build"] ?? null;
  };
  say({ type: "run.started" }, 1);
  return { kept, told, say };
}

function attempt({ kept, say }: Scene, n: number, output: string): void {
  say({ type: "task.started", task: build, n, fingerprint: PLAN_DIGEST }, n);
  say({ type: "task.succeeded", task: build, n, output: kept.keep({ output }), saw: [] }, n);
}

const outputOf = (message: Value): Value => (isFields(message) ? (message["output"] ?? null) : null);

test("what is short is put together once for all who are handed it", () => {
  const one = scene();
  attempt(one, 1, "x".repeat(KEPT_CHARACTERS));
  expect(one.told()).toBe(one.told());
});

test("what is long is read again, so that it takes no memory", () => {
  const one = scene();
  attempt(one, 1, "x".repeat(KEPT_CHARACTERS + 1));
  expect(one.told()).not.toBe(one.told());
  expect(one.told()).toEqual(one.told());
});

test("a task that was done anew hands on what it gave last", () => {
  const one = scene();
  attempt(one, 1, "first");
  expect(outputOf(one.told())).toBe("first");
  attempt(one, 2, "second");
  expect(outputOf(one.told())).toBe("second");
  expect(one.told()).toMatchObject({ attempt: 2 });
});

test("what is no message is not handed on", () => {
  const one = scene();
  one.say({ type: "task.started", task: build, n: 1, fingerprint: PLAN_DIGEST }, 1);
  const structured = JSON.parse("[".repeat(DEEPEST + 1) + "]".repeat(DEEPEST + 1)) as Value;
  const output = one.kept.keep({ output: "", structured });
  one.say({ type: "task.succeeded", task: build, n: 1, output, saw: [] }, 1);
  expect(one.told).toThrow(`what "build" hands on is not sound: structured is nested deeper than ${DEEPEST}`);
});
