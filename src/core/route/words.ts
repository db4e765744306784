/** The rest of a line as words: split at spaces, a value may stand in quotes, nothing else has a meaning. */
import { err, ok, type Result } from "../base/result.ts";

const QUOTE = '"';

/** Backslashes take the next character as it is, in quotes alone. */
function quoted(text: string, from: number): Readonly<{ value: string; next: number }> | null {
  let value = "";
  for (let at = from; at < text.length; at += 1) {
    const here = text[at] ?? "";
    if (here === QUOTE) return { value, next: at + 1 };
    if (here === "\\") at += 1;
    value += text[at] ?? "";
  }
  return null;
}

export function wordsIn(text: string): Result<readonly string[], string> {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  while (at < text.length) {
    const here = text[at] ?? "";
    if (here === " ") {
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else if (here === QUOTE) {
      const found = quoted(text, at + 1);
      if (found === null) return err("a quote is not closed");
      word = (word ?? "") + found.value;
      at = found.next;
    } else {
      word = (word ?? "") + here;
      at += 1;
    }
  }
  return ok(word === null ? words : [...words, word]);
}
