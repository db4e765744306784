/** How requests to the service of artifacts are made: each within a time, again only where nobody has decided anything yet. */
import { oneLine } from "../../core/guard/sanitise.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import { parsed, textAt } from "./foreign.ts";

/** What a question may take, what a block or a whole archive. */
export const QUESTION_TIMEOUT = 20_000;
export const BLOCK_TIMEOUT = 120_000;
export const DOWNLOAD_TIMEOUT = 300_000;
/** A request that came to nothing is made again after these waits. */
export const RESULT_RETRIES: readonly number[] = [1000, 3000, 9000];

const MAX_WORDS = 200;
const SERVICE = "/twirp/github.actions.results.api.v1.ArtifactService/";

export type ResultsTrouble = Readonly<{
  kind: "taken" | "refused" | "missing" | "unavailable" | "large" | "mismatch";
  words: string;
}>;

export type Wire = Readonly<{
  /** Where the service is; nothing but its origin counts. */
  origin: string;
  token: string;
  sleep: (millis: number) => Promise<void>;
}>;

type Order = Readonly<{
  url: string;
  method: "GET" | "POST" | "PUT";
  timeout: number;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}>;

/** Nothing of an address with its signature gets into words. */
function wordsOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return oneLine(cause instanceof Error ? cause.message : String(cause), MAX_WORDS);
}

const trouble = (kind: ResultsTrouble["kind"], words: string): Result<never, ResultsTrouble> =>
  err({ kind, words });

function refusal(status: number, text: string): Result<never, ResultsTrouble> {
  const words = `${oneLine(textAt(parsed(text), "msg") ?? "no reason given", MAX_WORDS)} (${status})`;
  if (status === 409) return trouble("taken", words);
  return trouble(status === 404 || status === 410 ? "missing" : "refused", words);
}

/** Asked to wait, or broken on the way: what the service itself has decided stays so. */
const isWorthAnother = (status: number): boolean => status >= 500 || status === 429 || status === 408;

async function once({ url, method, timeout, headers, body }: Order): Promise<Response> {
  return fetch(url, {
    method,
    // Whoever answers for somebody else would be given the token or the content.
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
    headers: { "user-agent": "agent-orchestrator", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : Buffer.from(body) }),
  });
}

type Take<T> = (response: Response) => Promise<Result<T, ResultsTrouble>>;

async function ask<T>(
  wire: Wire,
  order: Order,
  take: Take<T>,
  tries = 0,
): Promise<Result<T, ResultsTrouble>> {
  let words: string;
  try {
    const response = await once(order);
    if (response.ok) return await take(response);
    const text = await response.text();
    if (!isWorthAnother(response.status)) return refusal(response.status, text);
    words = `the service answered ${response.status}`;
  } catch (error) {
    words = wordsOf(error);
  }
  const wait = RESULT_RETRIES[tries];
  if (wait === undefined) return trouble("unavailable", words);
  await wire.sleep(wait);
  return ask(wire, order, take, tries + 1);
}

const text: Take<string> = async (response) => ok(await response.text());

export async function call(wire: Wire, method: string, body: Value): Promise<Result<Value, ResultsTrouble>> {
  const answer = await ask(
    wire,
    {
      url: `${wire.origin}${SERVICE}${method}`,
      method: "POST",
      timeout: QUESTION_TIMEOUT,
      headers: { "content-type": "application/json", authorization: `Bearer ${wire.token}` },
      body: JSON.stringify(body),
    },
    text,
  );
  return answer.ok ? ok(parsed(answer.value)) : answer;
}

/** A signed address says by itself what may be done: it is given no token. Null if it is none that we would go to. */
export function signedAddress({ origin }: Pick<Wire, "origin">, address: string | null): URL | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && origin.startsWith("http://"));
  return isSafe && url.username === "" && url.password === "" ? url : null;
}

export async function put(
  wire: Wire,
  url: URL,
  query: Readonly<Record<string, string>>,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
): Promise<Result<string, ResultsTrouble>> {
  const full = new URL(url);
  for (const [name, value] of Object.entries(query)) full.searchParams.set(name, value);
  return ask(
    wire,
    {
      url: full.href,
      method: "PUT",
      timeout: BLOCK_TIMEOUT,
      headers,
      body,
    },
    text,
  );
}

const within =
  (limit: number): Take<Uint8Array> =>
  async (response) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      const bytes = chunk as Uint8Array;
      size += bytes.length;
      if (size > limit) return trouble("large", `more than ${limit} bytes came`);
      chunks.push(bytes);
    }
    return ok(Buffer.concat(chunks));
  };

export const get = (wire: Wire, url: URL, limit: number): Promise<Result<Uint8Array, ResultsTrouble>> =>
  ask(wire, { url: url.href, method: "GET", timeout: DOWNLOAD_TIMEOUT, headers: {} }, within(limit));
