/** From text to a tree in which every node knows its place; the YAML library alone decides what the text means. */
import type { Diagnostic } from "./diagnostic.ts";
import type { Node } from "./node.ts";
import { readCommon } from "./syntax-block.ts";
import { composed } from "./syntax-compose.ts";
import { tooDeepAt } from "./syntax-depth.ts";
import { syntaxErrors } from "./syntax-errors.ts";
import { growth, type Growth } from "./syntax-growth.ts";
import { libraryDocument } from "./syntax-library.ts";
import { KIND, lexemes, type Lexemes } from "./syntax-lexemes.ts";
import {
  isLargerThan,
  limitsOf,
  tooDeep,
  tooLarge,
  tooManyAliases,
  type SyntaxLimits,
} from "./syntax-limits.ts";

export { MAX_ALIASES, MAX_DEPTH, MAX_FILE_BYTES, MAX_KEYS_PER_MAP, MAX_NODES } from "./syntax-limits.ts";
export type { SyntaxLimits } from "./syntax-limits.ts";
export { decode } from "./syntax-bytes.ts";

/** `root` is there whenever the structure is certain, also beside diagnostics about single keys and values. */
export type Syntax = Readonly<{ root: Node | null; diagnostics: readonly Diagnostic[] }>;

export function parseSyntax(text: string, wanted: Partial<SyntaxLimits> = {}): Syntax {
  const limits = limitsOf(wanted);
  if (isLargerThan(text, limits.fileBytes)) return refused(tooLarge(limits.fileBytes));
  const control = controlCharacter(text);
  if (control !== undefined) return refused(control);
  const words = lexemes(text);
  if (words.kinds.every((kind) => kind <= KIND.comment || kind === KIND.end)) return refused(empty(text));
  const tree = growth(limits);
  const root = readCommon(words, tree);
  if (tree.refusal !== undefined) return refused(tree.refusal);
  return root === undefined ? readRare(words, limits) : finished(root, tree, text);
}

/** The way of files that use anchors, tags or odd layout, and of every file with a mistake. */
export function readRare(words: Lexemes, limits: SyntaxLimits): Syntax {
  const refusals = refusalsOf(words, limits);
  if (refusals.length > 0) return { root: null, diagnostics: refusals };
  const document = libraryDocument(words.text);
  const unresolved = document.warnings.filter((warning) => warning.code !== "BAD_ALIAS");
  const errors = syntaxErrors([...document.errors, ...unresolved], words.text);
  if (errors.length > 0) return { root: null, diagnostics: errors };
  const tree = growth(limits);
  const root = composed(document.contents, words.text, tree);
  if (tree.refusal !== undefined || root === undefined)
    return refused(tree.refusal ?? tooLarge(limits.fileBytes));
  return finished(root, tree, words.text);
}

function finished(root: Node, tree: Growth, text: string): Syntax {
  const isEmpty = root.kind === "scalar" && root.value === null && root.span.start === root.span.end;
  if (isEmpty) return refused(empty(text));
  return { root, diagnostics: tree.diagnostics.toSorted((a, b) => a.span.start - b.span.start) };
}

const refused = (diagnostic: Diagnostic): Syntax => ({ root: null, diagnostics: [diagnostic] });

const empty = (text: string): Diagnostic => ({
  code: "AO1001",
  severity: "error",
  message: text.trim() === "" ? "the file is empty" : "the file holds comments only",
  span: { start: 0, end: 0 },
  help: "write a name and a list of tasks, or copy one that `agent-orchestrator list` shows",
});

/** What is refused by its words alone, before the library builds anything from them. */
function refusalsOf(words: Lexemes, limits: SyntaxLimits): readonly Diagnostic[] {
  const deep = tooDeepAt(words, limits.depth * 2);
  if (deep !== undefined) return [tooDeep(limits.depth, { start: deep, end: deep + 1 })];
  const found: Diagnostic[] = [];
  let aliases = 0;
  words.kinds.forEach((kind, index) => {
    const span = { start: words.starts[index] ?? 0, end: words.starts[index + 1] ?? words.text.length };
    if (kind === KIND.alias && ++aliases === limits.aliases + 1)
      found.push(tooManyAliases(limits.aliases, span));
    if (kind === KIND.directive) found.push(directive(span));
    if (kind === KIND.tag) {
      const tag = words.text.slice(span.start, span.end);
      if (!STANDARD_TAGS.has(tag)) found.push(customTag(tag, span));
    }
  });
  return found;
}

/** Tags that only say what plain data is anyway. */
const STANDARD_TAGS: ReadonlySet<string> = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `!!${name}`),
);

const customTag = (tag: string, span: Diagnostic["span"]): Diagnostic => ({
  code: "AO1019",
  severity: "error",
  message: `the tag "${tag}" is not allowed`,
  label: "a workflow is plain data",
  span,
  help: 'remove the tag, or put the value in quotes if it should start with "!"',
});

const directive = (span: Diagnostic["span"]): Diagnostic => ({
  code: "AO1022",
  severity: "error",
  message: "directives are not allowed",
  label: "changes what the rest of the file means",
  span,
  help: 'remove the line, or put the value in quotes if it should start with "%"',
});

// Line ends and tabs are the only control characters that belong into a text.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

function controlCharacter(text: string): Diagnostic | undefined {
  const at = text.search(CONTROL);
  if (at === -1) return undefined;
  if (text[at] === "\0") {
    return {
      code: "AO1003",
      severity: "error",
      message: "the file is not text: it holds NUL bytes",
      span: { start: 0, end: 0 },
      help: "check the path; a workflow is saved as UTF-8",
    };
  }
  const code = text.charCodeAt(at).toString(16).padStart(2, "0");
  return {
    code: "AO1005",
    severity: "error",
    message: `the file holds the control character 0x${code}`,
    label: "cannot be seen",
    span: { start: at, end: at + 1 },
    help: `delete it, or write it as "\\x${code}" inside double quotes`,
  };
}
