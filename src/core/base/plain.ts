/** Plain data out of whatever foreign code hands over: nothing is called, nothing is inherited, and what is not JSON is refused. */
import { err, ok, type Result } from "./result.ts";
import type { Value } from "./value.ts";

/** Lists and objects inside each other. */
export const MAX_PLAIN_DEPTH = 100;
/** Values and members. */
export const MAX_PLAIN_NODES = 100_000;

/** `why` is the first thing that was refused: from then on nothing more is looked at. */
type Left = { nodes: number; characters: number; why: string | null };

const TOO_MANY = `it has more than ${MAX_PLAIN_NODES} parts`;

function refuse(left: Left, why: string): null {
  left.why ??= why;
  return null;
}

const named = (path: string): string => (path === "" ? "it" : path);

/** False once nothing is left, or something was refused. */
function spend(left: Left, characters: number): boolean {
  left.nodes -= 1;
  left.characters -= characters;
  if (left.nodes < 0) refuse(left, TOO_MANY);
  if (left.characters < 0) refuse(left, "it is too large");
  return left.why === null;
}

/** Of any realm: its prototype has none itself. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (typeof prototype === "object" && Object.getPrototypeOf(prototype) === null);
}

/** A getter is somebody's code, so it is not run. */
function memberOf(value: object, key: string, path: string, left: Left): unknown {
  const found = Object.getOwnPropertyDescriptor(value, key);
  if (found !== undefined && !("value" in found)) return refuse(left, `${path} is computed when it is read`);
  return found?.value;
}

function listOf(value: readonly unknown[], path: string, depth: number, left: Left): Value {
  const { length } = value;
  if (length > left.nodes) return refuse(left, TOO_MANY);
  return Array.from({ length }, (_, place) => {
    const at = `${path}[${place}]`;
    return plainIn(memberOf(value, String(place), at, left) ?? null, at, depth + 1, left);
  });
}

function fieldsOf(value: object, path: string, depth: number, left: Left): Value {
  const members: [string, Value][] = [];
  for (const key of Object.keys(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    const member = memberOf(value, key, at, left);
    if (member === undefined) continue;
    if (!spend(left, key.length)) return null;
    members.push([key, plainIn(member, at, depth + 1, left)]);
  }
  return Object.fromEntries(members);
}

function plainIn(value: unknown, path: string, depth: number, left: Left): Value {
  if (!spend(left, typeof value === "string" ? value.length : 1)) return null;
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      // JSON has one zero.
      return Number.isFinite(value)
        ? value + 0
        : refuse(left, `${named(path)} is ${value}, which JSON does not know`);
    case "object":
      break;
    default:
      return refuse(left, `${named(path)} is of type ${typeof value}, which JSON does not know`);
  }
  if (value === null) return null;
  if (depth >= MAX_PLAIN_DEPTH) return refuse(left, `it is nested deeper than ${MAX_PLAIN_DEPTH} levels`);
  if (Array.isArray(value)) return listOf(value, path, depth, left);
  return isPlainObject(value)
    ? fieldsOf(value, path, depth, left)
    : refuse(left, `${named(path)} is an object of a class; hand over its data`);
}

/** A copy that shares nothing with what it was made from; `most` bounds its characters. Members that are undefined are left out. */
export function plainValue(value: unknown, most: number): Result<Value, string> {
  const left: Left = { nodes: MAX_PLAIN_NODES, characters: most, why: null };
  try {
    const plain = plainIn(value, "", 0, left);
    return left.why === null ? ok(plain) : err(left.why);
  } catch {
    // Only the traps of a proxy can throw here.
    return err("it cannot be read");
  }
}
