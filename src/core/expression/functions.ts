/** The table of functions: what each takes. None of them knows the time, chance or the world. */
import type { Value } from "../base/value.ts";
import type { Budget } from "./budget.ts";
import { keys, first, join, last, pick, pluck, values } from "./functions-list.ts";
import {
  contains,
  endsWith,
  format,
  fromJson,
  hash,
  length,
  lines,
  lowercase,
  matches,
  replace,
  slice,
  split,
  startsWith,
  toJson,
  trim,
  truncate,
  uppercase,
} from "./functions-text.ts";
import { kindOf } from "./operators.ts";
import { refused, type Made } from "./scope.ts";

export type Kind = "text" | "whole" | "list" | "object" | "sized" | "any";
export type Apply = (args: readonly Value[], budget: Budget) => Made;

export type FunctionShape = Readonly<{
  takes: readonly Kind[];
  /** How many of `takes` must be given. */
  needs: number;
  /** Any number of further arguments. */
  more: boolean;
}>;
type PlainFunction = FunctionShape & Readonly<{ apply: Apply }>;

const plain = (takes: readonly Kind[], apply: Apply, needs = takes.length, more = false): PlainFunction => ({
  takes,
  needs,
  more,
  apply,
});

export const FUNCTIONS: ReadonlyMap<string, PlainFunction> = new Map([
  ["uppercase", plain(["text"], uppercase)],
  ["lowercase", plain(["text"], lowercase)],
  ["trim", plain(["text"], trim)],
  ["length", plain(["sized"], length)],
  ["contains", plain(["sized", "any"], contains)],
  ["startsWith", plain(["text", "text"], startsWith)],
  ["endsWith", plain(["text", "text"], endsWith)],
  ["replace", plain(["text", "text", "text"], replace)],
  ["split", plain(["text", "text"], split)],
  ["join", plain(["list", "text"], join, 1)],
  ["first", plain(["list"], first)],
  ["last", plain(["list"], last)],
  ["slice", plain(["sized", "whole", "whole"], slice, 2)],
  ["keys", plain(["object"], keys)],
  ["values", plain(["object"], values)],
  ["pick", plain(["object", "any"], pick, 2, true)],
  ["pluck", plain(["list", "text"], pluck)],
  ["format", plain(["text"], format, 1, true)],
  ["toJSON", plain(["any"], toJson)],
  ["fromJSON", plain(["text"], fromJson)],
  ["matches", plain(["text", "text"], matches)],
  ["lines", plain(["text"], lines)],
  ["truncate", plain(["text", "whole"], truncate)],
  ["hash", plain(["any"], hash)],
]);

/** These look at what is absent or at how tasks ended, so the evaluator does them itself. */
export const SPECIAL: ReadonlyMap<string, FunctionShape> = new Map([
  ["default", { takes: ["any", "any"], needs: 2, more: false }],
  ["coalesce", { takes: ["any"], needs: 1, more: true }],
  ["success", { takes: [], needs: 0, more: false }],
  ["failure", { takes: [], needs: 0, more: false }],
  ["always", { takes: [], needs: 0, more: false }],
  ["cancelled", { takes: [], needs: 0, more: false }],
]);

/** `a.trim()` is `trim(a)`; `.get` looks a key up and `.length` needs no brackets. */
export const METHODS: ReadonlyMap<string, string> = new Map([
  ["includes", "contains"],
  ["startsWith", "startsWith"],
  ["endsWith", "endsWith"],
  ["toUpperCase", "uppercase"],
  ["toLowerCase", "lowercase"],
  ["trim", "trim"],
  ["join", "join"],
  ["split", "split"],
]);

export const shapeOf = (name: string): FunctionShape | undefined => FUNCTIONS.get(name) ?? SPECIAL.get(name);
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys(), ...SPECIAL.keys()];
export const METHOD_NAMES: readonly string[] = ["get", ...METHODS.keys()];

/** Why a function cannot be called with so many arguments. */
export function miscounted(name: string, shape: FunctionShape, count: number): string | null {
  const most = shape.takes.length;
  if (count >= shape.needs && (shape.more || count <= most)) return null;
  const range = shape.needs === most ? `${most}` : `${shape.needs} to ${most}`;
  const wanted = shape.more ? `at least ${shape.needs}` : range;
  return `${name}() takes ${wanted} argument${wanted.endsWith("1") ? "" : "s"}, but got ${count}`;
}

const WORDS: Readonly<Record<Exclude<Kind, "any">, string>> = {
  text: "text",
  whole: "a whole number",
  list: "a list",
  object: "an object",
  sized: "text, a list or an object",
};

function fits(kind: Kind, value: Value): boolean {
  if (kind === "any") return true;
  if (kind === "whole") return Number.isSafeInteger(value);
  const found = kindOf(value);
  return found === WORDS[kind] || (kind === "sized" && ["text", "a list", "an object"].includes(found));
}

export function called(name: string, args: readonly Value[], budget: Budget): Made | null {
  const found = FUNCTIONS.get(name);
  if (found === undefined) return null;
  const wrong = miscounted(name, found, args.length);
  if (wrong !== null) return refused(wrong);
  for (const [place, kind] of found.takes.entries()) {
    const value = args[place];
    if (kind === "any" || value === undefined || fits(kind, value)) continue;
    const which = found.takes.length === 1 ? "" : ` as argument ${place + 1}`;
    const got = kind === "whole" && typeof value === "number" ? String(value) : kindOf(value);
    return refused(`${name}() needs ${WORDS[kind]}${which}, but got ${got}`);
  }
  return found.apply(args, budget);
}
