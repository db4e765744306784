import { describe, expect, it } from "vitest";
import { plan, PLAN_DIGEST, task } from "../../../test/rig/plans.ts";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import { type Entry, type Header, JOURNAL_VERSION, type RunEvent } from "../journal/event.ts";
import { apply, initial } from "./fold.ts";
import { gateDeadline, validAnswer } from "./gates.ts";
import type { RunState } from "./state.ts";

const gate = taskId("gate");
const PLAN = plan([
  task("gate", {
    work: { type: "approval", prompt: "", fields: [], approvers: [], onTimeout: "reject", escalateTo: [] },
    timeout: millis(1000),
  }),
]);
const [A, B] = [digest("a".repeat(64)), digest("b".repeat(64))];

type Line = Readonly<{ header: Header; entry: Entry }>;

const line = (epoch: number, seq: number, at: number, event: RunEvent, writer = "local"): Line => ({
  header: { version: JOURNAL_VERSION, run: runId("r"), plan: PLAN_DIGEST, epoch, writer },
  entry: { seq, at: millis(at), ...event },
});
const asks = (epoch: number, at: number, shown = A): readonly Line[] => [
  line(epoch, 1, at, { type: "task.started", task: gate, n: 1, fingerprint: shown }),
  line(epoch, 2, at, { type: "gate.requested", task: gate, shown }),
];
const says = (epoch: number, answer: string, shown = A): Line => {
  const words = { verdict: "approve", by: "ada", fields: {}, reason: "" } as const;
  return line(
    epoch,
    1,
    5,
    { type: "gate.answered", task: gate, shown, answer, ...words },
    `answer-${answer}`,
  );
};

function after(lines: readonly Line[]): RunState {
  const state = initial(PLAN, PLAN_DIGEST);
  for (const { header, entry } of lines) apply(state, header, entry);
  return state;
}

function now(state: RunState) {
  const own = state.tasks[0];
  if (own === undefined) throw new Error("the plan has a task");
  return {
    shown: state.gates.get(gate)?.shown,
    until: gateDeadline(state, own),
    answer: validAnswer(state, own)?.answer ?? null,
  };
}

describe("a question", () => {
  it.each([
    ["put once", asks(1, 100), { shown: A, until: 1100, answer: null }],
    ["put again as it was", [...asks(1, 100), ...asks(2, 900)], { shown: A, until: 1100, answer: null }],
    ["put again otherwise", [...asks(1, 100), ...asks(2, 900, B)], { shown: B, until: 1900, answer: null }],
    [
      "that came back to what it was",
      [...asks(1, 100), ...asks(2, 900, B), ...asks(3, 2000)],
      { shown: A, until: 3000, answer: null },
    ],
    [
      "put again after silence had ended it",
      [
        ...asks(1, 100),
        line(1, 3, 1100, { type: "gate.expired", task: gate, verdict: "reject" }),
        ...asks(2, 5000),
      ],
      { shown: A, until: 6000, answer: null },
    ],
    [
      "put again after it was answered",
      [
        ...asks(1, 100),
        says(1, "x"),
        line(1, 3, 9, { type: "gate.accepted", task: gate, answer: "x" }),
        ...asks(2, 5000),
      ],
      { shown: A, until: 6000, answer: null },
    ],
    ["with an answer", [...asks(1, 100), says(1, "x")], { shown: A, until: 1100, answer: "x" }],
    [
      "with an answer to it as it was before",
      [...asks(1, 100), says(1, "x"), ...asks(2, 900)],
      { shown: A, until: 1100, answer: "x" },
    ],
    [
      "with an answer to another",
      [...asks(1, 100), says(1, "x", B)],
      { shown: A, until: 1100, answer: null },
    ],
    [
      "with two answers",
      [...asks(1, 100), says(1, "x", B), says(1, "y"), says(1, "z")],
      { shown: A, until: 1100, answer: "y" },
    ],
  ] as const)("%s is known by its last words, whichever way its segments come", (_, lines, expected) => {
    expect(now(after(lines))).toEqual(expected);
    const segments = new Map<string, Line[]>();
    for (const each of lines) {
      const key = `${each.header.epoch}/${each.header.writer}`;
      segments.set(key, [...(segments.get(key) ?? []), each]);
    }
    const others = [...segments.values()].sort(
      (a, b) => (b[0]?.header.epoch ?? 0) - (a[0]?.header.epoch ?? 0),
    );
    expect(now(after(others.flat()))).toEqual(expected);
  });

  it("that was never put waits for nothing", () => {
    expect(now(after([says(1, "x")]))).toEqual({ shown: "", until: null, answer: null });
  });
});
