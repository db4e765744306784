/** Whether data is what was asked for; the validator is loaded only when somebody asks for data. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";

/** More would bury the first one. */
export const MAX_ISSUES = 10;

const sentence = (
  error: Readonly<{ instancePath: string; message?: string | undefined }>,
  whole: string,
): string => {
  const place = error.instancePath === "" ? whole : error.instancePath.slice(1).replaceAll("/", ".");
  return `${place} ${error.message ?? "does not fit the schema"}`;
};

export type SchemaCheck = (value: Value) => readonly string[];

/** A schema is its author's text: it may not fetch anything, and a wrong one is an issue, not a crash. `whole` names the data. */
export async function schemaCheck(schema: Value, whole: string): Promise<Result<SchemaCheck, string>> {
  // Through `default`, which the bundle and the plain module agree on.
  const { Ajv } = (await import("ajv")).default;
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false, validateFormats: false });
  if (typeof schema !== "boolean" && (typeof schema !== "object" || schema === null))
    return err("the schema must be a mapping");
  try {
    const check = ajv.compile(schema);
    return ok((value) => {
      if (check(value) === true) return [];
      return (check.errors ?? []).slice(0, MAX_ISSUES).map((error) => sentence(error, whole));
    });
  } catch (error) {
    return err(`the schema itself is wrong: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export async function schemaIssues(schema: Value, value: Value): Promise<readonly string[]> {
  const check = await schemaCheck(schema, "the result");
  return check.ok ? check.value(value) : [check.error];
}
