/** Where Claude Code lies on a machine, and whether somebody is logged in. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { isMusl, type Outside, type Wanted } from "./installed.ts";
import { PINNED } from "./pinned.ts";

/** The path of the program, for whoever has it in a place of its own. */
export const CLAUDE_SETTING = "AGENT_ORCHESTRATOR_CLAUDE";
/** Values of these are keys: handed to the agent, and struck out of everything that is written. */
export const KEYS = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"] as const;

const PACKAGE = PINNED.claude.package;
const COMMAND = "claude";

/** The packages that may hold the program for this machine, likelier first. */
function platformPackages(): readonly string[] {
  const usual = `${PACKAGE}-${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return [usual];
  const musl = `${usual}-musl`;
  return isMusl() ? [musl, usual] : [usual, musl];
}

const PROGRAM = process.platform === "win32" ? `${COMMAND}.exe` : COMMAND;

export const claudeWanted = (): Wanted => ({
  setting: CLAUDE_SETTING,
  command: COMMAND,
  package: PINNED.claude.package,
  pinned: PINNED.claude,
  binaries: platformPackages().map((name) => join(name, PROGRAM)),
});

/** Where Claude Code keeps its login and its conversations. */
export const configFolder = (env: Outside): string =>
  env["CLAUDE_CONFIG_DIR"] ?? join(env["HOME"] ?? homedir(), ".claude");

/** On a Mac the login lies in the keychain, which is not ours to ask. */
export function lacksKey(env: Outside, platform: string = process.platform): string | null {
  if (KEYS.some((name) => (env[name] ?? "") !== "")) return null;
  if (platform === "darwin" || existsSync(join(configFolder(env), ".credentials.json"))) return null;
  return `neither ${KEYS.join(" nor ")} is set, and nobody is logged in`;
}
