/** Which schemas the API behind Codex can hold an answer to: in those every object names all of its keys and wants them. */
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";

/** Others are kept out: the API refuses the whole request for one that it does not know. */
const KNOWN: ReadonlySet<string> = new Set(
  "type properties required additionalProperties items anyOf enum const description title $ref $defs definitions minimum maximum pattern minItems maxItems".split(
    " ",
  ),
);
/** Names of a schema itself: what they point at is not there. */
const DROPPED: ReadonlySet<string> = new Set(["$schema", "$id"]);

function each(map: Value): Value | null {
  if (!isFields(map)) return null;
  const found = Object.entries(map).map(([key, schema]) => [key, strictSchema(schema)] as const);
  return found.some(([, schema]) => schema === null) ? null : Object.fromEntries(found);
}

function all(list: Value): Value | null {
  if (!isList(list)) return null;
  const found = list.map(strictSchema);
  return found.some((schema) => schema === null) ? null : found;
}

function part(key: string, value: Value): Value | null {
  switch (key) {
    case "properties":
    case "$defs":
    case "definitions":
      return each(value);
    case "anyOf":
      return all(value);
    case "items":
      return strictSchema(value);
    default:
      return value;
  }
}

function isWhole({ properties, required, additionalProperties = false }: Fields): boolean {
  if (!isFields(properties) || additionalProperties !== false) return false;
  return Object.keys(properties).every((key) => isList(required) && required.includes(key));
}

/** The same schema with its objects closed, so that it asks for no less; null if it cannot be asked for like this. */
export function strictSchema(schema: Value): Value | null {
  if (!isFields(schema)) return null;
  const kept = Object.entries(schema).filter(([key]) => !DROPPED.has(key));
  if (kept.some(([key]) => !KNOWN.has(key))) return null;
  const { type } = schema;
  const isObject = type === "object" || (isList(type) && type.includes("object"));
  if (isObject && !isWhole(schema)) return null;
  const parts = kept.map(([key, value]) => [key, part(key, value)] as const);
  // `const: null` and the like stay what they are.
  if (parts.some(([key, value]) => value === null && schema[key] !== null)) return null;
  return { ...Object.fromEntries(parts), ...(isObject ? { additionalProperties: false } : {}) };
}
