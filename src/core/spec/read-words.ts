/** How messages speak about what was expected and what stands there instead. */
import { unreachable } from "../base/never.ts";
import type { Shape } from "./fields-shape.ts";
import { indexOf } from "./fields.ts";
import type { Node } from "./node.ts";

const LONGEST_QUOTE = 40;

export const quoted = (text: string): string =>
  JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text);

export const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;

/** What a shape asks for: "a text", "a list of texts". */
export function expected(shape: Shape): string {
  switch (shape.kind) {
    case "string":
    case "text":
      return "a text";
    case "boolean":
      return "true or false";
    case "integer":
      return "a whole number";
    case "number":
      return "a number";
    case "duration":
      return 'a duration (seconds, or text such as "10m")';
    case "enum":
      return "a word";
    case "list":
      return listWords(shape.of);
    case "map":
    case "object":
      return "a mapping";
    case "either":
      return orList([...new Set(shape.of.map(expected))]);
    case "any":
      return "a value";
    case "schema":
      return "a JSON Schema";
    case "nothing":
      return "nothing";
    default:
      return unreachable(shape);
  }
}

function listWords(of: Shape): string {
  if (of.kind === "string" || of.kind === "text") return "a list of texts";
  if (of.kind === "object" && ["task", "handler", "template_step"].includes(of.of)) return "a list of tasks";
  if (of.kind === "object") return `a list of ${indexOf(of.of).table.called.replace(/^an? /, "")}s`;
  return "a list";
}

/** What stands there: `the number 5`, "a list". */
export function found(node: Node): string {
  if (node.kind !== "scalar") return node.kind === "list" ? "a list" : "a mapping";
  if (node.value === null) return "nothing";
  if (typeof node.value === "string") return `the text ${quoted(node.value)}`;
  return typeof node.value === "number" ? `the number ${node.value}` : String(node.value);
}
