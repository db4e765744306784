/** The one place that talks to the API: one request after another, writes a second apart, within a budget, patient only as far as it was told. */
import { oneLine } from "../../core/guard/sanitise.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import { parsed, textAt } from "./foreign.ts";
import { waitOf, type Header } from "./rate.ts";

/** Of the thousand an hour that all jobs of a repository share. */
export const MAX_CALLS = 100;
export const WRITE_GAP = 1000;
export const REQUEST_TIMEOUT = 10_000;
/** A read that failed is done again after these waits. */
export const READ_RETRIES: readonly number[] = [1000, 3000];
/** How often a limit is waited for before it is believed. */
const MAX_WAITS = 2;
const MAX_WORDS = 200;

export type Trouble = Readonly<
  | { kind: "forbidden" | "unauthorised" | "missing" | "invalid"; words: string }
  | { kind: "limited"; until: number; words: string }
  /** A write of which nobody knows whether it happened: look before doing it again. */
  | { kind: "unclear"; words: string }
  | { kind: "unavailable"; words: string }
  | { kind: "spent"; words: string }
>;

export type Answer = Result<Value, Trouble>;

export type ApiClock = Readonly<{ now: () => number; sleep: (millis: number) => Promise<void> }>;

export type Api = Readonly<{
  read: (path: readonly string[], query?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Where something can be had, as an address: whoever goes there goes without the token. */
  locate: (path: readonly string[]) => Promise<Answer>;
  create: (path: readonly string[], body: Value) => Promise<Answer>;
  change: (path: readonly string[], body: Value) => Promise<Answer>;
  /** Until the next write need not wait: whoever looks first looks then, so that little can happen in between. */
  settled: () => Promise<void>;
  calls: () => number;
  /** From now on a limit is waited for so long, and no longer. */
  patience: (millis: number) => void;
}>;

export type ApiOptions = Readonly<{
  /** GITHUB_API_URL. */
  base: string;
  token: string;
  clock: ApiClock;
  /** What leaves this machine holds no secret. */
  clean: (value: Value) => Value;
  /** Calls that another process of this job has made. */
  calls?: number;
  /** How many are made at most. */
  most?: number;
  patience?: number;
}>;

type Order = Readonly<{ method: "GET" | "POST" | "PATCH"; url: string; body?: string; elsewhere?: boolean }>;
type Reply = Readonly<{ status: number; header: Header; text: string }>;

const VERSION = "2022-11-28";

async function send({ method, url, body }: Order, token: string): Promise<Reply | string> {
  try {
    const response = await fetch(url, {
      method,
      // Whoever answers for somebody else would be given the token.
      redirect: "manual",
      signal: AbortSignal.timeout(REQUEST_TIMEOUT),
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "user-agent": "agent-orchestrator",
        "x-github-api-version": VERSION,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: await response.text(),
    };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function refusal(status: number, words: string): Trouble {
  if (status === 401) return { kind: "unauthorised", words };
  if (status === 403) return { kind: "forbidden", words };
  if (status === 404 || status === 410) return { kind: "missing", words };
  if (status >= 500) return { kind: "unavailable", words };
  return { kind: "invalid", words };
}

const wordsOf = (text: string, status: number): string =>
  oneLine(`${textAt(parsed(text), "message") ?? "no reason given"} (${status})`, MAX_WORDS);

type Wire = Readonly<Pick<ApiOptions, "base" | "token" | "clock" | "clean">> & {
  calls: number;
  most: number;
  patience: number;
  quietUntil: number;
  lastWrite: number;
  queue: Promise<unknown>;
};

async function apart({ clock, lastWrite }: Wire): Promise<void> {
  const rest = lastWrite + WRITE_GAP - clock.now();
  if (rest > 0) await clock.sleep(rest);
}

async function once(wire: Wire, order: Order): Promise<Reply | string> {
  const { clock } = wire;
  const isWrite = order.method !== "GET";
  if (isWrite) await apart(wire);
  wire.calls += 1;
  const reply = await send(order, wire.token);
  if (isWrite) wire.lastWrite = clock.now();
  return reply;
}

/** False if it would take longer than anybody wants to wait. */
async function calm(wire: Wire): Promise<boolean> {
  const rest = wire.quietUntil - wire.clock.now();
  if (rest > wire.patience) return false;
  if (rest > 0) await wire.clock.sleep(rest);
  return true;
}

type Tries = Readonly<{ waits: number; retries: number }>;

/** Nobody has answered, or something on the way has. */
async function unanswered(wire: Wire, order: Order, tries: Tries, words: string): Promise<Answer> {
  if (order.method !== "GET") return err({ kind: "unclear", words });
  const wait = READ_RETRIES[tries.retries];
  if (wait === undefined) return err({ kind: "unavailable", words });
  await wire.clock.sleep(wait);
  return attempt(wire, order, { ...tries, retries: tries.retries + 1 });
}

async function attempt(wire: Wire, order: Order, tries: Tries): Promise<Answer> {
  if (wire.calls >= wire.most) return err({ kind: "spent", words: `${wire.most} calls were made` });
  if (!(await calm(wire)))
    return err({ kind: "limited", until: wire.quietUntil, words: "the API asked to wait" });
  const reply = await once(wire, order);
  if (typeof reply === "string") return unanswered(wire, order, tries, oneLine(reply, MAX_WORDS));
  const { status, header, text } = reply;
  if (status >= 200 && status < 300) return ok(parsed(text));
  const address = status >= 300 && status < 400 ? header("location") : null;
  if (order.elsewhere === true && address !== null) return ok(address);
  const words = wordsOf(text, status);
  if (status >= 500) return unanswered(wire, order, tries, words);
  const wait = waitOf(status, header, words, wire.clock.now());
  if (wait === null) return err(refusal(status, words));
  wire.quietUntil = wire.clock.now() + wait;
  if (tries.waits >= MAX_WAITS) return err({ kind: "limited", until: wire.quietUntil, words });
  return attempt(wire, order, { ...tries, waits: tries.waits + 1 });
}

function ask(
  wire: Wire,
  method: Order["method"],
  path: readonly string[],
  query: string,
  more: Readonly<{ body?: Value; elsewhere?: boolean }> = {},
): Promise<Answer> {
  const url = `${wire.base.replace(/\/+$/, "")}/${path.map(encodeURIComponent).join("/")}${query}`;
  const { body, elsewhere = false } = more;
  const text = body === undefined ? {} : { body: JSON.stringify(wire.clean(body)) };
  const order = { method, url, elsewhere, ...text };
  const result = wire.queue.then(() => attempt(wire, order, { waits: 0, retries: 0 }));
  wire.queue = result;
  return result;
}

export function githubApi(options: ApiOptions): Api {
  const { base, token, clock, clean, calls = 0, most = MAX_CALLS, patience = 0 } = options;
  const wire: Wire = {
    base,
    token,
    clock,
    clean,
    calls,
    most,
    patience,
    quietUntil: 0,
    lastWrite: -Infinity,
    queue: Promise.resolve(),
  };
  return {
    read: (path, query = {}) => {
      const words = new URLSearchParams(query).toString();
      return ask(wire, "GET", path, words === "" ? "" : `?${words}`);
    },
    locate: (path) => ask(wire, "GET", path, "", { elsewhere: true }),
    create: (path, body) => ask(wire, "POST", path, "", { body }),
    change: (path, body) => ask(wire, "PATCH", path, "", { body }),
    settled() {
      const rested = wire.queue.then(() => apart(wire));
      wire.queue = rested;
      return rested;
    },
    calls: () => wire.calls,
    patience: (millis) => {
      wire.patience = millis;
    },
  };
}
