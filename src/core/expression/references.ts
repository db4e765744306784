/** What an expression looks at and calls, for everything that judges it without evaluating it. */
import { unreachable } from "../base/never.ts";
import { children, type Expression, type Place } from "./expression.ts";

export type Reference = Readonly<{
  root: string;
  path: readonly string[];
  span: Place;
  /** Absence does no harm here: `??`, `default()`, a comparison or a test stands around it. */
  guarded: boolean;
  /** The path goes on with something that is only known when it runs. */
  dynamic: boolean;
}>;

export type Call = Readonly<{ name: string; method: boolean; count: number; span: Place }>;

export function references(expression: Expression): readonly Reference[] {
  const found: Reference[] = [];
  collect(expression, false, found);
  return found;
}

export function calls(expression: Expression): readonly Call[] {
  const below = children(expression).flatMap(calls);
  if (expression.kind !== "call") return below;
  const { name, receiver, args, called: span } = expression;
  return [{ name, method: receiver !== null, count: args.length, span }, ...below];
}

function collect(expression: Expression, guarded: boolean, found: Reference[]): void {
  const chain = chainOf(expression);
  if (chain !== null) {
    const { root, path, dynamic, inner } = chain;
    found.push({ root, path, dynamic, guarded, span: { start: expression.start, end: expression.end } });
    for (const index of inner) collect(index, false, found);
    return;
  }
  for (const [part, harmless] of parts(expression, guarded)) collect(part, harmless, found);
}

type Chain = Readonly<{
  root: string;
  path: readonly string[];
  dynamic: boolean;
  inner: readonly Expression[];
}>;

/** A name with members behind it; null for everything else. */
function chainOf(expression: Expression): Chain | null {
  switch (expression.kind) {
    case "name":
      return { root: expression.name, path: [], dynamic: false, inner: [] };
    case "member":
      return extended(expression.of, expression.key, []);
    case "index":
      return extended(expression.of, null, [expression.index]);
    case "call": {
      if (expression.receiver === null || expression.name !== "get") return null;
      const [key] = expression.args;
      const named = key?.kind === "literal" && typeof key.value === "string" ? key.value : null;
      return extended(expression.receiver, named, named === null ? expression.args : []);
    }
    default:
      return null;
  }
}

function extended(of: Expression, key: string | null, inner: readonly Expression[]): Chain | null {
  const chain = chainOf(of);
  if (chain === null) return null;
  const all = [...chain.inner, ...inner];
  if (chain.dynamic || key === null) return { ...chain, dynamic: true, inner: all };
  return { ...chain, path: [...chain.path, key], inner: all };
}

/** The operands, each with whether its absence is dealt with. */
function parts(expression: Expression, guarded: boolean): readonly (readonly [Expression, boolean])[] {
  switch (expression.kind) {
    case "call": {
      const safe =
        expression.name === "default" ? 1 : expression.name === "coalesce" ? expression.args.length - 1 : 0;
      return children(expression).map((part, place) => [part, guarded || place < safe]);
    }
    case "unary":
      return [[expression.operand, guarded || expression.operator === "!"]];
    case "binary": {
      const { operator, left, right } = expression;
      const compares = operator === "==" || operator === "!=";
      const leftSafe = guarded || compares || operator === "??" || operator === "||";
      return [
        [left, leftSafe],
        [right, guarded || compares],
      ];
    }
    case "choice":
      return [
        [expression.condition, true],
        [expression.then, guarded],
        [expression.otherwise, guarded],
      ];
    case "literal":
    case "name":
    case "list":
    case "object":
    case "member":
    case "index":
      return children(expression).map((part) => [part, guarded]);
    default:
      return unreachable(expression);
  }
}
