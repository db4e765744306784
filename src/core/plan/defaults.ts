/** What holds where the author said nothing: every number here is public and stands in the reference page too. */
import { seconds } from "../base/brand.ts";
import { RETRIED_BY_DEFAULT } from "../base/vocabulary.ts";
import type { RetryPolicy, TriggerRule } from "./plan.ts";

export const DEFAULT_MAX_PARALLEL = 3;
export const DEFAULT_TIMEOUT = seconds(3600);
export const DEFAULT_FINALLY_TIMEOUT = seconds(300);
export const DEFAULT_CANCEL_GRACE = seconds(10);
export const DEFAULT_MAX_DELAY = seconds(300);
export const DEFAULT_RUNNER = "claude";
/** Rounds of a loop, choices of an autonomous run, elements of a fan-out. */
export const DEFAULT_ITERATIONS = 10;
export const DEFAULT_CHOICES = 20;
export const DEFAULT_ITEMS = 256;
export const DEFAULT_DELEGATED = 10;
export const DEFAULT_DELEGATION_DEPTH = 1;
/** How deep workflows that call each other and leads that name leads may nest; an author may say less. */
export const MAX_DEPTH = 8;
export const DEFAULT_CIRCUIT = { failures: 5, coolDown: seconds(60) };

export const DEFAULT_RULE: TriggerRule = "none_failed_min_one_success";
/** Handlers run whatever became of the handler before them. */
export const HANDLER_RULE: TriggerRule = "all_done";
/** In `mode: sequential` the task before only says when, so that a skipped one does not skip the rest. */
export const CHAIN_RULE: TriggerRule = "none_failed";

export const DEFAULT_RETRY: RetryPolicy = {
  maxAttempts: 1,
  delay: seconds(1),
  backoff: "fixed",
  maxDelay: DEFAULT_MAX_DELAY,
  jitter: 0.1,
  on: [...RETRIED_BY_DEFAULT],
  infraMaxAttempts: 3,
};

/** An agent that has only these tools cannot change a file. */
export const READING_TOOLS: ReadonlySet<string> = new Set([
  "Glob",
  "Grep",
  "LS",
  "NotebookRead",
  "Read",
  "TodoWrite",
  "WebFetch",
  "WebSearch",
]);
