import { expect, test } from "vitest";
import type { Value } from "../../base/value.ts";
import { misfits } from "./json-schema.ts";

const said = (value: Value, schema: Value): readonly string[] =>
  misfits(value, schema).map(({ path, message }) => `${path.join(".")} ${message}`.trim());

test.each<[Value, Value, readonly string[]]>([
  [1, { type: "integer" }, []],
  [1, { type: "number" }, []],
  [1.5, { type: "integer" }, ["must be a whole number, not a number"]],
  ["x", { type: ["string", "null"] }, []],
  [true, { type: ["string", "null"] }, ["must be text or null, not true or false"]],
  [null, { type: "object" }, ["must be a mapping, not null"]],
  ["${anything}", { type: "integer" }, []],
  ["${a}", { enum: ["b"] }, []],
  ["c", { enum: ["a", "b"] }, ['must be one of "a", "b"']],
  [{ b: 1, a: [2] }, { enum: [{ a: [2], b: 1 }] }, []],
  [[1, "x"], { items: { type: "integer" } }, ["1 must be a whole number, not text"]],
  [{}, { required: ["a"] }, ['needs "a"']],
  [{ a: 1 }, { required: ["a"] }, []],
  [{ a: "x" }, { properties: { a: { type: "integer" } } }, ["a must be a whole number, not text"]],
  [{ b: 1 }, { properties: { a: {} }, additionalProperties: false }, ["b is not known"]],
  [{ b: 1 }, { additionalProperties: { type: "string" } }, ["b must be text, not a whole number"]],
  [{ toString: 1 }, { properties: {}, additionalProperties: false }, ["toString is not known"]],
  [1, true, []],
  [1, false, ["is not allowed"]],
  [1, {}, []],
])("%j against %j", (value, schema, expected) => {
  expect(said(value, schema)).toEqual(expected);
});
