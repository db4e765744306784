/** Which files decide what a run does: under a change they are read as they are where it leads to, not as the change has them. */

/** Workflows, agents and modules as they lie in a project. */
export const DEFINITION_PLACES = [
  ".claude",
  ".github/agents",
  "workflows",
  "agent-orchestrator.config.yml",
] as const;

/** What programs of agents read by themselves before they are told anything: rules, servers, hooks that are run. */
export const AGENT_PLACES = [
  ".claude",
  ".mcp.json",
  "CLAUDE.md",
  "CLAUDE.local.md",
  "AGENTS.md",
  "AGENTS.override.md",
  ".codex",
  ".opencode",
  "opencode.json",
  "opencode.jsonc",
  ".gemini",
  "GEMINI.md",
  ".cursor",
  ".cursorrules",
  ".gitmodules",
] as const;

/** Ours: runs and working trees that lie among them. */
export const OWN_PLACES = [".claude/workflow-state", ".claude/worktrees"] as const;

export const MAX_BASE_FILES = 1000;
export const MAX_BASE_FILE_BYTES = 1024 * 1024;
/** Those that differ from what lies here; the others need not be fetched. */
export const MAX_BASE_FETCHES = 40;
/** Of all of them, where they go with a plan that many jobs load. */
export const MAX_CARRIED_BASE_BYTES = 16 * 1024 * 1024;

/** Names that some file system takes for the same. */
const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

const AGENT_NAMES: ReadonlySet<string> = new Set(AGENT_PLACES.map(folded));

/** Of an entry in a folder of the project: whether a program of an agent may read it by itself. */
export const isAgentPlace = (name: string): boolean => AGENT_NAMES.has(folded(name));

export const isOwnPlace = (path: string): boolean =>
  OWN_PLACES.some((own) => path === own || path.startsWith(`${own}/`));

/** A path as git knows them: relative, nothing in it that could lead elsewhere. */
export const isPlainPath = (path: string): boolean =>
  path !== "" &&
  !path.includes("\0") &&
  !path.includes("\\") &&
  path.split("/").every((part) => part !== "" && part !== "." && part !== ".." && folded(part) !== ".git");

const folderOf = (path: string): string => path.split("/").slice(0, -1).join("/");

/** With what lies beside it: replies, tests, modules. In the top folder that is everything, so there only files of its name count. */
function placesOf(workflow: string): readonly string[] {
  if (!isPlainPath(workflow)) return [];
  const folder = folderOf(workflow);
  if (folder !== "") return [folder];
  const stem = workflow.replace(/\.(?:ya?ml|json)$/, "");
  return stem === workflow ? [] : [workflow, `${stem}.script.yml`];
}

/** What to read for a workflow that was named so; relative to the project. */
export const definitionPlaces = (workflow: string): readonly string[] => [
  ...new Set([...DEFINITION_PLACES, ...placesOf(workflow)]),
];
