/** What a command may write into AO_OUTPUT_FILE, read with suspicion. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { type Millis, seconds } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { isFields, type Value } from "../../core/base/value.ts";
import { FAILURE_CLASSES, type FailureClass } from "../../core/base/vocabulary.ts";
import { answerProblems, type Sender } from "../../core/handoff/message.ts";
import type { Redactor } from "../../core/guard/redact.ts";
import type { Usage } from "../../core/journal/event.ts";
import { delayOf, own, textOf, usageOf } from "./reply.ts";

/** A result is a message, not a data set: large things belong into files. */
export const RESULT_FILE_LIMIT = 4 << 20;

export type WrittenResult = Readonly<{
  output?: string;
  structured?: Value;
  usage?: Usage;
  error?: Readonly<{ kind: FailureClass; message: string; retryAfter?: Millis }>;
}>;

function errorOf(value: Value | undefined): WrittenResult["error"] {
  if (value === undefined || value === null || value === false || value === "") return undefined;
  if (!isFields(value)) return { kind: "agent-error", message: textOf(value) };
  const word = own(value, "class") ?? own(value, "kind");
  const kind = FAILURE_CLASSES.find((name) => name === word) ?? "agent-error";
  const wait = own(value, "retry_after");
  const length = wait === undefined ? undefined : delayOf(wait);
  return {
    kind,
    message: textOf(own(value, "message") ?? value),
    ...(length === undefined ? {} : { retryAfter: seconds(length) }),
  };
}

function usageIn(value: Value | undefined, cost: Value | undefined): Usage | undefined {
  const fields = isFields(value) ? value : {};
  return usageOf(own(fields, "input_tokens"), own(fields, "output_tokens"), cost ?? own(fields, "cost_usd"));
}

function parsed(text: string, secrets: Redactor, sender: Sender | null): Result<WrittenResult, string> {
  let raw: Value;
  try {
    raw = JSON.parse(text) as Value;
  } catch (error) {
    return err(`AO_OUTPUT_FILE holds no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isFields(raw)) return err("AO_OUTPUT_FILE must hold a JSON object");
  const wrong = answerProblems(raw, sender);
  if (wrong.length > 0) return err(secrets.text(`AO_OUTPUT_FILE holds no answer: ${wrong.join("; ")}`));
  const output = own(raw, "output");
  const structured = own(raw, "structured");
  const usage = usageIn(own(raw, "usage"), own(raw, "cost_usd"));
  const error = errorOf(own(raw, "error"));
  return ok({
    ...(output === undefined || output === null ? {} : { output: textOf(secrets.value(output)) }),
    ...(structured === undefined ? {} : { structured: secrets.value(structured) }),
    ...(usage === undefined ? {} : { usage }),
    ...(error === undefined ? {} : { error: { ...error, message: secrets.text(error.message) } }),
  });
}

function read(path: string): Result<string, string> {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(file);
    if (!status.isFile()) return err("AO_OUTPUT_FILE is not a file");
    if (status.size > RESULT_FILE_LIMIT) {
      return err(`AO_OUTPUT_FILE has ${status.size} bytes; at most ${RESULT_FILE_LIMIT} are read`);
    }
    return ok(readFileSync(file, "utf8"));
  } finally {
    closeSync(file);
  }
}

/** Nothing if the command wrote nothing. The file is gone afterwards: it may have held secrets. */
export function takeResult(
  path: string,
  secrets: Redactor,
  sender: Sender | null = null,
): Result<WrittenResult, string> | null {
  // A link is not followed: whoever made it may not be allowed to read what it leads to.
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return null;
  try {
    if (status.isFile() && status.size === 0) return null;
    const text = status.isFile() ? read(path) : err("AO_OUTPUT_FILE is not a file");
    return text.ok ? parsed(text.value, secrets, sender) : text;
  } catch (error) {
    return err(`AO_OUTPUT_FILE cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(path, { force: true, recursive: true });
  }
}

/** When it was written to last, as a number that changes; 0 if it is not there. */
export const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What a program that is still at work says to have cost so far; nothing if the file is not whole at this moment. */
export function usageSoFar(path: string): Usage | undefined {
  try {
    const text = read(path);
    const raw = text.ok ? (JSON.parse(text.value) as Value) : null;
    return isFields(raw) ? usageIn(own(raw, "usage"), own(raw, "cost_usd")) : undefined;
  } catch {
    return undefined;
  }
}
