/** The log of what agents were asked and how that went, over all runs: what their circuits are computed from. */
import type { Millis, RunId, TaskId } from "../core/base/brand.ts";
import type { FailureClass } from "../core/base/vocabulary.ts";
import type { Circuit } from "../core/plan/plan.ts";

/** One attempt that has ended. */
export type Execution = Readonly<{
  run: RunId;
  task: TaskId;
  agent: string;
  /** An agent that is played is not the agent that it plays. */
  runner: string;
  outcome: "success" | FailureClass;
  /** The failure's own words, without secrets. */
  message: string;
  at: Millis;
  costUsd: number | null;
  /** By which rule the run left agents alone. */
  circuit: Circuit;
}>;

export interface Health {
  /** Every agent that was ever asked here, in order. */
  agents(): readonly string[];
  /** The last executions of an agent, oldest first; older ones may be forgotten. */
  recent(agent: string): readonly Execution[];
  /** Several processes may note at once. Never throws: a run does not fail because of its log. */
  note(execution: Execution): void;
}
