/** Whether a JSON Schema (draft-07) in a workflow makes sense, before a result has to be checked against it. */
import { nearest } from "../base/nearest.ts";
import type { Span } from "./diagnostic.ts";
import type { MapNode, Node } from "./node.ts";
import { found, orList } from "./read-words.ts";

export type SchemaProblem = Readonly<{ span: Span; message: string; label: string; help?: string }>;

const TYPES = ["string", "number", "integer", "boolean", "null", "array", "object"] as const;

const ONE = new Set([
  "additionalProperties",
  "additionalItems",
  "contains",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
]);
const MANY = new Set(["properties", "patternProperties", "definitions"]);
const LISTS = new Set(["allOf", "anyOf", "oneOf"]);

/** The first thing that is wrong, or nothing. */
export function schemaProblem(node: Node): SchemaProblem | null {
  if (node.kind === "scalar" && typeof node.value === "boolean") return null;
  if (node.kind !== "map") return wrong(node, `expected a mapping, not ${found(node)}`);
  for (const { key, value } of node.pairs.values()) {
    const problem = keywordProblem(key, value);
    if (problem !== null) return problem;
  }
  return null;
}

const wrong = (node: Node, message: string, help?: string): SchemaProblem => ({
  span: node.kind === "map" ? (firstSpan(node) ?? node.span) : node.span,
  message,
  label: "this part",
  ...(help === undefined ? {} : { help }),
});

function firstSpan(node: MapNode): Span | undefined {
  for (const pair of node.pairs.values()) return pair.keySpan;
  return undefined;
}

function keywordProblem(key: string, value: Node): SchemaProblem | null {
  if (key === "type") return typeProblem(value);
  if (key === "required") return requiredProblem(value);
  if (key === "enum") return value.kind === "list" ? null : wrong(value, '"enum" must be a list');
  if (key === "items" && value.kind === "list") return firstProblem(value.items);
  if (key === "items" || ONE.has(key)) return schemaProblem(value);
  if (LISTS.has(key))
    return value.kind === "list" ? firstProblem(value.items) : wrong(value, `"${key}" must be a list`);
  if (!MANY.has(key)) return null;
  if (value.kind !== "map") return wrong(value, `"${key}" must be a mapping`);
  return firstProblem([...value.pairs.values()].map((pair) => pair.value));
}

function firstProblem(nodes: readonly Node[]): SchemaProblem | null {
  for (const node of nodes) {
    const problem = schemaProblem(node);
    if (problem !== null) return problem;
  }
  return null;
}

function typeProblem(node: Node): SchemaProblem | null {
  if (node.kind === "map") return wrong(node, '"type" must be a word');
  for (const word of node.kind === "list" ? node.items : [node]) {
    const text = word.kind === "scalar" ? String(word.value) : "";
    if (TYPES.some((type) => type === text)) continue;
    const meant = nearest(text, TYPES);
    return wrong(
      word,
      `"${text}" is no type`,
      meant === undefined ? `write ${orList(TYPES)}` : `did you mean "${meant}"?`,
    );
  }
  return null;
}

function requiredProblem(node: Node): SchemaProblem | null {
  const texts =
    node.kind === "list" &&
    node.items.every((item) => item.kind === "scalar" && typeof item.value === "string");
  return texts ? null : wrong(node, '"required" must be a list of names');
}
