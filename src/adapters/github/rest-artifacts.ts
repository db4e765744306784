/** Artifacts of other workflow runs, by the API: which there are, whose they are, and their bytes. */
import { digest, type Digest } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import type { Api, Trouble } from "./api.ts";
import { carryFault, type CarryFault } from "./carry-faults.ts";
import { serviceFault } from "./carry.ts";
import { at, listAt, numberAt, textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";
import { downloaded } from "./results.ts";

export const PAGE = 100;
/** Of one workflow run; it has at most 500 artifacts. */
export const MOST_PAGES = 5;
/** Workflow runs that are looked at, newest first. */
export const RUNS_ASKED = 10;

export type Listed = Readonly<{
  id: number;
  name: string;
  size: number;
  digest: Digest | null;
  expired: boolean;
  workflowRun: string;
  /** It was made for somebody else's repository, or nobody says for whose. */
  foreign: boolean;
}>;

const SUM = /^sha256:([0-9a-f]{64})$/;

function listedIn(value: Value): Listed | null {
  const [id, name, run] = [
    numberAt(value, "id"),
    textAt(value, "name"),
    numberAt(value, "workflow_run", "id"),
  ];
  if (id === null || name === null || run === null) return null;
  const sum = SUM.exec(textAt(value, "digest") ?? "")?.[1];
  const own = numberAt(value, "workflow_run", "repository_id");
  return {
    id,
    name,
    size: numberAt(value, "size_in_bytes") ?? 0,
    digest: sum === undefined ? null : digest(sum),
    // What does not say that it is there is not.
    expired: at(value, "expired") !== false,
    workflowRun: String(run),
    foreign: own === null || own !== numberAt(value, "workflow_run", "head_repository_id"),
  };
}

export type WorkflowRun = Readonly<{
  id: string;
  /** The workflow file, as a path of the repository. */
  path: string;
  event: string;
  /** Where its workflow file was read, except for events of a change. */
  branch: string;
  head: string;
  /** Null while it goes on. */
  conclusion: string | null;
  foreign: boolean;
}>;

function runIn(value: Value, { owner, name }: Repository): WorkflowRun | null {
  const id = numberAt(value, "id");
  if (id === null) return null;
  const text = (key: string): string => textAt(value, key) ?? "";
  const isOf = (key: string): boolean =>
    textAt(value, key, "full_name")?.toLowerCase() === `${owner}/${name}`.toLowerCase();
  return {
    id: String(id),
    // Some answers name the ref behind it.
    path: text("path").replace(/@.*$/, ""),
    event: text("event"),
    branch: text("head_branch"),
    head: text("head_sha"),
    conclusion: text("status") === "completed" ? textAt(value, "conclusion") : null,
    foreign: !isOf("repository") || !isOf("head_repository"),
  };
}

export function apiFault(what: string, { kind, words }: Trouble): CarryFault {
  switch (kind) {
    case "forbidden":
    case "unauthorised":
      return carryFault("forbidden", words);
    case "missing":
      return carryFault("missing", what);
    case "invalid":
      return carryFault("invalid", words);
    default:
      return carryFault("unavailable", words);
  }
}

type Found<T> = Promise<Result<T, CarryFault>>;

export type RestArtifacts = Readonly<{
  /** In the whole repository, of exactly this name. */
  named: (name: string) => Found<readonly Listed[]>;
  /** Of one workflow run. */
  of: (workflowRun: string) => Found<readonly Listed[]>;
  run: (workflowRun: string) => Found<WorkflowRun>;
  /** Of the workflow file, for this commit and event, newest first. */
  runs: (file: string, head: string, event: string) => Found<readonly WorkflowRun[]>;
  download: (artifact: Listed) => Found<Uint8Array>;
}>;

type Options = Readonly<{
  api: Api;
  repository: Repository;
  /** GITHUB_API_URL. */
  base: string;
  sleep: (millis: number) => Promise<void>;
}>;

type Query = Readonly<Record<string, string>>;

async function pages(
  api: Api,
  path: readonly string[],
  query: Query,
  most: number,
): Found<readonly Listed[]> {
  const found: Listed[] = [];
  for (let page = 1; page <= most; page += 1) {
    const answer = await api.read(path, { ...query, per_page: String(PAGE), page: String(page) });
    if (!answer.ok) return err(apiFault("the list", answer.error));
    const some = listAt(answer.value, "artifacts");
    found.push(...some.map(listedIn).filter((one) => one !== null));
    if (some.length < PAGE) break;
  }
  return ok(found);
}

async function bytesOf({ api, repository, base, sleep }: Options, artifact: Listed): Found<Uint8Array> {
  const { id, name, expired } = artifact;
  if (expired) return err(carryFault("expired", name));
  const address = await api.locate(pathTo(repository, "actions", "artifacts", String(id), "zip"));
  if (!address.ok)
    return err(
      address.error.kind === "missing" ? carryFault("expired", name) : apiFault(name, address.error),
    );
  const wire = { origin: new URL(base).origin, token: "", sleep };
  const bytes = await downloaded(wire, textAt(address.value), artifact);
  return bytes.ok ? bytes : err(serviceFault(name, bytes.error));
}

export function restArtifacts(options: Options): RestArtifacts {
  const { api, repository } = options;
  const to = (...rest: readonly string[]): readonly string[] => pathTo(repository, "actions", ...rest);
  return {
    named: async (name) => {
      const all = await pages(api, to("artifacts"), { name }, 1);
      return all.ok ? ok(all.value.filter((one) => one.name === name)) : all;
    },
    of: (run) => pages(api, to("runs", run, "artifacts"), {}, MOST_PAGES),
    async run(id) {
      const answer = await api.read(to("runs", id));
      const found = answer.ok ? runIn(answer.value, repository) : null;
      if (!answer.ok) return err(apiFault(`the workflow run ${id}`, answer.error));
      return found === null ? err(carryFault("missing", `the workflow run ${id}`)) : ok(found);
    },
    async runs(file, head, event) {
      const query = { head_sha: head, event, per_page: String(RUNS_ASKED) };
      const answer = await api.read(to("workflows", file, "runs"), query);
      if (!answer.ok) return err(apiFault(`the workflow ${file}`, answer.error));
      const all = listAt(answer.value, "workflow_runs").map((value) => runIn(value, repository));
      return ok(all.filter((one) => one !== null));
    },
    download: (artifact) => bytesOf(options, artifact),
  };
}
