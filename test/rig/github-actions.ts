/** Workflow runs and artifacts as GitHub's API describes them, as far as its own description demands. */
import { user } from "./github-shapes.ts";
import type { StoredArtifact } from "./results.ts";

type Json = Readonly<Record<string, unknown>>;

const API = "https://api.github.test";

export type StoredRun = Readonly<{
  id: string;
  path: string;
  head: string;
  event: string;
  branch?: string;
  status?: string;
  conclusion: string | null;
  /** Whose branch it is about. */
  headRepository?: string;
}>;

const OWN = "Codertocat/Hello-World";

const idOf = (repository: string): number => (repository === OWN ? 1 : 2);

const ADDRESSES =
  "archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees";

function repositoryShape(name: string): Json {
  const url = `${API}/repos/${name}`;
  return {
    ...Object.fromEntries(ADDRESSES.split(" ").map((each) => [`${each}_url`, `${url}/${each}`])),
    id: idOf(name),
    node_id: "R_1",
    name: name.split("/")[1],
    full_name: name,
    owner: user(name.split("/")[0] ?? ""),
    private: false,
    description: null,
    fork: name !== OWN,
    html_url: url,
    url,
  };
}

export function runShape({
  id,
  path,
  head,
  event,
  branch = "main",
  status = "completed",
  conclusion,
  headRepository = OWN,
}: StoredRun): Json {
  const url = `${API}/repos/${OWN}/actions/runs/${id}`;
  const links = ["jobs", "logs", "check_suite", "cancel", "rerun", "artifacts", "workflow"];
  return {
    ...Object.fromEntries(links.map((each) => [`${each}_url`, `${url}/${each}`])),
    id: Number(id),
    node_id: "WFR_1",
    head_branch: branch,
    run_number: 1,
    display_title: "x",
    event,
    status,
    conclusion,
    head_sha: head,
    path: `${path}@main`,
    workflow_id: 1,
    url,
    html_url: url,
    created_at: "2026-11-21T12:00:00Z",
    updated_at: "2026-11-21T12:00:00Z",
    head_commit: null,
    repository: repositoryShape(OWN),
    head_repository: repositoryShape(headRepository),
    pull_requests: [],
  };
}

export function artifactShape(one: StoredArtifact, run: StoredRun | undefined): Json {
  const url = `${API}/repos/${OWN}/actions/artifacts/${one.id}`;
  return {
    id: one.id,
    node_id: "A_1",
    name: one.name,
    size_in_bytes: one.bytes.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: one.expired,
    created_at: "2026-11-21T12:00:00Z",
    expires_at: "2027-02-19T12:00:00Z",
    updated_at: "2026-11-21T12:00:00Z",
    digest: one.digest === null ? null : `sha256:${one.digest}`,
    workflow_run: {
      id: Number(one.workflowRun),
      repository_id: idOf(OWN),
      head_repository_id: idOf(run?.headRepository ?? OWN),
      head_branch: "main",
      head_sha: run?.head ?? "",
    },
  };
}
