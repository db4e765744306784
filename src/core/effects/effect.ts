/** What a task hands over to be written: read with suspicion, one effect at a time, and never more of it than its kind has. */
import { err, ok, type Result } from "../base/result.ts";
import { unreachable } from "../base/never.ts";
import { isFields, type Fields, type Value } from "../base/value.ts";
import { LEVELS, rowOf, ALL_KINDS, type Kind, type Level, type Part } from "./kinds.ts";
import { pathFault } from "./paths.ts";
import { refusal, type Refusal } from "./refusals.ts";

export type Effect = Readonly<
  | { kind: "comment"; body: string }
  | { kind: "review_comment"; path: string; line: number; body: string }
  | { kind: "label"; name: string }
  | { kind: "annotation"; path: string; line: number; level: Level; title: string; message: string }
  | { kind: "issue"; title: string; body: string }
  | { kind: "pull_request"; title: string; body: string }
>;

/** So much longer than what is kept may be what is cut: more is nobody's text. */
const SLACK = 10;

function partFault(part: Part, value: Value | undefined): string | null {
  if (value === undefined || value === null) return part.optional === true ? null : "is missing";
  switch (part.kind) {
    case "number":
      return typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= part.most
        ? null
        : "must be a whole number from 1";
    case "choice":
      return typeof value === "string" && part.choices.includes(value)
        ? null
        : `must be one of ${part.choices.join(", ")}`;
    case "markdown":
    case "line":
    case "label":
    case "path":
      if (typeof value !== "string") return "must be a text";
      return value.length > SLACK * part.longest ? `has more than ${SLACK * part.longest} characters` : null;
    default:
      return unreachable(part);
  }
}

export const isKind = (text: Value | undefined): text is Kind => ALL_KINDS.some((kind) => kind === text);

function fieldsFault(kind: Kind, fields: Fields): string | null {
  const { parts } = rowOf(kind);
  const stranger = Object.keys(fields).find((key) => key !== "kind" && !Object.hasOwn(parts, key));
  if (stranger !== undefined) return `a ${kind} has no ${JSON.stringify(stranger)}`;
  for (const [name, part] of Object.entries(parts)) {
    const fault = partFault(part, Object.hasOwn(fields, name) ? fields[name] : undefined);
    if (fault !== null) return `${name} of a ${kind} ${fault}`;
  }
  return null;
}

const text = (fields: Fields, key: string): string => {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return typeof value === "string" ? value : "";
};

const number = (fields: Fields, key: string): number => {
  const value = fields[key];
  return typeof value === "number" ? value : 1;
};

function made(kind: Kind, fields: Fields): Effect {
  const [path, line, body, title] = [
    text(fields, "path"),
    number(fields, "line"),
    text(fields, "body"),
    text(fields, "title"),
  ];
  switch (kind) {
    case "comment":
      return { kind, body };
    case "review_comment":
      return { kind, path, line, body };
    case "label":
      return { kind, name: text(fields, "name") };
    case "annotation": {
      const level = LEVELS.find((one) => one === fields["level"]) ?? "notice";
      return { kind, path, line, level, title, message: text(fields, "message") };
    }
    case "issue":
    case "pull_request":
      return { kind, title, body };
    default:
      return unreachable(kind);
  }
}

export function effectOf(value: Value): Result<Effect, Refusal> {
  if (!isFields(value)) return err(refusal("malformed", "it is no object"));
  const kind = Object.hasOwn(value, "kind") ? value["kind"] : undefined;
  if (!isKind(kind)) return err(refusal("malformed", `there is no kind ${JSON.stringify(kind ?? null)}`));
  const fault = fieldsFault(kind, value);
  if (fault !== null) return err(refusal("malformed", fault));
  const effect = made(kind, value);
  const wrong = "path" in effect ? pathFault(effect.path) : null;
  return wrong === null ? ok(effect) : err(refusal("path", wrong));
}
