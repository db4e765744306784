/** What plugins leave to throw on its own, in a timer or in a promise that nobody awaits, must not end the run. */
import { pathToFileURL } from "node:url";
import { wordsOf } from "../system/thrown.ts";

export type Watch = Readonly<{
  /** Where this program lies. */
  own: string;
  warn: (words: string) => void;
}>;

/** Of the whole process, as uncaught errors are. */
const theirs = new Set<string>();
let isWatching = false;

const stackOf = (thrown: unknown): string => {
  try {
    return thrown instanceof Error ? (thrown.stack ?? "") : "";
  } catch {
    return "";
  }
};

/** Ours is what passed through our own files and through none of theirs. */
function isOurs(thrown: unknown, own: string): boolean {
  const stack = stackOf(thrown);
  return stack.includes(own) && ![...theirs].some((name) => stack.includes(name));
}

/** From now on, to the end of the process. */
export function catchStrays(path: string, { own, warn }: Watch): void {
  theirs.add(path).add(pathToFileURL(path).href);
  if (isWatching) return;
  isWatching = true;
  const hear = (thrown: unknown): void => {
    if (!isOurs(thrown, own)) return warn(`a plugin let an error go by: ${wordsOf(thrown)}`);
    process.off("uncaughtException", hear);
    // Outside of this listener it ends the process as it would have without it.
    setImmediate(() => {
      throw thrown;
    });
  };
  process.on("uncaughtException", hear);
}
