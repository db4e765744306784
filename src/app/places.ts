/** Where a project keeps its workflows and agents, and how paths are joined without asking the machine. */

/** Searched in this order; the first folder that has the name wins, so that a project can replace a library workflow. */
export const WORKFLOW_FOLDERS = [".claude/workflows", ".github/agents", "workflows"] as const;
export const AGENT_FOLDER = ".claude/agents";
export const EXTENSIONS = [".yml", ".yaml", ".json"] as const;
const SCRIPT_SUFFIX = ".script";

/** `project` is where the person works; `library` is where this program was installed. Both absolute. */
export type Places = Readonly<{ project: string; library: string }>;

export type Origin = "project" | "library";

const isAbsolute = (path: string): boolean =>
  path.startsWith("/") || path.startsWith("\\\\") || /^[A-Za-z]:[\\/]/.test(path);

export const joined = (folder: string, path: string): string =>
  isAbsolute(path) ? path : `${folder.replace(/[\\/]+$/, "")}/${path.replace(/^(?:\.[\\/])+/, "")}`;

/** As short as it can be said from the project. */
export function shown(places: Places, path: string): string {
  const prefix = `${places.project.replace(/[\\/]+$/, "")}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** The name under which a file can be run; nothing for files that are no workflows. */
export function workflowName(file: string): string | undefined {
  const extension = EXTENSIONS.find((each) => file.endsWith(each));
  if (extension === undefined || file.startsWith(".")) return undefined;
  const stem = file.slice(0, -extension.length);
  return stem === "" || stem.endsWith(SCRIPT_SUFFIX) ? undefined : stem;
}

/** Where the replies for the scripted agent lie: beside the workflow. */
export function scriptPath(path: string): string | undefined {
  const extension = EXTENSIONS.find((each) => path.endsWith(each));
  return extension === undefined ? undefined : `${path.slice(0, -extension.length)}${SCRIPT_SUFFIX}.yml`;
}
