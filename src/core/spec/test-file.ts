/** A file with tests of a workflow: read by the table of its keys, each case with the place of everything in it. */
import { isFields, isList, type Fields, type Value } from "../base/value.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";
import type { MapNode, Node } from "./node.ts";
import { beginReading, readObject } from "./read-object.ts";
import { report, type Reading } from "./reading.ts";
import { parseSyntax } from "./syntax.ts";

export type TestCase = Readonly<{
  name: string;
  node: MapNode;
  inputs: Fields;
  item: Value | undefined;
  event: Value | undefined;
  cassette: string | boolean;
  /** By task, as written. */
  replies: Fields;
  commands: Fields;
  checks: Fields;
  answers: Fields;
  expect: Fields;
}>;

export type TestFile = Readonly<{ cases: readonly TestCase[]; diagnostics: readonly Diagnostic[] }>;

const NONE: Fields = {};
const fieldsOf = (value: Value | undefined): Fields => (isFields(value) ? value : NONE);

function caseOf(node: MapNode, fields: Fields): TestCase {
  const { name, item, event, cassette } = fields;
  return {
    name: typeof name === "string" ? name : "",
    node,
    inputs: fieldsOf(fields["inputs"]),
    item,
    event,
    cassette: typeof cassette === "string" || typeof cassette === "boolean" ? cassette : false,
    replies: fieldsOf(fields["replies"]),
    commands: fieldsOf(fields["commands"]),
    checks: fieldsOf(fields["checks"]),
    answers: fieldsOf(fields["answers"]),
    expect: fieldsOf(fields["expect"]),
  };
}

function sameNames(cases: readonly TestCase[], reading: Reading): void {
  const known = new Map<string, Span>();
  for (const { name, node } of cases) {
    const span = spanAt(node, ["name"]);
    const first = known.get(name);
    if (first !== undefined && name !== "")
      report(reading, "AO1806", span, `two cases are called "${name}"`, {
        label: "called the same",
        help: "give it a name of its own",
        related: [{ span: first, message: "called so here" }],
      });
    else known.set(name, span);
  }
}

export function readTestFile(text: string): TestFile {
  const syntax = parseSyntax(text);
  const { root } = syntax;
  if (root === null) return { cases: [], diagnostics: syntax.diagnostics };
  const reading = beginReading("tasks");
  const cases = root.kind === "map" ? casesIn(root, reading) : notATestFile(root, reading);
  sameNames(cases, reading);
  return { cases, diagnostics: [...syntax.diagnostics, ...reading.diagnostics] };
}

function notATestFile(root: Node, reading: Reading): readonly TestCase[] {
  report(reading, "AO1102", root.span, 'a test file must be a mapping with "cases"', {
    label: "expected a mapping",
  });
  return [];
}

/** What is no mapping was refused and left out, so values and mappings come in the same order. */
function casesIn(root: MapNode, reading: Reading): readonly TestCase[] {
  const { cases: values } = readObject("test_file", root, reading);
  const written = nodeIn(root, ["cases"]);
  const nodes = written?.kind === "list" ? written.items.filter((item) => item.kind === "map") : [];
  return nodes.map((node, place) => caseOf(node, fieldsOf(isList(values) ? values[place] : undefined)));
}

/** What stands under the keys, as far as they lead. */
export function nodeIn(node: Node, path: readonly (string | number)[]): Node | undefined {
  let here: Node | undefined = node;
  for (const key of path) {
    if (here === undefined) return undefined;
    if (here.kind === "map") here = here.pairs.get(String(key))?.value;
    else here = here.kind === "list" && typeof key === "number" ? here.items[key] : undefined;
  }
  return here;
}

/** Where the key at the end of the path stands; for a place in a list, the element. */
export function keySpanAt(node: Node, path: readonly (string | number)[]): Span {
  const last = path.at(-1);
  const holder = nodeIn(node, path.slice(0, -1));
  if (holder?.kind === "map" && last !== undefined) {
    const pair = holder.pairs.get(String(last));
    if (pair !== undefined) return pair.keySpan;
  }
  return spanAt(node, path);
}

/** The value at the end of the path if it fits on a line, else the key in front of it; what is not there gives what is around it. */
export function spanAt(node: Node, path: readonly (string | number)[]): Span {
  const found = nodeIn(node, path);
  if (found === undefined) return path.length === 0 ? firstSpan(node) : keySpanAt(node, path.slice(0, -1));
  return found.kind === "scalar"
    ? found.span
    : path.length === 0
      ? firstSpan(found)
      : keyOr(node, path, found);
}

function keyOr(node: Node, path: readonly (string | number)[], found: Node): Span {
  const last = path.at(-1);
  const holder = nodeIn(node, path.slice(0, -1));
  const pair = holder?.kind === "map" && last !== undefined ? holder.pairs.get(String(last)) : undefined;
  return pair?.keySpan ?? firstSpan(found);
}

function firstSpan(node: Node): Span {
  if (node.kind === "map") for (const pair of node.pairs.values()) return pair.keySpan;
  if (node.kind === "list" && node.items[0] !== undefined) return firstSpan(node.items[0]);
  return node.span;
}
