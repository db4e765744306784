/** Where a compiled file goes, and what stands there now. */
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { guarded } from "../adapters/store/trouble.ts";
import { fileName, MARK } from "../core/render/compiled-file.ts";
import type { World } from "./command.ts";

export type Target = Readonly<{
  path: string;
  /** As it is said from the directory that this was started in. */
  shown: string;
  /** What is there; null for nothing. */
  text: string | null;
  /** Somebody else wrote it. */
  foreign: boolean;
  /** With which flags it was compiled, if it was. */
  kept: ReadonlyMap<string, string>;
}>;

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** As git sees it: an empty folder of that name is none, and a linked working tree has a file. */
const isRepository = (folder: string): boolean =>
  isFile(join(folder, ".git")) || existsSync(join(folder, ".git", "HEAD"));

/** The folder that GitHub sees: the one above that is a repository, else the directory itself. */
export function repositoryRoot(directory: string): string {
  for (let here = directory; ; here = dirname(here)) {
    if (isRepository(here)) return here;
    if (dirname(here) === here) return directory;
  }
}

/** Where a folder lies in another one, with `/`; null if it does not, and empty for the same. */
export function placeIn(folder: string, path: string): string | null {
  const place = relative(folder, path);
  return place === ".." || place.startsWith(`..${sep}`) || resolve(path) !== resolve(folder, place)
    ? null
    : place.split(sep).join("/");
}

const FLAGS = ["action", "checks", "environment", "runner"] as const;

const flagsIn = (line: string): ReadonlyMap<string, string> =>
  new Map(
    FLAGS.flatMap((flag) => {
      const [, value] = new RegExp(` --${flag} '([^']*)'`).exec(line) ?? [];
      return value === undefined ? [] : [[flag, value] as const];
    }),
  );

export function targetOf(world: World, name: string, word: string | undefined): Target {
  const usual = join(repositoryRoot(world.directory), ".github", "workflows", `${fileName(name)}.agents.yml`);
  const path = word === undefined ? usual : resolve(world.directory, word);
  const text = guarded(`read ${path}`, () => (isFile(path) ? readFileSync(path, "utf8") : null));
  const [first = "", command = ""] = (text ?? "").split("\n", 2);
  const ours = first.startsWith(`# ${MARK}`);
  return {
    path,
    shown: relative(world.directory, path) || path,
    text,
    foreign: text === null ? existsSync(path) : !ours,
    kept: flagsIn(ours ? command : ""),
  };
}

export function writeTarget({ path }: Target, text: string): void {
  guarded(`write ${path}`, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  });
}
