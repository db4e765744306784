/** The shape of an expression once it is understood, and how large one may be. */
import { unreachable } from "../base/never.ts";

/** As long as GitHub allows its own expressions to be. */
export const MAX_EXPRESSION_LENGTH = 21_000;
/** Brackets, calls and branches inside each other. */
export const MAX_EXPRESSION_DEPTH = 50;
/** Operators and members in a row: these nest as well, to the left. */
export const MAX_EXPRESSION_CHAIN = 1_000;

export type Scalar = null | boolean | number | string;

export type UnaryOperator = "!" | "-";
export type BinaryOperator =
  | "??"
  | "||"
  | "&&"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";

/** Offsets into the text the expression was read from, end exclusive. */
export type Place = Readonly<{ start: number; end: number }>;

export type Expression = Place &
  Readonly<
    | { kind: "literal"; value: Scalar }
    | { kind: "list"; items: readonly Expression[] }
    | { kind: "object"; entries: readonly Readonly<{ key: string; value: Expression }>[] }
    | { kind: "name"; name: string }
    /** `a.b` and `a["b"]` are the same. */
    | { kind: "member"; of: Expression; key: string }
    | { kind: "index"; of: Expression; index: Expression }
    | { kind: "call"; name: string; called: Place; receiver: Expression | null; args: readonly Expression[] }
    | { kind: "unary"; operator: UnaryOperator; operand: Expression }
    | { kind: "binary"; operator: BinaryOperator; left: Expression; right: Expression }
    | { kind: "choice"; condition: Expression; then: Expression; otherwise: Expression }
  >;

/** What is wrong with the text of an expression, and where in it. */
export type ExpressionError = Place & Readonly<{ message: string; help?: string }>;

export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "name":
      return [];
    case "list":
      return expression.items;
    case "object":
      return expression.entries.map((entry) => entry.value);
    case "member":
      return [expression.of];
    case "index":
      return [expression.of, expression.index];
    case "call":
      return expression.receiver === null ? expression.args : [expression.receiver, ...expression.args];
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "choice":
      return [expression.condition, expression.then, expression.otherwise];
    default:
      return unreachable(expression);
  }
}

/** True if some path from the root is longer than `limit`; walks without recursion, since that is what it protects. */
export function deeperThan(expression: Expression, limit: number): boolean {
  let level: readonly Expression[] = [expression];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap(children);
  }
  return false;
}
