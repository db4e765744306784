/** Checks a value against the part of JSON Schema (draft-07) that parameters are described with. */
import { isFields, isList, canonical, type Fields, type Value } from "../../base/value.ts";
import { hasExpression } from "../../expression/template.ts";
import type { Path } from "../spec.ts";

export type Misfit = Readonly<{ path: Path; message: string; known?: readonly string[]; unknown?: string }>;

/** A text with an expression in it may become anything. */
const open = (value: Value): boolean => typeof value === "string" && hasExpression(value);

function typeOf(value: Value): string {
  if (value === null) return "null";
  if (isList(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return isFields(value) ? "object" : typeof value;
}

const SAID: ReadonlyMap<string, string> = new Map([
  ["null", "null"],
  ["array", "a list"],
  ["integer", "a whole number"],
  ["number", "a number"],
  ["object", "a mapping"],
  ["string", "text"],
  ["boolean", "true or false"],
]);

const said = (type: string): string => SAID.get(type) ?? type;

export function misfits(value: Value, schema: Value | undefined, path: Path = []): readonly Misfit[] {
  if (schema === false) return [{ path, message: "is not allowed" }];
  if (!isFields(schema) || open(value)) return [];
  const type = typeMisfit(value, schema["type"]);
  if (type !== null) return [{ path, message: type }];
  const choices = schema["enum"];
  if (isList(choices) && !choices.some((choice) => canonical(choice) === canonical(value))) {
    return [
      { path, message: `must be one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}` },
    ];
  }
  if (isList(value)) return value.flatMap((item, at) => misfits(item, schema["items"], [...path, at]));
  return isFields(value) ? ofFields(value, schema, path) : [];
}

function typeMisfit(value: Value, wanted: Value | undefined): string | null {
  const types = (isList(wanted) ? wanted : [wanted]).filter((type) => typeof type === "string");
  const type = typeOf(value);
  if (types.length === 0 || types.includes(type) || (type === "integer" && types.includes("number")))
    return null;
  return `must be ${types.map(said).join(" or ")}, not ${said(type)}`;
}

function ofFields(value: Fields, schema: Fields, path: Path): readonly Misfit[] {
  const properties = isFields(schema["properties"]) ? schema["properties"] : {};
  const required = isList(schema["required"]) ? schema["required"] : [];
  const missing = required
    .filter((key) => typeof key === "string")
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => ({ path, message: `needs "${key}"` }));
  const known = Object.keys(properties);
  const inner = Object.entries(value).flatMap(([key, item]): readonly Misfit[] => {
    if (Object.hasOwn(properties, key)) return misfits(item, properties[key], [...path, key]);
    const others = schema["additionalProperties"];
    if (others === false) return [{ path: [...path, key], message: "is not known", known, unknown: key }];
    return misfits(item, others, [...path, key]);
  });
  return [...missing, ...inner];
}
