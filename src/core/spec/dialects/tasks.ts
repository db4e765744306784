/** The canonical form: a list of tasks, flattened so that steps nested in groups become tasks of their own. */
import type { Value } from "../../base/value.ts";
import type { Role } from "../../base/vocabulary.ts";
import type { MapNode, Node, Pair } from "../node.ts";
import { readObject } from "../read-object.ts";
import type { Written } from "../read-object.ts";
import { found } from "../read-words.ts";
import type { Reading } from "../reading.ts";
import { report } from "../reading.ts";
import type { Branch, SpecTask } from "../spec.ts";
import { lowered } from "./lower.ts";

/** Where the tasks of one list belong. */
export type Home = Readonly<{
  role: Role;
  /** The table of keys: handlers may do without an id. */
  table: "task" | "handler" | "template_step";
  parent?: Readonly<{ id: string; branch: Branch }>;
}>;

/** Gathers the tasks of the whole file, in file order. */
export type Gathering = Readonly<{ reading: Reading; tasks: SpecTask[]; ids: Set<string> }>;

const BRANCHES: ReadonlyMap<string, Branch> = new Map([
  ["then_steps", "then"],
  ["else_steps", "else"],
  ["steps", "all"],
]);

/** Adds the tasks of a list (or the one task that stands without brackets) and gives their ids. */
export function gatherTasks(node: Node, key: string, home: Home, gathering: Gathering): readonly string[] {
  const single = node.kind === "map" && home.table === "handler";
  if (node.kind !== "list" && !single) return refuseList(node, key, gathering.reading);
  const ids: string[] = [];
  for (const item of node.kind === "list" ? node.items : [node]) {
    if (item.kind === "map") ids.push(gatherTask(item, home, gathering));
    else
      report(gathering.reading, "AO1102", item.span, `a task must be a mapping, not ${found(item)}`, {
        label: "expected a task",
        help: 'write its keys, beginning with "id"',
      });
  }
  return ids;
}

function refuseList(node: Node, key: string, reading: Reading): readonly string[] {
  const empty = node.kind === "scalar" && node.value === null;
  const message = empty ? `"${key}" is empty` : `"${key}" must be a list of tasks, not ${found(node)}`;
  const start = node.span.start;
  const span = node.kind === "scalar" ? node.span : { start, end: start + 1 };
  report(reading, empty ? "AO1107" : "AO1102", span, message, { label: "expected a list of tasks" });
  return [];
}

function gatherTask(node: MapNode, home: Home, gathering: Gathering): string {
  const { reading, tasks, ids } = gathering;
  const groups: [key: string, pair: Pair][] = [];
  const written = readObject(home.table, node, reading, (field, pair) => {
    if (!BRANCHES.has(field.key)) return null;
    groups.push([field.key, pair]);
    return TAKEN;
  });
  const fields = lowered(written, node, reading);
  const id = idOf(fields, home, gathering);
  ids.add(id);
  fields["id"] = id;
  tasks.push({
    id,
    index: tasks.length,
    role: home.role,
    ...(home.parent === undefined ? {} : { parent: home.parent }),
    type: textOf(fields["type"]) ?? "agent",
    dependencies: textsOf(fields["dependencies"]),
    fields,
    node,
  });
  for (const [key, pair] of groups) {
    const branch = BRANCHES.get(key) ?? "all";
    const inner: Home = { role: home.role, table: "task", parent: { id, branch } };
    fields[key] = gatherTasks(pair.value, key, inner, gathering);
  }
  return id;
}

const TAKEN = { value: undefined } as const;

/** A task that forgot its id gets one, so that the rest of the file can still be checked. */
function idOf(fields: Written, home: Home, gathering: Gathering): string {
  const written = textOf(fields["id"]);
  if (written !== undefined) return written;
  const stem = home.role === "task" ? "task" : home.role;
  let number = 1;
  while (gathering.ids.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

const textOf = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

const NONE: readonly string[] = [];

const textsOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : NONE;
