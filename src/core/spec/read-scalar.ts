/** Single values by their shape: texts, numbers, lengths of time, words. */
import { durationSeconds } from "../base/duration.ts";
import { nearest } from "../base/nearest.ts";
import type { Span } from "./diagnostic.ts";
import type { Shape } from "./fields-shape.ts";
import type { Node, ScalarNode } from "./node.ts";
import type { Place } from "./read-refusal.ts";
import { refuse, subject } from "./read-refusal.ts";
import { found, orList, quoted } from "./read-words.ts";
import type { Reading } from "./reading.ts";
import { report } from "./reading.ts";

type Of<K extends Shape["kind"]> = Extract<Shape, { kind: K }>;

export function readText(
  shape: Of<"string" | "text">,
  node: Node,
  place: Place,
  reading: Reading,
): string | undefined {
  if (node.kind !== "scalar") return refuse(shape, node, place, reading);
  if (typeof node.value === "string") return node.value;
  if (shape.kind === "text") return String(node.value);
  report(reading, "AO1102", node.span, `${subject(place)} must be a text, not ${found(node)}`, {
    label: "expected a text",
    help: `put it in quotes: "${String(node.value)}"`,
  });
  return String(node.value);
}

export function readNumber(
  shape: Of<"integer" | "number">,
  node: Node,
  place: Place,
  reading: Reading,
): number | undefined {
  if (node.kind !== "scalar" || typeof node.value !== "number") return refuse(shape, node, place, reading);
  if (shape.kind === "integer" && !Number.isSafeInteger(node.value))
    return refuse(shape, node, place, reading);
  return inRange(shape, node.value, node.span, place, reading);
}

function inRange(
  shape: Of<"integer" | "number" | "duration">,
  amount: number,
  span: Span,
  place: Place,
  reading: Reading,
): number | undefined {
  const maximum = shape.kind === "duration" ? undefined : shape.maximum;
  if (shape.minimum !== undefined && amount < shape.minimum)
    return report(
      reading,
      "AO1105",
      span,
      `${subject(place)} must be at least ${shape.minimum}, not ${amount}`,
      {
        label: "too small",
      },
    );
  if (maximum !== undefined && amount > maximum)
    return report(reading, "AO1105", span, `${subject(place)} must be at most ${maximum}, not ${amount}`, {
      label: "too large",
    });
  return amount;
}

export function readDuration(
  shape: Of<"duration">,
  node: Node,
  place: Place,
  reading: Reading,
): number | undefined {
  if (node.kind !== "scalar" || typeof node.value === "boolean") return refuse(shape, node, place, reading);
  const amount = typeof node.value === "number" ? node.value : durationSeconds(String(node.value));
  if (amount !== undefined) return inRange(shape, amount, node.span, place, reading);
  return report(
    reading,
    "AO1106",
    node.span,
    `${subject(place)} is no duration: ${quoted(String(node.value))}`,
    {
      label: "cannot be read as a length of time",
      help: "write seconds (90), or numbers with units (10m, 1h30m, 2d)",
    },
  );
}

export function readWord(shape: Of<"enum">, node: Node, place: Place, reading: Reading): string | undefined {
  if (node.kind !== "scalar") return refuse(shape, node, place, reading);
  const word = String(node.value);
  if (shape.values.includes(word)) return word;
  const former =
    shape.former !== undefined && Object.hasOwn(shape.former, word) ? shape.former[word] : undefined;
  if (former !== undefined) return renamed(word, former, node, reading);
  if (shape.open === true && typeof node.value === "string") return word;
  const meant = nearest(word, shape.values);
  report(reading, "AO1104", node.span, `${subject(place)} cannot be ${quoted(word)}`, {
    label: "not one of the words allowed here",
    help: meant === undefined ? `write ${orList(shape.values)}` : `did you mean "${meant}"?`,
  });
  return meant;
}

function renamed(word: string, now: string, node: ScalarNode, reading: Reading): string {
  if (reading.form === "steps") return now;
  report(reading, "AO1701", node.span, `"${word}" is another word for "${now}"`, {
    severity: "warning",
    label: `write "${now}"`,
  });
  return now;
}
