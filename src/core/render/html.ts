/** HTML that is put together from text: whatever is put in is shown as it is and can do nothing, unless it was made here. */
import { sanitised } from "../guard/sanitise.ts";

/** No JSON has a key like this, so nothing foreign passes for markup. */
const MADE: unique symbol = Symbol("html");

export type Html = Readonly<{ [MADE]: string }>;

export type Part = Html | string | number | readonly Html[];

const NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Also for what stands between quotes. */
export const escaped = (text: string): string =>
  sanitised(text).replace(/[&<>"'`]/g, (char) => NAMES[char] ?? "");

const isMany = (part: Part): part is readonly Html[] => Array.isArray(part);

function written(part: Part): string {
  if (typeof part === "number") return String(part);
  if (typeof part === "string") return escaped(part);
  return isMany(part) ? part.map((each) => each[MADE]).join("") : part[MADE];
}

/** How a piece is laid out in its file is of no use in a page, where every gap is a node; each is looked at once. */
const narrow = new WeakMap<TemplateStringsArray, readonly string[]>();

function narrowed(texts: TemplateStringsArray): readonly string[] {
  const known =
    narrow.get(texts) ??
    texts.map((text, at) => {
      const flat = text.replace(/>\s*\n\s*</g, "><").replace(/\s*\n\s*/g, "\n");
      return at === texts.length - 1 ? flat.trimEnd() : flat;
    });
  narrow.set(texts, known);
  return known;
}

/** Attributes must stand in double quotes. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  [MADE]: narrowed(texts).reduce((before, text, at) => `${before}${written(parts[at - 1] ?? "")}${text}`),
});

/** For words of this program alone. */
export const asWritten = (text: string): Html => ({ [MADE]: text });

export const NOTHING: Html = asWritten("");

export const markup = (made: Html): string => made[MADE];
