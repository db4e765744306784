/** Time, so that tests can hold it in their hands. */
import type { Millis } from "../core/base/brand.ts";

export interface Clock {
  now(): Millis;
  /** Calls back once at or after `at`; the returned function calls it off. */
  alarm(at: Millis, ring: () => void): () => void;
}
