/** Strikes secrets out of whatever is about to be written, in every spelling they can take and across any split. */
import { isFields, isList, type Value } from "../base/value.ts";
import { automaton, type Automaton, type Interval } from "./automaton.ts";
import { knownIn } from "./known-formats.ts";
import { secretForms } from "./secret-forms.ts";

/** Shorter values stand in ordinary text by chance: striking them out would wreck it and tell nothing apart. */
export const SHORTEST_SECRET = 4;
/** A line of a secret of several lines counts as a secret from this length on, since tools print files line by line. */
export const SHORTEST_SECRET_LINE = 8;
export const STRUCK = "***";

/** Text in pieces: what `push` gives may be written; `end` gives the rest. */
export type RedactedStream = Readonly<{ push: (chunk: string) => string; end: () => string }>;

export type Redactor = Readonly<{
  /** False if nobody declared anything: then only what is known by its looks is struck out, and callers may take a faster way. */
  active: boolean;
  text: (text: string) => string;
  value: (value: Value) => Value;
  /** What was declared alone: for texts in pieces, and for those in which the author may show what a key looks like. */
  declared: (text: string) => string;
  stream: () => RedactedStream;
}>;

const inactive: Redactor = {
  active: false,
  text: withoutKnown,
  value: (value) => clean(value, withoutKnown),
  declared: (text) => text,
  stream: () => ({ push: (chunk) => chunk, end: () => "" }),
};

function worthStriking(secrets: readonly string[]): readonly string[] {
  const lines = secrets
    .filter((secret) => /[\r\n]/.test(secret))
    .flatMap((secret) => secret.split(/[\r\n]+/).map((line) => line.trim()))
    .filter((line) => line.length >= SHORTEST_SECRET_LINE);
  const whole = secrets.flatMap((secret) => [secret, secret.trim()]);
  return [...new Set([...whole.filter((secret) => secret.length >= SHORTEST_SECRET), ...lines])];
}

function strike(text: string, intervals: readonly Interval[]): string {
  let result = "";
  let from = 0;
  for (const { start, end } of intervals) {
    result += text.slice(from, start) + STRUCK;
    from = end;
  }
  return result + text.slice(from);
}

function withoutKnown(text: string): string {
  const found = knownIn(text);
  return found.length === 0 ? text : strike(text, found);
}

/** Keys are struck out too; of two keys that become the same the later wins, as in any JSON text. */
function clean(value: Value, text: (text: string) => string): Value {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return text(String(value)) === String(value) ? value : STRUCK;
  if (isList(value)) return value.map((item) => clean(item, text));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), clean(item, text)]));
}

/**
 * Text is let go once no match can begin in it any more. A match that is known but reaches beyond that point
 * is marked at once, and `covered` remembers how much of what is kept belongs to it.
 */
function redactedStream(find: Automaton): RedactedStream {
  let pending = "";
  let covered = 0;
  let marked = false;

  const release = (known: readonly Interval[], until: number): string => {
    let result = "";
    let from = Math.min(covered, until);
    let open = Math.max(0, covered - until);
    for (const interval of known) {
      const start = Math.max(interval.start, from);
      if (interval.end <= from || interval.start >= until) continue;
      const plain = pending.slice(from, start);
      if (plain !== "" || !marked) result += plain + STRUCK;
      marked = true;
      from = Math.min(interval.end, until);
      open = Math.max(open, interval.end - until);
    }
    const rest = pending.slice(from, until);
    if (rest !== "") marked = false;
    pending = pending.slice(until);
    covered = open;
    return result + rest;
  };

  return {
    push(chunk) {
      pending += chunk;
      const { intervals, held } = find(pending);
      return release(intervals, Math.max(0, pending.length - held - 1));
    },
    end: () => release(find(pending).intervals, pending.length),
  };
}

export function redactor(secrets: readonly string[]): Redactor {
  const worth = worthStriking(secrets);
  if (worth.length === 0) return inactive;
  const find = automaton(worth.flatMap(secretForms));
  const declared = (raw: string): string => {
    const { intervals } = find(raw);
    return intervals.length === 0 ? raw : strike(raw, intervals);
  };
  const text = (raw: string): string => withoutKnown(declared(raw));
  return {
    active: true,
    text,
    value: (value) => clean(value, text),
    declared,
    stream: () => redactedStream(find),
  };
}
