/** What an expression may see, and what can come out of it. */
import type { Trust, Value } from "../base/value.ts";
import type { Result } from "../base/result.ts";
import type { ExpressionError } from "./expression.ts";

export type Known = Readonly<{ kind: "value"; value: Value; trust: Trust }>;
/** `reference` says in the author's words what is not there; `trust` is that of whatever lacks it, trusted if not said. */
export type Absent = Readonly<{ kind: "absent"; reference: string; trust?: Trust }>;
export type Evaluated = Known | Absent;
export type EvaluationError = ExpressionError;

/** `members` is looked into, never taken as a whole: its members may differ in trust and may be costly to fetch. */
export type Members = Readonly<{ kind: "members"; member(key: string): Binding | undefined }>;
export type Binding = Known | Absent | Members;

/** Brought by a plugin: gives a value of its own, or why it has none; it never throws. */
export type ForeignFunction = (args: readonly Value[]) => Result<Value, string>;
export type ForeignFunctions = ReadonlyMap<string, ForeignFunction>;

export type Scope = Readonly<{
  name(root: string): Binding | undefined;
  /** Besides those of the language, which they cannot replace. */
  functions?: ForeignFunctions | undefined;
  /** How the direct dependencies ended. */
  status: Readonly<{ success(): boolean; failure(): boolean; cancelled(): boolean }>;
}>;

/** What an operator or a function makes of its operands. */
export type Made = Readonly<
  { kind: "made"; value: Value } | { kind: "none" } | { kind: "refused"; message: string; help?: string }
>;

export const made = (value: Value): Made => ({ kind: "made", value });
export const NONE: Made = { kind: "none" };
export const refused = (message: string, help?: string): Extract<Made, { kind: "refused" }> =>
  help === undefined ? { kind: "refused", message } : { kind: "refused", message, help };

/** False are false, null, nothing, 0 and the empty text. */
export const truthy = (value: Value | undefined): boolean => Boolean(value);
