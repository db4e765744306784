/** A question to the person at the terminal; where nobody sits, nobody is asked. */
import type { Readable, Writable } from "node:stream";
import type { Call } from "./command.ts";

export type Consent = "yes" | "no" | "nobody";

/** Where a person reads and types. */
export type Desk = Readonly<{ input: Readable; output: Writable }>;

/** Null if nobody sits there. Finding that out takes a slow module. */
async function terminal(): Promise<Desk | null> {
  const { isatty } = await import("node:tty");
  return isatty(0) ? { input: process.stdin, output: process.stderr } : null;
}

/** One line; nothing if the person closes the line instead, or goes away. */
async function typed({ input, output }: Desk, question: string): Promise<string> {
  const { createInterface } = await import("node:readline");
  const asked = createInterface({ input, output });
  return new Promise((resolve) => {
    asked.once("close", () => resolve(""));
    asked.question(question, (line) => {
      resolve(line);
      asked.close();
    });
  });
}

export async function confirm(
  { flags, world }: Call,
  question: string,
  desk: () => Promise<Desk | null> = terminal,
): Promise<Consent> {
  if (flags.on("yes")) return "yes";
  if (flags.on("no-input") || !world.err.terminal) return "nobody";
  const place = await desk();
  if (place === null) return "nobody";
  return /^y(?:es)?$/i.test((await typed(place, `${question} [y/N] `)).trim()) ? "yes" : "no";
}
