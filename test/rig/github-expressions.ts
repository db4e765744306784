/** What stands between `${{` and `}}`, evaluated by GitHub's own library. */
import { data, Evaluator, Lexer, Parser, type Expr } from "@actions/expressions";
import type { FunctionDefinition } from "@actions/expressions/funcs/info";
import { truthy } from "@actions/expressions/result";
import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
} from "@actions/workflow-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Texts = Readonly<Record<string, string>>;

const NAMES = [
  "github",
  "env",
  "vars",
  "job",
  "jobs",
  "steps",
  "runner",
  "secrets",
  "strategy",
  "matrix",
  "needs",
  "inputs",
] as const;
export type Contexts = Readonly<Partial<Record<(typeof NAMES)[number], Json>>>;

/** What the functions say that ask how it stands. */
export type Standing = Readonly<{ success: boolean; failure: boolean; cancelled: boolean }>;
const WELL: Standing = { success: true, failure: false, cancelled: false };

export type Evaluation = Readonly<{
  holds: (expression: string) => boolean;
  json: (token: TemplateToken | undefined) => Json;
  /** As the runner hands it on. */
  text: (token: TemplateToken | undefined) => string;
  texts: (token: TemplateToken | undefined) => Texts;
}>;

const known = new WeakMap<object, data.ExpressionData>();

/** Most contexts are the same thing for many expressions. */
function toData(value: Json): data.ExpressionData {
  const made =
    (typeof value === "object" && value !== null ? known.get(value) : undefined) ??
    (JSON.parse(JSON.stringify(value), data.reviver) as data.ExpressionData);
  if (typeof value === "object" && value !== null) known.set(value, made);
  return made;
}
const toJson = (value: data.ExpressionData): Json => JSON.parse(JSON.stringify(value, data.replacer)) as Json;

const functions = (standing: Standing): ReadonlyMap<string, FunctionDefinition> =>
  new Map(
    Object.entries({ ...standing, always: true }).map(([name, is]) => [
      name,
      { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(is) },
    ]),
  );

const infos = [...functions(WELL).values()];
const parsed = new Map<string, Expr>();

function tree(expression: string): Expr {
  const before = parsed.get(expression);
  if (before !== undefined) return before;
  // The library halves only the first doubled quote of a text; GitHub's servers halve all of them.
  const tokens = new Lexer(expression)
    .lex()
    .tokens.map((token) =>
      token.lexeme.startsWith("'")
        ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") }
        : token,
    );
  const made = new Parser(tokens, [...NAMES], infos).parse();
  parsed.set(expression, made);
  return made;
}

export function evaluation(contexts: Contexts, standing: Standing = WELL): Evaluation {
  const dictionary = new data.Dictionary(
    ...NAMES.map((key) => ({ key, value: toData(contexts[key] ?? null) })),
  );
  const asked = new Map(functions(standing));
  const value = (expression: string): data.ExpressionData =>
    new Evaluator(tree(expression), dictionary, asked).evaluate();
  const json = (token: TemplateToken | undefined): Json => {
    if (token === undefined) return null;
    if (isBasicExpression(token)) return toJson(value(token.expression));
    if (isMapping(token))
      return Object.fromEntries([...pairs(token)].map(([key, inner]) => [key, json(inner)]));
    if (isSequence(token)) return [...iterate(token)].map(json);
    if (isString(token) || isBoolean(token) || isNumber(token)) return token.value;
    return null;
  };
  const text = (token: TemplateToken | undefined): string =>
    token !== undefined && isBasicExpression(token)
      ? value(token.expression).coerceString()
      : toData(json(token)).coerceString();
  return {
    holds: (expression) => truthy(value(expression)),
    json,
    text,
    texts: (token) => Object.fromEntries([...pairs(token)].map(([key, inner]) => [key, text(inner)])),
  };
}

function* iterate(token: TemplateToken): Generator<TemplateToken> {
  if (isSequence(token)) for (let n = 0; n < token.count; n += 1) yield token.get(n);
}

/** Keys and values of a mapping; none of what is none. */
export function* pairs(token: TemplateToken | undefined): Generator<readonly [string, TemplateToken]> {
  if (token === undefined || !isMapping(token)) return;
  for (let n = 0; n < token.count; n += 1) {
    const { key, value } = token.get(n);
    yield [String(key), value];
  }
}

/** A value deep inside mappings. */
export const inside = (
  token: TemplateToken | undefined,
  ...path: readonly string[]
): TemplateToken | undefined =>
  path.reduce<TemplateToken | undefined>(
    (from, key) => (from !== undefined && isMapping(from) ? from.find(key) : undefined),
    token,
  );
