/** The words of a file, cut by the YAML library's own lexer, in flat arrays that are cheap to walk. */
import { Lexer } from "yaml";

/** Numbers, because a large file has a million of these and each is compared several times. */
export const KIND = {
  newline: 0,
  space: 1,
  /** White space that holds a tab: harmless between brackets, doubtful elsewhere. */
  tabs: 2,
  comment: 3,
  dash: 4,
  colon: 5,
  plain: 6,
  single: 7,
  double: 8,
  mapStart: 9,
  mapEnd: 10,
  listStart: 11,
  listEnd: 12,
  comma: 13,
  blockHeader: 14,
  documentStart: 15,
  alias: 16,
  anchor: 17,
  tag: 18,
  directive: 19,
  other: 20,
  end: 21,
} as const;

export type Lexemes = Readonly<{
  text: string;
  /** Closed by one of kind `end`. */
  kinds: Uint8Array;
  /** Where each starts; it ends where the next one starts. */
  starts: Uint32Array;
}>;

const DOCUMENT = 0x02;
const SCALAR_NEXT = 0x1f;
/** Stands, without width, where a bracket was left open. */
const FLOW_CUT = 0x18;

const KINDS = new Map<string, number>([
  ["\n", KIND.newline],
  ["\r", KIND.newline],
  [" ", KIND.space],
  ["\t", KIND.tabs],
  ["#", KIND.comment],
  ["'", KIND.single],
  ['"', KIND.double],
  ["{", KIND.mapStart],
  ["}", KIND.mapEnd],
  ["[", KIND.listStart],
  ["]", KIND.listEnd],
  [",", KIND.comma],
  ["|", KIND.blockHeader],
  [">", KIND.blockHeader],
  ["*", KIND.alias],
  ["&", KIND.anchor],
  ["!", KIND.tag],
  ["%", KIND.directive],
]);

const KIND_OF_CODE: readonly number[] = Array.from(
  { length: 128 },
  (_, code) => KINDS.get(String.fromCharCode(code)) ?? KIND.other,
);

function kindOf(lexeme: string): number {
  const kind = KIND_OF_CODE[lexeme.charCodeAt(0)] ?? KIND.other;
  if (kind === KIND.space) return lexeme.includes("\t") ? KIND.tabs : KIND.space;
  if (kind !== KIND.other) return kind;
  if (lexeme === ":") return KIND.colon;
  if (lexeme === "-") return KIND.dash;
  return lexeme === "---" ? KIND.documentStart : KIND.other;
}

/** Typed arrays, because a large file would make the collector move ordinary ones again and again. */
export function lexemes(text: string): Lexemes {
  let kinds = new Uint8Array(Math.ceil(text.length / 3) + 16);
  let starts = new Uint32Array(kinds.length);
  let count = 0;
  let offset = 0;
  let scalarNext = false;
  for (const lexeme of new Lexer().lex(text)) {
    const code = lexeme.charCodeAt(0);
    if (!scalarNext && (code === SCALAR_NEXT || code === DOCUMENT)) {
      scalarNext = code === SCALAR_NEXT;
      continue;
    }
    if (count + 1 >= kinds.length) {
      kinds = grownBytes(kinds);
      starts = grownOffsets(starts);
    }
    kinds[count] = scalarNext ? KIND.plain : kindOf(lexeme);
    starts[count++] = offset;
    if (scalarNext || code !== FLOW_CUT) offset += lexeme.length;
    scalarNext = false;
  }
  kinds[count] = KIND.end;
  starts[count++] = offset;
  return { text, kinds: kinds.subarray(0, count), starts: starts.subarray(0, count) };
}

function grownBytes(list: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(list.length * 2);
  grown.set(list);
  return grown;
}

function grownOffsets(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(list.length * 2);
  grown.set(list);
  return grown;
}
