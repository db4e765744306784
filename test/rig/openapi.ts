/** GitHub's own description of its API as a judge of every request and every answer. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

type Json = Readonly<Record<string, unknown>>;

const text = readFileSync(join(import.meta.dirname, "../github-api/openapi-slice.json"), "utf8");
/** The description says of a value that may be null that it is one of a list, and means the list and null. */
const withNull = (_: string, value: unknown): unknown => {
  const {
    nullable,
    type,
    enum: list,
  } = (value ?? {}) as { nullable?: boolean; type?: string; enum?: unknown[] };
  if (nullable === true && type === undefined && !Array.isArray(list)) {
    const { nullable: _, ...rest } = value as Json;
    return { anyOf: [{ enum: [null] }, rest] };
  }
  return nullable === true && Array.isArray(list) ? { ...(value as Json), enum: [...list, null] } : value;
};

const slice = JSON.parse(text.replace(/"\$ref":\s*"#\//g, '"$ref":"gh#/'), withNull) as Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  components: Json;
}>;

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: "gh", components: slice.components });

const compiled = new Map<string, ValidateFunction>();

function issues(key: string, schema: unknown, value: unknown): readonly string[] {
  const validate = compiled.get(key) ?? ajv.compile(schema as Json);
  compiled.set(key, validate);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message = "" }) => `${key} ${instancePath} ${message}`);
}

const at = (value: unknown, ...path: readonly string[]): unknown => {
  const found = path.reduce<unknown>((here, name) => (here as Json | undefined)?.[name], value);
  const ref = (found as { $ref?: string } | undefined)?.$ref;
  if (ref === undefined) return found;
  return ref
    .slice("gh#/".length)
    .split("/")
    .reduce<unknown>((here, name) => (here as Json)[name], slice as unknown);
};

/** What the description says of a name. */
export const described = (ref: string): Json =>
  ref
    .slice("gh#/".length)
    .split("/")
    .reduce<unknown>((here, name) => (here as Json)[name], slice as unknown) as Json;

const segments = (path: string): readonly string[] => path.split("/").slice(1);

/** The operation that answers this path, however its parameters are called. */
export function operationFor(
  method: string,
  path: string,
): Readonly<{ name: string; operation: Json }> | undefined {
  const wanted = segments(path);
  const found = Object.entries(slice.paths).find(([template, operations]) => {
    const parts = segments(template);
    const fits =
      parts.length === wanted.length && parts.every((part, n) => part.startsWith("{") || part === wanted[n]);
    return fits && operations[method.toLowerCase()] !== undefined;
  });
  const operation = found?.[1][method.toLowerCase()];
  return found === undefined || operation === undefined
    ? undefined
    : { name: `${method} ${found[0]}`, operation };
}

export function requestIssues(method: string, path: string, body: unknown): readonly string[] {
  const found = operationFor(method, path);
  if (found === undefined) return [`${method} ${path} is not in the description`];
  const schema = at(found.operation, "requestBody", "content", "application/json", "schema");
  return schema === undefined ? [] : issues(`${found.name} request`, schema, body);
}

/** Of answers that nobody described, as every server may give, only those that should be described are looked at. */
export function responseIssues(
  method: string,
  path: string,
  status: number,
  body: unknown,
): readonly string[] {
  const found = operationFor(method, path);
  if (found === undefined) return [];
  const response = at(found.operation, "responses", String(status));
  if (response === undefined) return status < 300 ? [`${found.name} never answers ${status}`] : [];
  const schema = at(response, "content", "application/json", "schema");
  return schema === undefined ? [] : issues(`${found.name} ${status}`, schema, body);
}

/** How an answer looks at least, for a server that has to give one. */
export function answerSchema(method: string, path: string, status: number): unknown {
  const found = operationFor(method, path);
  if (found === undefined) return undefined;
  const response = at(found.operation, "responses", String(status));
  return at(response, "content", "application/json", "schema");
}

export const resolved = (schema: unknown): unknown => at(schema);
