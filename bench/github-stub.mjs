/** The two services that a job of GitHub speaks to, as small as they can be: they cost a job nothing but the way there. In a process of its own. */
import { createServer } from "node:http";

const RUN = "1";
const uploads = new Map();
const artifacts = [];

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = `${part({ alg: "none" })}.${part({ scp: `Actions.Results:run-${RUN}:job-${RUN}` })}.signature`;

const listed = ({ name, size, digest }, index) => ({
  workflow_run_backend_id: `run-${RUN}`,
  workflow_job_run_backend_id: `job-${RUN}`,
  database_id: String(index + 1),
  name,
  size: String(size),
  created_at: "2026-11-22T12:00:00Z",
  digest: `sha256:${digest}`,
});

const ANSWERS = {
  CreateArtifact: ({ name }, base) => {
    uploads.set(name, []);
    return { ok: true, signed_upload_url: `${base}/blobs/${name}?sig=x` };
  },
  FinalizeArtifact: ({ name, size, hash }) => {
    artifacts.push({ name, size, digest: hash.replace("sha256:", "") });
    return { ok: true, artifact_id: String(artifacts.length) };
  },
  ListArtifacts: () => ({ artifacts: artifacts.map(listed) }),
};

const check = (body) => ({
  id: 1,
  name: body.name,
  status: body.status,
  head_sha: body.head_sha,
  external_id: body.external_id,
  html_url: "https://github.com/o/r/runs/1",
});

async function bytesIn(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const http = createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const content = await bytesIn(request);
  const json = (status, body) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (url.pathname.startsWith("/blobs/")) return response.writeHead(201).end();
  const body = content.length === 0 ? {} : JSON.parse(content.toString());
  if (url.pathname.startsWith("/twirp/")) {
    const answer = ANSWERS[url.pathname.split("/").at(-1)];
    return answer === undefined ? json(404, {}) : json(200, answer(body, url.origin));
  }
  return url.pathname.includes("/check-runs") ? json(201, check(body)) : json(404, { message: "Not Found" });
});

http.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${http.address().port}`, token })}\n`);
});
process.stdin.resume().on("end", () => process.exit(0));
