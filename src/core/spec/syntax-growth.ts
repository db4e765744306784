/** The tree while it grows: counts what is made, refuses what may not be, and knows when to stop. */
import type { Diagnostic, Span } from "./diagnostic.ts";
import type { Node, Pair, ScalarNode } from "./node.ts";
import type { ScalarValue } from "./syntax-scalar.ts";
import { tooDeep, tooManyKeys, tooManyNodes, type SyntaxLimits } from "./syntax-limits.ts";

export type Growth = {
  readonly limits: SyntaxLimits;
  readonly diagnostics: Diagnostic[];
  nodes: number;
  /** Set when a limit is reached: what grew so far is worthless and this is all there is to say. */
  refusal: Diagnostic | undefined;
};

export const growth = (limits: SyntaxLimits): Growth => ({
  limits,
  diagnostics: [],
  nodes: 0,
  refusal: undefined,
});

/** Has to be asked before every node; false means stop. */
export function mayGrow(tree: Growth, start: number, count = 1): boolean {
  tree.nodes += count;
  if (tree.nodes <= tree.limits.nodes) return tree.refusal === undefined;
  tree.refusal ??= tooManyNodes(tree.limits.nodes, { start, end: start });
  return false;
}

/** Has to be asked before every list and mapping; false means stop. */
export function mayNest(tree: Growth, depth: number, start: number): boolean {
  if (depth > tree.limits.depth) tree.refusal ??= tooDeep(tree.limits.depth, { start, end: start + 1 });
  return mayGrow(tree, start);
}

export function scalarNode(tree: Growth, value: ScalarValue, span: Span): ScalarNode {
  if (typeof value === "number" && !Number.isFinite(value)) tree.diagnostics.push(notANumber(span));
  return { kind: "scalar", value, span };
}

const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

export type Key = Readonly<{ text: string; value: ScalarValue; isPlain: boolean; span: Span }>;

/** Adds a pair unless its key may not be; the first of two wins. False means stop. */
export function addPair(tree: Growth, pairs: Map<string, Pair>, key: Key, value: Node): boolean {
  const problem = keyProblem(key);
  if (problem !== undefined) {
    tree.diagnostics.push(problem);
    return true;
  }
  const earlier = pairs.get(key.text);
  if (earlier !== undefined) {
    tree.diagnostics.push(duplicate(key, earlier.keySpan));
    return true;
  }
  if (pairs.size >= tree.limits.keysPerMap) {
    tree.refusal ??= tooManyKeys(tree.limits.keysPerMap, key.span);
    return false;
  }
  pairs.set(key.text, { key: key.text, keySpan: key.span, value });
  return true;
}

function keyProblem({ text, value, isPlain, span }: Key): Diagnostic | undefined {
  if (value === null || typeof value === "boolean") return notText(text === "" ? "nothing" : text, span);
  if (PROTOTYPE_KEYS.has(text)) return forbidden(text, span);
  if (isPlain && text === "<<") return merge(span);
  return undefined;
}

const duplicate = ({ text, span }: Key, earlier: Span): Diagnostic => ({
  code: "AO1016",
  severity: "error",
  message: `the key "${text}" is given twice`,
  label: "given again here",
  span,
  help: "remove or rename one of them",
  related: [{ span: earlier, message: "given here first" }],
});

const forbidden = (text: string, span: Span): Diagnostic => ({
  code: "AO1017",
  severity: "error",
  message: `the key "${text}" is not allowed`,
  label: "a name that programs can be attacked with",
  span,
  help: "choose another name",
});

const merge = (span: Span): Diagnostic => ({
  code: "AO1023",
  severity: "error",
  message: 'the merge key "<<" is not allowed',
  label: "not part of YAML 1.2",
  span,
  help: "write the keys out, or put shared values into settings or agents",
});

export const notText = (shown: string, span: Span): Diagnostic => ({
  code: "AO1018",
  severity: "error",
  message: `a key has to be text, not ${shown}`,
  label: "expected a name",
  span,
  help:
    shown === "nothing"
      ? "write the key before the colon"
      : `put it in quotes if the text is meant: "${shown}"`,
});

const notANumber = (span: Span): Diagnostic => ({
  code: "AO1020",
  severity: "error",
  message: "the number is too large or not a number",
  label: "does not exist in JSON",
  span,
  help: "write a smaller number, or put it in quotes if text is meant",
});
