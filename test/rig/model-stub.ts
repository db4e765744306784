/** A model that says what the test wrote, served where real coding agents look for one; it counts what it sold, to the token. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isFields, type Fields, type Value } from "../../src/core/base/value.ts";
import { messagesVoice } from "./model-messages.ts";
import { responsesVoice } from "./model-responses.ts";
import type { Call, Message, Sold, Turn, Voice } from "./model-voice.ts";

export type { Call, Turn };

export type Flow = Readonly<{
  name: string;
  match: Readonly<{ prompt?: string; system?: string; model?: string }>;
  /** By the number of answers that the conversation already holds; the last repeats. */
  turns: readonly Turn[] | ((index: number, request: Fields) => Turn);
}>;

/** What was sold on one account: the first part of the path, so that each task can have an address of its own. */
export type Account = { requests: number; failures: number; inputTokens: number; outputTokens: number };

export type Seen = Readonly<{ account: string; flow: string; index: number; body: Fields; headers: Fields }>;

export type ModelStub = Readonly<{
  url: (account: string) => string;
  account: (name: string) => Readonly<Account>;
  seen: readonly Seen[];
  /** Settles with the next request that the condition fits, or with one that came already. */
  saw: (fits: (seen: Seen) => boolean) => Promise<Seen>;
  close: () => Promise<void>;
}>;

const OTHERS: Flow = { name: "others", match: {}, turns: [{ text: "Fine." }] };

const VOICES: ReadonlyMap<string, Voice> = new Map([
  ["v1/messages", messagesVoice],
  ["v1/responses", responsesVoice],
]);

const fits = ({ match }: Flow, voice: Voice, body: Fields): boolean =>
  (match.prompt === undefined || voice.said(body).includes(match.prompt)) &&
  (match.system === undefined || voice.system(body).includes(match.system)) &&
  (match.model === undefined || body["model"] === match.model);

const turnOf = ({ turns }: Flow, index: number, body: Fields): Turn =>
  typeof turns === "function" ? turns(index, body) : (turns[Math.min(index, turns.length - 1)] ?? {});

function send(
  response: ServerResponse,
  status: number,
  value: Value,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
}

async function bodyOf(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const value = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}") as Value;
  return isFields(value) ? value : {};
}

/** True while the count for this place is still below what was asked for. */
function spent(counts: Map<string, number>, key: string, times = Number.POSITIVE_INFINITY): boolean {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count > times;
}

type Till = Readonly<{ sold: (sold: Sold) => void; failed: () => void }>;

type Order = Readonly<{
  turn: Turn;
  body: Fields;
  voice: Voice;
  key: string;
  counts: Map<string, number>;
  till: Till;
}>;

const isCut = ({ turn, key, counts }: Order): boolean =>
  turn.cut !== undefined && !spent(counts, `${key} cut`, turn.cut.times);

function streamed(response: ServerResponse, message: Message, order: Order): void {
  const { start, middle, end } = message;
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (order.turn.cut?.early === true && isCut(order)) {
    order.till.failed();
    response.write(": nothing yet\n\n", () => response.destroy());
    return;
  }
  response.write(start);
  if (order.turn.hang === "within") return order.till.sold(message.begun);
  if (order.turn.cut?.early !== true && isCut(order)) {
    order.till.failed();
    response.write(middle.slice(0, 2).join(""), () => response.destroy());
    return;
  }
  order.till.sold(message.sold);
  response.end(middle.join("") + end);
}

function answered(response: ServerResponse, message: Message, order: Order): void {
  if (isCut(order)) {
    order.till.failed();
    response.destroy();
    return;
  }
  order.till.sold(message.sold);
  send(response, 200, message.whole);
}

function answer(response: ServerResponse, order: Order): void {
  const { turn, body, voice, key, counts, till } = order;
  const { fail } = turn;
  if (fail !== undefined && !spent(counts, `${key} fail`, fail.times)) {
    till.failed();
    const { status, message = `The stub says ${status}`, headers } = fail;
    return send(response, status, voice.refusal(status, message), headers);
  }
  if (turn.hang === "before") return;
  const message = voice.message(turn, body);
  if (body["stream"] === true) streamed(response, message, order);
  else answered(response, message, order);
}

const countedTokens = (body: Fields): Fields => ({
  input_tokens: Math.ceil(JSON.stringify(body).length / 4),
});

type Books = Readonly<{
  of: (name: string) => Account;
  counts: Map<string, number>;
  note: (seen: Seen) => void;
}>;

async function serve(
  flows: readonly Flow[],
  books: Books,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://stub");
  const [, name = "", ...rest] = pathname.split("/");
  const body = await bodyOf(request);
  const path = rest.join("/");
  if (path === "v1/messages/count_tokens") return send(response, 200, countedTokens(body));
  const voice = VOICES.get(path);
  if (voice === undefined) return send(response, request.method === "HEAD" ? 200 : 404, {});
  const account = books.of(name);
  account.requests += 1;
  const flow = flows.find((one) => fits(one, voice, body)) ?? OTHERS;
  const index = voice.answers(body);
  books.note({ account: name, flow: flow.name, index, body, headers: { ...request.headers } as Fields });
  const till: Till = {
    sold: ({ inputTokens, outputTokens }) => {
      account.inputTokens += inputTokens;
      account.outputTokens += outputTokens;
    },
    failed: () => void (account.failures += 1),
  };
  answer(response, {
    turn: turnOf(flow, index, body),
    body,
    voice,
    key: `${name} ${flow.name} ${index}`,
    counts: books.counts,
    till,
  });
}

const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Listens on a free port of this machine alone. The first flow that fits a request answers it. */
export async function modelStub(flows: readonly Flow[]): Promise<ModelStub> {
  const accounts = new Map<string, Account>();
  const seen: Seen[] = [];
  const waiting = new Set<(one: Seen) => void>();
  const of = (name: string): Account => {
    const found = accounts.get(name) ?? { requests: 0, failures: 0, inputTokens: 0, outputTokens: 0 };
    accounts.set(name, found);
    return found;
  };
  const note = (one: Seen): void => {
    seen.push(one);
    for (const told of waiting) told(one);
  };
  const books: Books = { of, counts: new Map(), note };
  const server = createServer((request, response) => {
    serve(flows, books, request, response).catch((error: unknown) =>
      send(response, 500, { error: String(error) }),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (account) => `http://127.0.0.1:${port}/${account}`,
    account: of,
    seen,
    saw: (wanted) =>
      new Promise((resolve) => {
        const known = seen.find(wanted);
        if (known !== undefined) return resolve(known);
        const told = (one: Seen): void => {
          if (!wanted(one)) return;
          waiting.delete(told);
          resolve(one);
        };
        waiting.add(told);
      }),
    close: () => stopped(server),
  };
}
