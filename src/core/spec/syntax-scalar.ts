/** What a scalar means: decided by the YAML library, asked only when the answer is not plain to see. */
import { CST, Schema, Scalar } from "yaml";
import { KIND } from "./syntax-lexemes.ts";

export type ScalarValue = null | boolean | number | string;

/** All other words of the core schema that are not text look like numbers. */
const WORDS: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** Only words that start like this can be numbers in the core schema. */
const MAYBE_NUMBER = codesOf(".+-0123456789");

/** Whatever may be read in more than one way is for the library to say. */
const PLAIN_NUMBER = /^(?:0|[1-9][0-9]{0,8})$/;

/** The library refuses plain words that start like this. */
const RESERVED_START = codesOf("\t,%|>@`");

function codesOf(characters: string): ReadonlySet<number> {
  return new Set(characters.split("").map((character) => character.charCodeAt(0)));
}

type Tag = Readonly<{ test: RegExp; resolve: (word: string) => unknown }>;

let known: readonly Tag[] | undefined;

/** Made when the first word needs them: most files have none, and the library's schema takes a while to load. */
function coreTags(): readonly Tag[] {
  known ??= new Schema({ schema: "core" }).tags.flatMap((tag) =>
    tag.collection === undefined && tag.default === true && tag.test !== undefined
      ? [{ test: tag.test, resolve: (word: string) => tag.resolve(word, () => undefined, {}) }]
      : [],
  );
  return known;
}

/** The core schema's value of a plain word, found the way the library finds it. */
export function plainValue(word: string): ScalarValue {
  const meant = WORDS.get(word);
  if (meant !== undefined) return meant;
  if (!MAYBE_NUMBER.has(word.charCodeAt(0))) return word;
  if (PLAIN_NUMBER.test(word)) return Number(word);
  for (const tag of coreTags()) {
    if (!tag.test.test(word)) continue;
    const found = tag.resolve(word);
    return scalarOf(found instanceof Scalar ? found.value : found);
  }
  return word;
}

/** The door between the library's values and ours: in the core schema a plain scalar is nothing else. */
export function scalarOf(value: unknown): ScalarValue {
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    typeof value === "number"
  ) {
    return value;
  }
  throw new Error("Internal error: the YAML library gave a value that is no scalar");
}

/** The text of a plain or quoted scalar; nothing when the library has something to say against it. */
export function flowText(kind: number, source: string): string | undefined {
  const isMultiLine = source.includes("\n");
  if (kind === KIND.plain) {
    if (RESERVED_START.has(source.charCodeAt(0))) return undefined;
    return isMultiLine ? resolved("scalar", source) : source;
  }
  if (kind === KIND.single) {
    if (isMultiLine || source.includes("''")) return resolved("single-quoted-scalar", source);
    return source.length > 1 && source.endsWith("'") ? source.slice(1, -1) : undefined;
  }
  if (isMultiLine || source.includes("\\")) return resolved("double-quoted-scalar", source);
  return source.length > 1 && source.endsWith('"') ? source.slice(1, -1) : undefined;
}

function resolved(
  type: "scalar" | "single-quoted-scalar" | "double-quoted-scalar",
  source: string,
): string | undefined {
  let isSound = true;
  const token: CST.FlowScalar = { type, offset: 0, indent: 0, source };
  const found = CST.resolveAsScalar(token, true, () => (isSound = false));
  return isSound ? found?.value : undefined;
}

/** The text of a block scalar; `indent` is the column of the mapping or list that holds it. */
export function blockText(indent: number, header: string, source: string): string | undefined {
  let isSound = true;
  const props: CST.Token[] = [{ type: "block-scalar-header", offset: 0, indent, source: header }];
  const token: CST.BlockScalar = { type: "block-scalar", offset: 0, indent, props, source };
  const found = CST.resolveAsScalar(token, true, () => (isSound = false));
  return isSound ? found?.value : undefined;
}
