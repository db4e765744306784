/** Finds Claude Code on this machine, and says exactly what of it is missing. */
import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";

export type Outside = Readonly<Record<string, string | undefined>>;

/** The path of the program, for whoever has it in a place of its own. */
export const CLAUDE_SETTING = "AGENT_ORCHESTRATOR_CLAUDE";
/** Values of these are keys: handed to the agent, and struck out of everything that is written. */
export const KEYS = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"] as const;

const PACKAGE = "@anthropic-ai/claude-code";
const COMMAND = "claude";
/** The real program has hundreds of megabytes; what stands in its place until it is installed has a few lines. */
const SMALLEST_PROGRAM = 1 << 20;
const MUSL = ["/etc/alpine-release"];

const exists = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** The packages that may hold the program for this machine, likelier first. */
function platformPackages(): readonly string[] {
  const usual = `${PACKAGE}-${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return [usual];
  const musl = `${usual}-musl`;
  return MUSL.some((path) => existsSync(path)) ? [musl, usual] : [usual, musl];
}

const PROGRAM = process.platform === "win32" ? `${COMMAND}.exe` : COMMAND;

const platformBinary = (modules: string): string | undefined =>
  platformPackages()
    .map((name) => join(modules, name, PROGRAM))
    .find(exists);

/** An install without scripts leaves a stub in place of the program, which lies in a package beside it. */
function working(path: string): string | undefined {
  if (!exists(path)) return undefined;
  const real = realpathSync(path);
  const at = real.lastIndexOf(join(PACKAGE, "bin"));
  if (at === -1 || statSync(real).size >= SMALLEST_PROGRAM) return path;
  return (
    platformBinary(real.slice(0, at)) ?? platformBinary(join(real.slice(0, at), PACKAGE, "node_modules"))
  );
}

function above(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

function installed(directories: readonly string[]): string | undefined {
  for (const folder of new Set(directories.flatMap(above))) {
    const modules = join(folder, "node_modules");
    const found = working(join(modules, ".bin", COMMAND)) ?? platformBinary(modules);
    if (found !== undefined) return found;
  }
  return undefined;
}

function onPath(path: string): string | undefined {
  for (const folder of path.split(delimiter)) {
    const found = folder === "" ? undefined : working(join(folder, PROGRAM));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the setting names, else what is on the PATH, else what is installed for one of these directories. */
export function claudeProgram(env: Outside, directories: readonly string[]): Result<string, string> {
  const named = env[CLAUDE_SETTING] ?? "";
  if (named !== "") {
    const found = working(named);
    return found === undefined ? err(`${CLAUDE_SETTING} names ${named}, which cannot be run`) : ok(found);
  }
  const found = onPath(env["PATH"] ?? "") ?? installed(directories);
  return found === undefined
    ? err(`the command "${COMMAND}" is not on the PATH and ${PACKAGE} is not installed`)
    : ok(found);
}

/** Where Claude Code keeps its login and its conversations. */
export const configFolder = (env: Outside): string =>
  env["CLAUDE_CONFIG_DIR"] ?? join(env["HOME"] ?? homedir(), ".claude");

/** On a Mac the login lies in the keychain, which is not ours to ask. */
export function lacksKey(env: Outside, platform: string = process.platform): string | null {
  if (KEYS.some((name) => (env[name] ?? "") !== "")) return null;
  if (platform === "darwin" || existsSync(join(configFolder(env), ".credentials.json"))) return null;
  return `neither ${KEYS.join(" nor ")} is set, and nobody is logged in`;
}
