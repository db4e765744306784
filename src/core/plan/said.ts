/** Text from elsewhere that goes through places where expressions are read: it must come out as it went in. */
import { isTemplate } from "../expression/template.ts";
import { isFields, isList } from "../base/value.ts";
import type { Value } from "../base/value.ts";

/** Every opening is part of such a run; as a literal of its own nothing before it can join in. */
const RUNS = /[${]{2,}/g;

/** Evaluates to exactly this text, whatever stands in it. */
export const escaped = (text: string): string =>
  isTemplate(text) ? text.replaceAll(RUNS, (run) => `\${'${run}'}`) : text;

/** The same for every text in a value; keys are never read as expressions. */
export function escapedDeep(value: Value): Value {
  if (typeof value === "string") return escaped(value);
  if (isList(value)) return value.map(escapedDeep);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, escapedDeep(one)]));
}

const MOST = 160;

export function firstLine(text: string): string {
  const [line = ""] = text.trim().split("\n", 1);
  return line.length <= MOST ? line : `${line.slice(0, MOST - 1)}…`;
}
