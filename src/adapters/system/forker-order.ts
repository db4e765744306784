/** What a forker is told: one order as bytes. Of the environment only what differs from the order before it. */
import { constants } from "node:fs";
import type { Launch } from "./launch.ts";

/** Appending, so that a program that opens its own stdout anew leaves no hole. */
export const CREATE = constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND;

/** What can be asked of it: output goes into files. */
export type Order = Launch & Readonly<{ stdin: string | null; stdout: string; stderr: string }>;

const FIXED_FIELDS = 9;
const LENGTH_BYTES = 4;
const NOTHING = "/dev/null";
const ANEW = "1";
const AS_BEFORE = "0";

const absolute = (path: string | null): boolean => path === null || path.startsWith("/");

type Names = Readonly<Record<string, string>>;

const NONE: Names = {};

const fits = (env: Names): boolean => Object.keys(env).every((name) => name !== "" && !name.includes("="));

let lastUsual = NONE;
let lastFits = true;

/** The usual one is mostly the one of the order before. */
function usualFits(usual: Names): boolean {
  if (usual !== lastUsual) [lastUsual, lastFits] = [usual, fits(usual)];
  return lastFits;
}

/**
 * Pipes are not for a forker, nor are names that an environment may hold but that a forker cannot put there. It has been where
 * others sent it, so that only whole paths mean the same to it.
 */
export const isOrder = (launch: Launch): launch is Order =>
  typeof launch.stdin !== "function" &&
  typeof launch.stdout === "string" &&
  typeof launch.stderr === "string" &&
  launch.argv.length > 0 &&
  [launch.directory, launch.stdin, launch.stdout, launch.stderr, ...launch.weigh].every(absolute) &&
  fits(launch.env) &&
  usualFits(launch.usual ?? NONE);

export type Writer = Readonly<{
  bytes: (order: Order) => Buffer;
  /** Nobody knows what the other side has kept. */
  forget: () => void;
}>;

function framed(text: string): Buffer {
  const size = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(LENGTH_BYTES + size);
  bytes.writeUInt32BE(size);
  bytes.write(text, LENGTH_BYTES);
  return bytes;
}

type Pair = readonly [name: string, value: string];

const pairs = (env: Names, wanted: (name: string) => boolean = () => true): readonly Pair[] =>
  Object.entries(env).filter(([name]) => wanted(name));

/** One for each forker: it remembers the environment that the other side has. */
export function writer(): Writer {
  let known = false;
  let there: Readonly<{ usual: Names; env: Names; names: readonly string[] }> | null = null;
  /** Whether what is there has to go first, and what is to be set. */
  const difference = (usual: Names, env: Names): readonly [anew: boolean, set: readonly Pair[]] => {
    const before = known ? there : null;
    const names = Object.keys(env);
    there = { usual, env, names };
    known = true;
    if (before?.usual === usual && before.names.every((name) => Object.hasOwn(env, name)))
      return [false, pairs(env, (name) => before.env[name] !== env[name])];
    // Where both have a name, the second is what counts there.
    return [true, [...pairs(usual), ...pairs(env)]];
  };
  return {
    bytes({ argv, env, usual = NONE, directory, stdin, stdout, stderr, weigh }) {
      const [anew, set] = difference(usual, env);
      const fields = FIXED_FIELDS + weigh.length + argv.length + 2 * set.length;
      let text = `${fields}\0${weigh.length}\0${argv.length}\0${CREATE}\0${anew ? ANEW : AS_BEFORE}\0${directory}\0${stdin ?? NOTHING}\0${stdout}\0${stderr}`;
      for (const file of weigh) text += `\0${file}`;
      for (const word of argv) text += `\0${word}`;
      for (const [name, value] of set) text += `\0${name}\0${value}`;
      return framed(text);
    },
    forget: () => void (known = false),
  };
}
