/** One mapping by its table of keys: unknown keys, aliases, keys given twice and missing ones are told here. */
import { nearest } from "../base/nearest.ts";
import type { Value } from "../base/value.ts";
import type { Field, Index } from "./fields.ts";
import { homesOf, indexOf } from "./fields.ts";
import type { MapNode, Pair } from "./node.ts";
import { readValue } from "./read-value.ts";
import type { Reading } from "./reading.ts";
import { report } from "./reading.ts";
import { firstKey } from "./spec.ts";
import type { Form } from "./spec.ts";

/** Takes a field out of the ordinary way; `undefined` keeps it out of the result. */
export type Intercept = (field: Field, pair: Pair) => Readonly<{ value: Value | undefined }> | null;

export type Written = { [key: string]: Value };

/** A fresh reading of a file in this form. */
export function beginReading(form: Form): Reading {
  const reading: Reading = {
    form,
    diagnostics: [],
    object: (table, node) => readObject(table, node, reading),
  };
  return reading;
}

export function readObject(name: string, node: MapNode, reading: Reading, intercept?: Intercept): Written {
  const index = indexOf(name);
  const values: Written = {};
  const written = new Set<Field>();
  for (const pair of node.pairs.values()) {
    const field = index.byKey.get(pair.key) ?? unknownKey(index, node, pair, reading);
    if (field === undefined) continue;
    if (pair.key !== field.key && aliasRefused(field, node, pair, reading)) continue;
    written.add(field);
    const taken = intercept?.(field, pair) ?? null;
    const value = taken === null ? readValue(field.shape, pair.value, placeOf(field), reading) : taken.value;
    if (value !== undefined) values[field.key] = value;
  }
  for (const field of index.table.fields) {
    if (field.required === true && !written.has(field)) missingKey(index, field, node, reading);
  }
  return values;
}

const placeOf = (field: Field): { name: string; expressions: Field["expressions"] } => ({
  name: field.key,
  expressions: field.expressions,
});

/** A key that was surely misspelled is read as what was meant, so that one mistake is told once. */
function unknownKey(index: Index, node: MapNode, pair: Pair, reading: Reading): Field | undefined {
  const meant = nearest(pair.key, index.words);
  const field = meant === undefined ? undefined : index.byKey.get(meant);
  const taken =
    field !== undefined && [field.key, ...(field.aliases ?? [])].some((word) => node.pairs.has(word));
  report(reading, "AO1101", pair.keySpan, `unknown key "${pair.key}" in ${index.called}`, {
    label: `${index.called} has no such key`,
    help: field === undefined ? homeHelp(index, pair.key) : `did you mean "${field.key}"?`,
  });
  return taken ? undefined : field;
}

function homeHelp(index: Index, key: string): string {
  const homes = homesOf(key).filter(
    (table) => !["workflow", "steps_workflow", "template_workflow"].includes(table.name),
  );
  const home = homes.find((table) => table.name === "settings") ?? homes[0];
  if (home !== undefined) return `"${key}" is a key of ${home.called}`;
  const keys = index.table.fields.map((field) => field.key);
  const some = keys.length > 16 ? [...keys.slice(0, 15), "…"] : keys;
  return `the keys of ${index.called} are ${some.join(", ")}`;
}

/** Says that an alias was used; true if the canonical key (or another alias) already gives the value. */
function aliasRefused(field: Field, node: MapNode, pair: Pair, reading: Reading): boolean {
  const first = [field.key, ...(field.aliases ?? [])].find(
    (word) => node.pairs.has(word) && word !== pair.key,
  );
  const other = first === undefined ? undefined : node.pairs.get(first);
  if (other !== undefined && (other.key === field.key || other.keySpan.start < pair.keySpan.start)) {
    report(
      reading,
      "AO1110",
      pair.keySpan,
      `"${pair.key}" and "${other.key}" are the same key, given twice`,
      {
        label: `already given as "${other.key}"`,
        help: `keep "${field.key}" alone`,
        related: [{ span: other.keySpan, message: "given here" }],
      },
    );
    return true;
  }
  if (reading.form === "steps" && field.native?.includes(pair.key) === true) return false;
  if (!(field.aliases?.includes(pair.key) ?? false)) return false;
  report(reading, "AO1701", pair.keySpan, `"${pair.key}" is another word for "${field.key}"`, {
    severity: "warning",
    label: `write "${field.key}"`,
  });
  return false;
}

function missingKey(index: Index, field: Field, node: MapNode, reading: Reading): void {
  const similar = typeof field.example === "string" ? field.example : "…";
  report(reading, "AO1103", firstKey(node), `${index.called} has no "${field.key}"`, {
    label: `"${field.key}" is missing`,
    help: `add "${field.key}: ${similar}"`,
  });
}
