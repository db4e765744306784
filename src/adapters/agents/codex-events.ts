/** Codex' stream, event by event: what is worth telling, what it costs, and why it failed. */
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Ears, Environment, Listener } from "./cli-shape.ts";
import { codexHome } from "./codex-cli.ts";
import { type Rollout, rollout, tokensIn } from "./codex-rollout.ts";
import { type Ended, MESSAGE_LIMIT } from "./stream.ts";
import { minus, NOTHING } from "./usage.ts";

const textIn = (value: Value | undefined): string => (typeof value === "string" ? value : "");

const STATUS = /(?:unexpected status|last status:) (\d{3})\b/;
const NO_KEY =
  /missing environment variable|not logged in|invalid api key|log ?in again|refresh token|401 unauthorized/i;
const NO_MONEY = /usage limit|exceeded your current quota|insufficient_quota|billing/i;
const NETWORK =
  /stream disconnected|connection failed|error sending request|experiencing high demand|at capacity|overloaded|timed? ?out|waiting for network/i;
const NOT_ALLOWED = /^error: (unexpected argument|invalid value)|invalid_json_schema|error loading config/im;
const RETRYING = /^Reconnecting\.\.\./;

/** In the words of its API: some of what it says is JSON with the words inside. */
function wordsIn(message: string): string {
  try {
    const { error } = JSON.parse(message) as Fields;
    const inner = isFields(error) ? textIn(error["message"]) : "";
    return inner === "" ? message : inner;
  } catch {
    return message;
  }
}

export function codexFailure(given: string): Failure {
  const message = wordsIn(given).slice(-MESSAGE_LIMIT) || "It did not say why it failed";
  const status = Number(STATUS.exec(given)?.[1] ?? 0);
  if (status === 401 || status === 403 || NO_KEY.test(given)) return { kind: "auth", message };
  if (status === 429 || status === 402 || NO_MONEY.test(given)) return { kind: "quota", message };
  if (status >= 500 || NETWORK.test(given)) return { kind: "infrastructure", message };
  return { kind: NOT_ALLOWED.test(given) ? "policy" : "agent-error", message };
}

function changesIn({ changes }: Fields): string {
  const paths = isList(changes) ? changes.filter(isFields).map(({ path }) => textIn(path)) : [];
  return `edits ${paths.join(", ")}`;
}

function noteOf(item: Fields, begins: boolean): string {
  switch (item["type"]) {
    case "agent_message":
      return begins ? "" : textIn(item["text"]);
    case "command_execution":
      return begins ? `shell: ${textIn(item["command"])}` : "";
    case "file_change":
      return begins ? "" : changesIn(item);
    case "mcp_tool_call":
      return begins ? `${textIn(item["server"])}: ${textIn(item["tool"])}` : "";
    case "web_search":
      return begins ? "" : `web: ${textIn(item["query"])}`;
    default:
      return "";
  }
}

const failureIn = (event: Fields): string => {
  const error = event["error"];
  return textIn(isFields(error) ? error["message"] : event["message"]);
};

function endedAs({ ending, words }: Ended): Failure {
  const { code, signal } = ending;
  const how = signal === null ? `exit code ${code ?? "unknown"}` : `ended by ${signal}`;
  const said = words === "" ? null : codexFailure(words);
  if (said !== null && said.kind !== "agent-error") return said;
  const message = words === "" ? `It ended without a result (${how})` : words;
  return { kind: "agent-exit", code, ...(signal === null ? {} : { signal }), message };
}

type Ledger = Readonly<{
  began: (id: string) => void;
  /** The sum that it says itself once it is done. */
  completed: (usage: Usage) => void;
  total: () => Usage | null;
  used: () => Usage | undefined;
}>;

/** Its own record is asked first, since it knows of every answer; where there is none, the sum at the end is all there is. */
function ledger(home: string, resumed: string | null): Ledger {
  let record: Rollout | null = resumed === null ? null : rollout(home, resumed);
  const start = record?.total() ?? NOTHING;
  let sum: Usage | null = null;
  const total = (): Usage | null => {
    const told = record?.total() ?? null;
    return told !== null && told.inputTokens >= (sum?.inputTokens ?? 0) ? told : sum;
  };
  return {
    began: (id) => void (record ??= rollout(home, id)),
    completed: (usage) => void (sum = usage),
    total,
    used() {
      const all = total();
      return all === null ? undefined : minus(all, start);
    },
  };
}

type Heard = { output: string; completed: boolean; failed: string | null; begun: boolean };

/** What each kind of event means. */
function hear(heard: Heard, ears: Ears, books: Ledger): (event: Fields) => void {
  let reported = 0;
  const report = (): void => {
    const usage = books.used();
    if (usage === undefined || usage.inputTokens <= reported) return;
    reported = usage.inputTokens;
    ears.report(usage);
  };
  const trouble = (message: string): void => {
    const failure = codexFailure(message);
    ears.say(message);
    if (failure.kind === "auth") ears.giveUp(failure);
    else ears.trouble(failure);
  };
  const item = (given: Value | undefined, begins: boolean): void => {
    if (!isFields(given)) return;
    ears.calm();
    ears.say(noteOf(given, begins));
    if (given["type"] === "agent_message" && !begins) heard.output = textIn(given["text"]);
    report();
  };
  const began = (id: string): void => {
    heard.begun = true;
    books.began(id);
    ears.began(id);
  };
  const completed = (usage: Value | undefined): void => {
    heard.completed = true;
    if (isFields(usage)) books.completed(tokensIn(usage));
    report();
  };
  return (event) => {
    if (event["type"] === "thread.started") began(textIn(event["thread_id"]));
    else if (event["type"] === "item.started") item(event["item"], true);
    else if (event["type"] === "item.completed") item(event["item"], false);
    else if (event["type"] === "turn.completed") completed(event["usage"]);
    else if (event["type"] === "turn.failed") heard.failed = failureIn(event);
    else if (event["type"] === "error" && RETRYING.test(failureIn(event))) trouble(failureIn(event));
  };
}

export function codexListener(ears: Ears, resumed: string | null, env: Environment): Listener {
  const books = ledger(codexHome(env), resumed);
  const heard: Heard = { output: "", completed: false, failed: null, begun: false };
  return {
    take: hear(heard, ears, books),
    used: books.used,
    total: () => books.total() ?? NOTHING,
    output: () => heard.output,
    failure(ended) {
      if (heard.failed !== null) return codexFailure(heard.failed);
      return ended.ending.code === 0 && heard.completed ? null : endedAs(ended);
    },
    isForgotten: ({ words }) =>
      !heard.begun && /no rollout found|no saved session|thread not found/i.test(words),
  };
}
