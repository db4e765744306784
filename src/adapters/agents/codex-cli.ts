/** Where Codex lies on a machine, whose key it works with, and where it keeps its conversations. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Outside, type Wanted } from "./installed.ts";
import { PINNED } from "./pinned.ts";

/** The path of the program, for whoever has it in a place of its own. */
export const CODEX_SETTING = "AGENT_ORCHESTRATOR_CODEX";
/** The first that is set is handed to Codex, and kept from the programs that it starts. */
export const KEYS = ["CODEX_API_KEY", "OPENAI_API_KEY"] as const;
export const KEY = KEYS[0];

/** How it calls its conversations. */
export const CONVERSATION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const PACKAGE = PINNED.codex.package;

const TRIPLES: Readonly<Record<string, string>> = {
  "linux-x64": "x86_64-unknown-linux-musl",
  "linux-arm64": "aarch64-unknown-linux-musl",
  "darwin-x64": "x86_64-apple-darwin",
  "darwin-arm64": "aarch64-apple-darwin",
  "win32-x64": "x86_64-pc-windows-msvc",
  "win32-arm64": "aarch64-pc-windows-msvc",
};

/** The script on the PATH would stand between us and the program, and outlive it or die before it. */
function binaries(): readonly string[] {
  const machine = `${process.platform}-${process.arch}`;
  const triple = TRIPLES[machine];
  const program = process.platform === "win32" ? "codex.exe" : "codex";
  return triple === undefined ? [] : [join(`${PACKAGE}-${machine}`, "vendor", triple, "bin", program)];
}

export const codexWanted = (): Wanted => ({
  setting: CODEX_SETTING,
  command: "codex",
  package: PINNED.codex.package,
  pinned: PINNED.codex,
  binaries: binaries(),
});

export const codexHome = (env: Outside): string =>
  env["CODEX_HOME"] ?? join(env["HOME"] ?? homedir(), ".codex");

export const keyIn = (env: Outside): string | undefined =>
  KEYS.map((name) => env[name] ?? "").find((value) => value !== "");

export function lacksKey(env: Outside): string | null {
  if (keyIn(env) !== undefined || existsSync(join(codexHome(env), "auth.json"))) return null;
  return `neither ${KEYS.join(" nor ")} is set, and nobody is logged in`;
}
