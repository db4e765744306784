import { describe, expect, test } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import { type Header, JOURNAL_VERSION, type RunEvent, type Segment } from "../journal/event.ts";
import type { Plan } from "../plan/plan.ts";
import { foldSegments } from "./fold.ts";
import { gateDeadline, validAnswer } from "./gates.ts";

const gate = taskId("gate");
const asking = (approvers: readonly string[] = []) =>
  ({ type: "approval", prompt: "", fields: [], approvers, onTimeout: "approve", escalateTo: [] }) as const;
const flow = (approvers: readonly string[] = []): Plan =>
  plan([task("gate", { work: asking(approvers), timeout: millis(1000) }), task("ship", { needs: ["gate"] })]);
const [SHOWN, OUTPUT] = [digest("a".repeat(64)), digest("c".repeat(64))];

function segment(
  epoch: number,
  at: number,
  events: readonly RunEvent[],
  more: Partial<Header> = {},
): Segment {
  const header = {
    version: JOURNAL_VERSION,
    run: runId("r"),
    plan: PLAN_DIGEST,
    epoch,
    writer: "local",
    ...more,
  };
  return { header, entries: events.map((event, seq) => ({ seq: seq + 1, at: millis(at + seq), ...event })) };
}

const asks: readonly RunEvent[] = [
  { type: "task.started", task: gate, n: 1, fingerprint: SHOWN },
  { type: "gate.requested", task: gate, shown: SHOWN },
];
const succeeded = (id: typeof gate): RunEvent => ({
  type: "task.succeeded",
  task: id,
  n: 1,
  output: OUTPUT,
  saw: [],
});
const says = (more: Partial<Extract<RunEvent, { type: "gate.answered" }>> = {}): Segment =>
  segment(
    1,
    50,
    [
      {
        type: "gate.answered",
        task: gate,
        shown: SHOWN,
        answer: "x",
        verdict: "approve",
        by: "ada",
        fields: {},
        reason: "",
        ...more,
      },
    ],
    { writer: "answer-x" },
  );
const resumed = (unheard?: true): RunEvent => ({
  type: "run.resumed",
  from: 1,
  rerun: [],
  ...(unheard === undefined ? {} : { unheard }),
});

function after(segments: readonly Segment[], of = flow()) {
  const state = foldSegments(of, PLAN_DIGEST, segments);
  const [first, second] = state.tasks;
  if (first === undefined || second === undefined) throw new Error("the plan has two tasks");
  return {
    gate: first.settled,
    candidate: first.candidate,
    ship: second.settled,
    shown: state.gates.get(gate)?.shown ?? "",
    until: gateDeadline(state, first),
    answer: validAnswer(state, first)?.answer ?? null,
    granted: state.granted,
  };
}

describe("what people said before", () => {
  const approved = segment(1, 10, [{ type: "run.started" }, ...asks, succeeded(gate)]);
  const granted = segment(1, 10, [{ type: "budget.granted", maxCostUsd: 1000 }]);

  test("counts as long as nobody says otherwise", () => {
    expect(after([approved, segment(2, 90, [resumed()])])).toMatchObject({ gate: "success" });
    expect(after([granted, segment(2, 90, [resumed()])]).granted).toEqual({ maxCostUsd: 1000 });
  });

  test("is void where it could be anybody's: a question is open again, and a limit is the workflow's", () => {
    expect(after([approved, segment(2, 90, [resumed(true)])])).toMatchObject({ gate: null, candidate: null });
    expect(after([granted, segment(2, 90, [resumed(true)])]).granted).toEqual({});
    const own = segment(2, 90, [resumed(true), { type: "budget.granted", maxCostUsd: 3 }]);
    expect(after([granted, own]).granted).toEqual({ maxCostUsd: 3 });
  });

  test("is not taken over under another plan either", () => {
    const other = { ...approved, header: { ...approved.header, plan: digest("d".repeat(64)) } };
    expect(after([other, segment(2, 90, [resumed()])]).candidate).toMatchObject({ output: OUTPUT });
    expect(after([other, segment(2, 90, [resumed(true)])]).candidate).toBe(null);
  });

  test("leaves silence to begin anew", () => {
    const before = segment(1, 10, asks);
    expect(after([before, segment(2, 5000, [resumed(), ...asks])]).until).toBe(1011);
    expect(after([before, segment(2, 5000, [resumed(true), ...asks])]).until).toBe(6002);
  });

  test("does not keep out an answer to what is asked again in the same words", () => {
    const segments = [segment(1, 10, asks), says(), segment(2, 90, [resumed(true), ...asks])];
    expect(after(segments)).toMatchObject({ shown: SHOWN, answer: "x" });
  });

  test("does not count once more because it was taken", () => {
    const accepted = segment(1, 70, [{ type: "gate.accepted", task: gate, answer: "x" }, succeeded(gate)], {
      writer: "other",
    });
    const segments = [segment(1, 10, asks), says(), accepted, segment(2, 90, [resumed(true), ...asks])];
    expect(after(segments)).toMatchObject({ gate: null, shown: SHOWN, answer: null });
    expect(after([...segments.slice(0, 2), ...segments.slice(3), accepted])).toMatchObject({ answer: null });
  });

  test("stays void in every later part", () => {
    const segments = [approved, segment(2, 90, [resumed(true)]), segment(3, 99, [resumed()])];
    expect(after(segments)).toMatchObject({ gate: null });
  });

  test("is void for a question that comes to be later", () => {
    const each = taskId("each");
    const body = [task("ask", { work: asking() })];
    const grows = plan([
      task("each", {
        work: { type: "for_each", items: [], as: "item", maxItems: 9, onEmpty: "success", body },
      }),
    ]);
    const grown: readonly RunEvent[] = [
      { type: "task.started", task: each, n: 1, fingerprint: SHOWN },
      {
        type: "task.expanded",
        task: each,
        stage: 1,
        list: OUTPUT,
        keys: ["a"],
        marks: ["m"],
        trust: "operator",
      },
    ];
    const [ask] = foldSegments(grows, PLAN_DIGEST, [segment(1, 1, grown)]).tasks.slice(1);
    if (ask === undefined) throw new Error("the group has grown");
    const id = ask.task.id;
    const forged = segment(1, 1, [
      { type: "task.started", task: id, n: 1, fingerprint: SHOWN },
      { type: "gate.requested", task: id, shown: SHOWN },
      { type: "task.succeeded", task: id, n: 1, output: OUTPUT, saw: [] },
    ]);
    const end = (unheard?: true) => {
      const state = foldSegments(grows, PLAN_DIGEST, [forged, segment(2, 90, [resumed(unheard), ...grown])]);
      const own = state.tasks[state.byId.get(id) ?? -1];
      return [own?.settled ?? null, own?.candidate ?? null, state.gates.get(id)?.shown ?? ""];
    };
    expect(end()).not.toEqual([null, null, ""]);
    expect(end(true)).toEqual([null, null, ""]);
  });
});

test.each([
  [undefined, "x"],
  ["admin", "x"],
  ["write", null],
  ["none", null],
] as const)("an answer of somebody with the level %s counts as far as the question says", (level, answer) => {
  const more = level === undefined ? {} : { level };
  const of = flow(["maintain"]);
  expect(after([segment(1, 10, asks), says(more)], of).answer).toBe(answer);
  expect(after([segment(1, 10, asks), says(more)], flow(["ada"])).answer).toBe("x");
});
