/** GitHub as far as this project uses it: it keeps what it is told, refuses what the real one refuses, and fails when asked to. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import {
  triggersReading,
  triggersState,
  triggersWriting,
  type TriggersOptions,
  type TriggersState,
} from "./github-triggers.ts";
import { requestIssues, responseIssues } from "./openapi.ts";
import {
  checkShape,
  commentShape,
  permissionShape,
  user,
  type StoredCheck,
  type StoredComment,
} from "./github-shapes.ts";
import { artifactShape, runShape, type StoredRun } from "./github-actions.ts";
import type { FakeResults } from "./results.ts";

export type Json = Readonly<Record<string, unknown>>;
export type Answer = Readonly<{ status: number; body: unknown; headers?: Readonly<Record<string, string>> }>;

export const MOST_ANNOTATIONS = 50;
export const LONGEST_TEXT = 65_535;
export const LONGEST_COMMENT = 65_536;

export type Call = Readonly<{
  method: string;
  path: string;
  body: Json;
  status: number;
  at: number;
  token: string;
}>;

/** `after` answers like this although it was done; `drop` closes the connection, `hang` never answers. */
export type Fault = Readonly<{
  method?: string;
  path?: RegExp;
  times?: number;
  answer?: Answer;
  after?: boolean;
  drop?: boolean;
  hang?: boolean;
}>;

export type FakeGithub = Readonly<{
  url: string;
  calls: Call[];
  checks: StoredCheck[];
  comments: StoredComment[];
  actions: TriggersState;
  /** What its own description has against what was said, by either side. */
  violations: string[];
  fail: (fault: Fault) => void;
  /** No more faults. */
  heal: () => void;
  writes: () => readonly Call[];
}>;

export type Options = Readonly<{
  readOnly?: boolean;
  people?: Readonly<Record<string, string>>;
  heads?: readonly string[];
  /** Who writes with the token. */
  author?: string;
  pull?: Json;
  comments?: readonly Omit<StoredComment, "writes">[];
  /** What jobs have kept, and where its bytes are. */
  results?: Pick<FakeResults, "artifacts" | "signed">;
  /** Workflow runs, newest first. */
  workflowRuns?: readonly StoredRun[];
  /** Another part of it, asked first: null for what it does not know. */
  part?: Part;
  checks?: readonly StoredCheck[];
}> &
  TriggersOptions;

export type Part = (
  method: string,
  path: string,
  query: URLSearchParams,
  body: Json,
  author: string,
) => Answer | null;

export const refusal = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: { message, documentation_url: "https://docs.github.test", status: String(status) },
  headers,
});
export const invalid = (message: string): Answer => ({
  status: 422,
  body: { message, documentation_url: "https://docs.github.test", errors: [] },
});

/** Of a limit by the hour. */
export const primaryLimit = (resetIn: number, now = Date.now()): Answer =>
  refusal(403, "API rate limit exceeded", {
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.ceil(now / 1000) + resetIn),
    date: new Date(now).toUTCString(),
  });
export const secondaryLimit = (after?: number): Answer =>
  refusal(
    403,
    "You have exceeded a secondary rate limit",
    after === undefined ? {} : { "retry-after": String(after) },
  );
export const tooMany = (after?: number): Answer =>
  refusal(429, "Too Many Requests", after === undefined ? {} : { "retry-after": String(after) });
export const forbidden = refusal(403, "Resource not accessible by integration");
export const badGateway: Answer = { status: 502, body: { message: "Server Error" } };

type State = Readonly<{
  options: Options;
  checks: StoredCheck[];
  comments: StoredComment[];
  triggers: TriggersState;
}> & {
  made: number;
};

/** As the real ones: neither in order nor close to each other. */
const freshId = (state: State): number => 1_000_000 + (((state.made += 1) * 7919) % 10_007);

const textOf = (value: unknown, fallback = ""): string => (typeof value === "string" ? value : fallback);

function checkRefusal(body: Json): Answer | null {
  const output = body["output"] as Json | undefined;
  if (output === undefined) return null;
  const annotations = (output["annotations"] ?? []) as readonly Json[];
  if (annotations.length > MOST_ANNOTATIONS) return invalid("Only 50 annotations are allowed per request");
  if (textOf(output["summary"]) === "") return invalid("output.summary is missing");
  for (const name of ["summary", "text"])
    if (textOf(output[name]).length > LONGEST_TEXT)
      return invalid(`output.${name} exceeds a maximum of 65535 characters`);
  const bad = annotations.find(
    (one) => !["notice", "warning", "failure"].includes(textOf(one["annotation_level"])),
  );
  return bad === undefined ? null : invalid("annotation_level is not included in the list");
}

function writeCheck(check: StoredCheck, body: Json): Answer {
  const refused = checkRefusal(body);
  if (refused !== null) return refused;
  const output = (body["output"] ?? {}) as Json;
  const conclusion = body["conclusion"] === undefined ? null : textOf(body["conclusion"]);
  check.status = conclusion === null ? textOf(body["status"], check.status) : "completed";
  check.conclusion = check.status === "completed" ? (conclusion ?? check.conclusion) : null;
  if (check.status === "completed" && check.conclusion === null) return invalid("conclusion is missing");
  check.title = textOf(output["title"], check.title);
  check.summary = textOf(output["summary"], check.summary);
  check.text = textOf(output["text"], check.text);
  check.annotations.push(...((output["annotations"] ?? []) as Json[]));
  check.writes += 1;
  return { status: 200, body: checkShape(check) };
}

function createCheck(state: State, body: Json): Answer {
  const head = textOf(body["head_sha"]);
  if (state.options.heads !== undefined && !state.options.heads.includes(head))
    return invalid("No commit found for SHA");
  const check: StoredCheck = {
    id: freshId(state),
    name: textOf(body["name"]),
    head,
    externalId: textOf(body["external_id"]),
    status: "queued",
    conclusion: null,
    title: "",
    summary: "",
    text: "",
    annotations: [],
    writes: 0,
  };
  const answer = writeCheck(check, body);
  if (answer.status !== 200) return answer;
  state.checks.push(check);
  return { status: 201, body: checkShape(check) };
}

function bodyRefusal(body: Json): Answer | null {
  const text = textOf(body["body"]);
  if (text === "") return invalid("Body cannot be blank");
  return text.length > LONGEST_COMMENT ? invalid("Body is too long (maximum is 65536 characters)") : null;
}

function createComment(state: State, body: Json): Answer {
  const refused = bodyRefusal(body);
  if (refused !== null) return refused;
  const comment = {
    id: freshId(state),
    author: state.options.author ?? "github-actions[bot]",
    body: textOf(body["body"]),
    writes: 1,
  };
  state.comments.push(comment);
  return { status: 201, body: commentShape(comment) };
}

function changeComment(state: State, id: number, body: Json): Answer {
  const comment = state.comments.find((one) => one.id === id);
  if (comment === undefined) return refusal(404, "Not Found");
  const refused = bodyRefusal(body);
  if (refused !== null) return refused;
  comment.body = textOf(body["body"]);
  comment.writes += 1;
  return { status: 200, body: commentShape(comment) };
}

function paged<T>(all: readonly T[], query: URLSearchParams): readonly T[] {
  const size = Math.min(100, Number(query.get("per_page") ?? "30"));
  const page = Number(query.get("page") ?? "1");
  return all.slice((page - 1) * size, page * size);
}

/** What the API knows of workflow runs and what they have kept. */
function actions({ options }: State, parts: readonly string[], query: URLSearchParams): Answer {
  const [, , , , kind, id = "", rest] = parts;
  const { workflowRuns = [], results } = options;
  const all = (results?.artifacts ?? []).toSorted((a, b) => b.id - a.id);
  const listed = (some: typeof all): Answer => {
    const named = some.filter(({ name }) => !query.has("name") || query.get("name") === name);
    const artifacts = paged(named, query).map((one) =>
      artifactShape(
        one,
        workflowRuns.find((run) => run.id === one.workflowRun),
      ),
    );
    return { status: 200, body: { total_count: named.length, artifacts } };
  };
  if (kind === "artifacts" && id === "") return listed(all);
  if (kind === "artifacts") {
    const found = all.find((one) => String(one.id) === id);
    if (found === undefined) return refusal(404, "Not Found");
    return found.expired
      ? refusal(410, "Artifact has expired")
      : { status: 302, body: "", headers: { location: results?.signed(found.id) ?? "" } };
  }
  if (kind === "runs" && rest === "artifacts") return listed(all.filter((one) => one.workflowRun === id));
  const run = workflowRuns.find((one) => one.id === id);
  if (kind === "runs")
    return run === undefined ? refusal(404, "Not Found") : { status: 200, body: runShape(run) };
  const own = workflowRuns.filter(
    (one) =>
      one.path.endsWith(`/${id}`) && one.head === query.get("head_sha") && one.event === query.get("event"),
  );
  return { status: 200, body: { total_count: own.length, workflow_runs: paged(own, query).map(runShape) } };
}

function reading(state: State, parts: readonly string[], query: URLSearchParams): Answer {
  const [, , , kind, id = "", rest] = parts;
  const other = triggersReading(state.triggers, parts, query);
  if (other !== null) return other;
  const found = <T>(thing: T | undefined, shape: (thing: T) => unknown): Answer =>
    thing === undefined ? refusal(404, "Not Found") : { status: 200, body: shape(thing) };
  if (parts[0] === "user")
    return {
      status: 200,
      body: {
        ...user(state.options.author ?? "me"),
        name: null,
        company: null,
        blog: null,
        location: null,
        email: null,
        hireable: null,
        bio: null,
        public_repos: 0,
        public_gists: 0,
        followers: 0,
        following: 0,
        created_at: "2026-01-01T00:00:00Z",
        updated_at: "2026-01-01T00:00:00Z",
      },
    };
  if (kind === "check-runs")
    return found(
      state.checks.find((one) => one.id === Number(id)),
      checkShape,
    );
  if (kind === "commits") {
    const own = state.checks
      .filter((one) => one.head === id && one.name === (query.get("check_name") ?? one.name))
      .toReversed();
    return { status: 200, body: { total_count: own.length, check_runs: paged(own, query).map(checkShape) } };
  }
  if (kind === "collaborators") {
    const role = state.options.people?.[id];
    return role === undefined
      ? refusal(404, `${id} is not a user`)
      : { status: 200, body: permissionShape(id, role) };
  }
  if (kind === "actions") return actions(state, parts, query);
  if (kind === "pulls") return found(state.options.pull, (pull) => pull);
  if (kind === "issues" && id === "comments")
    return found(
      state.comments.find((one) => one.id === Number(rest)),
      commentShape,
    );
  if (kind === "issues") return { status: 200, body: paged(state.comments, query).map(commentShape) };
  return refusal(404, "Not Found");
}

function answer(state: State, method: string, path: string, query: URLSearchParams, body: Json): Answer {
  const parts = path.split("/").slice(1).map(decodeURIComponent);
  const { part, author = "github-actions[bot]", readOnly = false } = state.options;
  if (method !== "GET" && readOnly) return refusal(403, "Resource not accessible by integration");
  const other = part?.(method, path, query, body, author) ?? null;
  if (other !== null) return other;
  if (method === "GET") return reading(state, parts, query);
  const [, , , kind, id = "", rest = ""] = parts;
  const started = method === "POST" ? triggersWriting(state.triggers, parts, body) : null;
  if (started !== null) return started;
  if (kind === "check-runs" && method === "POST") return createCheck(state, body);
  if (kind === "check-runs") {
    const check = state.checks.find((one) => one.id === Number(id));
    return check === undefined ? refusal(404, "Not Found") : writeCheck(check, body);
  }
  if (kind === "issues" && method === "POST") return createComment(state, body);
  if (kind === "issues" && id === "comments") return changeComment(state, Number(rest), body);
  return refusal(404, "Not Found");
}

async function textIn(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

type Server = Readonly<{
  state: State;
  faults: { fault: Fault; left: number }[];
  fake: Omit<FakeGithub, "url" | "fail" | "heal" | "writes">;
}>;

function faultFor({ faults }: Server, method: string, path: string): Fault | undefined {
  const found = faults.find(
    ({ fault, left }) => left > 0 && (fault.method ?? method) === method && (fault.path?.test(path) ?? true),
  );
  if (found !== undefined) found.left -= 1;
  return found?.fault;
}

async function serve(server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { fake, state } = server;
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const [method, path] = [request.method ?? "GET", url.pathname];
  const body = JSON.parse((await textIn(request)) || "{}") as Json;
  const token = (request.headers.authorization ?? "").replace("Bearer ", "");
  fake.violations.push(
    ...(method === "GET" ? requestIssues(method, path, undefined) : requestIssues(method, path, body)),
  );
  const fault = faultFor(server, method, path);
  const isDone = fault === undefined || fault.after === true;
  const own =
    token === ""
      ? refusal(401, "Requires authentication")
      : isDone
        ? answer(state, method, path, url.searchParams, body)
        : badGateway;
  const { status, body: said, headers = {} } = fault?.answer ?? own;
  if (fault === undefined) fake.violations.push(...responseIssues(method, path, status, said));
  fake.calls.push({ method, path, body, status: fault?.drop === true ? 0 : status, at: Date.now(), token });
  if (fault?.hang === true) return;
  if (fault?.drop === true) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(status === 204 ? undefined : JSON.stringify(said));
}

/** Answers until the test is over. */
export async function fakeGithub(options: Options = {}): Promise<FakeGithub> {
  const state: State = {
    options,
    checks: [...(options.checks ?? [])],
    triggers: triggersState(options),
    comments: (options.comments ?? []).map((one) => ({ ...one, writes: 0 })),
    made: 0,
  };
  const fake = {
    calls: [] as Call[],
    checks: state.checks,
    comments: state.comments,
    actions: state.triggers,
    violations: [] as string[],
  };
  const server: Server = { state, faults: [], fake };
  const http = createServer((request, response) => {
    void serve(server, request, response).catch((error: unknown) => {
      fake.violations.push(`the fake itself: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return {
    ...fake,
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    heal: () => {
      server.faults.length = 0;
    },
    fail: (fault) => server.faults.push({ fault, left: fault.times ?? 1 }),
    writes: () => fake.calls.filter(({ method }) => method !== "GET"),
  };
}
