/** The smallest value that satisfies a JSON Schema (draft-07, the common part): what an agent without a script gives back. */
import { isFields, isList, type Fields, type Value } from "../../core/base/value.ts";

/** A schema may refer to itself; deeper than this nothing small is left to find. */
export const DEEPEST_SCHEMA = 20;
const MOST_ITEMS = 100;
const LONGEST_TEXT = 10_000;

const own = (fields: Fields, key: string): Value | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

const FORMATS: ReadonlyMap<string, string> = new Map([
  ["date-time", "2000-01-01T00:00:00Z"],
  ["date", "2000-01-01"],
  ["time", "00:00:00Z"],
  ["email", "nobody@example.com"],
  ["hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.com/"],
  ["uri-reference", "/"],
  ["uuid", "00000000-0000-4000-8000-000000000000"],
]);

function target(root: Value, reference: string): Value | undefined {
  if (!reference.startsWith("#")) return undefined;
  let at: Value | undefined = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    at = at !== undefined && isFields(at) ? own(at, key) : undefined;
  }
  return at;
}

const number = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

type Bounds = Readonly<{ low: number; high: number; fits: (candidate: number) => boolean; step: number }>;

function bounds(schema: Fields, whole: boolean): Bounds {
  const limit = (key: string, none: number): number => number(own(schema, key)) ?? none;
  const [minimum, above] = [limit("minimum", -Infinity), limit("exclusiveMinimum", -Infinity)];
  const [maximum, below] = [limit("maximum", Infinity), limit("exclusiveMaximum", Infinity)];
  const step = number(own(schema, "multipleOf"));
  return {
    low: Math.max(minimum, above),
    high: Math.min(maximum, below),
    step: step ?? 1,
    fits: (candidate) =>
      candidate >= minimum &&
      candidate > above &&
      candidate <= maximum &&
      candidate < below &&
      (!whole || Number.isInteger(candidate)) &&
      (step === undefined || Number.isInteger(candidate / step)),
  };
}

/** Zero if it fits, else what lies nearest to a bound. */
function minimalNumber(schema: Fields, whole: boolean): number {
  const { low, high, step, fits } = bounds(schema, whole);
  const [up, down] = [Math.ceil(low / step) * step, Math.floor(high / step) * step];
  const candidates = [0, up, up + step, down, down - step, low, high, (low + high) / 2];
  return candidates.find((candidate) => Number.isFinite(candidate) && fits(candidate)) ?? 0;
}

function minimalText(schema: Fields, name: string): string {
  const format = own(schema, "format");
  const known = typeof format === "string" ? FORMATS.get(format) : undefined;
  if (known !== undefined) return known;
  const least = Math.min(number(own(schema, "minLength")) ?? 0, LONGEST_TEXT);
  const most = number(own(schema, "maxLength")) ?? LONGEST_TEXT;
  return name.padEnd(least, ".").slice(0, most);
}

/** All parts of `allOf` and the schema around them as one; a property named twice must satisfy both. */
function merged(schemas: readonly Fields[]): Fields {
  const result: Record<string, Value> = {};
  for (const schema of schemas) {
    for (const [key, value] of Object.entries(schema)) {
      const before = result[key];
      if (before === undefined) result[key] = value;
      else if (key === "required" && isList(before) && isList(value))
        result[key] = [...new Set([...before, ...value])];
      else if (key === "properties" && isFields(before) && isFields(value))
        result[key] = mergedProperties(before, value);
      else result[key] = value;
    }
  }
  return result;
}

function mergedProperties(a: Fields, b: Fields): Fields {
  const both = (key: string): Value => {
    const [one, other] = [own(a, key), own(b, key)];
    return isFields(one) && isFields(other) ? merged([one, other]) : (other ?? one ?? {});
  };
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, both(key)]),
  );
}

function flattened(schema: Fields, root: Value, depth: number): Fields {
  if (depth > DEEPEST_SCHEMA) return schema;
  const reference = own(schema, "$ref");
  const referred = typeof reference === "string" ? target(root, reference) : undefined;
  if (isFields(referred)) return flattened(referred, root, depth + 1);
  const { allOf, anyOf, oneOf, ...rest } = schema;
  const chosen = [
    isList(allOf) ? allOf : [],
    isList(anyOf) ? anyOf.slice(0, 1) : [],
    isList(oneOf) ? oneOf.slice(0, 1) : [],
  ];
  const parts = chosen.flat().filter(isFields);
  return parts.length === 0
    ? schema
    : merged([rest, ...parts.map((part) => flattened(part, root, depth + 1))]);
}

function typeOf(schema: Fields): string {
  const type = own(schema, "type");
  const first = isList(type) ? (type.find((name) => name !== "null") ?? "null") : type;
  if (typeof first === "string") return first;
  if (own(schema, "properties") !== undefined || own(schema, "required") !== undefined) return "object";
  if (own(schema, "items") !== undefined || own(schema, "minItems") !== undefined) return "array";
  return own(schema, "minimum") !== undefined || own(schema, "maximum") !== undefined ? "number" : "string";
}

function made(given: Value | undefined, root: Value, name: string, depth: number): Value {
  if (!isFields(given) || depth > DEEPEST_SCHEMA) return null;
  const schema = flattened(given, root, depth);
  const fixed = own(schema, "const") ?? own(schema, "default");
  if (fixed !== undefined) return fixed;
  const choices = own(schema, "enum");
  if (isList(choices) && choices[0] !== undefined) return choices[0];
  switch (typeOf(schema)) {
    case "object":
      return minimalObject(schema, root, depth);
    case "array":
      return minimalList(schema, root, name, depth);
    case "integer":
      return minimalNumber(schema, true);
    case "number":
      return minimalNumber(schema, false);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return minimalText(schema, name);
  }
}

function minimalObject(schema: Fields, root: Value, depth: number): Value {
  const required = own(schema, "required");
  const properties = own(schema, "properties");
  const keys = isList(required) ? required.filter((key) => typeof key === "string") : [];
  const schemaOf = (key: string): Value =>
    (isFields(properties) ? own(properties, key) : undefined) ?? { type: "string" };
  return Object.fromEntries(keys.map((key) => [key, made(schemaOf(key), root, key, depth + 1)]));
}

function minimalList(schema: Fields, root: Value, name: string, depth: number): Value {
  const length = Math.min(number(own(schema, "minItems")) ?? 0, MOST_ITEMS);
  const items = own(schema, "items");
  const distinct = own(schema, "uniqueItems") === true;
  return Array.from({ length }, (_, index) => {
    const part = isList(items) ? items[index] : items;
    return made(part ?? { type: "string" }, root, distinct ? `${name}-${index + 1}` : name, depth + 1);
  });
}

export const minimalValue = (schema: Value): Value => made(schema, schema, "text", 0);
