/** Everything that the kernel cannot know beforehand, as functions of names: agents, people, data and other runs. */
import { millis, type TaskId } from "../../src/core/base/brand.ts";
import type { Fields } from "../../src/core/base/value.ts";
import type { Verdict } from "../../src/core/journal/event.ts";
import type { Failure, FailureClass } from "../../src/core/journal/failure.ts";

export type Act = Readonly<{
  after: number;
  fail?: FailureClass;
  gives?: string;
  /** How long after its failure the quota comes back. */
  back?: number;
  /** What it costs in the end, null for nobody knows. Without it a success costs 1, and a failure nothing. */
  costUsd?: number | null;
  /** What it says on the way about its cost. */
  says?: Readonly<{ after: number; costUsd: number }>;
}>;

export type Answer = "yes" | "no" | "missing" | "error";

export type Item = Readonly<{ key: string; mark: string }>;

/** An answer of a person, so long after the question. One that does not fit was given to something else, or by a stranger. */
export type Word = Readonly<{ after: number; verdict: Verdict; fits: boolean }>;

export type World = Readonly<{
  act: (task: TaskId, n: number, at: number) => Act;
  answer: (task: TaskId) => Answer;
  items?: (task: TaskId) => readonly Item[];
  /** After how many rounds `until` holds. */
  rounds?: (task: TaskId) => number;
  /** What a lead hands out. */
  hands?: (task: TaskId, team: readonly TaskId[]) => readonly Fields[];
  /** What an agent picks, one after the other, before it says that it is done. */
  picks?: (task: TaskId, team: readonly TaskId[]) => readonly TaskId[];
  people?: (task: TaskId) => readonly Word[];
  /** Until when other runs hold a place of this group. */
  takenUntil?: (group: string) => number;
  /** A person who cancels at this moment. */
  cancelAt?: number;
}>;

export const failureOf = (kind: FailureClass, until?: number): Failure => {
  if (kind === "agent-exit") return { kind, code: 1, message: kind };
  if (kind === "timeout" || kind === "idle") return { kind, after: millis(0), message: kind };
  if (kind === "output-invalid") return { kind, issues: [], message: kind };
  if (kind === "quota")
    return { kind, message: kind, ...(until === undefined ? {} : { until: millis(until) }) };
  return { kind, message: kind };
};

/** What an attempt costs in the end; undefined if nothing is said of it. */
export const costOf = ({ fail, costUsd }: Act): number | null | undefined =>
  costUsd === undefined ? (fail === undefined ? 1 : undefined) : costUsd;

/** Other runs are asked again so much later. */
export const ASK_AGAIN = 7;
