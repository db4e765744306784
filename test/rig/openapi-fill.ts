/** The least that a description asks for, so that an answer of ours is whole without being written out. */
import { described } from "./openapi.ts";

type Json = Readonly<Record<string, unknown>>;

const text = (format: unknown): string => {
  if (format === "date-time") return "2026-11-21T12:00:00Z";
  return format === "uri" ? "https://github.test/" : "";
};

function least(schema: Json, depth: number): unknown {
  const { $ref, nullable, enum: list, type, oneOf, anyOf, allOf } = schema;
  if (typeof $ref === "string") return least(described($ref), depth);
  if (nullable === true) return null;
  if (Array.isArray(list)) return list[0];
  const one = ([oneOf, anyOf].find(Array.isArray) as readonly unknown[] | undefined)?.[0];
  if (one !== undefined && type === undefined) return least(one as Json, depth);
  if (Array.isArray(allOf))
    return Object.assign({}, ...allOf.map((each) => least(each as Json, depth))) as Json;
  if (type === "array") return [];
  if (type === "integer" || type === "number") return 1;
  if (type === "boolean") return false;
  return type === "object" || schema["properties"] !== undefined
    ? whole(schema, depth)
    : text(schema["format"]);
}

function whole(schema: Json, depth: number): Json {
  const properties = (schema["properties"] ?? {}) as Readonly<Record<string, Json>>;
  const required = (schema["required"] ?? []) as readonly string[];
  if (depth === 0) throw new Error("the description goes in circles");
  return Object.fromEntries(required.map((name) => [name, least(properties[name] ?? {}, depth - 1)]));
}

/** A thing of this name in the description, with what a test says of it. */
export const filled = (name: string, more: Json): Json => ({
  ...whole(described(`gh#/components/schemas/${name}`), 12),
  ...more,
});
