/** Files with tests and with recorded answers as JSON Schema (draft-07). */
import type { Fields } from "../base/value.ts";
import { indexOf } from "./fields.ts";
import { TEST_OBJECTS } from "./fields-test.ts";
import { objectSchema } from "./schema.ts";

const DRAFT = "http://json-schema.org/draft-07/schema#";

export function testSchema(): Fields {
  const tables = [...TEST_OBJECTS, indexOf("mock").table, indexOf("reported").table];
  return {
    $schema: DRAFT,
    $id: "test.schema.json",
    title: "agent-orchestrator tests of a workflow",
    description: "What is given to a workflow, what its agents answer, and what must come of it.",
    $ref: "#/definitions/test_file",
    definitions: Object.fromEntries(tables.map((table) => [table.name, objectSchema(table)])),
  };
}

const text = (description: string): Fields => ({ type: "string", description });

const ANSWER: Fields = {
  type: "object",
  required: ["task", "call", "reply"],
  additionalProperties: false,
  properties: {
    task: text("The task, as its run calls it."),
    key: text("The key of the item of a fan-out, or the number of a sample."),
    part: { ...text("`verify-1`: what verified the task first."), pattern: "^verify-\\d+$" },
    call: { type: "integer", minimum: 0, description: "The how manieth call of it, from 0." },
    prompt: { ...text("SHA-256 of what was asked."), pattern: "^[0-9a-f]{64}$" },
    reply: { allOf: [{ $ref: "#/definitions/mock" }], description: "In the words of `mock`." },
  },
};

export const cassetteSchema = (): Fields => ({
  $schema: DRAFT,
  $id: "cassette.schema.json",
  title: "agent-orchestrator recorded answers",
  description: "What `run --record` keeps, one answer a line, in the order of task, key, part and call.",
  type: "object",
  required: ["schemaVersion", "workflow", "answers"],
  additionalProperties: false,
  properties: {
    schemaVersion: { const: 1 },
    workflow: text("The name of the workflow."),
    answers: { type: "array", items: ANSWER },
  },
  definitions: {
    mock: objectSchema(indexOf("mock").table),
    reported: objectSchema(indexOf("reported").table),
  },
});
