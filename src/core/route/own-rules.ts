/** What a workflow says under `on`, as rules: each way to start it is one. */
import { isFields, isList, type Fields, type Value } from "../base/value.ts";
import { ANYTHING, type Rule } from "./rule.ts";

/** What can be started with a filter. */
const FILTERED = ["pull_request", "issues", "push"] as const;

const textsIn = (value: Value | undefined): readonly string[] => {
  if (typeof value === "string") return [value];
  return isList(value) ? value.filter((each) => typeof each === "string") : [];
};

const isAsked = (value: Value | undefined): boolean => value !== undefined && value !== false;

/** Filters as GitHub writes them: those to be ignored are everything but these. */
function patterns(filter: Fields, name: string): readonly string[] {
  const ignored = textsIn(filter[`${name}-ignore`]);
  return ignored.length === 0 ? textsIn(filter[name]) : ["**", ...ignored.map((each) => `!${each}`)];
}

function filtered(event: string, value: Value, more: readonly string[]): Partial<Rule> {
  const filter = isFields(value) ? value : {};
  return {
    events: [event],
    actions: textsIn(filter["types"]),
    branches: patterns(filter, "branches"),
    paths: patterns(filter, "paths"),
    labels: [...textsIn(filter["labels"]), ...more],
    titles: textsIn(filter["title"]),
  };
}

function ways(on: Fields): readonly Partial<Rule>[] {
  const labels = textsIn(on["labels"]);
  const named: readonly string[] = FILTERED.filter((name) => isAsked(on[name]));
  // Labels alone are those of anything that can carry some.
  const carriers = named.length === 0 && labels.length > 0 ? ["pull_request", "issues"] : named;
  const schedules = textsIn(on["schedule"]);
  const comments = textsIn(on["comment"]);
  return [
    ...carriers.map((name) => filtered(name, on[name] ?? null, name === "push" ? [] : labels)),
    ...(comments.length === 0 ? [] : [{ events: ["issue_comment"], comments }]),
    ...(isAsked(on["dispatch"]) ? [{ events: ["workflow_dispatch"] }] : []),
    ...(schedules.length === 0 ? [] : [{ events: ["schedule"], schedules }]),
  ];
}

export const ownRules = (workflow: string, from: string, on: Value | undefined): readonly Rule[] =>
  isFields(on) ? ways(on).map((way) => ({ ...ANYTHING, ...way, workflow, from })) : [];
