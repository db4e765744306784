/** GitHub as somebody else has understood it: a second opinion beside our own stand-in. */
import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";
import { createEmulator } from "emulate";
import { onTestFinished } from "vitest";

type Json = Readonly<Record<string, unknown>>;
export type Answer = Readonly<{ status: number; body: unknown }>;

export const OWNER = "octocat";
export const NAME = "r";
const [APP, INSTALLATION] = [7, 77];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const part = (value: Json): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What an app proves itself with. */
function proof(key: string): string {
  const now = Math.floor(Date.now() / 1000);
  const words = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 10, exp: now + 500, iss: String(APP) })}`;
  return `${words}.${createSign("RSA-SHA256").update(words).sign(key).toString("base64url")}`;
}

export type Emulator = Readonly<{
  url: string;
  /** Of a person who owns the repository. */
  ask: (method: string, path: string, body?: Json, token?: string) => Promise<Answer>;
  /** As a job is given one: with these permissions. */
  jobToken: (permissions: Readonly<Record<string, string>>) => Promise<string>;
  head: string;
  /** The number of something that can be commented. */
  change: number;
}>;

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((here, name) => (here as Json | undefined)?.[name], value);

/** Answers until the test is over; its repository holds these files. */
export async function emulator(files: Readonly<Record<string, string>> = {}): Promise<Emulator> {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const permissions = { checks: "write", issues: "write", pull_requests: "write", metadata: "read" };
  const app = { app_id: APP, slug: "github-actions", name: "Actions", private_key: privateKey, permissions };
  const running = await createEmulator({
    service: "github",
    port: await freePort(),
    seed: {
      tokens: { owner: { login: OWNER, scopes: ["repo"] } },
      github: {
        users: [{ login: OWNER }, { login: "ada" }],
        repos: [{ owner: OWNER, name: NAME, auto_init: true }],
        apps: [
          {
            ...app,
            events: [],
            installations: [{ installation_id: INSTALLATION, account: OWNER, repository_selection: "all" }],
          },
        ],
      },
    },
  });
  onTestFinished(() => running.close());
  const ask: Emulator["ask"] = async (method, path, body, token = "owner") => {
    const response = await fetch(`${running.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const repository = `/repos/${OWNER}/${NAME}`;
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text).toString("base64");
    await ask("PUT", `${repository}/contents/${path}`, { message: `Add ${path}`, content });
  }
  const branch = await ask("GET", `${repository}/git/ref/heads/main`);
  const issue = await ask("POST", `${repository}/issues`, { title: "a change" });
  return {
    url: running.url,
    ask,
    jobToken: async (wanted) => {
      const path = `/app/installations/${INSTALLATION}/access_tokens`;
      const made = await ask("POST", path, { permissions: wanted }, proof(privateKey));
      return String(at(made.body, "token"));
    },
    head: String(at(branch.body, "object", "sha")),
    change: Number(at(issue.body, "number")),
  };
}
