/** What the runner has put under a step: read once from the environment into values that the rest can rely on. */
import { realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { repositoryOf, type Repository } from "../adapters/github/repository.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export type Ground = Readonly<{
  apiUrl: string;
  repository: Repository | null;
  /** Where the run can be watched. */
  url: string | null;
  runId: string;
  attempt: number;
  /** The workflow file of the platform, as a path of the repository; empty where nobody says. */
  workflowFile: string;
  /** The job's name in that file. */
  job: string;
  eventPath: string;
  workspace: string;
  temporary: string;
}>;

export const DIGITS = /^\d{1,20}$/;
/** `owner/name/<path>@<ref>`. */
const WORKFLOW = /^[^/@]+\/[^/@]+\/([^@]{1,500})@/;
const JOB = /^[A-Za-z0-9_-]{1,100}$/;
export const GITHUB_API = "https://api.github.com";
const SERVER = "https://github.com";

/** An address that could end a link is none. */
export const addressOf = (text: string | undefined, standard: string): string =>
  text !== undefined && /^https?:\/\/[A-Za-z0-9._:[\]/-]+$/.test(text) ? text : standard;

/** Where a run of the platform can be watched; null where nobody knows. */
export function runAddress(env: Environment, repository: Repository | null): string | null {
  const id = env["GITHUB_RUN_ID"] ?? "";
  if (repository === null || !DIGITS.test(id) || id === "0") return null;
  const server = addressOf(env["GITHUB_SERVER_URL"], SERVER);
  return `${server}/${repository.owner}/${repository.name}/actions/runs/${id}`;
}

export function groundOf(env: Environment): Ground {
  const runId = DIGITS.test(env["GITHUB_RUN_ID"] ?? "") ? (env["GITHUB_RUN_ID"] ?? "0") : "0";
  const repository = repositoryOf(env["GITHUB_REPOSITORY"]);
  const workspace = resolve(env["GITHUB_WORKSPACE"] ?? ".");
  return {
    apiUrl: addressOf(env["GITHUB_API_URL"], GITHUB_API),
    repository,
    url: runAddress(env, repository),
    runId,
    attempt: Math.max(1, Number.parseInt(env["GITHUB_RUN_ATTEMPT"] ?? "1", 10) || 1),
    workflowFile: WORKFLOW.exec(env["GITHUB_WORKFLOW_REF"] ?? "")?.[1] ?? "",
    job: JOB.exec(env["GITHUB_JOB"] ?? "")?.[0] ?? "",
    eventPath: env["GITHUB_EVENT_PATH"] ?? "",
    workspace,
    temporary: env["RUNNER_TEMP"] ?? "",
  };
}

/** What the runner hands to a step for itself: tokens of the job, files of commands, what was asked. */
const OF_THE_RUNNER = /^(?:INPUT_|ACTIONS_|GITHUB_|RUNNER_|STATE_)/i;

/** That this is a runner is no secret, and decides about colours. */
const HARMLESS = new Set(["GITHUB_ACTIONS"]);

export const isOfTheRunner = (name: string): boolean => OF_THE_RUNNER.test(name) && !HARMLESS.has(name);

/** For the program and all that it starts. */
export const programEnvironment = (
  env: Environment,
  credentials: Readonly<Record<string, string>>,
): Environment => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !isOfTheRunner(name))),
  ...credentials,
});

/** Null for a folder that is not there or lies outside, also by a link. */
export function insideWorkspace({ workspace }: Pick<Ground, "workspace">, path: string): string | null {
  try {
    const [root, found] = [realpathSync(workspace), realpathSync(resolve(workspace, path))];
    const way = relative(root, found);
    return way === ".." || way.startsWith(`..${sep}`) || resolve(root, way) !== found ? null : found;
  } catch {
    return null;
  }
}

/** Kept for the length of the job unless somebody wants it kept longer. */
export const stateDirectory = ({ temporary, workspace }: Ground, wanted: string): string =>
  wanted !== ""
    ? resolve(workspace, wanted)
    : join(temporary === "" ? workspace : temporary, "agent-orchestrator");
