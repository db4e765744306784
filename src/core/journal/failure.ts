/** Why an attempt ended badly: facts only. The sentence and the hint for each class are in view/explain.ts. */
import type { Millis } from "../base/brand.ts";
import type { FailureClass } from "../base/vocabulary.ts";

export { FAILURE_CLASSES, INFRASTRUCTURE, NEVER_RETRIED, RETRIED_BY_DEFAULT } from "../base/vocabulary.ts";
export type { FailureClass } from "../base/vocabulary.ts";

/** `message` is the world's own words (redacted, cut to size): the real error text, never ours. */
export type Failure = Readonly<
  | { kind: "agent-exit"; code: number | null; signal?: string; message: string }
  | { kind: "timeout" | "idle"; after: Millis; message: string }
  | { kind: "output-invalid"; issues: readonly string[]; message: string }
  /** `until` is when the quota comes back, where somebody said so. */
  | { kind: "quota"; until?: Millis; message: string }
  | {
      kind: Exclude<FailureClass, "agent-exit" | "timeout" | "idle" | "output-invalid" | "quota">;
      message: string;
    }
>;
