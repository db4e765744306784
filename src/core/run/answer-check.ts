/** Whether an answer counts: bound to what was shown, whole, and given by somebody who may. What is in doubt does not count. */
import type { Digest } from "../base/brand.ts";
import { nearest } from "../base/nearest.ts";
import { hasType, typeWords } from "../base/typed.ts";
import { canonical, type Fields, type Value } from "../base/value.ts";
import type { AnswerLevel, RunEvent } from "../journal/event.ts";
import type { Question, QuestionField } from "../plan/plan.ts";

/** What somebody may do in a repository, from least to most. */
export const LEVELS = ["read", "triage", "write", "maintain", "admin"] as const;
export type Level = (typeof LEVELS)[number];

/** As an answer keeps it, and back. */
export const keptLevel = (level: Level | null): AnswerLevel => level ?? "none";
const levelOf = ({ level = LOCAL_LEVEL }: Answer): Level | null => (level === "none" ? null : level);

/** Who may answer where the author names nobody: whoever could change the work itself. */
export const LEAST_LEVEL: Level = "write";

/** Whoever can write into the folder of the runs could also write their journals. */
export const LOCAL_LEVEL: Level = "admin";

export type Answer = Pick<
  Extract<RunEvent, { type: "gate.answered" }>,
  "verdict" | "by" | "fields" | "shown" | "level"
>;

const rank = (level: string): number => LEVELS.findIndex((each) => each === level);

/** Only the letters of account names: other alphabets have letters that become one of these. */
const folded = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** `@write` is a person of that name; `write` is everybody who may write. */
function admits(approver: string, by: string, level: Level | null): boolean {
  const needed = rank(folded(approver));
  if (needed >= 0) return level !== null && rank(level) >= needed;
  const name = folded(approver.replace(/^@/, ""));
  return name !== "" && name === folded(by);
}

/** `level` is null where nobody could find out. */
export function mayAnswer(question: Question, by: string, level: Level | null): boolean {
  if (by.trim() === "") return false;
  const approvers = question.approvers.length === 0 ? [LEAST_LEVEL] : question.approvers;
  return approvers.some((approver) => admits(approver, by, level));
}

const own = (fields: Fields, name: string): Value => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return value ?? null;
};

const listed = (values: readonly Value[]): string => values.map((value) => JSON.stringify(value)).join(", ");

function fieldIssue(field: QuestionField, value: Value, complete: boolean): string | null {
  const name = JSON.stringify(field.name);
  if (value === null) {
    const missing = complete && field.required && field.default === undefined;
    return missing ? `${name} is required: ${typeWords(field.type)}` : null;
  }
  if (!hasType(field.type, value)) return `${name} must be ${typeWords(field.type)}`;
  const allowed = field.enum?.some((each) => canonical(each) === canonical(value)) ?? true;
  return allowed ? null : `${name} must be one of ${listed(field.enum ?? [])}`;
}

function strangers(question: Question, fields: Fields): readonly string[] {
  const names = question.fields.map(({ name }) => name);
  return Object.keys(fields)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const close = nearest(name, names);
      const help = close === undefined ? "" : `; did you mean ${JSON.stringify(close)}?`;
      return `there is no field ${JSON.stringify(name)}${help}`;
    });
}

/** A refusal needs no fields, but those that are given must fit. */
export function fieldIssues(
  question: Question,
  { verdict, fields }: Pick<Answer, "verdict" | "fields">,
): readonly string[] {
  const found = question.fields.flatMap(
    (field) => fieldIssue(field, own(fields, field.name), verdict === "approve") ?? [],
  );
  return [...strangers(question, fields), ...found];
}

/**
 * Everything that is wrong with an answer; it counts only if nothing is. `shown` is what people see now. An answer
 * that lies in the folder of the run and names no level was put there by somebody who may write to it.
 */
export function answerIssues(
  question: Question,
  answer: Answer,
  shown: Digest,
  level: Level | null = levelOf(answer),
): readonly string[] {
  return [
    ...(answer.shown === shown && shown.length > 0 ? [] : ["what was shown has changed since"]),
    ...(mayAnswer(question, answer.by, level) ? [] : [`${JSON.stringify(answer.by)} may not answer`]),
    ...fieldIssues(question, answer),
  ];
}

/** What later tasks read: what was filled in, and the defaults of what was not. */
export function filledIn(question: Question, fields: Fields): Fields {
  const filled = question.fields.flatMap((field) => {
    const value = own(fields, field.name) ?? field.default ?? null;
    return value === null ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(filled);
}
