/** Short forms of a task's keys, written out, so that everything after reading knows one form only. */
import { isFields } from "../../base/value.ts";
import type { Value } from "../../base/value.ts";
import type { MapNode } from "../node.ts";
import type { Written } from "../read-object.ts";
import type { Reading } from "../reading.ts";
import { report } from "../reading.ts";

/** The words of a git step that the `steps` form may also keep among its parameters. */
const GIT_WORDS = ["operation", "branch", "base", "remote", "message"] as const;

/** Works on the freshly read fields in place. */
export function lowered(fields: Written, node: MapNode, reading: Reading): Written {
  if (fields["retries"] !== undefined) lowerRetries(fields, node, reading);
  writeOut(fields, "for_each", (value) => (isFields(value) ? value : { items: value }));
  writeOut(fields, "concurrency", (value) => (typeof value === "string" ? { group: value } : value));
  writeOut(fields, "select", (value) => (typeof value === "string" ? { by: value } : value));
  writeOut(fields, "delegate", switched);
  writeOut(fields, "cache", switched);
  writeOut(fields, "verify", checks);
  if (reading.form === "steps" && fields["type"] === "git") liftGitWords(fields);
  return fields;
}

function writeOut(fields: Written, key: string, form: (value: Value) => Value | undefined): void {
  const value = fields[key];
  if (value === undefined) return;
  const full = form(value);
  if (full === undefined) delete fields[key];
  else fields[key] = full;
}

/** `true` is the object with all of its defaults, `false` is nothing. */
const switched = (value: Value): Value | undefined =>
  value === true ? {} : value === false ? undefined : value;

const check = (value: Value): Value => (isFields(value) ? value : { condition: value });
const checks = (value: Value): Value => (Array.isArray(value) ? value.map(check) : [check(value)]);

/** `retries` counts from the second attempt on; an expression is counted when it is resolved. */
function lowerRetries(fields: Written, node: MapNode, reading: Reading): void {
  const { retries, retry } = fields;
  const pair = node.pairs.get("retries");
  const other = node.pairs.get("retry");
  if (retry !== undefined && pair !== undefined && other !== undefined) {
    report(reading, "AO1110", pair.keySpan, '"retries" and "retry" say the same, given twice', {
      label: 'already given as "retry"',
      help: 'keep "retry" alone; its "max_attempts" counts the first attempt too',
      related: [{ span: other.keySpan, message: "given here" }],
    });
    delete fields["retries"];
    return;
  }
  if (typeof retries !== "number") return;
  fields["retry"] = { max_attempts: retries + 1 };
  delete fields["retries"];
}

function liftGitWords(fields: Written): void {
  const parameters = fields["parameters"];
  if (!isFields(parameters)) return;
  for (const word of GIT_WORDS) {
    const value = Object.hasOwn(parameters, word) ? parameters[word] : undefined;
    if (fields[word] === undefined && typeof value === "string") fields[word] = value;
  }
}
