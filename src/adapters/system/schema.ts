/** Whether a structured result is what was asked for; the validator is loaded only when a task asks for data. */
import type { Value } from "../../core/base/value.ts";

/** More would bury the first one. */
export const MAX_ISSUES = 10;

const sentence = (error: Readonly<{ instancePath: string; message?: string | undefined }>): string => {
  const place = error.instancePath === "" ? "the result" : error.instancePath.slice(1).replaceAll("/", ".");
  return `${place} ${error.message ?? "does not fit the schema"}`;
};

/** A schema is the author's text: it may not fetch anything, and a wrong one is an issue, not a crash. */
export async function schemaIssues(schema: Value, value: Value): Promise<readonly string[]> {
  // Through `default`, which the bundle and the plain module agree on.
  const { Ajv } = (await import("ajv")).default;
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false, validateFormats: false });
  if (typeof schema !== "boolean" && (typeof schema !== "object" || schema === null))
    return ["the schema must be a mapping"];
  try {
    const check = ajv.compile(schema);
    if (check(value) === true) return [];
    return (check.errors ?? []).slice(0, MAX_ISSUES).map(sentence);
  } catch (error) {
    return [`the schema itself is wrong: ${error instanceof Error ? error.message : String(error)}`];
  }
}
