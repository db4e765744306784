/** Turns the YAML library's own document into our tree: the way for files that use its rarer features. */
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node as YamlNode,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { unreachable } from "../base/never.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";
import type { Node, Pair } from "./node.ts";
import { addPair, mayGrow, mayNest, notText, scalarNode, type Growth, type Key } from "./syntax-growth.ts";
import { scalarOf } from "./syntax-scalar.ts";

type Composition = Readonly<{
  text: string;
  tree: Growth;
  /** Finished values by anchor, with the number of nodes that an alias of them stands for. */
  anchors: Map<string, Readonly<{ node: Node; size: number; height: number }>>;
}>;

/** Nothing when a limit was reached; the growth then says which. */
export function composed(root: YamlNode | null, text: string, tree: Growth): Node | undefined {
  return compose({ text, tree, anchors: new Map() }, root, 1, 0);
}

function compose(context: Composition, node: unknown, depth: number, fallback: number): Node | undefined {
  const { tree, anchors } = context;
  const span = spanOf(node, fallback);
  if (isAlias(node)) return aliased(context, node.source, span, depth);
  const before = tree.nodes;
  const made = isMap(node)
    ? composeMap(context, node, depth, span)
    : isSeq(node)
      ? composeList(context, node, depth, span)
      : composeScalar(context, node, span);
  if (made !== undefined && (isScalar(node) || isCollection(node)) && node.anchor !== undefined) {
    anchors.set(node.anchor, { node: made, size: tree.nodes - before, height: heightOf(made) });
  }
  return made;
}

function composeScalar({ tree }: Composition, node: unknown, span: Span): Node | undefined {
  if (!mayGrow(tree, span.start)) return undefined;
  return scalarNode(tree, isScalar(node) ? scalarOf(node.value) : null, span);
}

function composeMap(context: Composition, map: YAMLMap, depth: number, span: Span): Node | undefined {
  if (!mayNest(context.tree, depth, span.start)) return undefined;
  const pairs = new Map<string, Pair>();
  let start: number | undefined;
  let end = span.end;
  for (const pair of map.items) {
    const keySpan = spanOf(pair.key, end);
    rememberKey(context, pair.key, keySpan);
    const value = compose(context, pair.value, depth + 1, keySpan.end);
    if (value === undefined) return undefined;
    start ??= keySpan.start;
    end = isAlias(pair.value) ? spanOf(pair.value, end).end : value.span.end;
    const key = keyOf(context, pair.key, keySpan);
    if (key !== undefined && !addPair(context.tree, pairs, key, value)) return undefined;
  }
  return { kind: "map", pairs, span: map.flow === true ? span : { start: start ?? span.start, end } };
}

/** Keys may be anchored too, and their own value may already repeat them. */
function rememberKey({ anchors }: Composition, key: unknown, span: Span): void {
  if (!isScalar(key) || key.anchor === undefined) return;
  anchors.set(key.anchor, { node: { kind: "scalar", value: scalarOf(key.value), span }, size: 1, height: 0 });
}

function composeList(context: Composition, list: YAMLSeq, depth: number, span: Span): Node | undefined {
  if (!mayNest(context.tree, depth, span.start)) return undefined;
  const items: Node[] = [];
  let end = span.start + 1;
  for (const item of list.items) {
    const node = compose(context, item, depth + 1, end);
    if (node === undefined) return undefined;
    items.push(node);
    end = isAlias(item) ? spanOf(item, end).end : node.span.end;
  }
  return { kind: "list", items, span: list.flow === true ? span : { start: span.start, end } };
}

function keyOf({ text, tree }: Composition, key: unknown, span: Span): Key | undefined {
  if (isScalar(key)) {
    const value = scalarOf(key.value);
    return { text: key.source ?? String(value), value, isPlain: key.type === "PLAIN", span };
  }
  tree.diagnostics.push(complexKey(key, text, span));
  return undefined;
}

function complexKey(key: unknown, text: string, span: Span): Diagnostic {
  if (isAlias(key)) {
    return {
      ...notText("an alias", span),
      code: "AO1034",
      label: "stands as a key",
      help: "write the key out",
    };
  }
  if (text.startsWith("{", span.start) && text[span.start - 1] === "{") return unquotedExpression(span);
  const shown = isSeq(key) ? "a list" : isMap(key) ? "a mapping" : "nothing";
  return { ...notText(shown, span), help: "write a name before the colon" };
}

const unquotedExpression = ({ start, end }: Span): Diagnostic => ({
  code: "AO1027",
  severity: "error",
  message: 'a value that starts with "{{" has to be in quotes',
  label: "reads as two nested mappings",
  span: { start: start - 1, end: end + 1 },
  help: 'write it as "{{ … }}", with the quotes',
});

function aliased(context: Composition, name: string, span: Span, depth: number): Node | undefined {
  const { tree, anchors } = context;
  const target = anchors.get(name);
  if (target === undefined) {
    tree.diagnostics.push(unknownAnchor(name, span));
    return mayGrow(tree, span.start) ? { kind: "scalar", value: null, span } : undefined;
  }
  if (target.height > 0 && !mayNest(tree, depth + target.height - 1, span.start)) return undefined;
  return mayGrow(tree, span.start, target.size) ? target.node : undefined;
}

const unknownAnchor = (name: string, span: Span): Diagnostic => ({
  code: "AO1021",
  severity: "error",
  message: `the alias "*${name}" names no anchor that is defined before it`,
  label: "no anchor of this name",
  span,
  help: `define it before with "&${name}", or put the value in quotes if the text is meant`,
});

/** Levels of lists and mappings; the depth of a tree is bounded before it is composed, so this ends soon. */
function heightOf(node: Node): number {
  switch (node.kind) {
    case "scalar":
      return 0;
    case "list":
      return 1 + node.items.reduce((most, item) => Math.max(most, heightOf(item)), 0);
    case "map":
      return 1 + [...node.pairs.values()].reduce((most, pair) => Math.max(most, heightOf(pair.value)), 0);
    default:
      return unreachable(node);
  }
}

function spanOf(node: unknown, fallback: number): Span {
  const range = isScalar(node) || isAlias(node) || isCollection(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : { start: fallback, end: fallback };
}
