/** Which tasks change files by themselves: those are the ones that must not share a working tree. */
import { unreachable } from "../base/never.ts";
import { isFields, isList, type Value } from "../base/value.ts";
import { isTemplate } from "../expression/template.ts";
import type { Task, Work } from "./plan.ts";

/** A scripted player writes what its script says; what is only known later may say anything. */
function mayWrite(script: Value): boolean {
  if (typeof script === "string") return isTemplate(script);
  if (isList(script)) return script.some(mayWrite);
  if (!isFields(script)) return false;
  return Object.entries(script).some(([key, value]) =>
    key === "write" ? true : key === "by_key" ? keysWrite(value) : false,
  );
}

const keysWrite = (value: Value): boolean =>
  isFields(value) ? Object.values(value).some(mayWrite) : mayWrite(value);

const SCRIPTED = "scripted";

/** Agents may, unless they have no tool for it or only play a script without files. */
export function editsFiles({ work, effectClass, fallback }: Task): boolean {
  if (work.type !== "agent" || effectClass === "none") return false;
  const runners = [work.runner, fallback?.runner ?? work.runner];
  return runners.some((runner) => runner !== SCRIPTED) || mayWrite(work.mock ?? null);
}

/** What can have a working tree at all: somebody works in it. */
export function hasHands({ type }: Work): boolean {
  switch (type) {
    case "agent":
    case "command":
    case "plugin":
    case "git":
      return true;
    case "message":
    case "approval":
    case "conditional":
    case "parallel":
    case "for_each":
    case "loop":
    case "delegate":
    case "autonomous":
    case "samples":
    case "rescue":
    case "workflow":
      return false;
    default:
      return unreachable(type);
  }
}

/** Whether the task asks for a tree of its own by itself, whatever stands before it. What undoes others acts where they acted. */
export function isolatesItself(task: Task): boolean {
  if (!hasHands(task.work)) return false;
  switch (task.isolation) {
    case "worktree":
      return true;
    case "shared":
      return false;
    case "auto":
      return task.role !== "compensate" && editsFiles(task);
    default:
      return unreachable(task.isolation);
  }
}
