/** How GitHub describes its things, filled in as far as its own description demands. */

type Json = Readonly<Record<string, unknown>>;

const API = "https://api.github.test";

export const user = (login: string, id = 1): Json => {
  const url = `${API}/users/${login}`;
  return {
    login,
    id,
    node_id: `U_${id}`,
    avatar_url: `${url}/avatar`,
    gravatar_id: "",
    url,
    html_url: `https://github.test/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following`,
    gists_url: `${url}/gists`,
    starred_url: `${url}/starred`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    received_events_url: `${url}/received_events`,
    type: login.endsWith("[bot]") ? "Bot" : "User",
    site_admin: false,
  };
};

export type StoredCheck = {
  id: number;
  name: string;
  head: string;
  externalId: string;
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  text: string;
  annotations: Json[];
  /** How often it was written. */
  writes: number;
};

export const checkShape = (check: StoredCheck): Json => ({
  id: check.id,
  node_id: `CR_${check.id}`,
  head_sha: check.head,
  external_id: check.externalId,
  name: check.name,
  url: `${API}/check-runs/${check.id}`,
  html_url: `https://github.test/checks/${check.id}`,
  details_url: "https://github.test/",
  status: check.status,
  conclusion: check.conclusion,
  started_at: "2026-11-21T12:00:00Z",
  completed_at: check.status === "completed" ? "2026-11-21T12:01:00Z" : null,
  output: {
    title: check.title,
    summary: check.summary,
    text: check.text,
    annotations_count: check.annotations.length,
    annotations_url: `${API}/check-runs/${check.id}/annotations`,
  },
  check_suite: { id: 1 },
  app: null,
  pull_requests: [],
});

export type StoredComment = { id: number; author: string; body: string; writes: number };

export const commentShape = ({ id, author, body }: StoredComment): Json => ({
  id,
  node_id: `IC_${id}`,
  url: `${API}/comments/${id}`,
  html_url: `https://github.test/comments/${id}`,
  issue_url: `${API}/issues/1`,
  body,
  user: user(author),
  created_at: "2026-11-21T12:00:00Z",
  updated_at: "2026-11-21T12:00:00Z",
  author_association: "NONE",
  performed_via_github_app: null,
});

export const permissionShape = (login: string, role: string): Json => {
  const base = role === "maintain" ? "write" : role === "triage" ? "read" : role;
  return {
    permission: base,
    role_name: role,
    user: { ...user(login), permissions: undefined, role_name: role },
  };
};
