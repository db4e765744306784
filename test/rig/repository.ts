/** A real repository for a test, made by the git of this machine. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./folder.ts";

const PATH = process.env["PATH"] ?? "";

export type Repository = Readonly<{
  folder: string;
  env: Readonly<Record<string, string>>;
  git: (...words: readonly string[]) => string;
  write: (name: string, text: string | Uint8Array) => void;
  read: (name: string) => string | null;
  /** All that is there becomes a commit. */
  commit: (message: string) => string;
}>;

export function repository(
  files: Readonly<Record<string, string>> = {},
  folder: string = temporaryFolder(),
): Repository {
  const env = { PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: "1" };
  fs.mkdirSync(folder, { recursive: true });
  const git = (...words: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=P", "-c", "user.email=p@x", ...words], {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trimEnd();
  const at = (name: string): string => join(folder, name);
  const write: Repository["write"] = (name, text) => {
    fs.mkdirSync(dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
  };
  git("init", "--quiet", "--initial-branch=work");
  const commit = (message: string): string => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "-m", message);
    return git("rev-parse", "HEAD");
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  if (Object.keys(files).length > 0) commit("first");
  return {
    folder,
    env,
    git,
    write,
    read: (name) => (fs.existsSync(at(name)) ? fs.readFileSync(at(name), "utf8") : null),
    commit,
  };
}
