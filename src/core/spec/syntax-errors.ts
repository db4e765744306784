/** The YAML library's complaints in our own words, each with the remedy that most often helps. */
import type { YAMLError } from "yaml";
import { unreachable } from "../base/never.ts";
import type { Diagnostic } from "./diagnostic.ts";

import {
  badBlock,
  badEscape,
  badIndentation,
  badStart,
  colonInValue,
  endOfLine,
  missingColon,
  missingComma,
  nothingFits,
  runningKey,
  tabAt,
  unclosed,
  unexpected,
  unterminated,
  type Complaint,
  type Words,
} from "./syntax-remedies.ts";

/** Mistakes of which several can stand in one file; after any other one, what follows is mostly its echo. */
const INDEPENDENT: ReadonlySet<string> = new Set(["AO1011", "AO1015", "AO1019", "AO1026"]);

/** Nobody mends more than this at once, and a hostile file can hold a complaint for each of its characters. */
const MAX_COMPLAINTS = 100;

export function syntaxErrors(errors: readonly YAMLError[], text: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let hasEcho = false;
  const first = errors.toSorted((a, b) => a.pos[0] - b.pos[0]).slice(0, MAX_COMPLAINTS);
  for (const error of first) {
    const diagnostic = inOurWords(error, text);
    const isEcho = !INDEPENDENT.has(diagnostic.code);
    if ((isEcho && hasEcho) || found.some((other) => other.span.start === diagnostic.span.start)) continue;
    hasEcho ||= isEcho;
    found.push(diagnostic);
  }
  return found;
}

function inOurWords(error: YAMLError, text: string): Diagnostic {
  const start = Math.min(error.pos[0], text.length);
  const lineEnd = endOfLine(text, start);
  const end = Math.max(start, Math.min(error.pos[1], lineEnd));
  const complaint: Complaint = { message: error.message, start, end };
  return { severity: "error", span: { start, end }, ...wordsFor(error.code, complaint, text) };
}

function wordsFor(code: YAMLError["code"], complaint: Complaint, text: string): Words {
  switch (code) {
    case "TAB_AS_INDENT":
      return { ...FIXED.tab, span: tabAt(text, complaint.start) };
    case "MISSING_CHAR":
      return missing(complaint, text);
    case "BAD_DQ_ESCAPE":
      return badEscape(complaint, text);
    case "BAD_SCALAR_START":
      return badStart(complaint, text);
    case "BLOCK_AS_IMPLICIT_KEY":
      return colonInValue(complaint, text);
    case "MULTILINE_IMPLICIT_KEY":
      return runningKey(complaint, text);
    case "KEY_OVER_1024_CHARS":
      return FIXED.longKey;
    case "BAD_INDENT":
      return badIndentation(complaint, text);
    case "MULTIPLE_DOCS":
      return FIXED.documents;
    case "TAG_RESOLVE_FAILED":
    case "BAD_COLLECTION_TYPE":
      return FIXED.tag;
    case "BAD_DIRECTIVE":
      return FIXED.directive;
    case "BAD_ALIAS":
    case "ALIAS_PROPS":
    case "MULTIPLE_ANCHORS":
    case "MULTIPLE_TAGS":
    case "BAD_PROP_ORDER":
      return FIXED.property;
    default:
      return otherWords(code, complaint, text);
  }
}

type Other =
  | "UNEXPECTED_TOKEN"
  | "BLOCK_IN_FLOW"
  | "DUPLICATE_KEY"
  | "NON_STRING_KEY"
  | "IMPOSSIBLE"
  | "RESOURCE_EXHAUSTION";

function otherWords(code: Other, complaint: Complaint, text: string): Words {
  switch (code) {
    case "UNEXPECTED_TOKEN":
    case "BLOCK_IN_FLOW":
      return unexpected(complaint, text);
    case "DUPLICATE_KEY":
    case "NON_STRING_KEY":
    case "IMPOSSIBLE":
    case "RESOURCE_EXHAUSTION":
      return nothingFits(complaint, text);
    default:
      return unreachable(code);
  }
}

/** Complaints whose words do not depend on the text. */
const FIXED = {
  tab: {
    code: "AO1011",
    message: "a tab is used as indentation",
    label: "a tab",
    help: "indent with spaces",
  },
  longKey: {
    code: "AO1033",
    message: "a key is longer than 1,024 characters",
    label: "far too long for a name",
    help: "put long text into the value",
  },
  documents: {
    code: "AO1010",
    message: "the file holds more than one document",
    label: "a second document starts here",
    help: 'keep one document in a file; remove the line "---" or "..."',
  },
  tag: {
    code: "AO1019",
    message: "a tag does not fit its value",
    label: "cannot be read as that",
    help: "remove the tag",
  },
  directive: {
    code: "AO1022",
    message: "directives are not allowed",
    label: "a directive",
    help: "remove the line",
  },
  property: {
    code: "AO1035",
    message: "an anchor, alias or tag is misplaced",
    label: "not possible here",
    help: "remove it, or put the value in quotes if the text is meant",
  },
} as const satisfies Readonly<Record<string, Words>>;

function missing(complaint: Complaint, text: string): Words {
  const { message, start } = complaint;
  if (message.startsWith("Missing closing")) return unterminated(start, text);
  if (message.startsWith("Comments")) {
    return {
      code: "AO1032",
      message: "a comment needs a space before it",
      label: "reads as a part of the value",
      help: 'put a space before the "#"',
    };
  }
  if (message.startsWith("Implicit map keys")) return missingColon(complaint, text);
  if (message.includes("end with a")) return unclosed(start, text);
  if (message.includes("between") || message.startsWith("Missing space after :"))
    return missingComma(text, start);
  if (message.startsWith("Tags and anchors")) {
    return {
      code: "AO1035",
      message: "an anchor or tag needs a space after it",
      label: "touches the value",
      help: "add a space, or put the value in quotes if the text is meant",
    };
  }
  if (message.startsWith("Block scalars")) return badBlock("its first lines are indented more than the text");
  if (message.startsWith("Block collection cannot start")) return nothingFits(complaint, text);
  if (message.startsWith("Sequence item")) {
    return {
      code: "AO1012",
      message: "a line stands among list items but does not start with a dash",
      label: 'expected "- " here, or another column',
      help: "align the line with what it belongs to",
    };
  }
  return nothingFits(complaint, text);
}
