/** Runs the kernel in a world that is only numbers: simulated time, outcomes from a table, a journal that can be cut anywhere. */
import { digest, millis, runId, type TaskId } from "../../src/core/base/brand.ts";
import type { Entry, Header, RunEvent, Segment } from "../../src/core/journal/event.ts";
import type { Failure, FailureClass } from "../../src/core/journal/failure.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import { answerTo, closingEvent, stateOf } from "../../src/core/run/answer.ts";
import { basisOf } from "../../src/core/run/basis.ts";
import type { Command } from "../../src/core/run/command.ts";
import { conclusionOf } from "../../src/core/run/conclude.ts";
import { decide } from "../../src/core/run/decide.ts";
import { apply, foldSegments } from "../../src/core/run/fold.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { PLAN_DIGEST } from "./plans.ts";

export type Act = Readonly<{ after: number; fail?: FailureClass; gives?: string }>;
export type Answer = "yes" | "no" | "missing" | "error";
export type World = Readonly<{
  act: (task: TaskId, n: number) => Act;
  answer: (task: TaskId) => Answer;
  /** A person who cancels at this moment. */
  cancelAt?: number;
}>;

export type Simulation = Readonly<{
  state: RunState;
  segments: readonly Segment[];
  starts: readonly string[];
}>;
export type Options = Readonly<{
  before?: readonly Segment[];
  rerun?: readonly TaskId[];
  /** The process dies when this many entries of its segment are written. */
  dieAfter?: number;
  planDigest?: Header["plan"];
  observe?: (state: RunState, event: RunEvent) => void;
}>;

export const failureOf = (kind: FailureClass): Failure => {
  if (kind === "agent-exit") return { kind, code: 1, message: kind };
  if (kind === "timeout" || kind === "idle") return { kind, after: millis(0), message: kind };
  if (kind === "output-invalid") return { kind, issues: [], message: kind };
  return { kind, message: kind };
};

class Died extends Error {}

/** More than any plan here needs: a kernel that goes round in circles is found out at once. */
const STEPS_PER_TASK = 500;

type Going = { task: TaskId; n: number; endsAt: number; halted: boolean };

export function simulate(plan: Plan, world: World, options: Options = {}): Simulation {
  const { before = [], rerun = [], dieAfter = Number.POSITIVE_INFINITY, planDigest = PLAN_DIGEST } = options;
  const epoch = before.reduce((highest, { header }) => Math.max(highest, header.epoch), 0) + 1;
  const header: Header = { version: 1, run: runId("run"), plan: planDigest, epoch, writer: "main" };
  const entries: Entry[] = [];
  const starts: string[] = [];
  const state = foldSegments(plan, planDigest, before);
  const lastAt = before
    .flatMap((segment) => segment.entries)
    .reduce((at, entry) => Math.max(at, entry.at), 0);
  let now = lastAt;
  let going: Going[] = [];

  const write = (event: RunEvent): void => {
    if (entries.length >= dieAfter) throw new Died();
    const entry: Entry = { seq: entries.length, at: millis(now), ...event };
    options.observe?.(state, event);
    entries.push(entry);
    apply(state, header, entry);
  };

  const resolve = (task: TaskId): void => {
    const own = stateOf(state, task);
    const saw = basisOf(state, own);
    const answer = world.answer(task);
    const fingerprint = digest(`${own.task.definition}|${JSON.stringify(saw)}`);
    if (answer === "error") {
      write({ type: "task.failed", task, n: 0, failure: failureOf("condition-error"), saw });
      return;
    }
    const missing = answer === "missing" ? { missing: "x.output" } : {};
    write({
      type: "task.resolved",
      task,
      condition: answer !== "no",
      ...missing,
      fingerprint,
      trust: "trusted",
    });
  };

  const start = (task: TaskId, n: number): void => {
    const own = stateOf(state, task);
    const fingerprint =
      own.resolution?.fingerprint ?? digest(`${own.task.definition}|${JSON.stringify(basisOf(state, own))}`);
    write({ type: "task.started", task, n, fingerprint });
    starts.push(`${now} ${task}#${n}`);
    going.push({ task, n, endsAt: now + world.act(task, n).after, halted: false });
  };

  const perform = (command: Command): void => {
    const event = answerTo(state, command);
    if (event !== null) write(event);
    if (command.do === "resolve") resolve(command.task);
    if (command.do === "start") start(command.task, command.n);
    if (command.do === "close") {
      const own = stateOf(state, command.task);
      write(
        closingEvent(state, command) ?? {
          type: "task.succeeded",
          task: command.task,
          n: own.attempts,
          output: digest(`group ${command.task}`),
          saw: basisOf(state, own),
        },
      );
    }
    if (command.do === "halt") {
      const own = going.find(({ task }) => task === command.task);
      if (own !== undefined) Object.assign(own, { endsAt: now, halted: true });
    }
    if (command.do === "conclude") write({ type: "run.concluded", conclusion: conclusionOf(state, []) });
    if (command.do === "finish") write({ type: "run.finished", conclusion: conclusionOf(state, []) });
  };

  const endOf = ({ task, n, halted }: Going): RunEvent => {
    const own = stateOf(state, task);
    const saw = basisOf(state, own);
    const act = world.act(task, n);
    const reason = halted ? own.halting : null;
    if (reason === "cancel" || reason === "loser") return { type: "task.cancelled", task, reason, saw };
    if (reason !== null)
      return {
        type: "task.failed",
        task,
        n,
        failure: failureOf(reason === "idle" ? "idle" : "timeout"),
        saw,
      };
    if (act.fail !== undefined) return { type: "task.failed", task, n, failure: failureOf(act.fail), saw };
    return {
      type: "task.succeeded",
      task,
      n,
      output: digest(act.gives ?? `out ${task}`),
      saw,
      usage: { inputTokens: 1, outputTokens: 1, costUsd: 1 },
    };
  };

  const cancelIfDue = (): void => {
    if (
      world.cancelAt === undefined ||
      now < world.cancelAt ||
      state.epochs.get(epoch)?.stop?.reason.kind === "cancel"
    )
      return;
    if (state.phase === "task" || state.phase === "on_start") {
      write({ type: "run.stopping", reason: { kind: "cancel", by: "person" }, running: "end" });
    }
  };

  /** One thing at a time, but deadlines that pass together pass together. */
  const step = (): boolean => {
    const commands = decide(state, millis(now));
    const [command] = commands;
    if (command === undefined) return false;
    if (command.do === "halt" || command.do === "expire") {
      for (const other of commands) if (other.do === "halt" || other.do === "expire") perform(other);
      return true;
    }
    if (command.do !== "wait") {
      perform(command);
      return true;
    }
    const ends = going.map(({ endsAt }) => endsAt);
    const person = world.cancelAt !== undefined && now < world.cancelAt ? [world.cancelAt] : [];
    const next = Math.min(...ends, ...person, ...(command.until === null ? [] : [command.until]));
    if (!Number.isFinite(next)) throw new Error(`stuck at ${now} in phase ${state.phase}`);
    now = Math.max(now, next);
    return true;
  };

  try {
    write(epoch === 1 ? { type: "run.started" } : { type: "run.resumed", from: epoch - 1, rerun });
    for (const { header: other } of before)
      write({ type: "writer.lost", writer: `${other.epoch}/${other.writer}` });
    for (let guard = 0; ; guard += 1) {
      if (guard > STEPS_PER_TASK * (plan.tasks.length + 1)) throw new Error(`no end in sight at ${now}`);
      cancelIfDue();
      const done = going
        .filter(({ endsAt }) => endsAt <= now)
        .sort(
          (a, b) => a.endsAt - b.endsAt || stateOf(state, a.task).index - stateOf(state, b.task).index,
        )[0];
      if (done !== undefined) {
        going = going.filter((other) => other !== done);
        write(endOf(done));
      } else if (!step()) break;
    }
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
  return { state, segments: [...before, { header, entries }], starts };
}

/** What a resume opens again: everything that neither succeeded nor was allowed to fail. */
export const openTasks = (state: RunState): TaskId[] =>
  state.tasks
    .filter(
      ({ settled, task }) =>
        settled !== "success" && !(settled === "failure" && task.onFailure === "continue"),
    )
    .map(({ task }) => task.id);
