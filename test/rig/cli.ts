/** The built program as a person or a script starts it: words in, streams and a code out. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { temporaryFolder } from "./folder.ts";
import { CLI, type RunDocument } from "./program.ts";
import { spawned, until, type Ended, type Spawned } from "./spawned.ts";

export type { Ended } from "./spawned.ts";

const PATH = process.env["PATH"] ?? "";

const versionOf = (node: string): string => spawnSync(node, ["--version"], { encoding: "utf8" }).stdout ?? "";

/** This Node.js, and every other version that the machine has on its path. */
export function nodes(): readonly (readonly [version: string, path: string])[] {
  const paths = PATH.split(delimiter).map((folder) => join(folder, "node"));
  const found = new Map<string, string>();
  for (const path of [process.execPath, ...paths]) {
    const version = existsSync(path) ? versionOf(path).trim() : "";
    if (version !== "" && !found.has(version)) found.set(version, path);
  }
  return [...found];
}

export type Started = Spawned &
  Readonly<{
    pid: number;
    /** Settles once stdout or stderr has shown it, or the process has ended. */
    saw: (text: string) => Promise<void>;
    /** As a pipe does whose reader has ended. */
    stopReading: () => void;
  }>;

export type Options = Readonly<{ node?: string; env?: Readonly<Record<string, string>>; cwd?: string }>;

export type Project = Readonly<{
  folder: string;
  start: (words: readonly string[], options?: Options) => Started;
  run: (words: readonly string[], options?: Options) => Promise<Ended>;
  write: (name: string, content: string | Uint8Array) => void;
  /** None if the file is not there. */
  lines: (name: string) => readonly string[];
}>;

/** Of the tester's own environment only what a program needs to start: no CI flag or wish for colour leaks in. */
const plain = (): Readonly<Record<string, string>> => ({ PATH, HOME: tmpdir(), LANG: "C.UTF-8" });

function started(words: readonly string[], directory: string, options: Options): Started {
  const { node = process.execPath, env = {} } = options;
  const living = spawned([node, CLI, ...words], { directory, env: { ...plain(), ...env } });
  const { child } = living;
  return {
    ...living,
    pid: child.pid ?? -1,
    saw: (text) => until(`the words ${text}`, () => living.said().includes(text) || child.exitCode !== null),
    stopReading: () => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  };
}

function linesIn(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
}

/** A folder with these files in it, in which the program can be started; without a place it lasts as long as the test. */
export function project(
  files: Readonly<Record<string, string>> = {},
  folder: string = temporaryFolder(),
): Project {
  const at = (name: string): string => join(folder, name);
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const start: Project["start"] = (words, options = {}) => started(words, options.cwd ?? folder, options);
  return {
    folder,
    start,
    run: (words, options) => start(words, options).ended,
    write,
    lines: (name) => linesIn(at(name)),
  };
}

export const documentFrom = (text: string): RunDocument => JSON.parse(text) as RunDocument;
