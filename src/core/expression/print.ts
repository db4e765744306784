/** An expression as text again: for messages, and to prove that reading loses nothing. */
import { unreachable } from "../base/never.ts";
import type { Expression } from "./expression.ts";

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function printed(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return JSON.stringify(expression.value);
    case "list":
      return `[${expression.items.map(printed).join(", ")}]`;
    case "object":
      return `{${expression.entries.map(({ key, value }) => `${JSON.stringify(key)}: ${printed(value)}`).join(", ")}}`;
    case "name":
      return expression.name;
    case "member":
      return `${bracketed(expression.of)}${printedKey(expression.key)}`;
    case "index":
      return `${bracketed(expression.of)}[${printed(expression.index)}]`;
    case "call": {
      const before = expression.receiver === null ? "" : `${bracketed(expression.receiver)}.`;
      return `${before}${expression.name}(${expression.args.map(printed).join(", ")})`;
    }
    case "unary":
      return `${expression.operator}${bracketed(expression.operand)}`;
    case "binary":
      return `${bracketed(expression.left)} ${expression.operator} ${bracketed(expression.right)}`;
    case "choice":
      return `${bracketed(expression.condition)} ? ${bracketed(expression.then)} : ${bracketed(expression.otherwise)}`;
    default:
      return unreachable(expression);
  }
}

/** `.key`, or `["key"]` where a dot would not do. */
export const printedKey = (key: string): string => (PLAIN.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);

function bracketed(expression: Expression): string {
  const { kind } = expression;
  const text = printed(expression);
  return kind === "unary" || kind === "binary" || kind === "choice" ? `(${text})` : text;
}
