/** A question to the person at the terminal; where nobody sits, nobody is asked. */
import type { Call } from "./command.ts";

export type Consent = "yes" | "no" | "nobody";

export async function confirm({ flags, world }: Call, question: string): Promise<Consent> {
  if (flags.on("yes")) return "yes";
  if (flags.on("no-input") || !world.err.terminal) return "nobody";
  const [{ isatty }, { createInterface }] = await Promise.all([
    import("node:tty"),
    import("node:readline/promises"),
  ]);
  if (!isatty(0)) return "nobody";
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await asked.question(`${question} [y/N] `)).trim()) ? "yes" : "no";
  } finally {
    asked.close();
  }
}
