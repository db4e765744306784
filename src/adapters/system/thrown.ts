/** What foreign code threw, in its own words: it may be anything, also something that throws when it is looked at. */

export const MOST_WORDS = 2000;

export const isRetryable = (thrown: unknown): boolean => own(thrown, "retryable") === true;

function own(thrown: unknown, key: string): unknown {
  try {
    return typeof thrown === "object" && thrown !== null ? Reflect.get(thrown, key) : undefined;
  } catch {
    return undefined;
  }
}

function printed(thrown: unknown): string {
  switch (typeof thrown) {
    case "object":
    case "function":
      return `it threw ${thrown === null ? "null" : `a value of type ${typeof thrown}`}`;
    default:
      return String(thrown);
  }
}

export function wordsOf(thrown: unknown): string {
  const message = own(thrown, "message");
  const words = typeof message === "string" && message !== "" ? message : printed(thrown);
  return words.slice(0, MOST_WORDS);
}
