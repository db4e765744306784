/**
 * Cuts what the tests need out of GitHub's own description of its API:
 *   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
 *   node scripts/openapi-slice.mjs package/generated/api.github.com.json test/github-api/openapi-slice.json
 */
import { readFileSync, writeFileSync } from "node:fs";

const [, , from = "", to = ""] = process.argv;

const WANTED = new Set([
  "checks/create",
  "checks/update",
  "checks/get",
  "checks/list-for-ref",
  "issues/create-comment",
  "issues/update-comment",
  "issues/list-comments",
  "issues/get-comment",
  "repos/get-collaborator-permission-level",
  "pulls/get",
  "users/get-authenticated",
  "actions/list-artifacts-for-repo",
  "actions/list-workflow-run-artifacts",
  "actions/download-artifact",
  "actions/get-workflow-run",
  "actions/list-workflow-runs",
  "issues/add-labels",
  "issues/create",
  "issues/list-for-repo",
  "pulls/create",
  "pulls/create-review-comment",
  "pulls/list",
  "pulls/list-review-comments",
  "pulls/request-reviewers",
  "git/create-blob",
  "git/create-commit",
  "git/create-ref",
  "git/create-tree",
  "git/get-commit",
  "git/get-ref",
  "git/update-ref",
  "git/get-tree",
  "git/get-blob",
  "pulls/list-files",
  "reactions/create-for-issue-comment",
  "actions/cancel-workflow-run",
  "actions/create-workflow-dispatch",
  "actions/list-jobs-for-workflow-run",
  "repos/get",
]);

/** Words for people; names of properties that are called the same stay. */
const WORDS = new Set([
  "example",
  "examples",
  "description",
  "externalDocs",
  "x-github",
  "summary",
  "tags",
  "deprecated",
  "title",
]);

function bare(value, areNames) {
  if (Array.isArray(value)) return value.map((item) => bare(item, false));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([name]) => areNames || !WORDS.has(name));
  return Object.fromEntries(
    kept.map(([name, item]) => [name, bare(item, !areNames && name === "properties")]),
  );
}

const whole = JSON.parse(readFileSync(from, "utf8"));
const paths = {};
for (const [path, operations] of Object.entries(whole.paths)) {
  for (const [method, operation] of Object.entries(operations)) {
    if (!WANTED.has(operation.operationId)) continue;
    const own = bare(operation, false);
    for (const response of Object.values(own.responses ?? {})) delete response.headers;
    paths[path] = { ...paths[path], [method]: own };
  }
}

const components = {};
const seen = new Set();
function collect(value) {
  if (Array.isArray(value)) return value.forEach(collect);
  if (value === null || typeof value !== "object") return;
  if (typeof value.$ref === "string" && !seen.has(value.$ref)) {
    seen.add(value.$ref);
    const [, , kind, name] = value.$ref.split("/");
    const part = bare(whole.components[kind][name], false);
    delete part.headers;
    components[kind] = { ...components[kind], [name]: part };
    collect(part);
  }
  Object.values(value).forEach(collect);
}
collect(paths);

const { version, license } = whole.info;
const info = {
  title: "A slice of GitHub's REST API",
  version,
  license,
  "x-from": "@octokit/openapi 23.0.2 (MIT)",
};
writeFileSync(to, `${JSON.stringify({ openapi: whole.openapi, info, paths, components })}\n`);
