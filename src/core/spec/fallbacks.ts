/** Tasks that run only if another one fails: they belong to that one, wherever they stand in the file. */
import { isFields } from "../base/value.ts";
import type { Fields } from "../base/value.ts";
import type { Spec, SpecTask } from "./spec.ts";

/** The id of the task that takes over, if there is one. */
export function fallbackOf(fields: Fields): string | undefined {
  const fallback = fields["fallback"];
  const name = isFields(fallback) ? fallback["task"] : undefined;
  return typeof name === "string" ? name : undefined;
}

/** For each task that takes over the one that it takes over from; of several the first. */
export function fallbackOwners({ tasks }: Spec): ReadonlyMap<string, SpecTask> {
  const owners = new Map<string, SpecTask>();
  for (const task of tasks) {
    const name = fallbackOf(task.fields);
    if (name !== undefined && name !== task.id && !owners.has(name)) owners.set(name, task);
  }
  return owners;
}
