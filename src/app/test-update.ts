/** Writes what happens into a file with tests, in place of what was expected; all else in it, comments too, stays as it is. */
import { isFields, isList, type Value } from "../core/base/value.ts";
import { nodeIn, readTestFile } from "../core/spec/test-file.ts";
import type { CaseOutcome } from "./test-suite.ts";
import type { Unmet } from "./test-verdict.ts";

export type Update = Readonly<{
  text: string;
  updated: number;
  /** What no other value would make right. */
  left: readonly Unmet[];
}>;

const PLAIN = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** Words that mean something else if they stand without quotes. */
const WORDS: ReadonlySet<string> = new Set("true false null yes no on off y n".split(" "));

const textOf = (text: string): string =>
  PLAIN.test(text) && !WORDS.has(text.toLowerCase()) ? text : JSON.stringify(text);

/** In one line, whatever it is. */
export function inOneLine(value: Value): string {
  if (typeof value === "string") return textOf(value);
  if (isList(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (!isFields(value)) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, item]) => `${textOf(key)}: ${inOneLine(item)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

type Edit = Readonly<{ start: number; end: number; text: string }>;

/** The whole list is written anew where only one of its elements is wrong. */
const WHOLE: ReadonlySet<string | number | undefined> = new Set(["order", "skipped"]);

function editFor(text: string, { given }: CaseOutcome, one: Unmet): Edit | null {
  if (one.actual === undefined) return null;
  const path = WHOLE.has(one.path[1]) ? one.path.slice(0, 2) : one.path;
  const node = nodeIn(given.node, path);
  if (node === undefined) return null;
  const { start } = node.span;
  // A block ends where the next key begins; the break in between is not its own.
  const end = start + text.slice(start, node.span.end).trimEnd().length;
  return { start, end, text: inOneLine(one.actual) };
}

/** Where nothing at all is expected yet, everything that happens is worth writing down. */
export const isBlank = ({ given, document }: CaseOutcome): boolean =>
  document !== null && Object.keys(given.expect).length === 0;

function firstEdit({ given, document }: CaseOutcome): Edit | null {
  const node = nodeIn(given.node, ["expect"]);
  if (node === undefined || document === null) return null;
  const { conclusion = null, tasks = [], outputs = {} } = document;
  const rows = (isList(tasks) ? tasks : []).filter(isFields);
  const standings = rows.map(({ id = "", status = null }) => [String(id), status] as const);
  const hasOutputs = isFields(outputs) && Object.keys(outputs).length > 0;
  const expected = { conclusion, tasks: Object.fromEntries(standings), ...(hasOutputs ? { outputs } : {}) };
  return { start: node.span.start, end: node.span.end, text: inOneLine(expected) };
}

/** Null if the file would not be read any more: then it is better left alone. */
export function updated(text: string, cases: readonly CaseOutcome[]): Update | null {
  const edits: Edit[] = [];
  const left: Unmet[] = [];
  for (const outcome of cases) {
    const first = isBlank(outcome) ? firstEdit(outcome) : null;
    if (first !== null) edits.push(first);
    for (const one of outcome.unmet) {
      const edit = editFor(text, outcome, one);
      if (edit === null) left.push(one);
      else edits.push(edit);
    }
  }
  let after = text;
  for (const { start, end, text: value } of edits.sort((a, b) => b.start - a.start))
    after = after.slice(0, start) + value + after.slice(end);
  const read = readTestFile(after);
  const broken = read.diagnostics.some(({ severity }) => severity === "error");
  return broken || read.cases.length !== cases.length ? null : { text: after, updated: edits.length, left };
}
