/** What attempts, their working trees and the joining of earlier work tell each other. */
import type { Result } from "../core/base/result.ts";
import type { Fields } from "../core/base/value.ts";
import type { RunEvent, Usage } from "../core/journal/event.ts";
import type { Failure } from "../core/journal/failure.ts";
import type { RunState, TaskState } from "../core/run/state.ts";
import type { Assignment, Refusal } from "../ports/agent.ts";
import type { Commit, Label, Place } from "../ports/workspace.ts";

/** What of an attempt the work on its files needs. */
export type Hands = Readonly<{
  say: (note: string) => void;
  signal: AbortSignal;
  record: (event: RunEvent) => void;
}>;

/** `joins` says that the commit is no task's, but made from those of several. */
export type Started = Readonly<{
  at: Commit;
  heads: readonly string[];
  joins: boolean;
}>;

export type Begun = Promise<Result<Started, Refusal>>;

/** How an attempt leaves its tree: done with, failed, or cut and wanted again. */
export type Left = "done" | "failed" | "cut";

export interface Trees {
  /** The repository that has the commits of the run. */
  readonly origin: string;
  /** The hand-offs of its dependencies with what each made of the files. */
  handed(task: TaskState, inputs: Fields): Fields;
  /** What the task's files begin with, for its fingerprint; null for who works in the run's own directory. */
  mark(task: TaskState): string | null;
  /** Null for who works in the run's own directory. */
  start(task: TaskState, assignment: Assignment, hands: Hands): Begun | null;
  /** `lasting`: who is cut in it may go on in it. */
  open(task: TaskState, started: Started, lasting: boolean): Promise<Result<Place, Failure>>;
  /** What an attempt left that was cut at the same work. */
  reopen(task: TaskState, started: Started): Promise<Place | null>;
  /** Keeps what was made of the files: null if that is nothing. */
  save(
    task: TaskState,
    place: Place,
    started: Started,
    hands: Hands,
  ): Promise<Result<Commit | null, Failure>>;
  close(place: Place, left: Left): Promise<void>;
}

export const NO_COST: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

/** Unknown stays unknown. */
export const summed = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
});

/** The run's own beginning is part of the name of what it makes, so that the same work has the same name in it. */
export function labelOf(run: string, state: RunState, task: TaskState | null, title: string): Label {
  const work = task?.task.work;
  return {
    title,
    trailers: [
      ["Agent-Orchestrator-Run", run],
      ...(task === null ? [] : [["Agent-Orchestrator-Task", task.task.id] as const]),
      ...(work?.type === "agent" ? [["Agent-Orchestrator-Agent", work.agent] as const] : []),
    ],
    at: Math.floor((state.startedAt ?? 0) / 1000),
  };
}
