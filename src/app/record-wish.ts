/** Which tasks want their answers recorded, and in which file. */
import type { Value } from "../core/base/value.ts";
import type { Plan } from "../core/plan/plan.ts";
import { everyTask } from "./every-task.ts";

/** The empty name is the cassette beside the workflow. */
const DEFAULT = "";

/** Null where nothing is to be recorded. */
export const fileOf = (record: Value | undefined): string | null =>
  typeof record === "string" ? record : record === true ? DEFAULT : null;

export const wantsRecord = (plan: Plan): boolean =>
  everyTask(plan).some(({ extra }) => fileOf(extra["record"]) !== null);
