/** Who may what: a called job that asks for more than its caller was granted keeps the whole run from starting. */
import { isMapping, isString } from "@actions/workflow-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import { inside, pairs, type Texts } from "./github-expressions.ts";

const KINDS = [
  "actions",
  "attestations",
  "checks",
  "contents",
  "deployments",
  "id-token",
  "issues",
  "packages",
  "pages",
  "pull-requests",
  "security-events",
  "statuses",
];

/** Of a repository that says nothing else. */
export const STANDARD: Texts = { contents: "read", packages: "read" };

const RANK: Readonly<Record<string, number>> = { none: 0, read: 1, write: 2 };

const all = (access: string): Texts => Object.fromEntries(KINDS.map((kind) => [kind, access]));

function said(token: TemplateToken | undefined): Texts | null {
  if (token === undefined) return null;
  if (isString(token)) return all(token.value === "write-all" ? "write" : "read");
  return isMapping(token)
    ? Object.fromEntries([...pairs(token)].map(([key, value]) => [key, String(value)]))
    : {};
}

/** What a job has: what it says, else what its file says, else what was handed to the file. */
export const permissionsOf = (file: TemplateToken, job: string, granted: Texts): Texts =>
  said(inside(file, "jobs", job, "permissions")) ?? said(inside(file, "permissions")) ?? granted;

/** What is asked beyond what is granted. */
export const beyond = (asked: Texts, granted: Texts): readonly string[] =>
  Object.entries(asked)
    .filter(([kind, access]) => (RANK[access] ?? 0) > (RANK[granted[kind] ?? "none"] ?? 0))
    .map(([kind, access]) => `${kind}: ${access}`);
