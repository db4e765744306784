/** opencode's stream, event by event: what is worth telling, what it costs, and why it failed. */
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Ears, Listener } from "./cli-shape.ts";
import { eventsIn } from "./lines.ts";
import { type Ended, MESSAGE_LIMIT } from "./stream.ts";
import { amount, NOTHING, plus } from "./usage.ts";

const textIn = (value: Value | undefined): string => (typeof value === "string" ? value : "");

/** What it writes about a request that it will make again; the status is not in it. */
const AGAIN = /message="stream error".*error\.error="(?:\w+: )?(.*)"\s*$/;
const QUOTA = /rate.?limit|too many requests|quota|usage limit|credit balance|\b429\b/i;
const NO_KEY = /api key|unauthorized|authentication|\b40[13]\b/i;
const NOT_ALLOWED = /model not found|ProviderModelNotFound|config(uration)? .*invalid|ConfigInvalid/i;
const NETWORK = /unable to connect|socket|ECONN|network|timed? ?out|overloaded|fetch failed/i;

const cut = (text: string): string => text.slice(-MESSAGE_LIMIT);

/** By words alone, where nobody says a number. */
export function troubleOf(words: string): Failure {
  const message = cut(words) || "The model's API failed";
  return { kind: QUOTA.test(words) ? "quota" : "infrastructure", message };
}

export function opencodeFailure(error: Value | undefined): Failure {
  const fields = isFields(error) ? error : {};
  const data = isFields(fields["data"]) ? fields["data"] : {};
  const name = textIn(fields["name"]);
  const message = cut(textIn(data["message"]) || name || "It did not say why it failed");
  const status = amount(data["statusCode"]);
  if (name === "ProviderAuthError" || status === 401 || status === 403) return { kind: "auth", message };
  if (status === 429 || status === 402) return { kind: "quota", message };
  if (status >= 500) return { kind: "infrastructure", message };
  if (status > 0) return { kind: "agent-error", message };
  if (NO_KEY.test(message) && name === "APIError") return { kind: "auth", message };
  if (NOT_ALLOWED.test(`${name} ${message}`)) return { kind: "policy", message };
  return { kind: NETWORK.test(message) ? "infrastructure" : "agent-error", message };
}

/** What one step used. A price of nothing for something means that it does not know the price. */
function stepIn(part: Fields): Usage {
  const tokens = isFields(part["tokens"]) ? part["tokens"] : {};
  const cache = isFields(tokens["cache"]) ? tokens["cache"] : {};
  const inputTokens = amount(tokens["input"]) + amount(cache["read"]) + amount(cache["write"]);
  const outputTokens = amount(tokens["output"]) + amount(tokens["reasoning"]);
  const cost = amount(part["cost"]);
  return { inputTokens, outputTokens, costUsd: cost === 0 && inputTokens + outputTokens > 0 ? null : cost };
}

type Counter = Readonly<{ take: (event: Fields) => void; seen: () => Usage }>;

/** A step that began and did not end was paid by somebody, and nobody said how much. */
function counter(): Counter {
  let seen = NOTHING;
  let open = 0;
  return {
    take(event) {
      const part = event["part"];
      if (event["type"] === "step_start") open += 1;
      if (event["type"] !== "step_finish" || !isFields(part)) return;
      open = Math.max(0, open - 1);
      seen = plus(seen, stepIn(part));
    },
    seen: () => (open === 0 ? seen : { ...seen, costUsd: null }),
  };
}

/** What the transcript of a call shows that nobody lived to count. */
export function seenIn(path: string): Usage {
  const count = counter();
  const steps = eventsIn(path, '"step_');
  steps.forEach(count.take);
  const last = steps.at(-1)?.["part"];
  const done = isFields(last) && last["reason"] === "stop";
  return done ? count.seen() : { ...count.seen(), costUsd: null };
}

const DENIED = "denied: ";
const SHOWN = ["command", "filePath", "pattern", "url", "query", "description", "prompt"] as const;

function callNote(part: Fields): string {
  const state = isFields(part["state"]) ? part["state"] : {};
  const input = isFields(state["input"]) ? state["input"] : {};
  const shown = SHOWN.map((key) => textIn(input[key])).find((text) => text !== "");
  const call = shown === undefined ? textIn(part["tool"]) : `${textIn(part["tool"])}: ${shown}`;
  return /prevents you from using|rejected permission/.test(textIn(state["error"]))
    ? `denied: ${call}`
    : call;
}

function endedAs({ ending, words }: Ended, rejected: string): Failure {
  const { code, signal } = ending;
  const how = signal === null ? `exit code ${code ?? "unknown"}` : `ended by ${signal}`;
  if (NOT_ALLOWED.test(words)) return { kind: "policy", message: words };
  if (code === 0) {
    const why =
      rejected === "" ? "It ended in the middle of its work" : `It ended because ${rejected} was not allowed`;
    return { kind: "agent-error", message: why };
  }
  const message = words === "" ? `It ended without a result (${how})` : words;
  return { kind: "agent-exit", code, ...(signal === null ? {} : { signal }), message };
}

type Heard = {
  output: string;
  /** Why the last step ended. */
  reason: string;
  rejected: string;
  failure: Failure | null;
  begun: boolean;
  /** Nothing is under way: it is done, or waits until it asks its model again. */
  idle: boolean;
};

/** What each kind of part means. */
function hear(
  heard: Heard,
  ears: Ears,
  turns: number | null,
  seen: () => Usage,
): (event: Fields, part: Fields) => void {
  let steps = 0;
  /** It asks its model to end with the last one; a model that goes on nevertheless is ended by us. */
  const step = (): void => {
    steps += 1;
    if (turns === null || steps <= turns) return;
    ears.giveUp({ kind: "agent-error", message: `Reached maximum number of turns (${turns})` });
  };
  const used = (part: Fields): void => {
    const note = callNote(part);
    if (note.startsWith(DENIED)) heard.rejected = note.slice(DENIED.length);
    ears.say(note);
  };
  return (event, part) => {
    if (event["type"] === "text") ears.say((heard.output = textIn(part["text"])));
    else if (event["type"] === "tool_use") used(part);
    else if (event["type"] === "step_start") step();
    else if (event["type"] === "step_finish") {
      heard.reason = textIn(part["reason"]);
      heard.idle = heard.reason === "stop";
      ears.report(seen());
    }
  };
}

export function opencodeListener(ears: Ears, turns: number | null): Listener {
  const count = counter();
  const heard: Heard = { output: "", reason: "", rejected: "", failure: null, begun: false, idle: false };
  const part = hear(heard, ears, turns, count.seen);
  return {
    take(event) {
      heard.begun = true;
      ears.began(textIn(event["sessionID"]));
      if (event["type"] === "error") heard.failure = opencodeFailure(event["error"]);
      else ears.calm();
      heard.idle = heard.failure !== null;
      count.take(event);
      if (isFields(event["part"])) part(event, event["part"]);
    },
    complain(line) {
      const words = AGAIN.exec(line)?.[1];
      if (words === undefined) return;
      heard.idle = true;
      ears.say(`the model's API said: ${words}`);
      ears.trouble(troubleOf(words));
    },
    // Its events come late: a step may have begun that nobody has heard of.
    used: () => (heard.idle ? count.seen() : { ...count.seen(), costUsd: null }),
    total: () => NOTHING,
    output: () => heard.output,
    failure: (ended) =>
      heard.failure ??
      (ended.ending.code === 0 && heard.reason === "stop" ? null : endedAs(ended, heard.rejected)),
    isForgotten: ({ words }) => !heard.begun && /session not found/i.test(words),
  };
}
