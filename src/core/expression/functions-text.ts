/** Functions over text and over anything that has a length. Their arguments have been counted and checked. */
import { sha256 } from "../base/sha256.ts";
import { canonical, isFields, isList, type Value } from "../base/value.ts";
import {
  json,
  madeText,
  MAX_TEXT,
  MAX_VALUE_DEPTH,
  scanned,
  shown,
  spent,
  TOO_DEEP,
  TOO_LONG,
  TOO_MANY_STEPS,
  weight,
  type Budget,
  type MadeText,
} from "./budget.ts";
import { textAt } from "./functions-list.ts";
import { contained, kindOf } from "./operators.ts";
import { made, refused, type Made } from "./scope.ts";
import { globMatches, MAX_GLOB_LENGTH, placesOf } from "./search.ts";

type Args = readonly Value[];

/** Changing the case can make text longer, but never more than three times. */
const changed = (text: string, budget: Budget, change: (text: string) => string): Made => {
  if (!scanned(budget, text)) return TOO_MANY_STEPS;
  const result = change(text);
  return madeText(budget, result.length, () => result);
};

export const uppercase = (args: Args, budget: Budget): Made =>
  changed(textAt(args, 0), budget, (text) => text.toUpperCase());
export const lowercase = (args: Args, budget: Budget): Made =>
  changed(textAt(args, 0), budget, (text) => text.toLowerCase());
export const trim = (args: Args, budget: Budget): Made =>
  changed(textAt(args, 0), budget, (text) => text.trim());

export const startsWith = (args: Args): Made => made(textAt(args, 0).startsWith(textAt(args, 1)));
export const endsWith = (args: Args): Made => made(textAt(args, 0).endsWith(textAt(args, 1)));

export const contains = (args: Args, budget: Budget): Made =>
  contained(args[0] ?? null, args[1] ?? null, budget);

export function length(args: Args): Made {
  const [value = null] = args;
  if (typeof value === "string" || isList(value)) return made(value.length);
  return isFields(value) ? made(Object.keys(value).length) : refused(`${kindOf(value)} has no length`);
}

export function replace(args: Args, budget: Budget): Made {
  const [text, search, by] = [textAt(args, 0), textAt(args, 1), textAt(args, 2)];
  const places = found("replace", text, search, budget);
  if ("kind" in places) return places;
  const grown = text.length + places.length * (by.length - search.length);
  return madeText(budget, grown, () => cut(text, search, places).join(by));
}

export function split(args: Args, budget: Budget): Made {
  const [text, separator] = [textAt(args, 0), textAt(args, 1)];
  const places = found("split", text, separator, budget);
  return "kind" in places ? places : made(cut(text, separator, places));
}

function found(name: string, text: string, needle: string, budget: Budget): readonly number[] | Made {
  if (needle === "") return refused(`${name}() cannot look for an empty text`);
  if (!scanned(budget, text)) return TOO_MANY_STEPS;
  const places = placesOf(text, needle);
  return spent(budget, places.length) ? places : TOO_MANY_STEPS;
}

function cut(text: string, separator: string, places: readonly number[]): readonly string[] {
  const starts = [0, ...places.map((place) => place + separator.length)];
  return starts.map((start, part) => text.slice(start, places[part]));
}

/** From `start` up to but not including `end`; negative numbers count from the end. */
export function slice(args: Args, budget: Budget): Made {
  const [value = null, start, end] = args;
  const [from, to] = [Number(start), end === undefined ? undefined : Number(end)];
  if (isList(value)) return spent(budget, value.length) ? made(value.slice(from, to)) : TOO_MANY_STEPS;
  if (typeof value !== "string") return refused(`slice() needs text or a list, but got ${kindOf(value)}`);
  const part = value.slice(from, to);
  return madeText(budget, part.length, () => part);
}

/** `{0}` is the first argument after the text, `{{` and `}}` are braces. */
export function format(args: Args, budget: Budget): Made {
  const parts: string[] = [];
  const pattern = textAt(args, 0);
  let total = 0;
  for (const [piece] of pattern.matchAll(/\{\{|\}\}|\{[0-9]+\}|[{}]|[^{}]+/g)) {
    const part = formatted(piece, args, budget);
    if (part.kind !== "made") return part;
    parts.push(part.value);
    total += part.value.length;
    if (!spent(budget, 1)) return TOO_MANY_STEPS;
    if (total > MAX_TEXT) return TOO_LONG;
  }
  return madeText(budget, total, () => parts.join(""));
}

function formatted(piece: string, args: Args, budget: Budget): MadeText {
  if (piece === "{{" || piece === "}}") return { kind: "made", value: piece.slice(1) };
  if (piece === "{" || piece === "}") {
    return refused(`format() found a single "${piece}"`, `write ${piece}${piece} for a brace`);
  }
  if (!piece.startsWith("{")) return { kind: "made", value: piece };
  const value = args[Number(piece.slice(1, -1)) + 1];
  if (value === undefined) return refused(`format() has no argument for "${piece}"`);
  return value === null ? { kind: "made", value: "null" } : shown(value, budget);
}

export const toJson = (args: Args, budget: Budget): Made => json(args[0] ?? null, budget);

export function fromJson(args: Args, budget: Budget): Made {
  const text = textAt(args, 0);
  if (!scanned(budget, text)) return TOO_MANY_STEPS;
  if (nesting(text) > MAX_VALUE_DEPTH) return TOO_DEEP;
  let value: Value;
  try {
    value = JSON.parse(text) as Value;
  } catch {
    return refused("fromJSON() needs valid JSON");
  }
  const size = weight(value, budget);
  return typeof size === "number" ? made(value) : size;
}

/** How deep the brackets outside of texts go. */
function nesting(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (sign === "[" || sign === "{") deepest = Math.max(deepest, (depth += 1));
    else if (sign === "]" || sign === "}") depth -= 1;
  }
  return deepest;
}

/** Text against a pattern with `*` and `?`. */
export function matches(args: Args, budget: Budget): Made {
  const [text, pattern] = [textAt(args, 0), textAt(args, 1)];
  if (pattern.length > MAX_GLOB_LENGTH) {
    return refused(`the pattern of matches() is longer than ${MAX_GLOB_LENGTH} characters`);
  }
  return scanned(budget, text) ? made(globMatches(text, pattern)) : TOO_MANY_STEPS;
}

/** Without the empty line after a last line break. */
export function lines(args: Args, budget: Budget): Made {
  const text = textAt(args, 0);
  if (!scanned(budget, text)) return TOO_MANY_STEPS;
  const places = placesOf(text, "\n");
  if (!spent(budget, places.length)) return TOO_MANY_STEPS;
  const all = cut(text, "\n", places).map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  return made(all.at(-1) === "" ? all.slice(0, -1) : all);
}

/** At most so many characters; an ellipsis takes the place of the last one if something was cut off. */
export function truncate(args: Args, budget: Budget): Made {
  const [text, limit] = [textAt(args, 0), Number(args[1])];
  if (limit < 1) return refused(`truncate() needs room for 1 character or more, but got ${limit}`);
  if (text.length <= limit) return made(text);
  const last = text.charCodeAt(limit - 2);
  // Half of a surrogate pair is no character.
  const kept = last >= 0xd800 && last <= 0xdbff ? limit - 2 : limit - 1;
  return madeText(budget, kept + 1, () => `${text.slice(0, kept)}…`);
}

/** SHA-256 in hexadecimal: of text as it is, of anything else in its canonical form. */
export function hash(args: Args, budget: Budget): Made {
  const [value = null] = args;
  const size = weight(value, budget);
  if (typeof size !== "number") return size;
  if (!spent(budget, Math.ceil(size / 64))) return TOO_MANY_STEPS;
  return made(sha256(typeof value === "string" ? value : canonical(value)));
}
