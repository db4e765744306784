/** The programs that may be installed where they are missing, each in the one version that it was tried with. */
import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

export type Pinned = Readonly<{ name: string; title: string; package: string; version: string }>;

export const PINNED = {
  claude: {
    name: "claude",
    title: "Claude Code",
    package: "@anthropic-ai/claude-code",
    version: "2.1.329",
  },
  codex: { name: "codex", title: "Codex", package: "@openai/codex", version: "0.169.0" },
  opencode: { name: "opencode", title: "opencode", package: "opencode-ai", version: "1.18.33" },
} as const satisfies Readonly<Record<string, Pinned>>;

const said = (text: string | undefined): text is string => text !== undefined && text !== "";

/** In the user's own cache, beside nothing that a repository could bring along. */
export function agentsFolder(env: Environment): string {
  const base = [env["XDG_CACHE_HOME"], env["LOCALAPPDATA"]].find(said);
  const home = said(env["HOME"]) ? env["HOME"] : homedir();
  return join(base ?? join(home, ".cache"), "agent-orchestrator", "agents");
}

export const pinnedFolder = ({ name, version }: Pinned, env: Environment): string =>
  join(agentsFolder(env), `${name}-${version}`);
