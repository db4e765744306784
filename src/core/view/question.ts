/** What people are asked, as one text: its digest is what an answer is bound to, so it holds all that an answer depends on. */
import { digest, taskId, type TaskId } from "../base/brand.ts";
import { canonical, isFields, isList, type Fields, type Value } from "../base/value.ts";
import { STATUSES, type Basis } from "../journal/event.ts";
import type { Question, QuestionField } from "../plan/plan.ts";

export const QUESTION_VERSION = 1;

/** Enough of a digest to be typed, and to tell what was shown from what is shown now. */
export const SHORT_DIGEST = 12;

export type Shown = Readonly<{
  gate: TaskId;
  prompt: string;
  fields: readonly QuestionField[];
  approvers: readonly string[];
  /** What the question stands on: each direct dependency, how it ended, and the digest of what it gave. */
  upstream: Basis;
}>;

function fieldOf({
  name,
  type,
  required,
  description,
  default: standard,
  enum: allowed,
}: QuestionField): Fields {
  return {
    name,
    type,
    required,
    description,
    ...(standard === undefined ? {} : { default: standard }),
    ...(allowed === undefined ? {} : { enum: allowed }),
  };
}

/** `prompt` is the question with its expressions replaced by their values. */
export function questionText(gate: TaskId, question: Question, prompt: string, upstream: Basis): string {
  return canonical({
    version: QUESTION_VERSION,
    gate,
    prompt,
    fields: question.fields.map(fieldOf),
    approvers: question.approvers,
    upstream,
  });
}

const TYPES = ["string", "number", "integer", "boolean", "list", "object"] as const;

function readField(value: Value): QuestionField | null {
  if (!isFields(value)) return null;
  const { name, type, required, description, default: standard, enum: allowed } = value;
  const kind = TYPES.find((each) => each === type);
  if (typeof name !== "string" || kind === undefined) return null;
  return {
    name,
    type: kind,
    required: required === true,
    description: typeof description === "string" ? description : "",
    ...(standard === undefined ? {} : { default: standard }),
    ...(isList(allowed) ? { enum: allowed } : {}),
  };
}

function readFact(value: Value): Basis[number] | null {
  if (!isList(value)) return null;
  const [task, status, output] = value;
  const known = STATUSES.find((each) => each === status);
  if (typeof task !== "string" || known === undefined || typeof output !== "string") return null;
  return [taskId(task), known, output === "" ? "" : digest(output)];
}

function all<T>(value: Value | undefined, read: (item: Value) => T | null): readonly T[] {
  return isList(value) ? value.map(read).filter((each) => each !== null) : [];
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}

/** Reads back what `questionText` wrote; null for anything else. */
export function shownIn(text: string): Shown | null {
  const value = parsed(text);
  if (!isFields(value) || value["version"] !== QUESTION_VERSION) return null;
  const { gate, prompt, fields, approvers, upstream } = value;
  if (typeof gate !== "string" || typeof prompt !== "string") return null;
  return {
    gate: taskId(gate),
    prompt,
    fields: all(fields, readField),
    approvers: all(approvers, (each) => (typeof each === "string" ? each : null)),
    upstream: all(upstream, readFact),
  };
}
