/** Fences around text from elsewhere, which that text cannot close. */
import { sha256 } from "../base/sha256.ts";
import { oneLine } from "../guard/sanitise.ts";

export const MARK_LENGTH = 24;
/** Names of sections may be an agent's choice too. */
export const NAME_LIMIT = 64;
/** A shorter text without line breaks stands in the middle of a sentence. */
export const INLINE_LIMIT = 200;

/**
 * The delimiter of one prompt: made from the nonce and from everything that is to stand inside, and made anew until none of it
 * holds it. So nobody can know it before all texts are fixed, and even who guesses it has not got it into one of them.
 */
export function markFor(nonce: string, texts: readonly string[]): string {
  const all = sha256(texts.map((text) => `${text.length}\n${text}`).join("\n"));
  for (let round = 0; ; round += 1) {
    const mark = sha256(`${nonce}\n${round}\n${all}`).slice(0, MARK_LENGTH);
    if (!texts.some((text) => text.includes(mark))) return mark;
  }
}

/** A name stands outside the fence, so it is left nothing but words. */
export const plainName = (name: string): string =>
  oneLine(name.replace(/[^\p{L}\p{N}._-]+/gu, " "), NAME_LIMIT);

export const fenced = (mark: string, name: string, text: string): string =>
  `<data name=${JSON.stringify(plainName(name))} id="${mark}">\n${text}\n</data id="${mark}">`;

/** A version, a number, a name: too short for an order, and without anything that ends a fence or a line. */
export const WORD_LIMIT = 24;
export const isWord = (text: string): boolean =>
  text.length <= WORD_LIMIT && /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(text);

/** Inside a sentence where it fits there, else on lines of its own. */
export const quoted = (mark: string, text: string): string =>
  text.length <= INLINE_LIMIT && !/[\r\n\u2028\u2029]/.test(text)
    ? `<data id="${mark}">${text}</data id="${mark}">`
    : `\n<data id="${mark}">\n${text}\n</data id="${mark}">\n`;
