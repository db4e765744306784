/** Why a task did not run or did not end, as a half-sentence that a person can read. */
import { unreachable } from "../base/never.ts";
import type { HaltReason, SkipReason, StopReason } from "../journal/event.ts";
import { lengthText } from "../base/instant.ts";

const STOPPED: Readonly<Record<StopReason["kind"], string>> = {
  failure: "the run was stopping after a failure",
  cancel: "the run was cancelled",
  timeout: "the run was out of time",
  budget: "the run's budget was used up",
};

const HALTED: Readonly<Record<HaltReason | "stopped", string>> = {
  timeout: "it used up its time",
  idle: "it was silent for too long",
  total_timeout: "all its attempts together used up their time",
  cancel: "the run was cancelled",
  loser: "another branch was faster",
  policy: "a policy forbade it to go on",
  stopped: "the run was stopping",
};

export function skipText(reason: SkipReason): string {
  switch (reason.kind) {
    case "rule":
      return reason.because.length === 0
        ? `its rule ${reason.rule} was not met`
        : `its rule ${reason.rule} was not met because of ${reason.because.join(", ")}`;
    case "condition":
      return "its condition was not true";
    case "branch":
      return `"${reason.group}" took the other branch`;
    case "outcome":
      return "the run ended another way";
    case "missing_input":
      return `missing_input: nothing was given for ${reason.reference}`;
    case "stopped":
      return STOPPED[reason.because];
    default:
      return unreachable(reason);
  }
}

export function becauseText(because: SkipReason | HaltReason | "stopped"): string {
  return typeof because === "string" ? HALTED[because] : skipText(because);
}

export function stopText(reason: StopReason): string {
  switch (reason.kind) {
    case "failure":
      return `"${reason.task}" failed`;
    case "cancel":
      return `cancelled by ${reason.by}`;
    case "timeout":
      return `out of time after ${lengthText(reason.after)}`;
    case "budget":
      return `the limit on ${reason.limit} was reached`;
    default:
      return unreachable(reason);
  }
}
