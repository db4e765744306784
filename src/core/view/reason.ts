/** Why a task did not run or did not end, as a half-sentence that a person can read. */
import type { TaskId } from "../base/brand.ts";
import { unreachable } from "../base/never.ts";
import type { HaltReason, SkipReason, StopReason } from "../journal/event.ts";
import { lengthText } from "../base/instant.ts";

const STOPPED: Readonly<Record<StopReason["kind"], string>> = {
  failure: "the run was stopping after a failure",
  cancel: "the run was cancelled",
  timeout: "the run was out of time",
  budget: "the run's budget was used up",
  rollback: "the run was being rolled back",
};

const HALTED: Readonly<Record<HaltReason | "stopped", string>> = {
  timeout: "it used up its time",
  idle: "it was silent for too long",
  total_timeout: "all its attempts together used up their time",
  cancel: "the run was cancelled",
  loser: "another branch was faster",
  policy: "a policy forbade it to go on",
  budget: "its budget was passed",
  stopped: "the run was stopping",
};

/** Whether a group opened and chose another branch; one that never opened left all of its steps out. */
export type HasChosen = (group: TaskId) => boolean;

export function skipText(reason: SkipReason, hasChosen: HasChosen): string {
  switch (reason.kind) {
    case "rule":
      return reason.because.length === 0
        ? `its rule ${reason.rule} was not met`
        : `its rule ${reason.rule} was not met because of ${reason.because.join(", ")}`;
    case "condition":
      return "its condition was not true";
    case "branch":
      return hasChosen(reason.group)
        ? `"${reason.group}" took the other branch`
        : `"${reason.group}" did not run`;
    case "outcome":
      return "the run ended another way";
    case "missing_input":
      return `missing_input: nothing was given for ${reason.reference}`;
    case "stopped":
      return STOPPED[reason.because];
    case "empty":
      return "its list was empty";
    case "not_picked":
      return "nobody chose it";
    case "limit":
      return `the limit of "${reason.group}" was reached by other runs`;
    default:
      return unreachable(reason);
  }
}

export function becauseText(because: SkipReason | HaltReason | "stopped", hasChosen: HasChosen): string {
  return typeof because === "string" ? HALTED[because] : skipText(because, hasChosen);
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
    case "rollback":
      return "it is rolled back";
    default:
      return unreachable(reason);
  }
}
