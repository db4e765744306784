/** What can be said about one key: from this the reader, the schema for editors and the reference page are made. */
import type { Value } from "../base/value.ts";

export type Shape = Readonly<
  /** `text` also takes numbers and booleans, which then mean their own spelling. */
  | { kind: "string" | "text"; pattern?: string }
  | { kind: "boolean" }
  | { kind: "integer" | "number"; minimum?: number; maximum?: number }
  /** Seconds, or text such as "10m" or "1h30m"; canonical form is seconds. */
  | { kind: "duration"; minimum?: number }
  /** `open`: other words are let through, a rule decides about them. `former` maps words of other dialects to ours. */
  | { kind: "enum"; values: readonly string[]; open?: boolean; former?: Readonly<Record<string, string>> }
  /** `single`: one element may stand without brackets. */
  | { kind: "list"; of: Shape; single?: boolean; minimum?: number }
  /** Keys chosen by the author. */
  | { kind: "map"; of: Shape }
  | { kind: "object"; of: string }
  | { kind: "either"; of: readonly Shape[] }
  | { kind: "any" }
  /** Nothing at all after the colon, which then means yes. */
  | { kind: "nothing" }
  /** A JSON Schema (draft-07). */
  | { kind: "schema" }
>;

/** When an expression in the value is evaluated; `none` means that delimiters are plain text or refused by type. */
export type Resolved = "none" | "plan" | "run";

export type Field = Readonly<{
  key: string;
  /** Accepted, and reported with the canonical name. */
  aliases?: readonly string[];
  /** Of the aliases those that are the proper words of the `steps` form and are not reported there. */
  native?: readonly string[];
  shape: Shape;
  required?: boolean;
  /** As shown to the reader; what happens if the key is not there. */
  default?: Value;
  about: string;
  example?: Value;
  expressions: Resolved;
}>;

export type ObjectTable = Readonly<{
  name: string;
  /** How a message calls it: "a task". */
  called: string;
  about: string;
  fields: readonly Field[];
}>;

export const string: Shape = { kind: "string" };
export const text: Shape = { kind: "text" };
export const boolean: Shape = { kind: "boolean" };
export const nothing: Shape = { kind: "nothing" };
export const anyValue: Shape = { kind: "any" };
export const schema: Shape = { kind: "schema" };
export const duration: Shape = { kind: "duration", minimum: 0 };
export const count: Shape = { kind: "integer", minimum: 1 };
export const amount: Shape = { kind: "number", minimum: 0 };
export const strings: Shape = { kind: "list", of: string, single: true };
export const oneOf = (...values: readonly string[]): Shape => ({ kind: "enum", values });
export const either = (...of: readonly Shape[]): Shape => ({ kind: "either", of });
export const object = (of: string): Shape => ({ kind: "object", of });
export const listOf = (of: Shape): Shape => ({ kind: "list", of });
export const mapOf = (of: Shape): Shape => ({ kind: "map", of });
