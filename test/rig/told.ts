/** Journals in a few words, for tests that name what one entry changes. */
import { digest, millis, runId, taskId, type TaskId } from "../../src/core/base/brand.ts";
import type { Entry, Header, RunEvent, Segment } from "../../src/core/journal/event.ts";
import type { FailureClass } from "../../src/core/journal/failure.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import { apply, initial } from "../../src/core/run/fold.ts";
import type { RunState, TaskState } from "../../src/core/run/state.ts";
import { failureOf } from "./fate.ts";
import { PLAN_DIGEST } from "./plans.ts";

export type Line = readonly [at: number, event: RunEvent];

type Words<T extends RunEvent["type"]> = Partial<Extract<RunEvent, { type: T }>>;

export const id = (name: string): TaskId => taskId(name);

export const header = (epoch: number, words: Partial<Header> = {}): Header => ({
  version: 1,
  run: runId("run"),
  plan: PLAN_DIGEST,
  epoch,
  writer: "main",
  ...words,
});

export const began: Line = [0, { type: "run.started" }];

export const resumed = (at: number, ...rerun: readonly string[]): Line => [
  at,
  { type: "run.resumed", from: 1, rerun: rerun.map(id) },
];

export const started = (name: string, at: number, words: Words<"task.started"> = {}): Line => [
  at,
  { type: "task.started", task: id(name), n: 1, fingerprint: digest(`print ${name}`), ...words },
];

/** A group opens. */
export const opened = (name: string, at: number, words: Words<"task.started"> = {}): Line =>
  started(name, at, { branch: "all", ...words });

export const done = (name: string, at: number, words: Words<"task.succeeded"> = {}): Line => [
  at,
  { type: "task.succeeded", task: id(name), n: 1, output: digest(`out ${name}`), saw: [], ...words },
];

export const failed = (
  name: string,
  at: number,
  kind: FailureClass = "agent-error",
  words: Words<"task.failed"> = {},
): Line => [at, { type: "task.failed", task: id(name), n: 1, failure: failureOf(kind), saw: [], ...words }];

export const cancelled = (name: string, at: number, words: Words<"task.cancelled"> = {}): Line => [
  at,
  { type: "task.cancelled", task: id(name), reason: "stopped", saw: [], ...words },
];

export const resolved = (name: string, at: number, words: Words<"task.resolved"> = {}): Line => [
  at,
  {
    type: "task.resolved",
    task: id(name),
    condition: true,
    fingerprint: digest(`print ${name}`),
    trust: "trusted",
    ...words,
  },
];

export const expanded = (name: string, at: number, keys: readonly string[], stage = 1): Line => [
  at,
  {
    type: "task.expanded",
    task: id(name),
    stage,
    list: digest(`list ${keys.join(" ")}`),
    keys,
    marks: keys.map((key) => `${key} 1`),
    trust: "untrusted",
  },
];

/** Entries of one writer, one after the other. */
export function tell(state: RunState, own: Header, lines: readonly Line[]): RunState {
  for (const [seq, [at, event]] of lines.entries()) {
    const entry: Entry = { seq, at: millis(at), ...event };
    apply(state, own, entry);
  }
  return state;
}

/** What is true after these entries; each list is a process of its own. */
export function told(plan: Plan, ...epochs: readonly (readonly Line[])[]): RunState {
  const state = initial(plan, PLAN_DIGEST);
  epochs.forEach((lines, at) => tell(state, header(at + 1), lines));
  return state;
}

export const segmentOf = (epoch: number, lines: readonly Line[], words: Partial<Header> = {}): Segment => ({
  header: header(epoch, words),
  entries: lines.map(([at, event], seq): Entry => ({ seq, at: millis(at), ...event })),
});

export function own(state: RunState, name: string): TaskState {
  const found = state.tasks[state.byId.get(id(name)) ?? -1];
  if (found === undefined) throw new Error(`no task ${name}`);
  return found;
}
