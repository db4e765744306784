/** What an approval puts to people. */
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import type { Question, QuestionField } from "./plan.ts";

const TYPES = ["string", "number", "integer", "boolean", "list", "object"] as const;

const textsOf = (value: Value | undefined): readonly string[] =>
  isList(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** The nearest thing to a question that the author wrote. */
function promptOf(fields: Fields): string {
  const asked = isFields(fields["parameters"]) ? fields["parameters"]["task"] : undefined;
  const written = [fields["prompt"], asked, fields["description"], fields["name"]];
  const found = written.find((text) => typeof text === "string" && text !== "");
  return typeof found === "string" ? found : `Go on after ${String(fields["id"] ?? "this")}?`;
}

export function questionOf(fields: Fields): Question {
  const asked = isFields(fields["fields"]) ? fields["fields"] : {};
  return {
    prompt: promptOf(fields),
    fields: Object.entries(asked).flatMap(([name, field]) => (isFields(field) ? [fieldOf(name, field)] : [])),
    approvers: textsOf(fields["approvers"]),
    onTimeout: fields["on_timeout"] === "approve" ? "approve" : "reject",
    escalateTo: textsOf(fields["escalate_to"]),
  };
}

function fieldOf(name: string, field: Fields): QuestionField {
  const { description, default: usual, enum: allowed } = field;
  return {
    name,
    type: TYPES.find((type) => type === field["type"]) ?? "string",
    required: field["required"] === true,
    description: typeof description === "string" ? description : "",
    ...(usual === undefined || usual === null ? {} : { default: usual }),
    ...(isList(allowed) ? { enum: allowed } : {}),
  };
}
