/** People and other runs as the kernel meets them: answers come as segments of their own, at their own moments. */
import { digest, millis, type TaskId } from "../../src/core/base/brand.ts";
import type { Header, RunEvent, Segment } from "../../src/core/journal/event.ts";
import { stateOf } from "../../src/core/run/answer.ts";
import { basisOf, readsOf } from "../../src/core/run/basis.ts";
import type { RunState, TaskState } from "../../src/core/run/state.ts";
import { ASK_AGAIN, failureOf, type World } from "./fate.ts";

export function asked(state: RunState, task: TaskState, n: number): readonly RunEvent[] {
  const { id, definition } = task.task;
  const shown = digest(`shown ${id} ${definition} ${JSON.stringify(readsOf(state, task))}`);
  const fingerprint = task.resolution?.fingerprint ?? shown;
  return [
    { type: "task.started", task: id, n, fingerprint },
    { type: "gate.requested", task: id, shown },
  ];
}

function decided(state: RunState, task: TaskState, approved: boolean, silence: boolean): RunEvent {
  const { id } = task.task;
  const saw = basisOf(state, task);
  const n = task.attempts;
  if (approved) return { type: "task.succeeded", task: id, n, output: digest(`approved ${id}`), saw };
  return {
    type: "task.failed",
    task: id,
    n,
    failure: failureOf(silence ? "timeout" : "policy"),
    retry: false,
    saw,
  };
}

export function accepted(state: RunState, id: TaskId, answer: string): readonly RunEvent[] {
  const said = state.gates.get(id)?.answers.find((one) => one.answer === answer);
  if (said === undefined) throw new Error(`nobody gave the answer ${answer}`);
  return [
    { type: "gate.accepted", task: id, answer },
    decided(state, stateOf(state, id), said.verdict === "approve", false),
  ];
}

export function lapsed(state: RunState, id: TaskId): readonly RunEvent[] {
  const task = stateOf(state, id);
  const { work } = task.task;
  const verdict = work.type === "approval" ? work.onTimeout : "reject";
  return [{ type: "gate.expired", task: id, verdict }, decided(state, task, verdict === "approve", true)];
}

export function claimed(state: RunState, id: TaskId, world: World, now: number): RunEvent {
  const task = stateOf(state, id);
  const { group = "", limit = 1, onLimit = "queue" } = task.task.concurrency ?? {};
  const own = state.tasks.filter((other) => other.slotted && other.task.concurrency?.group === group).length;
  const others = now < (world.takenUntil?.(group) ?? 0) ? 1 : 0;
  if (own + others < limit) return { type: "slot.granted", task: id };
  if (onLimit === "queue") return { type: "slot.refused", task: id, until: millis(now + ASK_AGAIN) };
  const saw = basisOf(state, task);
  if (onLimit === "cancel")
    return { type: "task.skipped", task: id, status: "skipped", because: { kind: "limit", group }, saw };
  return { type: "task.failed", task: id, n: 0, failure: failureOf("policy"), saw };
}

export type Letter = Readonly<{ at: number; task: TaskId; segment: Segment }>;

type Open = Readonly<{ shown: string; at: number }>;

/** What was asked and is not decided, from the words of those who drove the run. */
function questions(segments: readonly Segment[]): ReadonlyMap<TaskId, Open> {
  const open = new Map<TaskId, Open>();
  for (const { entries } of segments)
    for (const entry of entries) {
      if (entry.type === "gate.accepted" || entry.type === "gate.expired") open.delete(entry.task);
      if (entry.type !== "gate.requested" || open.get(entry.task)?.shown === entry.shown) continue;
      open.set(entry.task, { shown: entry.shown, at: entry.at });
    }
  return open;
}

/** All that people will say to what is asked now, and have not said yet. */
export function letters(segments: readonly Segment[], world: World, header: Header): readonly Letter[] {
  const said = new Set(segments.map(({ header: { writer } }) => writer));
  return [...questions(segments)]
    .flatMap(([task, { shown, at }]) =>
      (world.people?.(task) ?? []).map((word, place): Letter => {
        const answer = `${task}-${at}-${place}`;
        const moment = millis(at + word.after);
        const given: RunEvent = {
          type: "gate.answered",
          task,
          shown: digest(word.fits ? shown : `not ${shown}`),
          answer,
          verdict: word.verdict,
          by: "person",
          fields: {},
          reason: "",
        };
        const entries = [
          { seq: 0, at: moment, ...given },
          { seq: 1, at: moment, type: "writer.closed" as const },
        ];
        return { at: moment, task, segment: { header: { ...header, writer: `answer-${answer}` }, entries } };
      }),
    )
    .filter(({ segment }) => !said.has(segment.header.writer))
    .sort((a, b) => a.at - b.at);
}
