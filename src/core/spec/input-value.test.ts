import { expect, test } from "vitest";
import { inputValue } from "./input-value.ts";
import type { InputType } from "./spec.ts";
import type { Value } from "../base/value.ts";

test.each<[InputType, Value, Value | undefined]>([
  ["string", "a", "a"],
  ["string", 5, "5"],
  ["string", true, "true"],
  ["string", ["a"], undefined],
  ["number", "1.5", 1.5],
  ["number", " -2e3 ", -2000],
  ["number", "", undefined],
  ["number", "0x10", undefined],
  ["number", "Infinity", undefined],
  ["number", "5 apples", undefined],
  ["integer", "7", 7],
  ["integer", "7.5", undefined],
  ["integer", 7.5, undefined],
  ["boolean", "true", true],
  ["boolean", "No", false],
  ["boolean", "1", true],
  ["boolean", "maybe", undefined],
  ["boolean", 1, undefined],
  ["list", "a, b", ["a", "b"]],
  ["list", "", []],
  ["list", "[1, two]", [1, "two"]],
  ["list", "[1,", undefined],
  ["list", "{a: 1}", undefined],
  ["object", '{"a": 1}', { a: 1 }],
  ["object", "a=1", undefined],
  ["object", "[1]", undefined],
])("an input of type %s takes %j as %j", (type, given, value) => {
  expect(inputValue(type, given)).toEqual(value);
});
