import { expect, test } from "vitest";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import type { Entry, RunEvent, Segment } from "../journal/event.ts";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { foldSegments } from "./fold.ts";
import { isGateLeg, legShare } from "./share.ts";
import { trespass } from "./trespass.ts";

const ids = (...names: readonly string[]) => names.map(taskId);
const asking = {
  work: { type: "approval", prompt: "ok?", fields: [], approvers: [], onTimeout: "reject", escalateTo: [] },
} as const;
const PLAN = plan([task("look"), task("agree", { ...asking, needs: ["look"] }), task("other", asking)]);

const segment = (writer: string, events: readonly RunEvent[]): Segment => ({
  header: { version: 1, run: runId("20260131-000000-abcd"), plan: PLAN_DIGEST, epoch: 1, writer },
  entries: events.map((event, at): Entry => ({ seq: at + 1, at: millis(at), ...event })),
});

const dispatched = segment("plan", [
  { type: "run.started" },
  {
    type: "wave.dispatched",
    wave: 1,
    legs: [
      { id: "ask", tasks: ids("agree") },
      { id: "mixed", tasks: ids("look", "other") },
    ],
  },
]);
const asked = (name: string): RunEvent => ({
  type: "gate.requested",
  task: taskId(name),
  shown: digest("ab"),
});
const paused = (name: string): RunEvent => ({
  type: "run.paused",
  reason: { kind: "gates", tasks: ids(name) },
});

const said = (writer: string, ...events: readonly RunEvent[]): string | null => {
  const segments = [dispatched, segment(writer, events)];
  return trespass(foldSegments(PLAN, PLAN_DIGEST, segments), segments);
};

test("a leg of questions alone may ask its own, and say that the run waits for them", () => {
  expect(said("ask", asked("agree"), paused("agree"))).toBeNull();
});

test("no leg may ask for others, and none with agents may ask at all", () => {
  expect(said("ask", asked("other"))).toBe(
    '"ask" (epoch 1) wrote "gate.requested" about "other", which is not its to say',
  );
  expect(said("ask", paused("other"))).toBe('"ask" (epoch 1) wrote "run.paused", which is not its to say');
  expect(said("mixed", asked("other"))).toBe(
    '"mixed" (epoch 1) wrote "gate.requested" about "other", which is not its to say',
  );
  expect(said("mixed", paused("other"))).toBe(
    '"mixed" (epoch 1) wrote "run.paused", which is not its to say',
  );
});

test("what a leg is made of is for the plan to say", () => {
  const state = foldSegments(PLAN, PLAN_DIGEST, [dispatched]);
  const of = (...names: readonly string[]): boolean => isGateLeg(state, legShare(ids(...names), null));
  expect([of("agree"), of("agree", "other"), of("look", "agree"), of(), of("nobody")]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
