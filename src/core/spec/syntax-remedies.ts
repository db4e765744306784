/** What to say about a mistake that the YAML library found, judged by the text around it. */
import type { Diagnostic, Span } from "./diagnostic.ts";

/** The library's own message is only ever read to tell its cases apart, never shown. */
export type Complaint = Readonly<{ message: string; start: number; end: number }>;
export type Words = Readonly<Pick<Diagnostic, "code" | "message" | "label" | "help"> & { span?: Span }>;

export const badBlock = (label: string): Words => ({
  code: "AO1031",
  message: "a block of text is not well formed",
  label,
  help: 'start the text on the line after "|" or ">", and indent all of it alike',
});

export function missingColon({ start, end }: Complaint, text: string): Words {
  const line = text.slice(start, endOfLine(text, start)).trim();
  const colon = /^([A-Za-z_][\w-]*):(\S.*)$/.exec(line);
  const spaced = /^([A-Za-z_][\w-]*)\s+(\S.*)$/.exec(line);
  return {
    code: "AO1024",
    message: `${quoted(line)} is not a key with a value`,
    label: "expected a colon and a space",
    help:
      colon !== null
        ? `put a space after the colon: ${colon[1] ?? ""}: ${short(colon[2] ?? "")}`
        : spaced !== null
          ? `did you mean ${quoted(`${spaced[1] ?? ""}: ${spaced[2] ?? ""}`)}?`
          : 'write it as "key: value"',
    span: { start, end: Math.max(end, Math.min(start + line.length, endOfLine(text, start))) },
  };
}

export function unterminated(end: number, text: string): Words {
  const opened = quoteBefore(text, end);
  const character = text[opened] ?? '"';
  return {
    code: "AO1013",
    message: `a text that is opened with ${character} is not closed`,
    label: "opened here",
    help: `close it with ${character}; every line of it has to be indented more than its key`,
    span: { start: opened, end: opened + 1 },
  };
}

/** The library tells where a quoted text ended too early; its opening quote is the first one that pairs with nothing. */
function quoteBefore(text: string, end: number): number {
  const clipped = text.slice(0, end);
  const line = clipped.lastIndexOf("\n") + 1;
  const opening = /(?:^|[\s[{,:-])(["'])(?=(?:(?!\1)[^])*$)/.exec(clipped.slice(line));
  if (opening !== null) return line + opening.index + opening[0].length - 1;
  const last = Math.max(clipped.lastIndexOf('"'), clipped.lastIndexOf("'"));
  return Math.max(0, last);
}

export function unclosed(at: number, text: string): Words {
  const opened = bracketBefore(text, at);
  const closing = text[opened] === "{" ? "}" : "]";
  return {
    code: "AO1014",
    message: `a bracket is not closed with "${closing}"`,
    label: "opened here",
    help: `close it with "${closing}"; its lines have to be indented more than the line that opens it`,
    span: { start: opened, end: opened + 1 },
  };
}

function bracketBefore(text: string, at: number): number {
  let open = 0;
  for (let index = Math.min(at, text.length - 1); index >= 0; index--) {
    const character = text[index];
    if ((character === "]" || character === "}") && index < at) open++;
    if ((character === "[" || character === "{") && open-- === 0) return index;
  }
  return Math.max(0, Math.min(at, text.length - 1));
}

export function missingComma(text: string, start: number): Words {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, endOfLine(text, start));
  const holdsExpression = line.includes("${") || line.includes("{{");
  return {
    code: "AO1029",
    message: "the parts of a bracket are not separated",
    label: "expected a comma before this",
    help: holdsExpression
      ? "expressions between brackets need quotes"
      : "add the comma, or put the whole value in quotes",
  };
}

export function badEscape({ start }: Complaint, text: string): Words {
  const escape = text.slice(start, start + 2);
  return {
    code: "AO1015",
    message: `${quoted(escape)} is not an escape sequence`,
    label: "inside double quotes a backslash starts an escape",
    help: `write "\\${escape}" for a backslash, or put the text in single quotes`,
    span: { start, end: Math.min(start + 2, text.length) },
  };
}

export function badStart({ start }: Complaint, text: string): Words {
  return {
    code: "AO1026",
    message: `a value cannot start with ${quoted(text.slice(start, start + 1))}`,
    label: "a reserved character",
    help: "put the whole value in quotes",
    span: { start, end: start + 1 },
  };
}

export function colonInValue({ start }: Complaint, text: string): Words {
  const line = text.slice(start, endOfLine(text, start));
  // Without a colon of its own the value runs on into a next line that is indented too far.
  if (line.trim() === "" || /^\s/.test(line) || !/:(?=\s|$)/.test(line)) {
    const next = /^\s/.test(line) ? start : text.indexOf("\n", start) + 1;
    return offColumn(wordAt(text, next));
  }
  return {
    code: "AO1025",
    message: "a value holds a colon and a space, which starts another value",
    label: "reads as a mapping inside a line",
    help: "put the whole value in quotes, or start the mapping on the next line",
    span: { start, end: start + line.trimEnd().length },
  };
}

/** The first line of such a key mostly lacks its own colon. */
export function runningKey({ start }: Complaint, text: string): Words {
  const line = text.slice(start, endOfLine(text, start)).trimEnd();
  if (/^[A-Za-z_][\w-]*$/.test(line)) {
    return {
      code: "AO1024",
      message: `${quoted(line)} is not a key with a value`,
      label: "expected a colon",
      help: `add it: "${line}:"`,
      span: { start, end: start + line.length },
    };
  }
  return {
    code: "AO1028",
    message: "a key spans several lines",
    label: "expected a key and a colon on one line",
    help: "look at the line before: close its quote, or add its colon",
  };
}

export function badIndentation(complaint: Complaint, text: string): Words {
  if (complaint.message.includes("end with a")) return unclosed(complaint.start, text);
  if (complaint.message.startsWith("Block scalar")) return badBlock("the text has to be indented");
  return offColumn(wordAt(text, complaint.start));
}

const offColumn = (span: Span): Words => ({
  code: "AO1012",
  message: "the indentation does not fit the lines around it",
  label: "this column belongs to nothing above",
  help: "align the line with its siblings",
  span,
});

export function unexpected(complaint: Complaint, text: string): Words {
  const { message, start, end } = complaint;
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  if (message.startsWith("Block scalar header") || /(^|[\s:-])[|>][-+0-9]*\s+$/.test(before)) {
    return badBlock('after "|" or ">" the line ends');
  }
  if (message.includes("block-seq-ind on same line")) {
    return {
      code: "AO1012",
      message: "a list cannot start on the line of its key",
      label: "expected on the next line",
      help: "start the list on the next line, or write it in brackets: [a, b]",
    };
  }
  const closing = text.slice(start, end);
  if (closing === "]" || closing === "}") {
    return {
      code: "AO1030",
      message: `a closing ${quoted(closing)} has no opening bracket`,
      label: "nothing to close",
      help: "remove it, or put the value in quotes",
    };
  }
  return nothingFits(complaint, text);
}

export function nothingFits({ start, end }: Complaint, text: string): Words {
  const what = text.slice(start, Math.max(end, start + 1)).trim();
  return {
    code: "AO1030",
    message: what === "" ? "something is missing here" : `${quoted(what)} is not expected here`,
    label: "belongs to nothing",
    help: "remove it, put the value in quotes, or start a new line",
  };
}

export const endOfLine = (text: string, start: number): number => {
  const end = text.indexOf("\n", start);
  if (end === -1) return text.length;
  return end > start && text[end - 1] === "\r" ? end - 1 : end;
};

export function tabAt(text: string, start: number): Span {
  const tab = text.indexOf("\t", start);
  return tab === -1 ? { start, end: start + 1 } : { start: tab, end: tab + 1 };
}

/** From the next visible character to the end of its word. */
function wordAt(text: string, start: number): Span {
  let from = start;
  while (from < text.length && /\s/.test(text[from] ?? "")) from++;
  let end = from;
  while (end < text.length && !/\s/.test(text[end] ?? " ")) end++;
  return from === text.length ? { start, end: start } : { start: from, end };
}

const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 57)}...` : words);
const quoted = (words: string): string => `"${short(words)}"`;
