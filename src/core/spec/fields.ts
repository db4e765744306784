/** The one table of keys. Reading, the schema for editors, the reference page and "did you mean" are all made from it. */
import type { Field, ObjectTable } from "./fields-shape.ts";
import { TASK_OBJECTS } from "./fields-task.ts";
import { TEST_OBJECTS } from "./fields-test.ts";
import { WORKFLOW_OBJECTS } from "./fields-workflow.ts";

export type { Field, ObjectTable, Shape } from "./fields-shape.ts";

/** In the order in which they are explained. */
export const OBJECTS: readonly ObjectTable[] = [...WORKFLOW_OBJECTS, ...TASK_OBJECTS];

/** One object's keys for looking up: aliases lead to the same field. */
export type Index = Readonly<{
  table: ObjectTable;
  byKey: ReadonlyMap<string, Field>;
  words: readonly string[];
  /** As messages call the object. */
  called: string;
}>;

function indexed(table: ObjectTable): Index {
  const byKey = new Map<string, Field>();
  for (const field of table.fields) {
    byKey.set(field.key, field);
    for (const alias of field.aliases ?? []) byKey.set(alias, field);
  }
  return { table, byKey, words: [...byKey.keys()], called: table.called };
}

/** Filled as they are asked for: a file meets few of the objects that there are. */
const INDEXES = new Map<string, Index>();

export function indexOf(name: string): Index {
  const known = INDEXES.get(name);
  if (known !== undefined) return known;
  const table = [...OBJECTS, ...TEST_OBJECTS].find((each) => each.name === name);
  if (table === undefined) throw new Error(`Internal error: no table of keys is called "${name}"`);
  const index = indexed(table);
  INDEXES.set(name, index);
  return index;
}

/** Written under another key than the one that they end up under. */
const LOWERED: readonly (readonly [key: string, written: string])[] = [["retry", "retries"]];

let aliases: ReadonlyMap<string, readonly string[]> | undefined;

function collectedAliases(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (key: string, alias: string): void => {
    const list = found.get(key);
    if (list === undefined) found.set(key, [alias]);
    else if (!list.includes(alias)) list.push(alias);
  };
  for (const table of OBJECTS) {
    for (const field of table.fields) for (const alias of field.aliases ?? []) add(field.key, alias);
  }
  for (const [key, written] of LOWERED) add(key, written);
  return found;
}

const NONE: readonly string[] = [];

/** Every other word under which a key may have been written. */
export function aliasesOf(key: string): readonly string[] {
  aliases ??= collectedAliases();
  return aliases.get(key) ?? NONE;
}

/** The objects that know a key: for a key that was written in the wrong place. */
export const homesOf = (key: string): readonly ObjectTable[] =>
  OBJECTS.filter((table) => table.fields.some((field) => field.key === key));
