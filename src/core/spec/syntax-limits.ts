/** How large a file may be, so that no file can cost more than a blink to refuse. */
import type { Diagnostic, Span } from "./diagnostic.ts";

export const MAX_FILE_BYTES = 256 * 1024;
export const MAX_DEPTH = 50;
export const MAX_KEYS_PER_MAP = 1000;
export const MAX_NODES = 50_000;
export const MAX_ALIASES = 100;

export type SyntaxLimits = Readonly<{
  fileBytes: number;
  depth: number;
  keysPerMap: number;
  nodes: number;
  aliases: number;
}>;

/** Whoever allows a larger file allows what fills it; depth and aliases do not grow with the size of honest files. */
export function limitsOf(wanted: Partial<SyntaxLimits> = {}): SyntaxLimits {
  const fileBytes = wanted.fileBytes ?? MAX_FILE_BYTES;
  const scale = Math.max(1, fileBytes / MAX_FILE_BYTES);
  return {
    fileBytes,
    depth: wanted.depth ?? MAX_DEPTH,
    keysPerMap: wanted.keysPerMap ?? Math.floor(MAX_KEYS_PER_MAP * scale),
    nodes: wanted.nodes ?? Math.floor(MAX_NODES * scale),
    aliases: wanted.aliases ?? MAX_ALIASES,
  };
}

/** What the text takes on disk; counted without encoding it, and no further than the limit. */
export function isLargerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let at = 0; at < text.length && bytes <= limit; at++) {
    const unit = text.charCodeAt(at);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes > limit;
}

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

export const inKiB = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;

export const tooLarge = (limit: number): Diagnostic => ({
  code: "AO1002",
  severity: "error",
  message: `the file is larger than ${inKiB(limit)}`,
  span: { start: 0, end: 0 },
  help: "split it into sub-workflows; raise the limit with --max-file-size when it is generated on purpose",
});

export const tooDeep = (limit: number, span: Span): Diagnostic => ({
  code: "AO1006",
  severity: "error",
  message: `the file is nested more than ${limit} levels deep`,
  label: "one level too many",
  span,
  help: "flatten the structure",
});

export const tooManyKeys = (limit: number, span: Span): Diagnostic => ({
  code: "AO1007",
  severity: "error",
  message: `a mapping has more than ${grouped(limit)} keys`,
  label: "one key too many",
  span,
  help: "use a list, or split the mapping",
});

export const tooManyNodes = (limit: number, span: Span): Diagnostic => ({
  code: "AO1008",
  severity: "error",
  message: `the file holds more than ${grouped(limit)} values`,
  label: "the limit is reached here",
  span,
  help: "remove repetition and aliases of aliases; --max-file-size raises this limit too",
});

export const tooManyAliases = (limit: number, span: Span): Diagnostic => ({
  code: "AO1009",
  severity: "error",
  message: `the file uses more than ${limit} aliases`,
  label: "one alias too many",
  span,
  help: "write the values out, or use a variable",
});
