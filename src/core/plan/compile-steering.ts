/** Values that steer the run (times, limits, attempts) are worked out before it starts, and only from those who may steer. */
import { isFields, isList } from "../base/value.ts";
import type { Fields, Traced, Value } from "../base/value.ts";
import { evaluateTemplate } from "../expression/evaluate-template.ts";
import type { Evaluated, EvaluationError, Scope } from "../expression/scope.ts";
import { hasExpression, parseTemplate } from "../expression/template.ts";
import type { Result } from "../base/result.ts";
import type { Diagnostic, Span } from "../spec/diagnostic.ts";
import type { Field, Shape } from "../spec/fields.ts";
import { indexOf } from "../spec/fields.ts";
import { beginReading } from "../spec/read-object.ts";
import { readValue } from "../spec/read-value.ts";
import type { Path } from "../spec/spec.ts";

export type Steering = Readonly<{ scope: Scope; diagnostics: Diagnostic[] }>;
export type SpanOf = (path: Path) => Span;

/** The same fields with every steering value worked out; the same object if there was none. */
export function steered(
  table: string,
  fields: Fields,
  spanOf: SpanOf,
  steering: Steering,
  path: Path = [],
): Fields {
  const index = indexOf(table);
  let result: Record<string, Value> | null = null;
  for (const key in fields) {
    const value = fields[key];
    if (value === undefined || isSettled(value)) continue;
    const field = index.byKey.get(key);
    if (field === undefined || (field.expressions !== "plan" && !isFields(value))) continue;
    const next = steeredValue(field, field.shape, value, spanOf, steering, [...path, key]);
    if (next === value) continue;
    result ??= { ...fields };
    if (next === undefined) delete result[key];
    else result[key] = next;
  }
  return result ?? fields;
}

const isSettled = (value: Value): boolean =>
  typeof value === "string" ? !value.includes("{") : typeof value !== "object" || value === null;

function steeredValue(
  field: Field,
  shape: Shape,
  value: Value,
  spanOf: SpanOf,
  steering: Steering,
  path: Path,
): Value | undefined {
  if (typeof value === "string") {
    if (field.expressions !== "plan" || !value.includes("{") || !hasExpression(value)) return value;
    return workedOut(field, shape, value, spanOf(path), steering);
  }
  if (isFields(value)) return steeredFields(field, shape, value, spanOf, steering, path);
  if (!isList(value) || field.expressions !== "plan") return value;
  const inner = elementOf(shape);
  if (inner === undefined) return value;
  return value.map(
    (one, place) => steeredValue(field, inner, one, spanOf, steering, [...path, place]) ?? null,
  );
}

function steeredFields(
  field: Field,
  shape: Shape,
  value: Fields,
  spanOf: SpanOf,
  steering: Steering,
  path: Path,
): Fields {
  const object = objectOf(shape);
  if (object !== undefined) return object === "task" ? value : steered(object, value, spanOf, steering, path);
  if (shape.kind !== "map" || field.expressions !== "plan") return value;
  const entries = Object.entries(value).map(([key, one]): [string, Value] => [
    key,
    steeredValue(field, shape.of, one, spanOf, steering, [...path, key]) ?? null,
  ]);
  return Object.fromEntries(entries);
}

function objectOf(shape: Shape): string | undefined {
  if (shape.kind === "object") return shape.of;
  if (shape.kind !== "either") return undefined;
  for (const one of shape.of) if (one.kind === "object") return one.of;
  return undefined;
}

function elementOf(shape: Shape): Shape | undefined {
  if (shape.kind === "list") return shape.of;
  return shape.kind === "either" ? shape.of.find((one) => one.kind === "list")?.of : undefined;
}

function workedOut(
  field: Field,
  shape: Shape,
  text: string,
  span: Span,
  steering: Steering,
): Value | undefined {
  const traced = known(field, outcomeOf(text, steering.scope), span, steering.diagnostics);
  if (traced === undefined) return undefined;
  const { value } = traced;
  if (typeof value === "object" && value !== null) {
    refuse(
      steering,
      "AO1102",
      span,
      `"${field.key}" comes to ${Array.isArray(value) ? "a list" : "a mapping"}`,
    );
    return undefined;
  }
  const reading = beginReading("tasks");
  const place = { name: field.key, expressions: "none" } as const;
  const fitting = readValue(shape, { kind: "scalar", value: numeric(shape, value), span }, place, reading);
  steering.diagnostics.push(...reading.diagnostics);
  return fitting;
}

/** Text from an input that spells a number is that number where a number is wanted. */
function numeric(shape: Shape, value: null | boolean | number | string): null | boolean | number | string {
  if (shape.kind !== "integer" && shape.kind !== "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

function outcomeOf(text: string, scope: Scope): Result<Evaluated, EvaluationError> {
  const template = parseTemplate(text);
  return template.ok ? evaluateTemplate(template.value, scope) : template;
}

function known(
  field: Field,
  outcome: Result<Evaluated, EvaluationError>,
  span: Span,
  diagnostics: Diagnostic[],
): Traced | undefined {
  const steering = { diagnostics };
  if (!outcome.ok) {
    const { message, help } = outcome.error;
    refuse(steering, "AO1316", span, `"${field.key}" cannot be worked out: ${message}`, help);
    return undefined;
  }
  if (outcome.value.kind === "absent") {
    const help = "it is needed before anything runs: use inputs or variables, or give a default with ??";
    refuse(
      steering,
      "AO1313",
      span,
      `"${field.key}" needs ${outcome.value.reference}, which has no value yet`,
      help,
    );
    return undefined;
  }
  if (outcome.value.trust === "trusted" || outcome.value.trust === "operator") return outcome.value;
  const help = "use a fixed value, or an input that only the operator sets";
  refuse(steering, "AO1603", span, `"${field.key}" would be set by ${outcome.value.trust} text`, help);
  return undefined;
}

function refuse(
  steering: Pick<Steering, "diagnostics">,
  code: string,
  span: Span,
  message: string,
  help?: string,
): void {
  steering.diagnostics.push({
    code,
    severity: "error",
    message,
    label: "worked out before the run starts",
    span,
    ...(help === undefined ? {} : { help }),
  });
}
