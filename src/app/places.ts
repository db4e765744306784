/** Where a project keeps its workflows and agents, and how paths are joined without asking the machine. */

/** Searched in this order; the first folder that has the name wins, so that a project can replace a library workflow. */
export const WORKFLOW_FOLDERS = [".claude/workflows", ".github/agents", "workflows"] as const;
export const AGENT_FOLDER = ".claude/agents";
export const EXTENSIONS = [".yml", ".yaml", ".json"] as const;
const SCRIPT_SUFFIX = ".script";
const TEST_SUFFIX = ".test";
const CASSETTE_SUFFIX = ".cassette";
/** What lies beside a workflow under its name. */
const COMPANIONS = [SCRIPT_SUFFIX, TEST_SUFFIX, CASSETTE_SUFFIX] as const;

/** `project` is where the person works; `library` is where this program was installed. Both absolute. */
export type Places = Readonly<{ project: string; library: string }>;

export type Origin = "project" | "library";

const isAbsolute = (path: string): boolean =>
  path.startsWith("/") || path.startsWith("\\\\") || /^[A-Za-z]:[\\/]/.test(path);

export const joined = (folder: string, path: string): string =>
  isAbsolute(path) ? path : `${folder.replace(/[\\/]+$/, "")}/${path.replace(/^(?:\.[\\/])+/, "")}`;

export const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, "");

/** One name for one file, however it was reached. */
export function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(/[\\/]/)) {
    if (part === "." || (part === "" && parts.length > 0)) continue;
    if (part === ".." && parts.length > 1) parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

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
  return stem === "" || COMPANIONS.some((suffix) => stem.endsWith(suffix)) ? undefined : stem;
}

function beside(path: string, ending: string): string | undefined {
  const extension = EXTENSIONS.find((each) => path.endsWith(each));
  return extension === undefined ? undefined : `${path.slice(0, -extension.length)}${ending}`;
}

/** Where the replies for the scripted agent lie: beside the workflow. */
export const scriptPath = (path: string): string | undefined => beside(path, `${SCRIPT_SUFFIX}.yml`);

/** Where the tests of a workflow lie. */
export const testPath = (path: string): string | undefined => beside(path, `${TEST_SUFFIX}.yml`);

/** Where recorded answers lie if no other file is named. */
export const cassettePath = (path: string): string | undefined => beside(path, `${CASSETTE_SUFFIX}.json`);

/** The workflow that a file with tests belongs to; other words stay as they are. */
export function testedBy(word: string): string {
  const extension = EXTENSIONS.find((each) => word.endsWith(`${TEST_SUFFIX}${each}`));
  return extension === undefined
    ? word
    : `${word.slice(0, -TEST_SUFFIX.length - extension.length)}${extension}`;
}
