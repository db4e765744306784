/** Cuts the text of an expression into words, numbers, texts and signs. */
import type { Place } from "./expression.ts";

export type Token = Place &
  Readonly<
    | { kind: "word"; text: string }
    | { kind: "number"; value: number }
    | { kind: "text"; value: string }
    | { kind: "sign"; text: string }
    | { kind: "end" }
    | { kind: "bad"; message: string; help?: string }
  >;

/** Longest first, so that `===` is not read as `==` and something. */
const SIGNS = [
  ..."=== !==".split(" "),
  ..."== != <= >= && || ?? ${".split(" "),
  ..."< > ! ? : + - * / % ( ) [ ] { } , .".split(" "),
];

const BY_FIRST: ReadonlyMap<string, readonly string[]> = new Map(
  SIGNS.map((sign) => [sign.charAt(0), SIGNS.filter((other) => other.startsWith(sign.charAt(0)))]),
);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["/", "/"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
]);

const SPACE = /\s*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD_PART = /[A-Za-z0-9_]/;
const HEX4 = /[0-9a-fA-F]{4}/y;

function run(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? "";
}

/** The token at or after an offset. */
export function tokenAt(source: string, from: number): Token {
  const start = from + run(SPACE, source, from).length;
  const first = source[start];
  if (first === undefined) return { kind: "end", start, end: start };
  if (first === "'" || first === '"') return quoted(source, start, first);
  const word = run(WORD, source, start);
  if (word !== "") return { kind: "word", text: word, start, end: start + word.length };
  const digits = run(NUMBER, source, start);
  if (digits !== "") return number(source, start, digits);
  const sign = BY_FIRST.get(first)?.find((candidate) => source.startsWith(candidate, start));
  if (sign !== undefined) return { kind: "sign", text: sign, start, end: start + sign.length };
  return stray(first, start, source);
}

function number(source: string, start: number, digits: string): Token {
  const end = start + digits.length;
  const next = source[end] ?? "";
  if (WORD_PART.test(next)) {
    return { kind: "bad", message: `"${digits}${next}" is not a number`, start, end: end + 1 };
  }
  const value = Number(digits);
  if (!Number.isFinite(value)) return { kind: "bad", message: "the number is too large", start, end };
  return { kind: "number", value, start, end };
}

function stray(first: string, start: number, source: string): Token {
  const shown = String.fromCodePoint(source.codePointAt(start) ?? 0);
  const place = { start, end: start + shown.length };
  if (first === "=") return { kind: "bad", message: 'unexpected "="', help: "compare with ==", ...place };
  if (first === "&" || first === "|") {
    return { kind: "bad", message: `unexpected "${first}"`, help: `write ${first}${first}`, ...place };
  }
  return { kind: "bad", message: `unexpected character ${JSON.stringify(shown)}`, ...place };
}

function quoted(source: string, start: number, quote: string): Token {
  let value = "";
  let at = start + 1;
  for (;;) {
    const here = source[at];
    if (here === undefined) {
      return { kind: "bad", message: `the text that starts here has no closing ${quote}`, start, end: at };
    }
    if (here === "\\") {
      const escape = escaped(source, at);
      if (escape === null) {
        const message = `unknown escape ${JSON.stringify(source.slice(at, at + 2))}`;
        return { kind: "bad", message, help: "a backslash is written \\\\", start: at, end: at + 2 };
      }
      value += escape.value;
      at = escape.end;
    } else if (here !== quote) {
      value += here;
      at += 1;
    } else if (quote === "'" && source[at + 1] === "'") {
      // GitHub's way of writing a quote inside quotes; two texts side by side would mean nothing.
      value += "'";
      at += 2;
    } else {
      return { kind: "text", value, start, end: at + 1 };
    }
  }
}

function escaped(source: string, at: number): { value: string; end: number } | null {
  const letter = source[at + 1] ?? "";
  if (letter === "u") {
    const code = run(HEX4, source, at + 2);
    return code === "" ? null : { value: String.fromCharCode(Number.parseInt(code, 16)), end: at + 6 };
  }
  const value = ESCAPES.get(letter);
  return value === undefined ? null : { value, end: at + 2 };
}
