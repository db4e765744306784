/** Stdout and stderr as plain file descriptors: cheap at start, in order, and calm when the reader has gone away. */
import { fstatSync, statSync, writeSync } from "node:fs";
import { neutraliser } from "../core/guard/neutralise.ts";
import type { Sink } from "./command.ts";

type Environment = Readonly<Record<string, string | undefined>>;
export type Wish = Readonly<{ color: boolean; noColor: boolean }>;

const DEFAULT_COLUMNS = 80;
const RETRY_MILLIS = 5;
const VOID = "/dev/null";

const said = (text: string | undefined): text is string => text !== undefined && text !== "";

/** Flags, then NO_COLOR, FORCE_COLOR, a dumb terminal, GitHub's log viewer, and only then what the stream is. */
export function colored(env: Environment, wish: Wish, terminal: boolean): boolean {
  if (wish.noColor) return false;
  if (wish.color) return true;
  if (said(env["NO_COLOR"])) return false;
  const force = env["FORCE_COLOR"];
  if (said(force)) return force !== "0" && force !== "false";
  if (env["TERM"] === "dumb") return false;
  if (env["GITHUB_ACTIONS"] === "true") return true;
  return terminal;
}

export type Ui = "live" | "plain" | "github" | "none";

/** In CI a pseudo-terminal proves nothing: repainting there fills logs with rubbish. */
export function uiFor(wish: string, quiet: boolean, env: Environment, terminal: boolean): Ui {
  if (quiet) return "none";
  switch (wish) {
    case "live":
    case "plain":
    case "github":
    case "none":
      return wish;
    default:
      if (env["GITHUB_ACTIONS"] === "true") return "github";
      return terminal && !said(env["CI"]) && env["TERM"] !== "dumb" ? "live" : "plain";
  }
}

/** An unset locale says nothing, and today's terminals speak UTF-8; one that is set is believed. */
export function speaksUnicode(env: Environment): boolean {
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find(said);
  return locale === undefined || /utf-?8/i.test(locale);
}

/** Asking the kernel whether this is a terminal needs a slow module; only a character device other than the void can be one. */
async function isTerminal(fd: number): Promise<boolean> {
  try {
    const device = fstatSync(fd);
    if (!device.isCharacterDevice()) return false;
    if (device.rdev !== 0 && device.rdev === statSync(VOID, { throwIfNoEntry: false })?.rdev) return false;
  } catch {
    return false;
  }
  const { isatty } = await import("node:tty");
  return isatty(fd);
}

const code = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/** Writes everything; false once nobody reads any more. */
export function put(fd: 1 | 2, text: string): boolean {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (error) {
      if (code(error) !== "EAGAIN") return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLIS);
    }
  }
  return true;
}

export async function openSink(fd: 1 | 2, env: Environment, wish: Wish): Promise<Sink> {
  const terminal = await isTerminal(fd);
  let closed = false;
  const asIs = (text: string): void => {
    if (!closed && text !== "") closed = !put(fd, text);
  };
  const guarded = env["GITHUB_ACTIONS"] === "true" ? neutraliser() : (text: string): string => text;
  return {
    terminal,
    color: colored(env, wish, terminal),
    get columns() {
      const stream = fd === 1 ? process.stdout : process.stderr;
      // Some terminals say that they are 0 wide.
      return terminal && stream.columns > 0 ? stream.columns : DEFAULT_COLUMNS;
    },
    get closed() {
      return closed;
    },
    write: (text) => asIs(guarded(text)),
    asIs,
  };
}
