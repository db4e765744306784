/** Where opencode lies on a machine, and which of the machine's keys it is handed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMusl, type Wanted } from "./installed.ts";
import { PINNED } from "./pinned.ts";

/** The path of the program, for whoever has it in a place of its own. */
export const OPENCODE_SETTING = "AGENT_ORCHESTRATOR_OPENCODE";
/** Values of these are keys: handed to the agent, and struck out of everything that is written. */
export const KEYS = [
  "ANTHROPIC_API_KEY",
  "OPENAI_API_KEY",
  "GEMINI_API_KEY",
  "GOOGLE_GENERATIVE_AI_API_KEY",
  "GROQ_API_KEY",
  "MISTRAL_API_KEY",
  "OPENCODE_API_KEY",
  "OPENROUTER_API_KEY",
  "XAI_API_KEY",
] as const;

const PACKAGE = "opencode";

/** Builds for older processors lack an instruction set that the usual one needs. */
function isOld(): boolean {
  try {
    return process.platform === "linux" && !/\bavx2\b/.test(readFileSync("/proc/cpuinfo", "latin1"));
  } catch {
    return false;
  }
}

function binaries(): readonly string[] {
  const windows = process.platform === "win32";
  const usual = `${PACKAGE}-${windows ? "windows" : process.platform}-${process.arch}`;
  const musl = isMusl() ? "-musl" : "";
  const builds =
    process.arch === "x64" ? [`${usual}${musl}`, `${usual}-baseline${musl}`] : [`${usual}${musl}`];
  const likelier = isOld() ? builds.toReversed() : builds;
  return likelier.map((name) => join(name, "bin", windows ? "opencode.exe" : "opencode"));
}

export const opencodeWanted = (): Wanted => ({
  setting: OPENCODE_SETTING,
  command: "opencode",
  package: PINNED.opencode.package,
  pinned: PINNED.opencode,
  binaries: binaries(),
});
