/** Checks data against the part of JSON Schema (draft-07) that our own messages are described with: at once, and without a library. */
import { type Fields, isFields, isList, type Value } from "../base/value.ts";

/** Deeper data is nobody's result, and whoever walks through it might not come back. */
export const DEEPEST = 100;
/** More would bury the first one. */
export const MOST_PROBLEMS = 10;

/** Without calling itself: that is what it is there to prevent. */
export function isTooDeep(value: Value, deepest: number = DEEPEST): boolean {
  let level: readonly Value[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const containers = level.filter((one) => typeof one === "object" && one !== null);
    if (containers.length > 0 && depth >= deepest) return true;
    level = containers.flatMap((one) => (isList(one) ? one : Object.values(one ?? {})));
  }
  return false;
}

function typeOf(value: Value): string {
  if (value === null) return "null";
  if (isList(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return isFields(value) ? "object" : typeof value;
}

const own = (fields: Fields, key: string): Value | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

function typeProblem(value: Value, wanted: Value | undefined): string | null {
  const type = typeOf(value);
  if (wanted === undefined || wanted === type || (type === "integer" && wanted === "number")) return null;
  const types = isList(wanted) ? wanted : [wanted];
  if (types.length === 0 || types.includes(type) || (type === "integer" && types.includes("number")))
    return null;
  return `must be ${types.join(" or ")}, not ${type}`;
}

const patterns = new Map<string, RegExp>();

/** Ours alone, all of them simple; each is compiled once. */
function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, "u");
  patterns.set(source, known);
  return known;
}

const length = (text: string): number => Array.from(text).length;

function textProblem(text: string, schema: Fields): string | null {
  const { pattern, maxLength, minLength } = schema;
  if (typeof maxLength === "number" && text.length > maxLength && length(text) > maxLength)
    return `has more than ${maxLength} characters`;
  if (typeof minLength === "number" && length(text) < minLength)
    return `has fewer than ${minLength} characters`;
  return typeof pattern === "string" && !patternOf(pattern).test(text) ? `must match ${pattern}` : null;
}

function valueProblem(value: Value, schema: Fields): string | null {
  const type = typeProblem(value, schema["type"]);
  if (type !== null) return type;
  const choices = schema["enum"];
  if (isList(choices) && !choices.some((one) => one === value))
    return `must be one of ${choices.map((one) => JSON.stringify(one)).join(", ")}`;
  const { const: only, minimum, maxItems } = schema;
  if (only !== undefined && only !== value) return `must be ${JSON.stringify(only)}`;
  if (typeof value === "number" && typeof minimum === "number" && value < minimum)
    return `must not be below ${minimum}`;
  if (isList(value) && typeof maxItems === "number" && value.length > maxItems)
    return `has more than ${maxItems} items`;
  return typeof value === "string" ? textProblem(value, schema) : null;
}

type Shape = Readonly<{ needed: readonly string[]; properties: readonly (readonly [string, Fields])[] }>;

const shapes = new WeakMap<Fields, Shape>();

/** What a schema says of the keys of an object, looked up once: every message that is handed on is held against the same few. */
function shapeOf(schema: Fields): Shape {
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const { required, properties } = schema;
  const shape: Shape = {
    needed: isList(required) ? required.map(String) : [],
    properties: Object.entries(isFields(properties) ? properties : {}).flatMap(([key, each]) =>
      isFields(each) ? [[key, each] as const] : [],
    ),
  };
  shapes.set(schema, shape);
  return shape;
}

const inside = (place: string, key: string | number): string =>
  place === "" ? String(key) : `${place}.${key}`;

function collect(value: Value, schema: Fields, place: string, found: string[]): void {
  if (found.length >= MOST_PROBLEMS) return;
  const problem = valueProblem(value, schema);
  const name = place === "" ? "the message" : place;
  if (problem !== null) {
    found.push(`${name} ${problem}`);
  } else if (isList(value)) {
    const { items } = schema;
    if (isFields(items)) value.forEach((item, at) => collect(item, items, inside(place, at), found));
  } else if (isFields(value)) {
    const { needed, properties } = shapeOf(schema);
    for (const key of needed) if (!Object.hasOwn(value, key)) found.push(`${name} needs "${key}"`);
    for (const [key, each] of properties) {
      const given = own(value, key);
      if (given !== undefined) collect(given, each, inside(place, key), found);
    }
  }
}

/** What is wrong, each with its place; nothing if the value fits. */
export function problems(value: Value, schema: Fields, place = ""): readonly string[] {
  const found: string[] = [];
  collect(value, schema, place, found);
  return found.slice(0, MOST_PROBLEMS);
}
