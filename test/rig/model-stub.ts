/** A model that says what the test wrote, served where real coding agents look for one; it counts what it sold, to the token. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isFields, isList, type Fields, type Value } from "../../src/core/base/value.ts";

export type Call = Readonly<{ name: string; input: Fields }>;

export type Turn = Readonly<{
  text?: string;
  calls?: readonly Call[];
  input?: number;
  output?: number;
  cacheRead?: number;
  cacheCreation?: number;
  /** Answered with this status before it comes to the turn itself: `times` times, or always. */
  fail?: Readonly<{
    status: number;
    times?: number;
    message?: string;
    headers?: Readonly<Record<string, string>>;
  }>;
  /** The connection is cut before the answer is whole, or before it has begun: `times` times, or always. */
  cut?: Readonly<{ times?: number; early?: boolean }>;
  /** Nothing is answered, or only the beginning of the stream, until the other side goes away. */
  hang?: "before" | "within";
}>;

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

const USUAL_INPUT = 100;
const USUAL_OUTPUT = 10;
const OTHERS: Flow = { name: "others", match: {}, turns: [{ text: "Fine." }] };

const ERRORS: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
  529: "overloaded_error",
};

function textIn(value: Value | undefined): string {
  if (typeof value === "string") return value;
  if (isList(value)) return value.map(textIn).join("\n");
  return isFields(value) ? textIn(value["text"] ?? value["content"]) : "";
}

const messagesOf = (body: Fields): readonly Fields[] =>
  isList(body["messages"]) ? body["messages"].filter(isFields) : [];

function fits({ match }: Flow, body: Fields): boolean {
  const said = messagesOf(body)
    .filter(({ role }) => role === "user")
    .map(({ content }) => textIn(content))
    .join("\n");
  return (
    (match.prompt === undefined || said.includes(match.prompt)) &&
    (match.system === undefined || textIn(body["system"]).includes(match.system)) &&
    (match.model === undefined || body["model"] === match.model)
  );
}

const turnOf = ({ turns }: Flow, index: number, body: Fields): Turn =>
  typeof turns === "function" ? turns(index, body) : (turns[Math.min(index, turns.length - 1)] ?? {});

let serial = 0;

type Message = Readonly<{ id: string; blocks: readonly Fields[]; usage: Fields; stop: string; model: Value }>;

function messageOf(turn: Turn, body: Fields): Message {
  const {
    text,
    calls = [],
    input = USUAL_INPUT,
    output = USUAL_OUTPUT,
    cacheRead = 0,
    cacheCreation = 0,
  } = turn;
  serial += 1;
  return {
    id: `msg_${serial}`,
    blocks: [
      ...(text === undefined ? [] : [{ type: "text", text }]),
      ...calls.map(({ name, input: given }, at) => ({
        type: "tool_use",
        id: `toolu_${serial}_${at}`,
        name,
        input: given,
      })),
    ],
    usage: {
      input_tokens: input,
      cache_read_input_tokens: cacheRead,
      cache_creation_input_tokens: cacheCreation,
      output_tokens: output,
    },
    stop: calls.length > 0 ? "tool_use" : "end_turn",
    model: body["model"] ?? "unknown",
  };
}

const whole = ({ id, blocks, usage, stop, model }: Message): Fields => ({
  id,
  type: "message",
  role: "assistant",
  model,
  content: blocks,
  stop_reason: stop,
  stop_sequence: null,
  usage,
});

/** The beginning, then each block, then the end: cut between them where the test wants that. */
function events(
  message: Message,
): Readonly<{ start: Fields; blocks: readonly Fields[]; end: readonly Fields[] }> {
  const begun = {
    ...whole(message),
    content: [],
    stop_reason: null,
    usage: { ...message.usage, output_tokens: 1 },
  };
  const blocks = message.blocks.flatMap((block, index): readonly Fields[] => {
    const isText = block["type"] === "text";
    const delta: Fields = isText
      ? { type: "text_delta", text: block["text"] ?? "" }
      : { type: "input_json_delta", partial_json: JSON.stringify(block["input"]) };
    const empty: Fields = isText ? { type: "text", text: "" } : { ...block, input: {} };
    return [
      { type: "content_block_start", index, content_block: empty },
      { type: "content_block_delta", index, delta },
      { type: "content_block_stop", index },
    ];
  });
  return {
    start: { type: "message_start", message: begun },
    blocks,
    end: [
      {
        type: "message_delta",
        delta: { stop_reason: message.stop, stop_sequence: null },
        usage: { output_tokens: message.usage["output_tokens"] ?? 0 },
      },
      { type: "message_stop" },
    ],
  };
}

const line = (event: Fields): string => `event: ${String(event["type"])}\ndata: ${JSON.stringify(event)}\n\n`;

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

type Till = Readonly<{ sold: (usage: Fields) => void; failed: () => void }>;

type Order = Readonly<{ turn: Turn; body: Fields; key: string; counts: Map<string, number>; till: Till }>;

const isCut = ({ turn, key, counts }: Order): boolean =>
  turn.cut !== undefined && !spent(counts, `${key} cut`, turn.cut.times);

function streamed(response: ServerResponse, message: Message, order: Order): void {
  const { start, blocks, end } = events(message);
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (order.turn.cut?.early === true && isCut(order)) {
    order.till.failed();
    response.write(": nothing yet\n\n", () => response.destroy());
    return;
  }
  response.write(line(start));
  if (order.turn.hang === "within") {
    // Whoever heard the beginning owes what was read and the first token.
    order.till.sold({ ...message.usage, output_tokens: 1 });
    return;
  }
  if (order.turn.cut?.early !== true && isCut(order)) {
    order.till.failed();
    response.write(blocks.slice(0, 2).map(line).join(""), () => response.destroy());
    return;
  }
  order.till.sold(message.usage);
  response.end([...blocks, ...end].map(line).join(""));
}

function answered(response: ServerResponse, message: Message, order: Order): void {
  if (isCut(order)) {
    order.till.failed();
    response.destroy();
    return;
  }
  order.till.sold(message.usage);
  send(response, 200, whole(message));
}

function refused(response: ServerResponse, { status, message, headers }: NonNullable<Turn["fail"]>): void {
  const error = { type: ERRORS[status] ?? "api_error", message: message ?? `The stub says ${status}` };
  send(response, status, { type: "error", error }, headers);
}

function answer(response: ServerResponse, order: Order): void {
  const { turn, body, key, counts, till } = order;
  const { fail } = turn;
  if (fail !== undefined && !spent(counts, `${key} fail`, fail.times)) {
    till.failed();
    return refused(response, fail);
  }
  if (turn.hang === "before") return;
  const message = messageOf(turn, body);
  if (body["stream"] === true) streamed(response, message, order);
  else answered(response, message, order);
}

const countedTokens = (body: Fields): Fields => ({
  input_tokens: Math.ceil(JSON.stringify(body).length / 4),
});

const tokens = (usage: Fields, ...names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (typeof usage[name] === "number" ? usage[name] : 0), 0);

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
  if (path !== "v1/messages") return send(response, request.method === "HEAD" ? 200 : 404, {});
  const account = books.of(name);
  account.requests += 1;
  const flow = flows.find((one) => fits(one, body)) ?? OTHERS;
  const index = messagesOf(body).filter(({ role }) => role === "assistant").length;
  books.note({ account: name, flow: flow.name, index, body, headers: { ...request.headers } as Fields });
  const till: Till = {
    sold: (usage) => {
      account.inputTokens += tokens(
        usage,
        "input_tokens",
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
      );
      account.outputTokens += tokens(usage, "output_tokens");
    },
    failed: () => void (account.failures += 1),
  };
  answer(response, {
    turn: turnOf(flow, index, body),
    body,
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
