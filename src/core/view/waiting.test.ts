import { describe, expect, it } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import { JOURNAL_VERSION, type RunEvent } from "../journal/event.ts";
import type { Question } from "../plan/plan.ts";
import { foldSegments } from "../run/fold.ts";
import type { RunState } from "../run/state.ts";
import { document } from "./document.ts";
import { outline } from "./outline.ts";
import { questionText } from "./question.ts";
import { pauseText, pendingGates } from "./waiting.ts";

const question: Question = {
  prompt: "Go?",
  fields: [],
  approvers: [],
  onTimeout: "reject",
  escalateTo: [],
};
const [first, second] = [taskId("first"), taskId("second")];
const PLAN = plan([
  task("second", { work: { type: "approval", ...question } }),
  task("first", { work: { type: "approval", ...question } }),
]);
const shown = digest("a".repeat(64));
const text = questionText(first, question, "Go?", []);
const read = () => text;

function stateAfter(...events: readonly RunEvent[]): RunState {
  const all: readonly RunEvent[] = [{ type: "run.started" }, ...events];
  const header = { version: JOURNAL_VERSION, run: runId("r"), plan: PLAN_DIGEST, epoch: 1, writer: "local" };
  const entries = all.map((event, index) => ({ seq: index + 1, at: millis(index * 1000), ...event }));
  return foldSegments(PLAN, PLAN_DIGEST, [{ header, entries }]);
}

const asks = (id: typeof first): readonly RunEvent[] => [
  { type: "task.started", task: id, n: 1, fingerprint: shown },
  { type: "gate.requested", task: id, shown },
];
const answer: RunEvent = {
  type: "gate.answered",
  task: first,
  shown,
  answer: "x",
  verdict: "reject",
  by: "ada",
  fields: {},
  reason: "",
};

describe("what a run waits for", () => {
  it("are its open questions, in the order of the file", () => {
    const state = stateAfter(...asks(first), ...asks(second));
    expect(pendingGates(state, read).map(({ id }) => id)).toEqual([second, first]);
    expect(pendingGates(state, read)[1]).toMatchObject({ shown, since: 2000, answer: null });
    expect(pendingGates(state, read)[1]?.question?.prompt).toBe("Go?");
    expect(outline(state).rows.map(({ status }) => status)).toEqual(["waiting", "waiting"]);
  });

  it("holds an answer that counts and was not taken up", () => {
    const state = stateAfter(...asks(first), answer);
    expect(pendingGates(state, read)[0]?.answer).toMatchObject({ verdict: "reject", by: "ada" });
  });

  it("holds no answer to something else", () => {
    const state = stateAfter(...asks(first), { ...answer, shown: digest("b".repeat(64)) });
    expect(pendingGates(state, read)[0]?.answer).toBeNull();
  });

  it("is known also where the words are lost", () => {
    expect(pendingGates(stateAfter(...asks(first)), () => null)[0]?.question).toBeNull();
  });

  it("is nothing once the task has ended", () => {
    const over: RunEvent = { type: "task.cancelled", task: first, reason: "cancel", saw: [] };
    expect(pendingGates(stateAfter(...asks(first), over), read)).toEqual([]);
  });

  it("makes a run that was left paused, and stands in its document", () => {
    const left: RunEvent = { type: "run.paused", reason: { kind: "gates", tasks: [first] } };
    const state = stateAfter(...asks(first), left);
    const sources = { run: runId("r"), read: () => null, outputs: {}, shown: read };
    expect(outline(state)).toMatchObject({ conclusion: "paused", paused: { kind: "gates" } });
    expect(document(state, sources)).toMatchObject({
      conclusion: "paused",
      paused: "waits for an answer to first",
      gates: [{ id: "first", prompt: "Go?", digest: "a".repeat(12), since: "1970-01-01T00:00:02.000Z" }],
    });
    expect(document(stateAfter(), sources)).not.toHaveProperty("gates");
  });

  it("is said in words", () => {
    expect(pauseText({ kind: "gates", tasks: [first, second] })).toBe("waits for an answer to first, second");
    expect(pauseText({ kind: "quota", pool: "p", until: null })).toBe("waits for the quota of p");
    expect(pauseText({ kind: "quota", pool: "p", until: millis(0) })).toBe(
      "waits for the quota of p until 1970-01-01T00:00:00.000Z",
    );
  });
});
