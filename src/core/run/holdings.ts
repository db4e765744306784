/** What a run holds besides its tasks: questions to people, budgets, gates that quotas have closed. */
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import type { Entry, Leg, Reserve, Usage } from "../journal/event.ts";
import type { Budget } from "../plan/plan.ts";
import type { Price } from "./price.ts";

export type Answered = Omit<Extract<Entry, { type: "gate.answered" }>, "seq" | "type" | "task">;

export interface Gate {
  /** The digest of what is shown now; nothing before the first question. */
  shown: Digest | "";
  /** When exactly this was asked for the first time since it was last decided: silence is counted from here, also while the run is parked. */
  since: Millis;
  /** Questions and how they ended ("" for that), in the order in which those who drove the run wrote them. */
  readonly story: Chapter[];
  readonly answers: Answered[];
  /** Answers that were taken once: a question that is put again wants a new one. */
  readonly taken: Set<string>;
}

export type Chapter = Readonly<{ epoch: number; seq: number; at: Millis; shown: Digest | "" }>;

/** What is set aside for an attempt that has not ended, and what its call is known to have cost so far. */
export type Hold = Readonly<{
  task: TaskId;
  n: number;
  epoch: number;
  writer: string;
  reserve: Reserve;
  live: Usage | null;
  /** Something is known of what it costs: by what it reported, or by an earlier call that was paid for. */
  heard: boolean;
}>;

/** What the attempts that have not ended come to: each at least what was set aside for it. */
export type Tally = Readonly<{
  atWork: Price;
  /** How much of that is known to be spent. */
  reported: Price;
  /** Of those who fell silent nobody knows more. */
  silent: Price;
  holders: number;
  reporters: number;
}>;

/** What was paid for one budget, and what is set aside for attempts that have not ended. */
export interface Purse {
  spentUsd: number;
  spentTokens: number;
  agents: number;
  /** Calls of which nobody knows what they cost. */
  unsure: number;
  /** By writer and task: whoever fell silent keeps what was set aside, since nobody knows what it cost. */
  readonly held: Map<string, Hold>;
  /** Of `held`; null when it has to be worked out. */
  tally: Tally | null;
}

/** The gate that a quota error closed. */
export interface Quota {
  /** Nobody starts before this moment; then one tries for all. */
  until: Millis;
  /** How often it was closed since somebody last got through. */
  closings: number;
}

/**
 * What of a run this process does. A leg does its own tasks and whatever is made of them; a conductor everything for which
 * nobody has to work; `finally` what comes after the tasks; `finish` ends the run.
 */
export type Share = Readonly<{
  part: "leg" | "conductor" | "finally" | "finish";
  /** Of a leg. */
  own: ReadonlySet<TaskId>;
  /** In place of the run's, for a leg. */
  limits: Budget | null;
  /** For a conductor: what only a leg can move on, by index. */
  readonly forLegs: Set<number>;
}>;

/** The last word about a wave. */
export type Dispatched = Readonly<{ epoch: number; legs: readonly Leg[] }>;
