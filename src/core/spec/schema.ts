/** The table of keys as JSON Schema (draft-07), so that editors complete, explain and check while one types. */
import { unreachable } from "../base/never.ts";
import type { Fields, Value } from "../base/value.ts";
import type { Field, ObjectTable, Shape } from "./fields.ts";
import { OBJECTS } from "./fields.ts";

export const SCHEMA_ID = "workflow.schema.json";

const FORMS = ["workflow", "steps_workflow", "template_workflow"] as const;

/** Text with an expression in it; everything that may be worked out later accepts one. */
const EXPRESSION: Fields = { type: "string", pattern: "\\$\\{|\\{\\{" };
const DURATION_TEXT = "^\\s*(\\d+(\\.\\d+)?|(\\d+(\\.\\d+)?\\s*(ms|w|d|h|m|s)\\s*)+)$";

export function workflowSchema(): Fields {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: SCHEMA_ID,
    title: "agent-orchestrator workflow",
    description: "A graph of tasks, each given to an agent or a command.",
    type: "object",
    ...chosenForm(),
    definitions: Object.fromEntries(OBJECTS.map((table) => [table.name, objectSchema(table)])),
  };
}

const TEXT: Fields = { anyOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }] };
const DURATION: Fields = {
  anyOf: [
    { type: "number", minimum: 0 },
    { type: "string", pattern: DURATION_TEXT },
  ],
};

/** One form is chosen first, so that an editor speaks of its keys alone and not of all three. */
function chosenForm(): Fields {
  const ref = (name: (typeof FORMS)[number]): Value => ({ $ref: `#/definitions/${name}` });
  return {
    if: has("pattern"),
    then: ref("template_workflow"),
    else: { if: has("steps"), then: ref("steps_workflow"), else: ref("workflow") },
  };
}

const has = (key: string): Fields => ({ type: "object", properties: { [key]: {} }, required: [key] });

export function objectSchema(table: ObjectTable): Fields {
  const properties: [string, Value][] = [];
  for (const field of table.fields) {
    const schema = fieldSchema(field);
    properties.push([field.key, schema]);
    for (const alias of field.aliases ?? []) properties.push([alias, aliasSchema(field, alias, schema)]);
  }
  const required = table.fields.filter((field) => field.required === true);
  return {
    title: table.name,
    description: table.about,
    type: "object",
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    ...requirement(required),
  };
}

/** A required key may also stand under one of its aliases. */
function requirement(required: readonly Field[]): Fields {
  const plain = required.filter((field) => field.aliases === undefined).map((field) => field.key);
  const either = required.filter((field) => field.aliases !== undefined);
  return {
    ...(plain.length === 0 ? {} : { required: plain }),
    ...(either.length === 0 ? {} : { allOf: either.map(oneOfItsNames) }),
  };
}

const oneOfItsNames = (field: Field): Value => ({
  anyOf: [field.key, ...(field.aliases ?? [])].map((key) => ({ required: [key] })),
});

function fieldSchema(field: Field): Fields {
  const shape = shapeSchema(field.shape, field.expressions !== "none");
  const described: Fields = {
    description: field.about,
    ...(field.default === undefined ? {} : { default: field.default }),
    examples: examplesOf(field),
  };
  // In draft-07 whatever stands beside a $ref is ignored.
  return "$ref" in shape ? { ...described, allOf: [shape] } : { ...described, ...shape };
}

const aliasSchema = (field: Field, alias: string, schema: Fields): Fields => ({
  ...schema,
  description: `${field.native?.includes(alias) === true ? "In the steps form the same as" : "Write"} \`${field.key}\`${field.native?.includes(alias) === true ? "" : ` instead of \`${alias}\``}. ${field.about}`,
});

function examplesOf(field: Field): Value {
  const { example, default: usual } = field;
  if (example !== undefined) return [example];
  return [usual !== undefined && !isEmptyList(usual) ? usual : sample(field.shape, field.key)];
}

const isEmptyList = (value: Value): boolean => Array.isArray(value) && value.length === 0;

/** Something that fits, for fields that explain themselves. */
function sample(shape: Shape, key: string): Value {
  switch (shape.kind) {
    case "string":
    case "text":
    case "any":
      return `a ${key.replaceAll("_", " ")}`;
    case "boolean":
    case "nothing":
      return true;
    case "integer":
    case "number":
      return Math.max(shape.minimum ?? 1, 1);
    case "duration":
      return "10m";
    case "enum":
      return shape.values[0] ?? "";
    case "list":
      return shape.of.kind === "object" ? [] : [sample(shape.of, key)];
    case "map":
      return shape.of.kind === "object" ? {} : { name: sample(shape.of, key) };
    case "object":
      return {};
    case "schema":
      return { type: "object" };
    case "either":
      return shape.of[0] === undefined ? null : sample(shape.of[0], key);
    default:
      return unreachable(shape);
  }
}

function shapeSchema(shape: Shape, expressions: boolean): Fields {
  switch (shape.kind) {
    case "string":
      return { type: "string" };
    case "text":
      return TEXT;
    case "any":
      return {};
    case "nothing":
      return { type: "null" };
    case "boolean":
      return orExpression({ type: "boolean" }, expressions);
    case "integer":
    case "number":
      return orExpression({ type: shape.kind, ...bounds(shape) }, expressions);
    case "duration":
      return orExpression(DURATION, expressions);
    case "enum":
      return wordSchema(shape, expressions);
    case "list":
      return listSchema(shape, expressions);
    case "map":
      return { type: "object", additionalProperties: shapeSchema(shape.of, expressions) };
    case "object":
      return { $ref: `#/definitions/${shape.of}` };
    case "either":
      return { anyOf: shape.of.map((one) => shapeSchema(one, expressions)) };
    case "schema":
      return { anyOf: [{ $ref: "http://json-schema.org/draft-07/schema#" }] };
    default:
      return unreachable(shape);
  }
}

const orExpression = (schema: Fields, expressions: boolean): Fields =>
  expressions ? { anyOf: [schema, EXPRESSION] } : schema;

function bounds(shape: Extract<Shape, { kind: "integer" | "number" }>): Fields {
  const { minimum, maximum } = shape;
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}

function wordSchema(shape: Extract<Shape, { kind: "enum" }>, expressions: boolean): Fields {
  const words = [...shape.values, ...Object.keys(shape.former ?? {})];
  if (shape.open === true) return { anyOf: [{ enum: words }, { type: "string" }] };
  return orExpression({ enum: words }, expressions);
}

function listSchema(shape: Extract<Shape, { kind: "list" }>, expressions: boolean): Fields {
  const items = shapeSchema(shape.of, expressions);
  const minItems = shape.minimum === undefined ? {} : { minItems: shape.minimum };
  const list: Fields = { type: "array", items, ...minItems };
  return shape.single === true ? { anyOf: [list, items] } : list;
}
