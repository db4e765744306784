/** Words that the author writes and the machine acts on: said once, so that file, plan and journal cannot drift apart. */

/** Airflow's names for what a task asks of its direct dependencies. */
export const TRIGGER_RULES = [
  "all_success",
  "all_done",
  "all_failed",
  "all_skipped",
  "one_success",
  "one_failed",
  "one_done",
  "none_failed",
  "none_failed_min_one_success",
  "none_skipped",
  "all_done_min_one_success",
  "always",
] as const;
export type TriggerRule = (typeof TRIGGER_RULES)[number];

/** `stop` drains; `continue` lets other branches go on; `cancel` also ends what runs; `rollback` drains, then compensates. */
export const RUN_FAILURE_POLICIES = ["stop", "continue", "cancel", "rollback"] as const;
export type RunFailurePolicy = (typeof RUN_FAILURE_POLICIES)[number];

/**
 * Handlers are tasks too: `finally` first, then the hook of the outcome, then `on_complete`; `on_start` before everything.
 * What undoes committed tasks comes right after them.
 */
export const ROLES = [
  "on_start",
  "task",
  "compensate",
  "finally",
  "on_success",
  "on_failure",
  "on_complete",
] as const;
export type Role = (typeof ROLES)[number];

/** Why an attempt can end badly. */
export const FAILURE_CLASSES = [
  "agent-exit",
  "agent-error",
  "timeout",
  "idle",
  "output-invalid",
  "verify-failed",
  "budget-exceeded",
  "quota",
  "auth",
  "merge-conflict",
  "condition-error",
  "missing-input",
  "lost",
  "cancelled",
  "infrastructure",
  "policy",
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** What `max_attempts` covers unless `retry.on` says otherwise; a task that used its full time would likely do so again. */
export const RETRIED_BY_DEFAULT: ReadonlySet<FailureClass> = new Set([
  "agent-exit",
  "agent-error",
  "output-invalid",
  "verify-failed",
  "merge-conflict",
]);

/** Not the agent's fault: these have an allowance of their own and are retried without being asked to. */
export const INFRASTRUCTURE: ReadonlySet<FailureClass> = new Set(["idle", "lost", "infrastructure", "quota"]);

/** Trying again cannot help: credentials, money, rules and the author's own mistakes. */
export const NEVER_RETRIED: ReadonlySet<FailureClass> = new Set([
  "auth",
  "budget-exceeded",
  "policy",
  "condition-error",
  "missing-input",
  "cancelled",
]);
