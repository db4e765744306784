/** Which tasks have surely succeeded whenever another one starts. */
import { fallbackOwners } from "../fallbacks.ts";
import type { Spec, SpecTask } from "../spec.ts";
import { stepsByGroup } from "./graph.ts";
import { reach } from "./reach.ts";
import type { Survey } from "./survey.ts";

export type Sure = (earlier: SpecTask, later: SpecTask) => boolean;

/** The rule as written, else the usual one. */
export function ruleOf({ fields }: SpecTask): string {
  const rule = fields["trigger_rule"];
  return typeof rule === "string" ? rule : "none_failed_min_one_success";
}

export const inBranch = (task: SpecTask): boolean =>
  task.parent !== undefined && task.parent.branch !== "all";

export const mayHaveFailed = ({ fields }: SpecTask): boolean =>
  fields["on_failure"] === "continue" || fields["allow_failure"] === true;

/** By its own doing; that a branch may not be taken matters only to those outside of it. */
function mayBeSkipped({ fields, type }: SpecTask): boolean {
  const { condition, on_failure: onFailure } = fields;
  return (condition !== undefined && condition !== true && type !== "conditional") || onFailure === "skip";
}

/** Under these a task starts only if none of its dependencies failed. */
const WITHOUT_FAILURES = new Set(["all_success", "none_failed", "none_failed_min_one_success"]);

export function certainty(survey: Survey): Sure {
  let known: ((from: number, to: number) => boolean) | undefined;
  const count = survey.spec.tasks.length;
  return (earlier, later) => {
    known ??= reach(moments(survey));
    return known(count + earlier.index, later.index);
  };
}

/** Whether the run can succeed without a result of the task. */
export function mayLack({ spec, graph }: Survey): (task: SpecTask) => boolean {
  let skips: Uint8Array | undefined;
  return (task) => {
    if (mayHaveFailed(task) || inBranch(task)) return true;
    skips ??= skippable(spec, graph().needs);
    return skips[task.index] === 1;
  };
}

/** Every task is two moments, its start and its success, each with the moments that have surely been before it. */
function moments({ spec, byId, graph }: Survey): readonly (readonly number[])[] {
  const count = spec.tasks.length;
  const skips = skippable(spec, graph().needs);
  const steps = stepsByGroup(spec);
  const starts = spec.tasks.map((task) => {
    const sure = surelyNeeded(task, spec.tasks, graph().needs[task.index] ?? [], skips).map(
      (index) => count + index,
    );
    const parent = task.parent === undefined ? undefined : byId.get(task.parent.id);
    return parent === undefined ? sure : [...sure, parent.index];
  });
  const ends = spec.tasks.map((task) => {
    const all =
      task.type === "parallel" && task.fields["wait_for"] !== "any" ? (steps.get(task.id) ?? []) : [];
    const sure = all.filter((index) => skips[index] !== 1 && !failureAllowed(spec.tasks[index]));
    return [task.index, ...sure.map((index) => count + index)];
  });
  return [...starts, ...ends];
}

const failureAllowed = (task: SpecTask | undefined): boolean => task === undefined || mayHaveFailed(task);

function surelyNeeded(
  task: SpecTask,
  tasks: readonly SpecTask[],
  needs: readonly number[],
  skips: Uint8Array,
): readonly number[] {
  const rule = ruleOf(task);
  if (!WITHOUT_FAILURES.has(rule)) return [];
  const onlyOne = needs.length === 1 && rule === "none_failed_min_one_success";
  return needs.filter((index) => {
    if (failureAllowed(tasks[index])) return false;
    return rule === "all_success" || onlyOne || skips[index] !== 1;
  });
}

/** 1 for every task that can be skipped, itself or because all that it waits for was. */
function skippable(spec: Spec, needs: readonly (readonly number[])[]): Uint8Array {
  const { tasks } = spec;
  const owners = fallbackOwners(spec);
  const skips = new Uint8Array(tasks.length);
  for (let changed = true; changed;) {
    changed = false;
    for (const task of tasks) {
      if (skips[task.index] === 1) continue;
      const given = needs[task.index] ?? [];
      const passed = WITHOUT_FAILURES.has(ruleOf(task)) && given.length > 0 && passesOn(task, given, skips);
      if (!mayBeSkipped(task) && !passed && !owners.has(task.id)) continue;
      skips[task.index] = 1;
      changed = true;
    }
  }
  return skips;
}

function passesOn(task: SpecTask, given: readonly number[], skips: Uint8Array): boolean {
  const isSkipped = (index: number): boolean => skips[index] === 1;
  const rule = ruleOf(task);
  if (rule === "none_failed") return false;
  return rule === "all_success" ? given.some(isSkipped) : given.every(isSkipped);
}
