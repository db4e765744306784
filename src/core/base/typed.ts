/** The types that a declared value can have, in inputs of a workflow and in fields of a question. */
import { unreachable } from "./never.ts";
import { isFields, isList, type Value } from "./value.ts";

export type ValueType = "string" | "number" | "integer" | "boolean" | "list" | "object";

export function hasType(type: ValueType, value: Value): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "integer":
      return Number.isSafeInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "list":
      return isList(value);
    case "object":
      return isFields(value);
    default:
      return unreachable(type);
  }
}

export function typeWords(type: ValueType): string {
  switch (type) {
    case "string":
      return "a text";
    case "number":
      return "a number";
    case "integer":
      return "a whole number";
    case "boolean":
      return "true or false";
    case "list":
      return "a list";
    case "object":
      return "a mapping";
    default:
      return unreachable(type);
  }
}
