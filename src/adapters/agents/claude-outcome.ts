/** How a call of Claude Code went: exit code, result line and what the stream said, in the words of failures. */
import { type Millis, millis } from "../../core/base/brand.ts";
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Ending } from "../system/launch.ts";
import type { Heard } from "./claude-events.ts";
import { WRAPPED } from "./claude-order.ts";
import { MESSAGE_LIMIT } from "./stream.ts";

export const OUTPUT_LIMIT = 1 << 20;
/** Of what it asked for in vain, so much is told. */
export const DENIALS_SHOWN = 20;
const INPUT_SHOWN = 300;

const textIn = (value: Value | undefined): string => (typeof value === "string" ? value : "");

/** What it says on stderr when it cannot begin, and what nobody can mend by trying again. */
const NOT_ALLOWED =
  /root\/sudo privileges|^error: (option|unknown option)|not a valid JSON Schema|Invalid MCP configuration/im;
const NO_KEY = /not logged in|invalid api key|please run \/login|oauth token (has )?(expired|revoked)/i;
const NO_MONEY = /credit balance is too low|usage limit reached/i;
/** Seconds since 1970 behind a bar: the end of the time for which a subscription is used up. */
const RESET = /\|(\d{10})\b/;

const cut = (text: string): string => text.slice(-MESSAGE_LIMIT);

function quota(message: string, { resetAt }: Heard): Failure {
  const said = RESET.exec(message)?.[1];
  const until: Millis | null =
    said !== undefined ? millis(Number(said) * 1000) : resetAt === null ? null : millis(resetAt);
  return { kind: "quota", message, ...(until === null ? {} : { until }) };
}

/** Success with an error in it: that is how the model's API fails. */
function apiFailure(result: Fields, heard: Heard): Failure {
  const message = cut(textIn(result["result"]) || "The model's API failed");
  const status = result["api_error_status"];
  if (status === 401 || status === 403 || NO_KEY.test(message)) return { kind: "auth", message };
  if (status === 429 || status === 402 || NO_MONEY.test(message)) return quota(message, heard);
  if (typeof status === "number") return { kind: status >= 500 ? "infrastructure" : "agent-error", message };
  return { kind: result["terminal_reason"] === "api_error" ? "infrastructure" : "agent-error", message };
}

function errorsIn(result: Fields): readonly string[] {
  const errors = isList(result["errors"]) ? result["errors"].map(textIn) : [];
  return errors.filter((text) => text !== "" && !text.startsWith("[ede_diagnostic]"));
}

function failureIn(result: Fields, heard: Heard): Failure | null {
  const issues = errorsIn(result);
  const message = cut(issues.join("; ") || `It ended with ${textIn(result["subtype"])}`);
  switch (result["subtype"]) {
    case "success":
      return result["is_error"] === false ? null : apiFailure(result, heard);
    case "error_max_budget_usd":
      return { kind: "budget-exceeded", message };
    case "error_max_structured_output_retries":
      return { kind: "output-invalid", issues, message };
    default:
      return { kind: "agent-error", message };
  }
}

function withoutResult({ code, signal }: Ending, { begun }: Heard, words: string): Failure {
  const how = signal === null ? `exit code ${code ?? "unknown"}` : `ended by ${signal}`;
  const message = words === "" ? `It ended without a result (${how})` : words;
  if (!begun && NO_KEY.test(words)) return { kind: "auth", message };
  if (!begun && NOT_ALLOWED.test(words)) return { kind: "policy", message };
  if (code === 0) return { kind: "infrastructure", message };
  return { kind: "agent-exit", code, ...(signal === null ? {} : { signal }), message };
}

/** Null if it succeeded. Whether a result that was asked for as data is there, and fits, is judged by who asked. */
export function failureOf(ending: Ending, heard: Heard, stopped: boolean, words: string): Failure | null {
  if (stopped) return { kind: "cancelled", message: "It was asked to stop" };
  if (heard.hopeless !== null) return heard.hopeless;
  if (heard.result === null) return withoutResult(ending, heard, words);
  const failure = failureIn(heard.result, heard);
  if (failure !== null || ending.code === 0) return failure;
  return withoutResult(ending, heard, words);
}

/** Nobody knows the conversation any more: it can only begin anew. */
export const isForgotten = ({ begun, result }: Heard, words: string): boolean =>
  !begun &&
  /no conversation found|session id .* is already in use/i.test(
    [...errorsIn(result ?? {}), words].join("\n"),
  );

export function outputIn(result: Fields, wraps: boolean): Readonly<{ output: string; structured?: Value }> {
  const output = textIn(result["result"]).slice(0, OUTPUT_LIMIT);
  const given = result["structured_output"];
  const structured = wraps && isFields(given) ? given[WRAPPED] : given;
  if (structured === undefined) return { output };
  return { output: JSON.stringify(structured), structured };
}

export function denialsIn(result: Fields): readonly string[] {
  const all = isList(result["permission_denials"]) ? result["permission_denials"].filter(isFields) : [];
  const shown = all.slice(0, DENIALS_SHOWN).map((one) => {
    const input = JSON.stringify(one["tool_input"] ?? null).slice(0, INPUT_SHOWN);
    return `warning: it was not allowed to use ${textIn(one["tool_name"])}: ${input}`;
  });
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, `warning: and ${rest} more`] : shown;
}
