/** The reference's tables: trigger rules, and what the failure of a step means to the group around it. */
import type { FailureClass } from "../../src/core/journal/failure.ts";
import { above, nameOf, type Row } from "./naive-rows.ts";

export const INFRA: readonly FailureClass[] = ["idle", "lost", "infrastructure", "quota"];
export const NEVER: readonly FailureClass[] = [
  "auth",
  "budget-exceeded",
  "policy",
  "condition-error",
  "missing-input",
  "cancelled",
];
/** Of those, the ones that somebody else may get around. */
export const ANOTHERS: readonly FailureClass[] = ["auth", "policy"];
/** What says something about an agent's health. */
export const UNHEALTHY: readonly FailureClass[] = [
  "agent-exit",
  "agent-error",
  "timeout",
  "idle",
  "infrastructure",
  "auth",
  "lost",
];

export const counts = ({ task, status }: Row): string => {
  if (status === "success" || (status === "failure" && task.onFailure === "continue")) return "good";
  return status === "failure" || status === "upstream_failed" ? "bad" : "none";
};

export const allows = (rule: string, kinds: readonly string[]): boolean => {
  if (kinds.length === 0) return true;
  const all = (kind: string): boolean => kinds.every((one) => one === kind);
  const some = (kind: string): boolean => kinds.includes(kind);
  const table: Record<string, boolean> = {
    all_success: all("good"),
    all_failed: all("bad"),
    all_skipped: all("none"),
    all_done: true,
    always: true,
    one_success: some("good"),
    one_failed: some("bad"),
    one_done: some("good") || some("bad"),
    none_failed: !some("bad"),
    none_failed_min_one_success: !some("bad") && some("good"),
    none_skipped: !some("none"),
    all_done_min_one_success: some("good"),
  };
  return table[rule] ?? false;
};

const WANTS_SUCCESS = [
  "all_success",
  "one_success",
  "none_failed",
  "none_failed_min_one_success",
  "all_done_min_one_success",
];

export const refusal = (rule: string, kinds: readonly string[]): string =>
  kinds.includes("bad") && WANTS_SUCCESS.includes(rule) ? "upstream_failed" : "skipped";

const succeeded = (rows: readonly Row[]): readonly Row[] => rows.filter(({ status }) => status === "success");

/** The result is known, whatever becomes of the other steps. */
export function won({ task: { work }, steps }: Row): boolean {
  const good = succeeded(steps);
  if (good.length === 0) return false;
  if (work.type === "parallel") return work.waitFor === "any";
  if (work.type !== "samples") return false;
  if (work.by === "first_valid") return true;
  return (
    work.by === "vote" &&
    good.some((one) => 2 * good.filter(({ gives }) => gives === one.gives).length > steps.length)
  );
}

/** Whether a group takes the failure of a step as a piece of information. */
function forgives(group: Row, step: Row): boolean {
  const { work, onFailure } = group.task;
  if (onFailure !== "fail") return true;
  const name = nameOf(step);
  switch (work.type) {
    case "parallel":
      return work.waitFor === "any";
    case "for_each":
      return work.minSuccess !== undefined;
    case "samples":
      return name !== work.judge;
    case "rescue":
      return group.steps[0] === step;
    case "delegate":
      return name !== work.lead && name !== work.collect.id;
    case "autonomous":
      return name !== work.lead;
    default:
      return false;
  }
}

/** A failure that nobody around it forgives is the run's. */
export function fails(row: Row): boolean {
  if (row.status !== "failure" || row.task.role !== "task" || row.task.onFailure !== "fail") return false;
  const line = [row, ...above(row)];
  return !line.some((step, at) => {
    const group = line[at + 1];
    return group !== undefined && forgives(group, step);
  });
}

export type Close = "success" | "failure" | "skipped" | "stopped" | "grow";

const all = (steps: readonly Row[]): Close | null => {
  if (steps.some((one) => counts(one) === "bad")) return "failure";
  return steps.some(({ stopped }) => stopped) ? "stopped" : null;
};

function speaker(row: Row | undefined): Close | null {
  if (row === undefined || row.status === "success") return null;
  return all([row]) ?? "skipped";
}

/** All steps so far have ended: what becomes of the group. */
export function closing(group: Row): Close {
  const { steps, grown } = group;
  const { work } = group.task;
  const last = (name: string): Row | undefined => steps.findLast((step) => nameOf(step) === name);
  const any = (): Close =>
    succeeded(steps).length > 0 ? "success" : (all(steps) ?? (steps.length > 0 ? "skipped" : "success"));
  switch (work.type) {
    case "for_each":
      if (grown === 0) return "grow";
      if (work.minSuccess === undefined) return all(steps) ?? "success";
      if (succeeded(steps).length >= work.minSuccess) return "success";
      return steps.some(({ stopped }) => stopped) ? "stopped" : "failure";
    case "loop":
      return all(steps) ?? "grow";
    case "delegate":
      return grown === 0
        ? (speaker(last(work.lead)) ?? "grow")
        : (speaker(last(work.collect.id)) ?? "success");
    case "autonomous":
      return speaker(last(work.lead)) ?? "grow";
    case "samples":
      return work.judge === undefined ? any() : (speaker(last(work.judge)) ?? "success");
    case "rescue": {
      if (succeeded(steps).length > 0) return "success";
      const one = steps.findLast((step) => counts(step) === "bad" || step.stopped);
      return (one === undefined ? null : all([one])) ?? "skipped";
    }
    case "parallel":
      return work.waitFor === "any" ? any() : (all(steps) ?? "success");
    default:
      return all(steps) ?? "success";
  }
}
