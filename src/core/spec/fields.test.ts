import { describe, expect, test } from "vitest";
import { canonical } from "../base/value.ts";
import type { Shape } from "./fields.ts";
import { OBJECTS, aliasesOf, homesOf, indexOf } from "./fields.ts";

const fields = OBJECTS.flatMap((table) => table.fields.map((field) => ({ table: table.name, field })));

function named(shape: Shape): readonly string[] {
  if (shape.kind === "object") return [shape.of];
  if (shape.kind === "list" || shape.kind === "map") return named(shape.of);
  return shape.kind === "either" ? shape.of.flatMap(named) : [];
}

describe("the table of keys", () => {
  test("gives each word of an object to one key", () => {
    for (const table of OBJECTS) {
      const words = table.fields.flatMap((field) => [field.key, ...(field.aliases ?? [])]);
      expect(new Set(words).size, table.name).toBe(words.length);
    }
  });

  test("names objects once, and only such as exist", () => {
    const names = OBJECTS.map((table) => table.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { table, field } of fields)
      for (const name of named(field.shape)) expect(names, `${table}.${field.key}`).toContain(name);
  });

  test("explains every key in a sentence, without surprising a table of Markdown", () => {
    for (const { table, field } of fields) {
      expect(field.about, `${table}.${field.key}`).toMatch(/^[A-Z`].*[.…]$/s);
      expect(field.about, `${table}.${field.key}`).not.toContain("\n");
    }
  });

  test("calls an alias native only if it is an alias or the key itself", () => {
    for (const { field } of fields)
      for (const word of field.native ?? []) expect([field.key, ...(field.aliases ?? [])]).toContain(word);
  });

  test("shows examples that are plain data", () => {
    for (const { field } of fields)
      if (field.example !== undefined) expect(JSON.parse(canonical(field.example))).toEqual(field.example);
  });
});

test.each(
  (
    "id name description type agent prompt parameters run dependencies trigger_rule condition for_each loop retry retries " +
    "timeout idle_timeout total_timeout on_failure allow_failure fallback fields approvers on_timeout escalate_to to body " +
    "await escalate concurrency samples select outputs on_invalid_output max_repairs verify budget pool priority cache " +
    "required isolation compensate effect_class env model runner max_turns tools permission_mode mcp workflow inputs mock " +
    "record delegate then_steps else_steps steps wait_for operation branch message"
  ).split(" "),
)("a task knows %s", (key) => {
  expect(indexOf("task").byKey.get(key)?.key).toBe(key);
});

test.each([
  ["persona", "agent"],
  ["needs", "dependencies"],
  ["depends_on", "dependencies"],
  ["if", "condition"],
  ["when", "condition"],
  ["params", "parameters"],
])("%s is another word for %s", (alias, key) => {
  expect(indexOf("task").byKey.get(alias)?.key).toBe(key);
  expect(aliasesOf(key)).toContain(alias);
});

test("knows where a key belongs that stands in the wrong place", () => {
  expect(homesOf("finally_timeout").map((table) => table.name)).toEqual(["settings"]);
  expect(homesOf("nonsense")).toEqual([]);
});

test("a compensation takes what a task takes, but can neither be named nor wait", () => {
  const keys = indexOf("compensate").byKey;
  for (const key of ["id", "dependencies", "compensate", "steps"]) expect(keys.has(key), key).toBe(false);
  for (const key of ["run", "agent", "timeout", "retry"]) expect(keys.has(key), key).toBe(true);
});
