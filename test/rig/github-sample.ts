/** An answer as GitHub's own description demands it at least, with what matters filled in. */
import { answerSchema, resolved } from "./openapi.ts";

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function ofObject(schema: Json): Json {
  const properties = (schema["properties"] ?? {}) as Json;
  const needed = (schema["required"] ?? []) as readonly string[];
  return Object.fromEntries(needed.map((name) => [name, sample(properties[name])]));
}

function ofText(schema: Json): string {
  if (schema["format"] === "date-time") return "2026-11-21T12:00:00Z";
  return schema["format"] === "uri" ? "https://github.test/" : "x";
}

function sample(given: unknown): unknown {
  const schema = (resolved(given) ?? {}) as Json;
  if (schema["nullable"] === true) return null;
  const [all, choices, words] = [schema["allOf"], schema["anyOf"] ?? schema["oneOf"], schema["enum"]];
  if (Array.isArray(words)) return words[0];
  if (Array.isArray(all)) return Object.assign({}, ...all.map(sample)) as unknown;
  if (Array.isArray(choices)) return sample(choices[0]);
  switch (schema["type"]) {
    case "string":
      return ofText(schema);
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return false;
    case "array":
      return Array.from({ length: Number(schema["minItems"] ?? 0) }, () => sample(schema["items"]));
    default:
      return ofObject(schema);
  }
}

function merged(base: unknown, more: unknown): unknown {
  if (!isJson(base) || !isJson(more)) return more;
  const keys = new Set([...Object.keys(base), ...Object.keys(more)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in more ? merged(base[key], more[key]) : base[key]]),
  );
}

export const described = (method: string, path: string, status: number, more: Json): Json =>
  merged(sample(answerSchema(method, path, status)), more) as Json;

/** Of a list of such things. */
export function listed(method: string, path: string, all: readonly Json[]): readonly unknown[] {
  const schema = answerSchema(method, path, 200) as Json;
  return all.map((one) => merged(sample(schema["items"]), one));
}
