/** Words of a command line, told apart as the platform's own `parseArgs` does; that one is not compiled yet when a program starts. */
import type { Flag } from "./command.ts";

export type Token = Readonly<
  | { kind: "option"; name: string; rawName: string; value?: string; inlineValue?: boolean }
  | { kind: "positional"; value: string }
  | { kind: "option-terminator" }
>;

/** How flags are written: by which letter, and whether the next word belongs to them. */
type Spelling = Readonly<{ letters: ReadonlyMap<string, string>; takers: ReadonlySet<string> }>;

function spellingOf(flags: readonly Flag[]): Spelling {
  const letters = new Map<string, string>();
  const takers = new Set<string>();
  for (const { name, short, type, bare } of flags) {
    if (short !== undefined) letters.set(short, name);
    if (type !== "boolean" && bare === undefined) takers.add(name);
  }
  return { letters, takers };
}

const SHORTEST_NAME = 3;

/** `--name=value`, `--name value` or `--name`. */
function long(word: string, next: string | undefined, { takers }: Spelling): Token {
  const name = word.slice(2);
  if (word.includes("=", SHORTEST_NAME)) {
    const at = word.indexOf("=");
    const rawName = word.slice(0, at);
    return { kind: "option", name: rawName.slice(2), rawName, value: word.slice(at + 1), inlineValue: true };
  }
  return takers.has(name) && next !== undefined
    ? { kind: "option", name, rawName: word, value: next, inlineValue: false }
    : { kind: "option", name, rawName: word };
}

/** `-abc`: letters up to the first that takes a value, whose value is the rest or, if nothing is left, the next word. */
function short(word: string, next: string | undefined, { letters, takers }: Spelling): readonly Token[] {
  const found: Token[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const option = { kind: "option", name: letters.get(letter) ?? letter, rawName: `-${letter}` } as const;
    const rest = word.slice(at + 1);
    if (takers.has(option.name) && rest !== "") {
      found.push({ ...option, value: rest, inlineValue: true });
      break;
    }
    const takes = takers.has(option.name) && next !== undefined;
    found.push(takes ? { ...option, value: next, inlineValue: false } : option);
  }
  return found;
}

const isTaken = (token: Token | undefined): boolean =>
  token?.kind === "option" && token.inlineValue === false;

export function tokens(words: readonly string[], flags: readonly Flag[]): readonly Token[] {
  const spelling = spellingOf(flags);
  const found: Token[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") {
      const rest = words.slice(at + 1).map((value) => ({ kind: "positional", value }) as const);
      return [...found, { kind: "option-terminator" }, ...rest];
    }
    if (word.length < 2 || !word.startsWith("-")) {
      found.push({ kind: "positional", value: word });
      continue;
    }
    const next = words[at + 1];
    found.push(...(word.startsWith("--") ? [long(word, next, spelling)] : short(word, next, spelling)));
    if (isTaken(found.at(-1))) at += 1;
  }
  return found;
}
