/** Installs a coding agent's program by npm: whole or not at all, and never with anybody's key. */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join } from "node:path";
import { redactor, SHORTEST_SECRET } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Outside } from "./installed.ts";
import { type Pinned, pinnedFolder } from "./pinned.ts";

/** Whoever takes longer than this is ended. */
export const INSTALL_LIMIT_MS = 5 * 60_000;
/** How much of what npm complains about is kept, and how much of that is said. */
const HEARD_LIMIT = 1 << 16;
export const WORDS_LIMIT = 400;

const PASSED = new Set([
  "PATH",
  "HOME",
  "TMPDIR",
  "LANG",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
  "ALL_PROXY",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
]);

const isPassed = (name: string): boolean =>
  PASSED.has(name.toUpperCase()) || name.toLowerCase().startsWith("npm_config_");

/** What npm needs to reach its registry: no key of a model is among it. */
export const npmEnvironment = (env: Outside): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && isPassed(name) ? [[name, value] as const] : [],
    ),
  );

/** Not of a folder that depends on where somebody stands. */
function npmIn(env: Outside): string | undefined {
  const folders = (env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  return folders
    .map((folder) => join(folder, "npm"))
    .find((path) => {
      try {
        fs.accessSync(path, fs.constants.X_OK);
        return fs.statSync(path).isFile();
      } catch {
        return false;
      }
    });
}

/** The registry's login may stand in what it says. */
function wordsOf(heard: string, env: Outside): string {
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    /^npm_config_.*(auth|pass|token)/i.test(name) && (value ?? "").length >= SHORTEST_SECRET
      ? [value ?? ""]
      : [],
  );
  return oneLine(redactor(secrets).text(heard.trim()), WORDS_LIMIT);
}

/** Null if it went well, else what it said. It stands in `folder`, so that no `.npmrc` of a repository is heeded. */
function npm(argv: readonly [string, ...string[]], folder: string, env: Outside, limit: number) {
  const [program, ...args] = argv;
  return new Promise<string | null>((resolve) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: npmEnvironment(env),
      stdio: ["ignore", "ignore", "pipe"],
      timeout: limit,
      killSignal: "SIGKILL",
    });
    let heard = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      heard = (heard + text).slice(0, HEARD_LIMIT);
    });
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => {
      child.stderr.destroy();
      if (code === 0) return resolve(null);
      const how =
        signal === null ? `exit code ${code}` : `ended by ${signal}, after ${limit / 1000} s at most`;
      const words = wordsOf(heard, env);
      resolve(words === "" ? how : `${how}: ${words}`);
    });
  });
}

/** What others began and did not end: nobody works on it once it is older than npm may take. */
function sweep(parent: string, prefix: string, limit: number): void {
  for (const name of fs.readdirSync(parent)) {
    const path = join(parent, name);
    const begun = name.startsWith(prefix) ? fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs : undefined;
    if (begun !== undefined && Date.now() - begun > 2 * limit) discard(path);
  }
}

function discard(path: string): void {
  try {
    fs.rmSync(path, { recursive: true, force: true });
  } catch {
    // It stays until somebody sweeps it away.
  }
}

/** Somebody else may have been quicker: then theirs is as good as ours. */
function settle(draft: string, place: string): void {
  try {
    fs.renameSync(draft, place);
  } catch (error) {
    if (!fs.existsSync(place)) throw error;
  }
}

async function installInto(pinned: Pinned, program: string, env: Outside, limit: number) {
  const place = pinnedFolder(pinned, env);
  const prefix = `.${basename(place)}.`;
  fs.mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  sweep(dirname(place), prefix, limit);
  const draft = fs.mkdtempSync(join(dirname(place), prefix));
  try {
    const flags = ["--prefix", draft, "--ignore-scripts", "--no-audit", "--no-fund"];
    const what = `${pinned.package}@${pinned.version}`;
    const failure = await npm([program, "install", ...flags, what], draft, env, limit);
    if (failure === null) settle(draft, place);
    return failure === null ? null : `npm could not install ${what} (${failure})`;
  } finally {
    discard(draft);
  }
}

/** Null if the program lies in its place now, else why it does not. */
export async function install(
  pinned: Pinned,
  env: Outside,
  limit: number = INSTALL_LIMIT_MS,
): Promise<string | null> {
  const program = npmIn(env);
  if (program === undefined) return "npm, which would install it, is not on the PATH";
  try {
    return await installInto(pinned, program, env, limit);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `there is no place to install it: ${oneLine(why, WORDS_LIMIT)}`;
  }
}
