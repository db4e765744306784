/** What other processes leave for whoever drives the run: today answers to its questions, each in a segment of its own. */
import type { Result } from "../core/base/result.ts";
import type { RunEvent, Segment } from "../core/journal/event.ts";

export interface Mail {
  /** What has come since, at once: for whoever is about to leave. */
  look(): readonly Segment[];
  /**
   * Hears of segments of other writers, each once, over looks and watches, and never before `watch` has returned.
   * Looks only between the call and the call of what it returns.
   */
  watch(hear: (segments: readonly Segment[]) => void): () => void;
}

/** What a person said; the name of the answer is made where it is left. */
export type Said = Omit<Extract<RunEvent, { type: "gate.answered" }>, "type" | "answer">;

export interface Answers {
  /** Leaves an answer where whoever drives the run, now or later, will find it; gives its name, or why it cannot be left. */
  leave(said: Said): Result<string, string>;
}
