/** One scripted reply as the author wrote it, read into something that can be played. */
import { type Millis, millis, seconds } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";
import { FAILURE_CLASSES, type FailureClass } from "../../core/base/vocabulary.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";

export type Reply = Readonly<{
  delay: Millis;
  fail: FailureClass | null;
  message: string;
  output: Value | undefined;
  structured: Value | undefined;
  usage: Usage | undefined;
  /** What it has cost so far, in the order in which it says so. */
  report: readonly Usage[];
  /** It ends where what was set aside for it is used up. */
  capped: boolean;
  /** Of a quota: after which time it comes back. */
  retryAfter: Millis | null;
  write: readonly (readonly [path: string, text: string])[];
  say: readonly string[];
}>;

const REPLY_KEYS: ReadonlySet<string> = new Set(
  "delay fail message output structured cost_usd input_tokens output_tokens report capped retry_after write say".split(
    " ",
  ),
);

export const own = (fields: Fields, key: string): Value | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

/** The reply for this call: one for all, or one of a list whose last repeats; by the key of the item if the mock says so. */
export function replyFor(mock: Value, itemKey: string | undefined, call: number): Value | undefined {
  const keyed = isFields(mock) ? own(mock, "by_key") : undefined;
  if (keyed !== undefined) {
    if (!isFields(keyed) || itemKey === undefined) return undefined;
    const chosen = own(keyed, itemKey);
    return chosen === undefined ? undefined : replyFor(chosen, undefined, call);
  }
  return isList(mock) ? mock[Math.min(call, mock.length - 1)] : mock;
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** A length of time in seconds, as the language has it. */
export function delayOf(value: Value | undefined): number | undefined {
  if (value === undefined || value === null) return 0;
  if (typeof value === "number") return value >= 0 && Number.isFinite(value) ? value : undefined;
  const [, amount, unit = "s"] =
    (typeof value === "string" && /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h|d)?$/.exec(value)) || [];
  return amount === undefined ? undefined : Number(amount) * (UNITS[unit] ?? 1);
}

const isClass = (value: Value | undefined): value is FailureClass =>
  FAILURE_CLASSES.some((name) => name === value);

/** Tokens that nobody mentions were not used; a cost that nobody mentions is not known. */
export function usageOf(
  input: Value | undefined,
  output: Value | undefined,
  cost: Value | undefined,
): Usage | undefined {
  const amount = (value: Value | undefined): number | null =>
    typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
  const [inputTokens, outputTokens, costUsd] = [amount(input), amount(output), amount(cost)];
  if (inputTokens === null && outputTokens === null && costUsd === null) return undefined;
  return { inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0, costUsd };
}

const reportsOf = (value: Value | undefined): readonly Usage[] =>
  (isList(value) ? value : []).flatMap((one) => {
    const fields = isFields(one) ? one : { cost_usd: one };
    return usageOf(own(fields, "input_tokens"), own(fields, "output_tokens"), own(fields, "cost_usd")) ?? [];
  });

const texts = (value: Value | undefined): readonly string[] =>
  value === undefined || value === null ? [] : (isList(value) ? value : [value]).map(textOf);

export const textOf = (value: Value): string => (typeof value === "string" ? value : JSON.stringify(value));

export function parsedReply(value: Value): Result<Reply, string> {
  // A bare text is the shortest way to say what comes out.
  const fields = typeof value === "string" ? { output: value } : value;
  if (!isFields(fields)) return err("a reply must be a map or a text");
  const stranger = Object.keys(fields).find((key) => !REPLY_KEYS.has(key));
  if (stranger !== undefined) return err(`a reply has no key ${JSON.stringify(stranger)}`);
  const delay = delayOf(own(fields, "delay"));
  if (delay === undefined) return err("delay must be a number of seconds, not below zero");
  const fail = own(fields, "fail") ?? null;
  if (fail !== null && !isClass(fail)) return err(`${JSON.stringify(fail)} is no failure class`);
  const write = own(fields, "write") ?? {};
  if (!isFields(write)) return err("write must be a map from path to text");
  const message = own(fields, "message");
  const retryAfter = own(fields, "retry_after") ?? null;
  const wait = retryAfter === null ? null : delayOf(retryAfter);
  if (wait === undefined) return err("retry_after must be a number of seconds, not below zero");
  return ok({
    delay: seconds(delay),
    fail,
    message: message === undefined ? `The script says ${fail ?? "success"}` : textOf(message),
    output: own(fields, "output"),
    structured: own(fields, "structured"),
    usage: usageOf(own(fields, "input_tokens"), own(fields, "output_tokens"), own(fields, "cost_usd")),
    report: reportsOf(own(fields, "report")),
    capped: own(fields, "capped") === true,
    retryAfter: wait === null ? null : seconds(wait),
    write: Object.entries(write).map(([path, text]) => [path, textOf(text)]),
    say: texts(own(fields, "say")),
  });
}

/** What else a failure may be known by. */
export type Facts = Readonly<{ after?: Millis; until?: Millis }>;

export function failureOf(
  kind: FailureClass,
  message: string,
  { after = millis(0), until }: Facts = {},
): Failure {
  switch (kind) {
    case "agent-exit":
      return { kind, code: 1, message };
    case "timeout":
    case "idle":
      return { kind, after, message };
    case "output-invalid":
      return { kind, issues: [message], message };
    case "quota":
      return { kind, message, ...(until === undefined ? {} : { until }) };
    default:
      return { kind, message };
  }
}
