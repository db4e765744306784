/** The part of GitHub that holds files of commits, runs workflows and shows signs under comments. */
import { createHash } from "node:crypto";
import { filled } from "./openapi-fill.ts";

type Json = Readonly<Record<string, unknown>>;
type Reply = Readonly<{ status: number; body: unknown }>;

export type StartedRun = {
  id: number;
  status: string;
  conclusion: string | null;
  head: string;
  event: string;
  /** How it stands each time when it is asked about; the last one stays. */
  course: readonly Readonly<{ status: string; conclusion: string | null }>[];
  jobs: readonly Readonly<{ name: string; status: string; conclusion: string | null }>[];
  cancelled: boolean;
};

export type TriggersOptions = Readonly<{
  /** What the base of changes holds, by path. */
  base?: Readonly<Record<string, string>>;
  /** Of any commit alone. */
  changed?: readonly string[];
  runs?: readonly Partial<StartedRun>[];
  defaultBranch?: string;
  /** An older server that says nothing about the run that it starts. */
  silentDispatch?: boolean;
  /** The run that a dispatch starts. */
  dispatched?: Partial<StartedRun>;
  /** What the workflow file declares. */
  dispatchInputs?: readonly string[];
}>;

export type TriggersState = Readonly<{
  options: TriggersOptions;
  runs: StartedRun[];
  signs: { comment: number; content: string }[];
  dispatches: Json[];
}>;

export const startedRun = (run: Partial<StartedRun>): StartedRun => ({
  id: 501,
  status: "in_progress",
  conclusion: null,
  head: "",
  event: "pull_request",
  course: [],
  jobs: [],
  cancelled: false,
  ...run,
});

export const triggersState = (options: TriggersOptions): TriggersState => ({
  options,
  runs: (options.runs ?? []).map(startedRun),
  signs: [],
  dispatches: [],
});

export const blobName = (text: string): string =>
  createHash("sha1")
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest("hex");

const treeName = (folder: string): string => createHash("sha1").update(`tree ${folder}`).digest("hex");

type Files = Readonly<Record<string, string>>;

const foldersOf = (files: Files): ReadonlySet<string> =>
  new Set(
    Object.keys(files).flatMap((path) => {
      const parts = path.split("/").slice(0, -1);
      return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
    }),
  );

function entriesIn(files: Files, folder: string, below: boolean): readonly Json[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const inside = (path: string): boolean =>
    path.startsWith(prefix) && (below || !path.slice(prefix.length).includes("/"));
  const folders = [...foldersOf(files)].filter((path) => path !== folder && inside(path));
  return [
    ...folders.map((path) => ({
      path: path.slice(prefix.length),
      mode: "040000",
      type: "tree",
      sha: treeName(path),
    })),
    ...Object.entries(files)
      .filter(([path]) => inside(path))
      .map(([path, text]) => ({
        path: path.slice(prefix.length),
        mode: "100644",
        type: "blob",
        sha: blobName(text),
        size: Buffer.byteLength(text),
      })),
  ];
}

const notFound: Reply = {
  status: 404,
  body: { message: "Not Found", documentation_url: "https://docs.github.test", status: "404" },
};

function gitReading({ options }: TriggersState, kind: string, name: string, below: boolean): Reply {
  const files = options.base;
  if (files === undefined) return notFound;
  if (kind === "blobs") {
    const found = Object.values(files).find((text) => blobName(text) === name);
    return found === undefined
      ? notFound
      : {
          status: 200,
          body: filled("blob", {
            sha: name,
            size: Buffer.byteLength(found),
            encoding: "base64",
            content: Buffer.from(found).toString("base64"),
          }),
        };
  }
  const folder = [...foldersOf(files)].find((path) => treeName(path) === name) ?? "";
  return { status: 200, body: { sha: name, truncated: false, tree: entriesIn(files, folder, below) } };
}

function runBody(run: StartedRun): Json {
  const [next, ...rest] = run.course;
  if (next !== undefined) {
    run.status = next.status;
    run.conclusion = next.conclusion;
    if (rest.length > 0) run.course = rest;
  }
  return filled("workflow-run", {
    id: run.id,
    status: run.status,
    conclusion: run.conclusion,
    head_sha: run.head,
    event: run.event,
    html_url: `https://github.test/o/r/actions/runs/${run.id}`,
  });
}

function runReading(state: TriggersState, id: string, rest: string): Reply | null {
  const run = state.runs.find((one) => one.id === Number(id));
  if (run === undefined) return null;
  if (rest !== "jobs") return { status: 200, body: runBody(run) };
  const jobs = run.jobs.map((job) => filled("job", { ...job, run_id: run.id }));
  return { status: 200, body: { total_count: jobs.length, jobs } };
}

/** Null for what is somebody else's. */
export function triggersReading(
  state: TriggersState,
  parts: readonly string[],
  query: URLSearchParams,
): Reply | null {
  const [, , , kind = "", second = "", third = "", fourth = ""] = parts;
  if (parts.length === 3 && parts[0] === "repos")
    return {
      status: 200,
      body: filled("full-repository", { default_branch: state.options.defaultBranch ?? "main" }),
    };
  if (kind === "git" && state.options.base !== undefined)
    return gitReading(state, second, third, query.get("recursive") === "1");
  if (kind === "pulls" && third === "files") {
    const changed = state.options.changed ?? [];
    const [size, page] = [Number(query.get("per_page") ?? "30"), Number(query.get("page") ?? "1")];
    const files = changed.slice((page - 1) * size, page * size);
    return {
      status: 200,
      body: files.map((filename) => filled("diff-entry", { filename, sha: "a".repeat(40) })),
    };
  }
  if (kind === "actions" && second === "runs") return runReading(state, third, fourth);
  if (kind === "actions" && second === "workflows" && query.get("event") === "workflow_dispatch") {
    const runs = state.runs.filter(({ event }) => event === "workflow_dispatch").map(runBody);
    return { status: 200, body: { total_count: runs.length, workflow_runs: runs } };
  }
  return null;
}

function dispatch(state: TriggersState, workflow: string, body: Json): Reply {
  const inputs = (body["inputs"] ?? {}) as Json;
  if (workflow === "missing.yml") return notFound;
  const known = state.options.dispatchInputs;
  const stranger = Object.keys(inputs).find((name) => known !== undefined && !known.includes(name));
  const refused = (message: string): Reply => ({
    status: 422,
    body: { message, documentation_url: "https://docs.github.test" },
  });
  if (stranger !== undefined) return refused(`Unexpected inputs provided: ["${stranger}"]`);
  if (Object.keys(inputs).length > 25) return refused("you may only define up to 25 `inputs`");
  state.dispatches.push({ workflow, ...body });
  const run = startedRun({
    id: 900 + state.runs.length,
    event: "workflow_dispatch",
    ...state.options.dispatched,
  });
  state.runs.push(run);
  if (state.options.silentDispatch === true || body["return_run_details"] !== true)
    return { status: 204, body: null };
  const url = `https://github.test/o/r/actions/runs/${run.id}`;
  return { status: 200, body: { workflow_run_id: run.id, run_url: url, html_url: url } };
}

export function triggersWriting(state: TriggersState, parts: readonly string[], body: Json): Reply | null {
  const [, , , kind = "", second = "", third = "", fourth = ""] = parts;
  if (kind === "issues" && second === "comments" && fourth === "reactions") {
    state.signs.push({ comment: Number(third), content: String(body["content"]) });
    return { status: 201, body: filled("reaction", { content: body["content"] }) };
  }
  if (kind === "actions" && second === "workflows" && fourth === "dispatches")
    return dispatch(state, third, body);
  if (kind === "actions" && second === "runs" && fourth === "cancel") {
    const run = state.runs.find((one) => one.id === Number(third));
    if (run === undefined) return notFound;
    if (run.status === "completed")
      return { status: 409, body: { message: "Cannot cancel a workflow run that is completed." } };
    run.cancelled = true;
    return { status: 202, body: {} };
  }
  return null;
}
