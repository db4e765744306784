/** One value by its shape: the canonical value, or diagnostics that say what was expected and what stands there. */
import { durationSeconds } from "../base/duration.ts";
import { unreachable } from "../base/never.ts";
import { emptyRecord } from "../base/record.ts";
import type { Value } from "../base/value.ts";
import { hasExpression } from "../expression/template.ts";
import type { Shape } from "./fields-shape.ts";
import type { Node, ScalarNode } from "./node.ts";
import type { Place } from "./read-refusal.ts";
import { refuse, refuseEmpty, subject } from "./read-refusal.ts";
import { readDuration, readNumber, readText, readWord } from "./read-scalar.ts";
import { schemaProblem } from "./read-schema.ts";
import type { Reading } from "./reading.ts";
import { report } from "./reading.ts";

type Of<K extends Shape["kind"]> = Extract<Shape, { kind: K }>;

const SCALARS: ReadonlySet<Shape["kind"]> = new Set(["boolean", "integer", "number", "duration", "enum"]);

/** Plain data, whatever it is. */
export function plain(node: Node): Value {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(plain);
    case "map": {
      const fields = emptyRecord<Value>();
      for (const pair of node.pairs.values()) fields[pair.key] = plain(pair.value);
      return fields;
    }
    default:
      return unreachable(node);
  }
}

/** `undefined` means that the value could not be read; a diagnostic says why. */
export function readValue(shape: Shape, node: Node, place: Place, reading: Reading): Value | undefined {
  if (node.kind === "scalar") {
    if (node.value === null && shape.kind !== "any" && !takesNothing(shape))
      return refuseEmpty(shape, node, place, reading);
    if (SCALARS.has(shape.kind) && place.expressions !== "none" && isExpression(node)) return node.value;
  }
  switch (shape.kind) {
    case "any":
      return plain(node);
    case "nothing":
      return node.kind === "scalar" && node.value === null ? true : refuse(shape, node, place, reading);
    case "string":
    case "text":
      return readText(shape, node, place, reading);
    case "boolean":
      if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
      return refuse(shape, node, place, reading);
    case "integer":
    case "number":
      return readNumber(shape, node, place, reading);
    case "duration":
      return readDuration(shape, node, place, reading);
    case "enum":
      return readWord(shape, node, place, reading);
    case "list":
      return readList(shape, node, place, reading);
    case "map":
      return readMap(shape, node, place, reading);
    case "object":
      if (node.kind !== "map") return refuse(shape, node, place, reading);
      return reading.object(shape.of, node);
    case "either":
      return readEither(shape, node, place, reading);
    case "schema":
      return readSchema(node, place, reading);
    default:
      return unreachable(shape);
  }
}

const takesNothing = (shape: Shape): boolean =>
  shape.kind === "nothing" || (shape.kind === "either" && shape.of.some(takesNothing));

const isExpression = (node: ScalarNode): boolean =>
  typeof node.value === "string" && hasExpression(node.value);

function readList(shape: Of<"list">, node: Node, place: Place, reading: Reading): Value | undefined {
  if (node.kind === "list") {
    const minimum = shape.minimum ?? 0;
    if (node.items.length < minimum)
      return report(reading, "AO1107", node.span, `${subject(place)} is empty`, {
        label: "needs at least one element",
      });
    const values: Value[] = [];
    for (const item of node.items) {
      const value = readValue(
        shape.of,
        item,
        place.element === true ? place : { ...place, element: true },
        reading,
      );
      if (value !== undefined) values.push(value);
    }
    return values;
  }
  if (shape.single !== true || (node.kind === "map") !== (shape.of.kind === "object")) {
    return refuse(shape, node, place, reading);
  }
  const value = readValue(shape.of, node, place, reading);
  return value === undefined ? undefined : [value];
}

function readMap(shape: Of<"map">, node: Node, place: Place, reading: Reading): Value | undefined {
  if (node.kind !== "map") return refuse(shape, node, place, reading);
  const fields = emptyRecord<Value>();
  for (const pair of node.pairs.values()) {
    const value =
      shape.of.kind === "any"
        ? plain(pair.value)
        : readValue(shape.of, pair.value, { ...place, name: `${place.name}.${pair.key}` }, reading);
    if (value !== undefined) fields[pair.key] = value;
  }
  return fields;
}

/** The alternatives of a table differ by kind, so the kind of what stands there decides, and only its errors are told. */
function readEither(shape: Of<"either">, node: Node, place: Place, reading: Reading): Value | undefined {
  const chosen = shape.of.find((one) => fits(one, node));
  if (chosen !== undefined) return readValue(chosen, node, place, reading);
  const scalar = node.kind === "scalar" && place.expressions !== "none" && isExpression(node);
  if (scalar && shape.of.some((one) => SCALARS.has(one.kind))) return node.value;
  return refuse(shape, node, place, reading);
}

function fits(shape: Shape, node: Node): boolean {
  if (node.kind === "list") return shape.kind === "list" || shape.kind === "any";
  if (node.kind === "map") return ["map", "object", "any", "schema"].includes(shape.kind);
  switch (typeof node.value) {
    case "string":
      return (
        ["string", "text", "enum", "any"].includes(shape.kind) ||
        (shape.kind === "list" && shape.single === true) ||
        isDuration(shape, node.value)
      );
    case "number":
      return ["integer", "number", "duration", "text", "any"].includes(shape.kind);
    case "boolean":
      return ["boolean", "schema", "text", "any"].includes(shape.kind);
    default:
      return shape.kind === "nothing" || shape.kind === "any";
  }
}

const isDuration = (shape: Shape, text: unknown): boolean =>
  shape.kind === "duration" && typeof text === "string" && durationSeconds(text) !== undefined;

function readSchema(node: Node, place: Place, reading: Reading): Value | undefined {
  const problem = schemaProblem(node);
  if (problem === null) return plain(node);
  return report(
    reading,
    "AO1116",
    problem.span,
    `${subject(place)} is no valid JSON Schema: ${problem.message}`,
    {
      label: problem.label,
      ...(problem.help === undefined ? {} : { help: problem.help }),
    },
  );
}
