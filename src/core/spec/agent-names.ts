/** Which agents a workflow can ask, so that only their files need to be read. */
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import type { Spec } from "./spec.ts";

/** In the order in which they are first named. */
export function namedAgents(spec: Spec): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: Value | undefined): void => {
    if (typeof name === "string" && name !== "") names.add(name);
  };
  add(spec.settings["agent"]);
  for (const task of spec.tasks) {
    add(task.fields["agent"]);
    for (const name of namedInside(task.fields)) add(name);
  }
  return names;
}

function namedInside(fields: Fields): readonly Value[] {
  const names: Value[] = [];
  for (const key of ["fallback", "select", "compensate"]) {
    const value = fields[key];
    if (isFields(value) && value["agent"] !== undefined) names.push(value["agent"]);
  }
  const delegate = fields["delegate"];
  if (isFields(delegate) && isList(delegate["agents"])) names.push(...delegate["agents"]);
  return names;
}
