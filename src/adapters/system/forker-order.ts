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

/**
 * Pipes are not for a forker, nor are names that an environment may hold but that Perl cannot put there. It has been where
 * others sent it, so that only whole paths mean the same to it.
 */
export const isOrder = (launch: Launch): launch is Order =>
  typeof launch.stdin !== "function" &&
  typeof launch.stdout === "string" &&
  typeof launch.stderr === "string" &&
  launch.argv.length > 0 &&
  [launch.directory, launch.stdin, launch.stdout, launch.stderr, ...launch.weigh].every(absolute) &&
  Object.keys(launch.env).every((name) => name !== "" && !name.includes("="));

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

/** One for each forker: it remembers the environment that the other side has. */
export function writer(): Writer {
  const there = new Map<string, string>();
  let known = false;
  /** Whether what is there has to go first, and the names to be set. */
  const difference = (env: Launch["env"]): readonly [anew: boolean, names: readonly string[]] => {
    const names = Object.keys(env);
    const kept = names.filter((name) => there.has(name)).length;
    if (known && kept === there.size) return [false, names.filter((name) => there.get(name) !== env[name])];
    there.clear();
    known = true;
    return [true, names];
  };
  return {
    bytes({ argv, env, directory, stdin, stdout, stderr, weigh }) {
      const [anew, names] = difference(env);
      const fields = FIXED_FIELDS + weigh.length + argv.length + 2 * names.length;
      let text = `${fields}\0${weigh.length}\0${argv.length}\0${CREATE}\0${anew ? ANEW : AS_BEFORE}\0${directory}\0${stdin ?? NOTHING}\0${stdout}\0${stderr}`;
      for (const file of weigh) text += `\0${file}`;
      for (const word of argv) text += `\0${word}`;
      for (const name of names) {
        const value = env[name] ?? "";
        there.set(name, value);
        text += `\0${name}\0${value}`;
      }
      return framed(text);
    },
    forget: () => void (known = false),
  };
}
