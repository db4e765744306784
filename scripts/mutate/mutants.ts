/** Small wrongs that a test should notice: each is one edit of one source file. */
import { parseSync } from "oxc-parser";

/** `was` and `text` are what is replaced and by what; `context` is the source line on which it begins. */
export type Mutant = Readonly<{
  start: number;
  end: number;
  was: string;
  text: string;
  line: number;
  context: string;
  what: string;
}>;

type Tree = Readonly<{ type: string; start: number; end: number }> & Readonly<Record<string, unknown>>;
type Edit = Readonly<{ node: Tree; text: string; what: string }>;

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

const OPPOSITE: Readonly<Record<string, readonly string[]>> = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "&&": ["||"],
  "||": ["&&"],
  "??": ["&&"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
  ">>>": ["<<"],
  "+=": ["-="],
  "-=": ["+="],
  "++": ["--"],
  "--": ["++"],
};

const METHODS: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  min: "max",
  max: "min",
  startsWith: "endsWith",
  endsWith: "startsWith",
  toLowerCase: "toUpperCase",
  toUpperCase: "toLowerCase",
  push: "unshift",
  filter: "slice",
};

function operator(node: Tree, source: string): readonly Edit[] {
  const [left, right, sign] = [node["left"], node["right"], node["operator"]];
  if (typeof sign !== "string" || !isTree(left) || !isTree(right)) return [];
  const between = source.slice(left.end, right.start);
  const at = between.indexOf(sign);
  return (OPPOSITE[sign] ?? []).map((other) => ({
    node: { type: "Operator", start: left.end + at, end: left.end + at + sign.length },
    text: other,
    what: `${sign} becomes ${other}`,
  }));
}

const forced = (test: unknown, values: readonly string[]): readonly Edit[] =>
  isTree(test) ? values.map((text) => ({ node: test, text, what: `condition becomes ${text}` })) : [];

function literal(node: Tree): readonly Edit[] {
  const value = node["value"];
  if (typeof value === "boolean") return [{ node, text: String(!value), what: `${value} becomes ${!value}` }];
  if (typeof value === "number")
    return [{ node, text: String(value + 1), what: `${value} becomes ${value + 1}` }];
  if (typeof value !== "string" || value === "") return [];
  return [{ node, text: '""', what: `${JSON.stringify(value)} becomes empty` }];
}

function method(node: Tree): readonly Edit[] {
  const property = isTree(node["callee"]) ? node["callee"]["property"] : undefined;
  if (!isTree(property) || typeof property["name"] !== "string") return [];
  const other = METHODS[property["name"]];
  return other === undefined
    ? []
    : [{ node: property, text: other, what: `${property["name"]} becomes ${other}` }];
}

function update(node: Tree): readonly Edit[] {
  const sign = String(node["operator"]);
  const start = node["prefix"] === true ? node.start : node.end - sign.length;
  const place = { type: "Operator", start, end: start + sign.length };
  return (OPPOSITE[sign] ?? []).map((text) => ({ node: place, text, what: `${sign} becomes ${text}` }));
}

const removed = (node: Tree): readonly Edit[] => [{ node, text: ";", what: "statement removed" }];

const emptied = (node: Tree, parts: unknown, text: string, what: string): readonly Edit[] =>
  Array.isArray(parts) && parts.length > 0 ? [{ node, text, what }] : [];

const statementsOf = (node: Tree): readonly unknown[] =>
  node.type === "BlockStatement" && Array.isArray(node["body"]) ? node["body"] : [node];

/** Only a broken promise of the types gets there; without it there would be another internal error a little later. */
function isInternalError(node: unknown): boolean {
  if (!isTree(node)) return false;
  if (node.type === "BlockStatement") return statementsOf(node).every(isInternalError);
  const call =
    node.type === "ReturnStatement" && isTree(node["argument"]) ? node["argument"]["callee"] : undefined;
  return node.type === "ThrowStatement" || (isTree(call) && call["name"] === "unreachable");
}

function edits(node: Tree, source: string): readonly Edit[] {
  switch (node.type) {
    case "BinaryExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      return operator(node, source);
    case "UpdateExpression":
      return update(node);
    case "IfStatement":
      return forced(node["test"], isInternalError(node["consequent"]) ? ["true"] : ["true", "false"]);
    case "ConditionalExpression":
      return forced(node["test"], ["true", "false"]);
    case "WhileStatement":
    case "ForStatement":
      return forced(node["test"], ["false"]);
    case "UnaryExpression": {
      const inner = node["argument"];
      if (node["operator"] !== "!" || !isTree(inner)) return [];
      return [{ node, text: source.slice(inner.start, inner.end), what: "negation removed" }];
    }
    case "Literal":
      return literal(node);
    case "CallExpression":
      return method(node);
    case "ExpressionStatement":
    case "ContinueStatement":
    case "BreakStatement":
    case "ReturnStatement":
      return isInternalError(node) ? [] : removed(node);
    case "ArrayExpression":
      return emptied(node, node["elements"], "[]", "list emptied");
    case "ObjectExpression":
      return emptied(node, node["properties"], "({})", "object emptied");
    case "TemplateLiteral":
      return emptied(node, node["quasis"], '""', "text emptied");
    default:
      return [];
  }
}

/** Types vanish before anything runs, imports hold no behaviour, and a broken internal error is an error still. */
const SILENT = /^(?:TS(?!NonNull|Satisfies|As)|Import|Export(?:All|Named)Declaration$|ThrowStatement$)/;

function collect(node: Tree, source: string, found: Edit[]): void {
  const exported = node.type === "ExportNamedDeclaration" && isTree(node["declaration"]);
  if (SILENT.test(node.type) && !exported) return;
  found.push(...edits(node, source));
  for (const [key, value] of Object.entries(node)) {
    if (
      key === "typeAnnotation" ||
      key === "returnType" ||
      key === "typeParameters" ||
      key === "typeArguments"
    )
      continue;
    for (const child of Array.isArray(value) ? value : [value])
      if (isTree(child)) collect(child, source, found);
  }
}

export function mutants(file: string, source: string): readonly Mutant[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0 || !isTree(program)) throw new Error(`Internal error: cannot read ${file}`);
  const found: Edit[] = [];
  collect(program, source, found);
  const lines = source.split("\n");
  return found.map(({ node: { start, end }, text, what }) => {
    const line = source.slice(0, start).split("\n").length;
    const context = lines[line - 1]?.trim() ?? "";
    return { start, end, was: source.slice(start, end), text, line, context, what };
  });
}

export const mutated = (source: string, { start, end, text }: Mutant): string =>
  source.slice(0, start) + text + source.slice(end);
