/** Finds a coding agent's program on this machine: the one of the setting, on the PATH, or in a package nearby, or installed by us. */
import { accessSync, constants, existsSync, lstatSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Pinned, pinnedFolder } from "./pinned.ts";

export type Outside = Readonly<Record<string, string | undefined>>;

export type Wanted = Readonly<{
  /** The variable that holds the path of the program, for whoever has it in a place of its own. */
  setting: string;
  command: string;
  package: string;
  pinned: Pinned;
  /** Where below a `node_modules` the program for this machine may lie, likelier first. */
  binaries: readonly string[];
}>;

/** The real programs have hundreds of megabytes; what stands in their place until they are installed has a few lines. */
const SMALLEST_PROGRAM = 1 << 20;
const MUSL = ["/etc/alpine-release"];

export const isMusl = (): boolean => MUSL.some((path) => existsSync(path));

const exists = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const binaryIn = ({ binaries }: Wanted, modules: string): string | undefined =>
  binaries.map((path) => join(modules, path)).find(exists);

/** What the package puts on the PATH is a script, or takes the program's place; the program lies in a package beside it. */
function working(wanted: Wanted, path: string): string | undefined {
  if (!exists(path)) return undefined;
  const real = realpathSync(path);
  const at = real.lastIndexOf(join(wanted.package, "bin"));
  if (at === -1 || statSync(real).size >= SMALLEST_PROGRAM) return path;
  const modules = real.slice(0, at);
  return binaryIn(wanted, modules) ?? binaryIn(wanted, join(modules, wanted.package, "node_modules"));
}

function above(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

const inModules = (wanted: Wanted, modules: string): string | undefined =>
  working(wanted, join(modules, ".bin", wanted.command)) ?? binaryIn(wanted, modules);

function installed(wanted: Wanted, directories: readonly string[]): string | undefined {
  for (const folder of new Set(directories.flatMap(above))) {
    const found = inModules(wanted, join(folder, "node_modules"));
    if (found !== undefined) return found;
  }
  return undefined;
}

function onPath(wanted: Wanted, path: string): string | undefined {
  const name = process.platform === "win32" ? `${wanted.command}.exe` : wanted.command;
  for (const folder of path.split(delimiter)) {
    const found = folder === "" ? undefined : working(wanted, join(folder, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whoever else could change it could run code here. */
function isOwn(folder: string): boolean {
  try {
    const { uid, mode } = lstatSync(folder);
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    return false;
  }
}

function ours(wanted: Wanted, env: Outside): string | undefined {
  const folder = pinnedFolder(wanted.pinned, env);
  return isOwn(folder) ? inModules(wanted, join(folder, "node_modules")) : undefined;
}

/** What the setting names, else what is on the PATH, else what is installed for one of these directories or by us. */
export function programOf(
  wanted: Wanted,
  env: Outside,
  directories: readonly string[],
): Result<string, string> {
  const { setting, command } = wanted;
  const named = env[setting] ?? "";
  if (named !== "") {
    const found = working(wanted, named);
    return found === undefined ? err(`${setting} names ${named}, which cannot be run`) : ok(found);
  }
  const found = onPath(wanted, env["PATH"] ?? "") ?? installed(wanted, directories) ?? ours(wanted, env);
  return found === undefined
    ? err(`the command "${command}" is not on the PATH and ${wanted.package} is not installed`)
    : ok(found);
}

/** Those of these variables that are set on the machine. */
export const passed = (names: readonly string[], env: Outside): Readonly<Record<string, string>> =>
  Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
