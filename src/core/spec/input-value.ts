/** Values of inputs: which type they have, and what text from a command line or a form means. */
import { unreachable } from "../base/never.ts";
import { hasType } from "../base/typed.ts";
import type { Value } from "../base/value.ts";
import { parseSyntax } from "./syntax.ts";
import { plain } from "./read-value.ts";
import type { InputType } from "./spec.ts";

export { hasType, typeWords } from "../base/typed.ts";

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;

/** The value of the declared type that was given, also as text; `undefined` if it has none. */
export function inputValue(type: InputType, given: Value): Value | undefined {
  if (hasType(type, given)) return given;
  if (type === "string")
    return typeof given === "number" || typeof given === "boolean" ? String(given) : undefined;
  if (typeof given !== "string") return undefined;
  const meant = meaning(type, given.trim());
  return meant !== undefined && hasType(type, meant) ? meant : undefined;
}

function meaning(type: Exclude<InputType, "string">, text: string): Value | undefined {
  switch (type) {
    case "number":
    case "integer":
      return NUMBER.test(text) ? Number(text) : undefined;
    case "boolean":
      if (/^(true|yes|on|1)$/i.test(text)) return true;
      return /^(false|no|off|0)$/i.test(text) ? false : undefined;
    case "list":
    case "object":
      return structure(type, text);
    default:
      return unreachable(type);
  }
}

/** JSON or YAML; a list may also be written with commas alone. */
function structure(type: "list" | "object", text: string): Value | undefined {
  if (/^[[{]/.test(text)) {
    const { root, diagnostics } = parseSyntax(text);
    return root === null || diagnostics.length > 0 ? undefined : plain(root);
  }
  if (type === "object") return undefined;
  return text === "" ? [] : text.split(",").map((part) => part.trim());
}
