/** Whose failure is somebody else's business: the group around it decides what it means. */
import type { Task } from "../plan/plan.ts";
import { nameOf } from "./slots.ts";

/** Whether a failure of `child` is taken as data by its group. */
function takes(group: Task, child: Task): boolean {
  const { onFailure, work } = group;
  const name = nameOf(child);
  if (onFailure !== "fail") return true;
  switch (work.type) {
    case "parallel":
      return work.waitFor === "any";
    case "for_each":
      return work.minSuccess !== undefined;
    case "samples":
      return name !== work.judge;
    case "rescue":
      return name === nameOf(group);
    case "delegate":
      return name !== work.lead && name !== work.collect.id;
    case "autonomous":
      return name !== work.lead;
    default:
      return false;
  }
}

/** `above` are the groups around the task, nearest first. */
export function shielded(task: Task, above: readonly Task[]): boolean {
  let child = task;
  for (const group of above) {
    if (takes(group, child)) return true;
    child = group;
  }
  return false;
}
