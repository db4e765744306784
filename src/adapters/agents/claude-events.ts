/** Claude Code's stream, event by event: what is worth telling, what it costs, and what makes going on pointless. */
import { millis } from "../../core/base/brand.ts";
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import { type Counter, counter } from "./claude-usage.ts";
import { NOTE_LIMIT } from "./words.ts";

/** Whoever is asked to wait longer lets others know until when, instead of holding a place. */
export const PATIENCE_MS = 30_000;
/** A long answer is a sign of life this often. */
export const WRITING_EVERY_MS = 5000;

const textIn = (value: Value | undefined): string => (typeof value === "string" ? value : "");
const numberIn = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

const SHOWN = [
  "command",
  "file_path",
  "notebook_path",
  "pattern",
  "url",
  "query",
  "description",
  "prompt",
] as const;

function callNote(name: string, input: Value | undefined): string {
  const fields = isFields(input) ? input : {};
  const shown = SHOWN.map((key) => textIn(fields[key])).find((text) => text !== "");
  return shown === undefined ? name : `${name}: ${shown}`;
}

function messageNotes(message: Value | undefined): readonly string[] {
  const content = isFields(message) && isList(message["content"]) ? message["content"] : [];
  return content.filter(isFields).flatMap((block) => {
    if (block["type"] === "text") return [textIn(block["text"])];
    return block["type"] === "tool_use" ? [callNote(textIn(block["name"]), block["input"])] : [];
  });
}

function retryNote(event: Fields): string {
  const status = numberIn(event["error_status"]);
  const said = status === undefined ? "the connection to the model failed" : `the model's API said ${status}`;
  return `${said}, trying again (${String(event["attempt"])} of ${String(event["max_retries"])})`;
}

function systemNote(event: Fields): string {
  switch (event["subtype"]) {
    case "init":
      return `at work with ${textIn(event["model"])}`;
    case "api_retry":
      return retryNote(event);
    case "model_fallback":
      return "going on with another model";
    case "task_started":
      return `sub-agent: ${textIn(event["description"])}`;
    case "permission_denied":
      return `denied: ${textIn(event["tool_name"])}`;
    default:
      return "";
  }
}

function notesOf(event: Fields): readonly string[] {
  if (event["type"] === "assistant") return messageNotes(event["message"]);
  return event["type"] === "system" ? [systemNote(event)] : [];
}

const AUTH: ReadonlySet<number> = new Set([401, 403]);

function hopelessRetry(event: Fields, now: number): Failure | null {
  const status = numberIn(event["error_status"]) ?? 0;
  const delay = numberIn(event["retry_delay_ms"]) ?? 0;
  if (AUTH.has(status)) return { kind: "auth", message: `The model's API refused the key (${status})` };
  if (status !== 429 || delay < PATIENCE_MS) return null;
  return {
    kind: "quota",
    until: millis(now + delay),
    message: "The model's API said that the quota is used up (429)",
  };
}

function deadServer(event: Fields): Failure | null {
  const servers = isList(event["mcp_servers"]) ? event["mcp_servers"].filter(isFields) : [];
  const dead = servers.filter(({ status }) => status === "failed").map(({ name }) => textIn(name));
  if (dead.length === 0) return null;
  return { kind: "infrastructure", message: `The MCP server ${dead.join(", ")} did not start` };
}

/** Why it makes no sense to let it go on; it would do so by itself. */
function hopeless(event: Fields, now: number): Failure | null {
  if (event["type"] !== "system") return null;
  if (event["subtype"] === "api_retry") return hopelessRetry(event, now);
  return event["subtype"] === "init" ? deadServer(event) : null;
}

export type Heard = Readonly<{
  /** The last one: where sub-agents worked in the background there are several, each with the sum of all. */
  result: Fields | null;
  /** It said that it is at work, so its flags were good and its conversation was found. */
  begun: boolean;
  hopeless: Failure | null;
  /** When the quota comes back, as far as was said. */
  resetAt: number | null;
  count: Counter;
}>;

export type Listener = Readonly<{ take: (event: Fields) => void; heard: () => Heard }>;

export type Ears = Readonly<{
  say: (note: string) => void;
  report: (usage: Usage) => void;
  /** Called once, with the first reason. */
  giveUp: () => void;
  now: () => number;
}>;

function resetIn(event: Fields, now: number): number | null {
  const info = event["rate_limit_info"];
  if (event["type"] === "rate_limit_event" && isFields(info) && info["status"] === "rejected") {
    const at = numberIn(info["resetsAt"]);
    return at === undefined ? null : at * 1000;
  }
  const delay = numberIn(event["retry_delay_ms"]);
  return event["subtype"] === "api_retry" && event["error_status"] === 429 && delay !== undefined
    ? now + delay
    : null;
}

export function listener({ say, report, giveUp, now }: Ears): Listener {
  const count = counter();
  let heard: Omit<Heard, "count"> = { result: null, begun: false, hopeless: null, resetAt: null };
  let wroteAt = 0;
  const stream = (event: Fields): void => {
    const inner = event["event"];
    if (!isFields(inner)) return;
    count.take(inner, String(event["parent_tool_use_id"]));
    if (inner["type"] === "message_delta") report({ ...count.seen().finished, costUsd: null });
    if (inner["type"] !== "content_block_delta" || now() - wroteAt < WRITING_EVERY_MS) return;
    if (wroteAt > 0) say("writing");
    wroteAt = now();
  };
  return {
    take(event) {
      if (event["type"] === "stream_event") return stream(event);
      if (event["type"] === "result") heard = { ...heard, result: event };
      for (const note of notesOf(event)) if (note.trim() !== "") say(oneLine(note, NOTE_LIMIT));
      const resetAt = resetIn(event, now()) ?? heard.resetAt;
      const reason = heard.hopeless ?? hopeless(event, now());
      const first = heard.hopeless === null && reason !== null;
      const begun = heard.begun || event["subtype"] === "init";
      heard = { ...heard, begun, resetAt, hopeless: reason };
      if (first) giveUp();
    },
    heard: () => ({ ...heard, count }),
  };
}
