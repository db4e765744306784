/** Which agents a workflow can ask, so that only their files need to be read. */
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import type { Spec } from "./spec.ts";

/** The agent that leads where the settings name none. */
export const USUAL_LEAD = "orchestrator";

/** Some task may be handed to any agent at all, so that every one of them must be at hand. */
export const asksAnybody = (spec: Spec): boolean =>
  spec.tasks.some(({ fields: { delegate } }) => isFields(delegate) && delegate["agents"] === undefined);

/** In the order in which they are first named. */
export function namedAgents(spec: Spec): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: Value | undefined): void => {
    if (typeof name === "string" && name !== "") names.add(name);
  };
  add(spec.settings["agent"]);
  const resolver = spec.settings["on_conflict"];
  if (isFields(resolver)) add(resolver["agent"]);
  if (spec.settings["mode"] === "autonomous" && spec.settings["agent"] === undefined) add(USUAL_LEAD);
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
