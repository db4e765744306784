/** How effects look, for other programs and for agents: made from the table of kinds. */
import type { Fields, Value } from "../base/value.ts";
import { unreachable } from "../base/never.ts";
import { isFields } from "../base/value.ts";
import { ALL_KINDS, kindDeclared, MOST_EFFECTS, rowOf, type Kind, type Part } from "./kinds.ts";

const DRAFT = "http://json-schema.org/draft-07/schema#";

function partSchema(part: Part): Fields {
  const { about: description } = part;
  switch (part.kind) {
    case "number":
      return { type: "integer", minimum: 1, maximum: part.most, description };
    case "choice":
      return { enum: part.choices, description };
    case "markdown":
    case "line":
    case "label":
    case "path":
      return { type: "string", maxLength: part.longest, description };
    default:
      return unreachable(part);
  }
}

function kindSchema(kind: Kind): Fields {
  const { about, parts } = rowOf(kind);
  const entries = Object.entries(parts);
  return {
    type: "object",
    description: about,
    required: ["kind", ...entries.flatMap(([name, part]) => (part.optional === true ? [] : [name]))],
    properties: {
      kind: { const: kind },
      ...Object.fromEntries(entries.map(([name, part]) => [name, partSchema(part)])),
    },
    additionalProperties: false,
  };
}

const listSchema = (kinds: readonly Kind[]): Fields => ({
  type: "array",
  maxItems: MOST_EFFECTS,
  description:
    "What is to be written to GitHub once the run has succeeded. Leave it empty if there is nothing.",
  items:
    kinds.length === 1 && kinds[0] !== undefined ? kindSchema(kinds[0]) : { anyOf: kinds.map(kindSchema) },
});

const SUMMARY: Fields = { type: "string", description: "What was done, in a few sentences." };

/** The schema of a task that may hand over effects: the author's, and room for them. */
export function schemaWithEffects(schema: Value | undefined, words: readonly string[]): Value {
  const effects = listSchema(words.flatMap((word) => kindDeclared(word) ?? []));
  if (!isFields(schema))
    return { type: "object", required: ["summary", "effects"], properties: { summary: SUMMARY, effects } };
  const properties = isFields(schema["properties"]) ? schema["properties"] : {};
  return { ...schema, properties: { ...properties, effects } };
}

export const effectsSchema = (): Fields => ({
  $schema: DRAFT,
  $id: "effects.schema.json",
  title: "agent-orchestrator effects",
  description: "What a task may hand over under `effects` of its structured result.",
  ...listSchema(ALL_KINDS),
});
