/** How a value is refused: what was expected, and what stands there instead. */
import type { Span } from "./diagnostic.ts";
import type { Resolved, Shape } from "./fields-shape.ts";
import type { Node, ScalarNode } from "./node.ts";
import { expected, found } from "./read-words.ts";
import type { Reading } from "./reading.ts";
import { report } from "./reading.ts";

/** The value that is being read: its name for messages, and whether expressions may stand in it. */
export type Place = Readonly<{ name: string; expressions: Resolved; element?: true }>;

export const subject = ({ name, element }: Place): string =>
  element === true ? `an element of "${name}"` : `"${name}"`;

export function refuse(shape: Shape, node: Node, place: Place, reading: Reading): undefined {
  const message = `${subject(place)} must be ${expected(shape)}, not ${found(node)}`;
  return report(reading, "AO1102", firstLine(node), message, { label: `expected ${expected(shape)}` });
}

/** A whole list or mapping is too much to underline; its first element stands for it. */
function firstLine(node: Node): Span {
  if (node.kind === "map") for (const pair of node.pairs.values()) return pair.keySpan;
  if (node.kind === "list")
    return { start: node.span.start, end: Math.min(node.span.end, node.span.start + 1) };
  return node.span;
}

export function refuseEmpty(shape: Shape, node: ScalarNode, place: Place, reading: Reading): undefined {
  return report(reading, "AO1107", node.span, `${subject(place)} is empty`, {
    label: `expected ${expected(shape)}`,
    help: "write a value, or leave the key out",
  });
}
