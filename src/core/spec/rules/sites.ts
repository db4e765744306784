/** Every text of a workflow in which an expression may stand, read once for all rules. */
import { isFields, isList, type Value } from "../../base/value.ts";
import type { Expression, ExpressionError } from "../../expression/expression.ts";
import { calls, references, type Call, type Reference } from "../../expression/references.ts";
import { hasExpression, parseCondition, parseTemplate } from "../../expression/template.ts";
import type { Span } from "../diagnostic.ts";
import { indexOf } from "../fields.ts";
import { spanOf, variableSpan, workflowSpan, type Path, type Spec, type SpecTask } from "../spec.ts";

/** What becomes of the text's value decides what may reach it. */
export type Sink =
  | "prompt"
  | "argument"
  | "program"
  | "code"
  | "env"
  | "condition"
  | "steering"
  | "ref"
  | "path"
  | "output"
  | "variable"
  | "fixed";

export type Piece = Readonly<{
  expression: Expression;
  references: readonly Reference[];
  calls: readonly Call[];
}>;

export type Site = Readonly<{
  /** Null for values of the workflow itself. */
  task: SpecTask | null;
  /** `["retry", "when"]`; the same as for spans. */
  path: Path;
  text: string;
  sink: Sink;
  pieces: readonly Piece[];
  error: ExpressionError | null;
  span: Span;
}>;

const REFS = new Set(["branch", "base", "remote"]);
const PATHS = new Set(["mcp", "directories"]);
const SHELLS = /^(.*\/)?(ba|da|z|k|fi)?sh$/;
const CODE_FLAGS: readonly (readonly [program: RegExp, flag: RegExp])[] = [
  [SHELLS, /^-[a-z]*c[a-z]*$/],
  [/^(.*\/)?(node|bun|deno)$/, /^(-[a-z]*[ep]|--eval(=.*)?|--print|eval)$/],
  [/^(.*\/)?(python|perl|ruby)[0-9.]*$/, /^-[a-zA-Z]*[ceE]$/],
];

/** Which element of an argv is code: the one after `-c`, `-e` and their like. */
export function codeElement(argv: readonly Value[]): number {
  for (const [at, program] of argv.entries()) {
    const flags = CODE_FLAGS.find(([pattern]) => typeof program === "string" && pattern.test(program))?.[1];
    if (flags === undefined) continue;
    const flag = argv.findIndex((word, place) => place > at && typeof word === "string" && flags.test(word));
    if (flag !== -1) return flag + 1;
  }
  return -1;
}

type Visit = (path: Path, text: string, sink: Sink) => void;

/** Nothing in it could be an expression; most values are such, and must cost nothing. */
const inert = (value: Value | undefined, sink: Sink): boolean =>
  typeof value === "string"
    ? sink !== "condition" && !value.includes("{")
    : typeof value !== "object" || value === null;

function eachText(value: Value | undefined, path: Path, sink: Sink, visit: Visit): void {
  if (typeof value === "string") {
    visit(path, value, sink);
  } else if (isList(value)) {
    value.forEach((item, place) => {
      if (!inert(item, sink)) eachText(item, [...path, place], sink, visit);
    });
  } else if (isFields(value)) {
    for (const key of Object.keys(value)) {
      if (!inert(value[key], sink)) eachText(value[key], [...path, key], sink, visit);
    }
  }
}

function eachArgument(value: Value, path: Path, visit: Visit): void {
  if (!isList(value)) return eachText(value, path, "code", visit);
  const code = codeElement(value);
  value.forEach((item, place) =>
    eachText(item, [...path, place], place === 0 ? "program" : place === code ? "code" : "argument", visit),
  );
}

const CONDITIONS: ReadonlyMap<string, string> = new Map([
  ["loop", "until"],
  ["retry", "when"],
]);

/** Objects of which some members are conditions or commands. */
function eachInside(key: string, value: Value, visit: Visit): boolean {
  const condition = CONDITIONS.get(key);
  if (condition !== undefined && isFields(value)) {
    for (const [name, inner] of Object.entries(value)) {
      eachText(inner, [key, name], name === condition ? "condition" : "steering", visit);
    }
    return true;
  }
  if (key === "verify" && isList(value)) {
    value.forEach((item, place) => {
      if (!isFields(item)) return;
      if (item["run"] !== undefined) eachArgument(item["run"], [key, place, "run"], visit);
      eachText(item["condition"], [key, place, "condition"], "condition", visit);
    });
    return true;
  }
  if (key === "for_each" && isFields(value)) {
    eachText(value["items"], [key, "items"], "prompt", visit);
    eachText(value["key"], [key, "key"], "prompt", visit);
    for (const name of ["max_items", "max_parallel", "min_success"])
      eachText(value[name], [key, name], "steering", visit);
    return true;
  }
  return false;
}

/** Ids of nested steps, and objects in which braces mean nothing to us. */
const SILENT = new Set(["then_steps", "else_steps", "steps", "outputs", "fields"]);

function eachField(key: string, value: Value, visit: Visit): void {
  if (SILENT.has(key) || (key !== "condition" && inert(value, "prompt")) || eachInside(key, value, visit))
    return;
  if (key === "condition") eachText(value, [key], "condition", visit);
  else if (key === "run") eachArgument(value, [key], visit);
  else if (key === "env") eachText(value, [key], "env", visit);
  else if (key === "compensate" && isFields(value)) {
    for (const [name, inner] of Object.entries(value)) {
      eachField(name, inner, (path, text, sink) => visit([key, ...path], text, sink));
    }
  } else eachText(value, [key], sinkOf(key), visit);
}

const SINKS = new Map<string, Sink>();

function sinkOf(key: string): Sink {
  const known = SINKS.get(key);
  if (known !== undefined) return known;
  const sink = sinkByTable(key);
  SINKS.set(key, sink);
  return sink;
}

function sinkByTable(key: string): Sink {
  if (REFS.has(key)) return "ref";
  if (PATHS.has(key)) return "path";
  const resolved = indexOf("task").byKey.get(key)?.expressions;
  if (resolved === "run" || resolved === undefined) return "prompt";
  return resolved === "plan" ? "steering" : "fixed";
}

const NO_PIECES: readonly Piece[] = [];

const pieceOf = (expression: Expression): Piece => ({
  expression,
  references: references(expression),
  calls: calls(expression),
});

type Reader = (text: string, condition: boolean) => Pick<Site, "pieces" | "error">;

/** The same text is often written many times in a generated file. */
function reader(): Reader {
  const seen = new Map<string, Pick<Site, "pieces" | "error">>();
  return (text, condition) => {
    const key = condition ? `c${text}` : `t${text}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const read = condition ? readCondition(text) : readTemplate(text);
    seen.set(key, read);
    return read;
  };
}

function readCondition(text: string): Pick<Site, "pieces" | "error"> {
  const parsed = parseCondition(text);
  return parsed.ok
    ? { pieces: [pieceOf(parsed.value)], error: null }
    : { pieces: NO_PIECES, error: parsed.error };
}

function readTemplate(text: string): Pick<Site, "pieces" | "error"> {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return { pieces: NO_PIECES, error: parsed.error };
  const pieces = parsed.value.parts.flatMap((part) =>
    part.kind === "expression" ? [pieceOf(part.expression)] : [],
  );
  return { pieces, error: null };
}

/** Where expressions are refused, they are not read either. */
export const UNREAD: ReadonlySet<Sink> = new Set<Sink>(["code", "program", "fixed"]);

export function sitesOf(spec: Spec): readonly Site[] {
  const sites: Site[] = [];
  const read = reader();
  const add = (task: SpecTask | null, path: Path, text: string, sink: Sink, span: () => Span): void => {
    if (sink !== "condition" && !hasExpression(text)) return;
    const parsed = UNREAD.has(sink) ? { pieces: NO_PIECES, error: null } : read(text, sink === "condition");
    sites.push({ task, path, text, sink, span: span(), ...parsed });
  };
  for (const task of spec.tasks) {
    for (const key of Object.keys(task.fields)) {
      const value = task.fields[key];
      if (value === undefined) continue;
      eachField(key, value, (path, text, sink) => add(task, path, text, sink, () => spanOf(task, ...path)));
    }
  }
  const ofWorkflow = (value: Value | undefined, path: Path, sink: Sink): void =>
    eachText(value, path, sink, (at, text, to) => add(null, at, text, to, () => workflowSpan(spec, ...at)));
  for (const [name, value] of Object.entries(spec.variables)) {
    eachText(value, ["variables", name], "variable", (at, text, sink) =>
      add(null, at, text, sink, () => variableSpan(spec, name)),
    );
  }
  for (const { name, value } of spec.outputs) {
    add(null, ["outputs", name], value, "output", () => workflowSpan(spec, "outputs", name));
  }
  ofWorkflow(spec.settings, ["settings"], "steering");
  ofWorkflow(spec.fields["effects"], ["effects"], "output");
  for (const [name, agent] of spec.agents) ofWorkflow(agent.env, ["agents", name, "env"], "env");
  return sites;
}

/** Where a part of a site's text stands in the file; the whole value if that cannot be told. */
export function spanIn(spec: Spec, site: Site, part: Readonly<{ start: number; end: number }>): Span {
  const raw = spec.text.slice(site.span.start, site.span.end);
  const whole = raw.indexOf(site.text);
  if (whole !== -1) {
    const start = site.span.start + whole + part.start;
    return { start, end: site.span.start + whole + part.end };
  }
  const snippet = site.text.slice(part.start, part.end);
  const found = snippet === "" ? -1 : raw.indexOf(snippet);
  return found === -1
    ? site.span
    : { start: site.span.start + found, end: site.span.start + found + snippet.length };
}
