/** The table of keys as a page for people: one table an object, then everything that can be wrong with a file. */
import { unreachable } from "../base/never.ts";
import type { Value } from "../base/value.ts";
import { CODES } from "./codes.ts";
import type { Field, ObjectTable, Shape } from "./fields.ts";
import { OBJECTS } from "./fields.ts";

const HEAD = `# Reference

This page is generated from the table of keys that reads workflows, so it cannot be out of date.
An editor that knows JSON Schema gets the same from [schema/workflow.schema.json](../schema/workflow.schema.json).

Durations are seconds, or numbers with units: \`90\`, \`10m\`, \`1h30m\`, \`2d\`.
Expressions (\`\${ … }\`) in keys marked **plan** are worked out before the run starts, from inputs and variables alone;
those marked **run** when the task is about to start. In keys without a mark they cannot stand.
Words in brackets are accepted as well, with a warning that names the proper one.
`;

export function referencePage(): string {
  const contents = OBJECTS.map((table) => `- [${titleOf(table)}](#${anchorOf(table)})`);
  const parts = [HEAD, [...contents, "- [Diagnostics](#diagnostics)", ""].join("\n")];
  for (const table of OBJECTS) parts.push(objectPart(table));
  parts.push(diagnosticsPart());
  return `${parts.join("\n").trimEnd()}\n`;
}

const TITLES: Readonly<Record<string, string>> = {
  workflow: "The workflow",
  steps_workflow: "The workflow in the steps form",
  template_workflow: "The template form",
  task: "A task",
  handler: "A handler",
  template_step: "A step of a template",
  pull_request: "effects.pull_request",
  task_outputs: "outputs of a task",
  input: "An input",
  agent: "An agent",
  secret: "A secret",
  output: "An output",
  mock: "A mock reply",
};

const titleOf = (table: ObjectTable): string => TITLES[table.name] ?? table.name;

const anchorOf = (table: ObjectTable): string =>
  titleOf(table)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_ -]/g, "")
    .replaceAll(" ", "-");

function objectPart(table: ObjectTable): string {
  const base = SAME_AS[table.name];
  const known = base === undefined ? undefined : OBJECTS.find((other) => other.name === base);
  const fields = known === undefined ? table.fields : differing(table, known);
  const also =
    known === undefined
      ? ""
      : ` Takes all keys of [${titleOf(known)}](#${anchorOf(known)})${leftOut(table, known)}.`;
  const rows = fields.map(fieldRow);
  const head = ["| key | type | default | expressions | meaning |", "| --- | --- | --- | --- | --- |"];
  const body = rows.length === 0 ? [] : [...head, ...rows, ""];
  return [`## ${titleOf(table)}`, "", `${table.about}${also}`, "", ...body].join("\n");
}

/** Objects that differ in a few keys are not printed twice. */
const SAME_AS: Readonly<Record<string, string>> = {
  steps_workflow: "workflow",
  template_workflow: "workflow",
  handler: "task",
  template_step: "task",
  compensate: "task",
};

const differing = (table: ObjectTable, known: ObjectTable): readonly Field[] =>
  table.fields.filter((field) => !known.fields.some((other) => other.key === field.key));

function leftOut(table: ObjectTable, known: ObjectTable): string {
  const missing = known.fields.filter((field) => !table.fields.some((other) => other.key === field.key));
  return missing.length === 0 ? "" : ` but ${missing.map((field) => code(field.key)).join(", ")}`;
}

const code = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function fieldRow(field: Field): string {
  const aliases = field.aliases === undefined ? "" : ` (${field.aliases.map(code).join(", ")})`;
  const needed = field.required === true ? " **required**" : "";
  const example = field.example === undefined ? "" : ` For example ${code(JSON.stringify(field.example))}.`;
  const cells = [
    `${code(field.key)}${aliases}${needed}`,
    typeText(field.shape),
    field.default === undefined ? "" : code(defaultText(field.default)),
    field.expressions === "none" ? "" : field.expressions,
    `${field.about}${example}`,
  ];
  return `| ${cells.map(cell).join(" | ")} |`;
}

const defaultText = (value: Value): string => (typeof value === "string" ? value : JSON.stringify(value));

function typeText(shape: Shape): string {
  switch (shape.kind) {
    case "string":
    case "text":
      return "text";
    case "boolean":
      return "true or false";
    case "integer":
    case "number":
      return `${shape.kind === "integer" ? "whole number" : "number"}${boundsText(shape)}`;
    case "duration":
      return "duration";
    case "enum":
      return `${shape.values.map(code).join(" ")}${shape.open === true ? " …" : ""}`;
    case "list":
      return `list of ${typeText(shape.of)}${shape.single === true ? ", or one" : ""}`;
    case "map":
      return `names → ${typeText(shape.of)}`;
    case "object":
      return objectText(shape.of);
    case "either":
      return shape.of.map(typeText).join(" or ");
    case "any":
      return "any value";
    case "nothing":
      return "nothing";
    case "schema":
      return "JSON Schema";
    default:
      return unreachable(shape);
  }
}

function boundsText({ minimum, maximum }: Extract<Shape, { kind: "integer" | "number" }>): string {
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum}–${maximum}`;
  return minimum === undefined ? "" : ` ≥ ${minimum}`;
}

function objectText(name: string): string {
  const table = OBJECTS.find((one) => one.name === name);
  return table === undefined ? name : `[${titleOf(table)}](#${anchorOf(table)})`;
}

function diagnosticsPart(): string {
  const rows = Object.entries(CODES).map(
    ([number, rule]) => `| ${number} | ${code(rule.name)} | ${cell(rule.title)}. ${cell(rule.hint)} |`,
  );
  return [
    "## Diagnostics",
    "",
    "`agent-orchestrator explain AO1203` shows the reason and an example for each.",
    "AO17xx are warnings (`--strict` makes them errors); everything else is an error.",
    "",
    "| code | name | what it says and what to do |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
