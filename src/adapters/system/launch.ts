/** What it means to run a program: what it is given, and how it may end. */
import { statSync } from "node:fs";

/** A path is the fast way: the program writes there itself. Functions are for output that must be looked at before it is written. */
export type Sink = string | ((chunk: Uint8Array) => void);

/** Who gets the first signal: all, or only a program that ends what it has started itself and then says what it has used. */
export type Interrupts = "tree" | "root";
/** What a program that is talked to reads: `write` says how many bytes it has not read yet. */
export type Mouth = Readonly<{ write: (text: string) => number; end: () => void }>;

export type Launch = Readonly<{
  argv: readonly string[];
  /** The whole of it, on top of `usual`; nothing is inherited. */
  env: Readonly<Record<string, string>>;
  /** What many programs are given alike: if it is one object for all of them, it is looked at and sent once. */
  usual?: Readonly<Record<string, string>>;
  directory: string;
  /** The file to be read; nothing if there is none; or whoever wants to talk to it while it works. */
  stdin: string | null | ((mouth: Mouth) => void);
  stdout: Sink;
  stderr: Sink;
  /** Files whose sizes are wanted once the program has ended. */
  weigh: readonly string[];
  /** Settings like `AO_RUN_ID=…` by which its descendants are known wherever they hide. */
  marks: readonly string[];
  grace: number;
  interrupts?: Interrupts;
}>;

export type Ending = Readonly<{
  code: number | null;
  signal: string | null;
  /** In the order of `weigh`; `MISSING` for what is not there. */
  sizes: readonly number[];
}>;

export const MISSING = -1;

/** Why it could not be started, or how it was lost; `code` is what the system called it. */
export type LaunchTrouble = Readonly<{ code: string; message: string }>;

/** Nobody knows how the program ended, because who had started it died. */
export const LOST = "LOST";

/** What cannot be looked at is as good as missing. */
export function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? MISSING;
  } catch {
    return MISSING;
  }
}
