/** From bytes to text: strict UTF-8, so that a file reads the same on every machine. */
import type { Diagnostic } from "./diagnostic.ts";

export type Decoded = Readonly<{ text: string } | { diagnostic: Diagnostic }>;

const CHUNK = 8192;

export function decode(bytes: Uint8Array): Decoded {
  const wide = wideText(bytes);
  if (wide !== undefined) return { diagnostic: wide };
  const parts: string[] = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const plain = asciiEnd(bytes, at);
    if (plain > at) {
      parts.push(String.fromCharCode(...bytes.subarray(at, plain)));
      at = plain;
      continue;
    }
    const length = sequenceLength(bytes, at);
    if (length === 0) return { diagnostic: invalid(bytes, at, parts.join("")) };
    parts.push(String.fromCodePoint(codePoint(bytes, at, length)));
    at += length;
  }
  return { text: parts.join("") };
}

function asciiEnd(bytes: Uint8Array, start: number): number {
  const limit = Math.min(bytes.length, start + CHUNK);
  let at = start;
  while (at < limit && (bytes[at] ?? 0x80) < 0x80) at++;
  return at;
}

/** Of the well-formed sequence that starts here; 0 when it is none (RFC 3629: no overlong forms, no surrogates). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0) return 0;
  const second = bytes[at + 1] ?? 0;
  const from = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const to = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < from || second > to) return 0;
  for (let next = 2; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let value = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let next = 1; next < length; next++) value = (value << 6) | ((bytes[at + next] ?? 0) & 0x3f);
  return value;
}

/** UTF-16 is a text for people but full of NUL bytes: worth a sentence of its own. */
function wideText(bytes: Uint8Array): Diagnostic | undefined {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!isWide) return undefined;
  return refusal("AO1004", "the file is saved as UTF-16, not as UTF-8", "save it as UTF-8");
}

function invalid(bytes: Uint8Array, at: number, before: string): Diagnostic {
  if (bytes.includes(0))
    return refusal("AO1003", "the file is not text: it holds NUL bytes", "check the path");
  const line = before.split("\n").length;
  const byte = (bytes[at] ?? 0).toString(16).padStart(2, "0");
  return refusal("AO1004", `the file is not valid UTF-8: byte 0x${byte} in line ${line}`, "save it as UTF-8");
}

const refusal = (code: string, message: string, help: string): Diagnostic => ({
  code,
  severity: "error",
  message,
  span: { start: 0, end: 0 },
  help,
});
