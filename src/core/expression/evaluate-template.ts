/** Texts and whole structures of texts with their expressions replaced by values, which are never read again. */
import { err, ok, type Result } from "../base/result.ts";
import { isFields, isList, lowest, type Traced, type Trust, type Value } from "../base/value.ts";
import { MAX_TEXT, shown, TOO_LONG } from "./budget.ts";
import { evaluateWith, evaluation, type Evaluation } from "./evaluate.ts";
import { absent } from "./outcome.ts";
import type { Absent, Evaluated, EvaluationError, Scope } from "./scope.ts";
import { isTemplate, parseTemplate, type Part, type Template } from "./template.ts";

type Outcome = Result<Evaluated, EvaluationError>;

export const evaluateTemplate = (template: Template, scope: Scope): Outcome =>
  rendered(template, evaluation(scope));

/** Every text in the value is a template; keys are not. */
export const evaluateDeep = (value: Value, scope: Scope): Outcome => deep(value, evaluation(scope));

/** The pieces of a text, each with its own trust; a text that is one expression is one piece, whatever its type. */
export type Pieces = Readonly<{ kind: "pieces"; pieces: readonly Traced[] }> | Absent;

export function evaluatePieces(text: string, scope: Scope): Result<Pieces, EvaluationError> {
  const during = evaluation(scope);
  const template = parseTemplate(text);
  if (!template.ok) return template;
  if (template.value.single !== null) {
    const outcome = evaluateWith(template.value.single, during);
    if (!outcome.ok) return outcome;
    return outcome.value.kind === "absent"
      ? ok(outcome.value)
      : ok({ kind: "pieces", pieces: [outcome.value] });
  }
  const pieces: Traced[] = [];
  let length = 0;
  for (const part of template.value.parts) {
    const piece = pieceOf(part, during);
    if (!piece.ok) return piece;
    if (piece.value.kind === "absent") return ok(piece.value);
    length += piece.value.value.length;
    if (length > MAX_TEXT) return err({ message: TOO_LONG.message, ...placeOf(part) });
    pieces.push(piece.value);
  }
  return ok({ kind: "pieces", pieces });
}

function rendered(template: Template, during: Evaluation): Outcome {
  if (template.single !== null) return evaluateWith(template.single, during);
  let text = "";
  let trust: Trust = "trusted";
  for (const part of template.parts) {
    const piece = pieceOf(part, during);
    if (!piece.ok || piece.value.kind === "absent") return piece;
    text += piece.value.value;
    trust = lowest(trust, piece.value.trust);
    if (text.length > MAX_TEXT) return err({ message: TOO_LONG.message, ...placeOf(part) });
  }
  return ok({ kind: "value", value: text, trust });
}

const placeOf = (part: Part): { start: number; end: number } =>
  part.kind === "expression" ? { start: part.start, end: part.end } : { start: 0, end: part.text.length };

type Piece = Result<Readonly<{ kind: "value"; value: string; trust: Trust }> | Absent, EvaluationError>;

function pieceOf(part: Part, during: Evaluation): Piece {
  if (part.kind === "text") return ok({ kind: "value", value: part.text, trust: "trusted" });
  const outcome = evaluateWith(part.expression, during);
  if (!outcome.ok) return outcome;
  if (outcome.value.kind === "absent") return ok(outcome.value);
  const { value, trust } = outcome.value;
  if (value === null) return ok(absent(part.expression, trust));
  const text = shown(value, during.budget);
  if (text.kind === "made") return ok({ kind: "value", value: text.value, trust });
  return err({ message: text.message, start: part.start, end: part.end });
}

function deep(value: Value, during: Evaluation): Outcome {
  if (typeof value === "string") {
    if (!isTemplate(value)) return ok({ kind: "value", value, trust: "trusted" });
    const template = parseTemplate(value);
    return template.ok ? rendered(template.value, during) : template;
  }
  if (isList(value)) return each(value, during, (values) => values);
  if (!isFields(value)) return ok({ kind: "value", value, trust: "trusted" });
  const keys = Object.keys(value);
  return each(Object.values(value), during, (values) =>
    Object.fromEntries(keys.map((key, place) => [key, values[place] ?? null])),
  );
}

function each(
  items: readonly Value[],
  during: Evaluation,
  make: (values: readonly Value[]) => Value,
): Outcome {
  const values: Value[] = [];
  let trust: Trust = "trusted";
  for (const item of items) {
    const outcome = deep(item, during);
    if (!outcome.ok || outcome.value.kind === "absent") return outcome;
    values.push(outcome.value.value);
    trust = lowest(trust, outcome.value.trust);
  }
  return ok({ kind: "value", value: make(values), trust });
}
