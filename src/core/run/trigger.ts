/** When a task may run, judged by how its direct dependencies ended; all of them have ended by then. */
import { unreachable } from "../base/never.ts";
import type { Status } from "../journal/event.ts";
import type { Task, TriggerRule } from "../plan/plan.ts";

export type Tally = Readonly<{ total: number; succeeded: number; failed: number; skipped: number }>;
export type Kind = "succeeded" | "failed" | "skipped";

/** A failure that its author allowed counts as success; what was cancelled failed nobody. */
export function kindOf(task: Task, status: Status): Kind {
  switch (status) {
    case "success":
      return "succeeded";
    case "failure":
      return task.onFailure === "continue" ? "succeeded" : "failed";
    case "upstream_failed":
      return "failed";
    case "skipped":
    case "cancelled":
      return "skipped";
    default:
      return unreachable(status);
  }
}

export function met(rule: TriggerRule, { total, succeeded, failed, skipped }: Tally): boolean {
  if (total === 0) return true;
  switch (rule) {
    case "all_success":
      return succeeded === total;
    case "all_failed":
      return failed === total;
    case "all_skipped":
      return skipped === total;
    case "one_success":
    case "all_done_min_one_success":
      return succeeded > 0;
    case "one_failed":
      return failed > 0;
    case "one_done":
      return succeeded + failed > 0;
    case "none_failed":
      return failed === 0;
    case "none_failed_min_one_success":
      return failed === 0 && succeeded > 0;
    case "none_skipped":
      return skipped === 0;
    case "all_done":
    case "always":
      return true;
    default:
      return unreachable(rule);
  }
}

const WANTS_SUCCESS: ReadonlySet<TriggerRule> = new Set([
  "all_success",
  "one_success",
  "none_failed",
  "none_failed_min_one_success",
  "all_done_min_one_success",
]);

/** What an unmet rule makes of its task: the failure above it is passed on only where success was asked for. */
export const unmetStatus = (rule: TriggerRule, tally: Tally): "upstream_failed" | "skipped" =>
  tally.failed > 0 && WANTS_SUCCESS.has(rule) ? "upstream_failed" : "skipped";
