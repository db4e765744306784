/** The service of artifacts as strict as the real one: a name is used once, nothing changes, ids are in no order, and things fail after they happened. */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

type Json = Readonly<Record<string, unknown>>;

export type StoredArtifact = {
  id: number;
  name: string;
  /** Of the platform. */
  workflowRun: string;
  bytes: Buffer;
  digest: string | null;
  expired: boolean;
};

export type ResultsFault = Readonly<{
  /** Of the service, or PUT, GET for the blobs. */
  method?: string;
  times?: number;
  status?: number;
  /** The other spelling of names that the format allows. */
  camel?: boolean;
  /** It was done all the same. */
  after?: boolean;
  drop?: boolean;
}>;

export type FakeResults = Readonly<{
  url: string;
  artifacts: StoredArtifact[];
  calls: { method: string; status: number; token: string }[];
  violations: string[];
  fail: (fault: ResultsFault) => void;
  /** What a job of that workflow run is given. */
  env: (workflowRun: string) => Readonly<{ ACTIONS_RESULTS_URL: string; ACTIONS_RUNTIME_TOKEN: string }>;
  /** Where the bytes of an artifact can be had for now. */
  signed: (id: number) => string;
  /** As another job of the run would. */
  add: (artifact: Readonly<{ name: string; workflowRun: string; bytes: Uint8Array }>) => StoredArtifact;
}>;

type Upload = { name: string; workflowRun: string; blocks: Map<string, Buffer>; bytes: Buffer | null };
type State = {
  made: number;
  uploads: Map<string, Upload>;
  fake: Omit<FakeResults, "url" | "env" | "signed">;
};
type Reply = Readonly<{ status: number; body: unknown }>;

const PREFIX = "/twirp/github.actions.results.api.v1.ArtifactService/";
const BAD_NAME = /["<>|*?:\r\n\\/]/;
const MOST = 500;

const refuse = (status: number, code: string, msg: string): Reply => ({ status, body: { code, msg } });
const sum = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The parts of a job's token that matter; nobody checks its signature here. */
const tokenFor = (workflowRun: string): string => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const scp = `Actions.GenericRead:00000000-0000-0000-0000-000000000000 Actions.Results:run-${workflowRun}:job-${workflowRun}`;
  return `${part({ alg: "none" })}.${part({ scp })}.signature`;
};

const runIn = (token: string): string | null => {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Json;
    return /Actions\.Results:run-(\d+):/.exec(String(claims["scp"]))?.[1] ?? null;
  } catch {
    return null;
  }
};

function create(state: State, run: string, body: Json, url: string): Reply {
  const name = String(body["name"]);
  if (name === "" || BAD_NAME.test(name)) return refuse(400, "invalid_argument", "the name is not allowed");
  if (typeof body["version"] !== "number") return refuse(400, "invalid_argument", "version is missing");
  const key = `${run} ${name}`;
  const isTaken =
    state.uploads.has(key) ||
    state.fake.artifacts.some((one) => one.workflowRun === run && one.name === name);
  if (isTaken)
    return refuse(409, "already_exists", "an artifact with this name already exists on the workflow run");
  if (state.fake.artifacts.filter((one) => one.workflowRun === run).length >= MOST)
    return refuse(429, "resource_exhausted", "too many artifacts");
  state.uploads.set(key, { name, workflowRun: run, blocks: new Map(), bytes: null });
  return {
    status: 200,
    body: {
      ok: true,
      signed_upload_url: `${url}/account/container/${encodeURIComponent(key)}?sig=${randomUUID()}`,
    },
  };
}

function add(
  state: State,
  artifact: Parameters<FakeResults["add"]>[0],
  digest: string | null,
): StoredArtifact {
  const stored = {
    // Later ones may have lower numbers.
    id: 5_000_000 - (((state.made += 1) * 7919) % 10_007),
    name: artifact.name,
    workflowRun: artifact.workflowRun,
    bytes: Buffer.from(artifact.bytes),
    digest,
    expired: false,
  };
  state.fake.artifacts.push(stored);
  return stored;
}

function finalize(state: State, run: string, body: Json): Reply {
  const key = `${run} ${String(body["name"])}`;
  const upload = state.uploads.get(key);
  if (upload === undefined) return refuse(404, "not_found", "there is no such upload");
  if (upload.bytes === null) return refuse(412, "failed_precondition", "nothing was uploaded");
  if (body["size"] !== String(upload.bytes.length))
    return refuse(400, "invalid_argument", "the size is another one");
  if (body["hash"] !== `sha256:${sum(upload.bytes)}`)
    return refuse(400, "invalid_argument", "the hash is another one");
  state.uploads.delete(key);
  const { id } = add(state, { ...upload, bytes: upload.bytes }, sum(upload.bytes));
  return { status: 200, body: { ok: true, artifact_id: String(id) } };
}

function list(state: State, run: string, body: Json): Reply {
  const filter = body["name_filter"];
  const found = state.fake.artifacts.filter(
    (one) => one.workflowRun === run && !one.expired && (filter === undefined || filter === one.name),
  );
  const artifacts = found.map(({ id, name, workflowRun, bytes, digest }) => ({
    workflow_run_backend_id: `run-${workflowRun}`,
    workflow_job_run_backend_id: `job-${workflowRun}`,
    database_id: String(id),
    name,
    size: String(bytes.length),
    created_at: "2026-11-21T12:00:00Z",
    ...(digest === null ? {} : { digest: `sha256:${digest}` }),
  }));
  return { status: 200, body: { artifacts } };
}

function twirp(state: State, method: string, run: string, body: Json, url: string): Reply {
  if (body["workflow_run_backend_id"] !== `run-${run}`)
    return refuse(403, "permission_denied", "of another run");
  if (method === "CreateArtifact") return create(state, run, body, url);
  if (method === "FinalizeArtifact") return finalize(state, run, body);
  if (method === "ListArtifacts") return list(state, run, body);
  if (method !== "GetSignedArtifactURL") return refuse(404, "bad_route", "no such method");
  const found = state.fake.artifacts.find(
    (one) => one.workflowRun === run && one.name === body["name"] && !one.expired,
  );
  return found === undefined
    ? refuse(404, "not_found", "there is no such artifact")
    : { status: 200, body: { signed_url: `${url}/blobs/${found.id}?sig=${randomUUID()}` } };
}

function blob(state: State, path: string, query: URLSearchParams, body: Buffer): Reply {
  const upload = state.uploads.get(decodeURIComponent(path.split("/")[3] ?? ""));
  if (upload === undefined) return { status: 404, body: "" };
  if (query.get("comp") === "block") upload.blocks.set(query.get("blockid") ?? "", body);
  else if (query.get("comp") === "blocklist") {
    const names = Array.from(body.toString().matchAll(/<Latest>([^<]+)<\/Latest>/g), ([, name = ""]) => name);
    if (names.some((name) => !upload.blocks.has(name))) return { status: 400, body: "InvalidBlockList" };
    upload.bytes = Buffer.concat(names.map((name) => upload.blocks.get(name) ?? Buffer.alloc(0)));
  } else return { status: 400, body: "" };
  return { status: 201, body: "" };
}

const camel = (body: unknown): unknown =>
  JSON.parse(
    JSON.stringify(body).replace(
      /"([a-z_]+)":/g,
      (_, name: string) => `"${name.replace(/_([a-z])/g, (__, one: string) => one.toUpperCase())}":`,
    ),
  );

async function bytesIn(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

type Asked = Readonly<{ url: URL; method: string; token: string; content: Buffer; base: string }>;

function answer(state: State, { url, token, content, base }: Asked): Reply {
  if (url.pathname.startsWith("/account/")) return blob(state, url.pathname, url.searchParams, content);
  if (url.pathname.startsWith("/blobs/")) {
    const found = state.fake.artifacts.find(({ id }) => url.pathname === `/blobs/${id}`);
    return found === undefined ? { status: 404, body: "" } : { status: 200, body: found.bytes };
  }
  const run = runIn(token);
  if (run === null) return refuse(401, "unauthenticated", "who is that?");
  return twirp(state, url.pathname.slice(PREFIX.length), run, JSON.parse(content.toString()) as Json, base);
}

async function serve(
  state: State,
  faults: { fault: ResultsFault; left: number }[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const base = `http://${request.headers.host ?? ""}`;
  const url = new URL(request.url ?? "/", base);
  const isQuestion = url.pathname.startsWith(PREFIX);
  const method = isQuestion ? url.pathname.slice(PREFIX.length) : (request.method ?? "");
  const token = (request.headers.authorization ?? "").replace("Bearer ", "");
  if (!isQuestion && token !== "") state.fake.violations.push(`${method} of a blob was given a token`);
  const content = await bytesIn(request);
  const found = faults.find(({ fault, left }) => left > 0 && (fault.method ?? method) === method);
  if (found !== undefined) found.left -= 1;
  const fault = found?.fault;
  const own =
    fault === undefined || fault.after === true || fault.camel === true
      ? answer(state, { url, method, token, content, base })
      : { status: 0, body: "" };
  const { status, body } =
    fault?.camel === true
      ? { status: own.status, body: camel(own.body) }
      : fault === undefined
        ? own
        : { status: fault.status ?? 503, body: "" };
  state.fake.calls.push({ method, status: fault?.drop === true ? 0 : status, token });
  if (fault?.drop === true) {
    response.destroy();
    return;
  }
  const isBytes = Buffer.isBuffer(body);
  response.writeHead(status, { "content-type": isBytes ? "application/zip" : "application/json" });
  response.end(isBytes || typeof body === "string" ? body : JSON.stringify(body));
}

export async function fakeResults(): Promise<FakeResults> {
  const faults: { fault: ResultsFault; left: number }[] = [];
  const state: State = {
    made: 0,
    uploads: new Map(),
    fake: {
      artifacts: [],
      calls: [],
      violations: [],
      fail: (fault) => faults.push({ fault, left: fault.times ?? 1 }),
      add: (artifact) => add(state, artifact, sum(artifact.bytes)),
    },
  };
  const http = createServer((request, response) => {
    void serve(state, faults, request, response).catch((error: unknown) => {
      state.fake.violations.push(`the fake itself: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    ...state.fake,
    url,
    env: (workflowRun) => ({ ACTIONS_RESULTS_URL: `${url}/`, ACTIONS_RUNTIME_TOKEN: tokenFor(workflowRun) }),
    signed: (id) => `${url}/blobs/${id}?sig=${randomUUID()}`,
  };
}
