/** Everything that the kernel cannot know beforehand, as functions of names: agents, people, data and other runs. */
import { millis, type TaskId } from "../../src/core/base/brand.ts";
import type { Fields } from "../../src/core/base/value.ts";
import type { Verdict } from "../../src/core/journal/event.ts";
import type { Failure, FailureClass } from "../../src/core/journal/failure.ts";

/** A cost of null says that nobody knows; then no tokens are as unknown. */
export type Paid = Readonly<{ costUsd: number | null; tokens: number }>;

export type Act = Readonly<{
  after: number;
  fail?: FailureClass;
  gives?: string;
  /** How long after its failure the quota comes back. */
  back?: number;
  /** What it costs in the end, null for nobody knows. Without it a success costs 1, and a failure nothing. */
  costUsd?: number | null;
  /** Two, where its cost is known. */
  tokens?: number;
  /** What it says on the way about its cost. */
  says?: Readonly<{ after: number }> & Paid;
  /** When an answer did not fit and was sent back, and what the call had cost. */
  repairs?: readonly (Readonly<{ after: number }> & Paid)[];
  /** What is known of its cost if it is ended early and has said nothing. */
  broken?: Paid;
}>;

export type Answer = "yes" | "no" | "missing" | "error";

export type Item = Readonly<{ key: string; mark: string }>;

/** An answer of a person, so long after the question. One that does not fit was given to something else, or by a stranger. */
export type Word = Readonly<{ after: number; verdict: Verdict; fits: boolean }>;

export type World = Readonly<{
  act: (task: TaskId, n: number, at: number) => Act;
  answer: (task: TaskId) => Answer;
  /** What an earlier run gave for the same, where the task may take that. */
  cached?: (task: TaskId) => string | null;
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

const USUAL_TOKENS = 2;

/** What an attempt costs in the end; undefined if nothing is said of it. */
export function paidOf({ fail, costUsd, tokens }: Act): Paid | undefined {
  const cost = costUsd === undefined ? (fail === undefined ? 1 : undefined) : costUsd;
  if (cost === undefined) return undefined;
  return { costUsd: cost, tokens: tokens ?? (cost === null ? 0 : USUAL_TOKENS) };
}

/** What is heard of an attempt before its end: what it has cost so far, or an answer that was sent back. */
export type Sound = Readonly<{ is: "says" | "repair"; after: number; paid: Paid }>;

export const soundsOf = ({ says, repairs = [] }: Act): readonly Sound[] =>
  [
    ...(says === undefined ? [] : [{ is: "says" as const, after: says.after, paid: says }]),
    ...repairs.map((paid): Sound => ({ is: "repair", after: paid.after, paid })),
  ].sort((a, b) => a.after - b.after);

/** Other runs are asked again so much later. */
export const ASK_AGAIN = 7;
