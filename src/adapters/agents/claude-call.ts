/** One call of the command line: its stream is read while it works, cleaned, kept, and heard. */
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Redactor } from "../../core/guard/redact.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Assignment } from "../../ports/agent.ts";
import type { Ending, LaunchTrouble } from "../system/launch.ts";
import { run } from "../system/process.ts";
import { type Capture, capture } from "./capture.ts";
import { KEYS, type Outside } from "./claude-cli.ts";
import { type Heard, type Listener, listener } from "./claude-events.ts";
import { splitter, transcript } from "./claude-lines.ts";
import type { Order } from "./claude-order.ts";
import { MESSAGE_LIMIT } from "./claude-outcome.ts";
import type { Handover } from "./handover.ts";

/** Where the model is reached and how its user is known: read once from the machine, never inherited as a whole. */
export const PASSED = [
  ...KEYS,
  "ANTHROPIC_BASE_URL",
  "ANTHROPIC_CUSTOM_HEADERS",
  "CLAUDE_CONFIG_DIR",
  "CLAUDE_CODE_SUBPROCESS_ENV_SCRUB",
  "API_TIMEOUT_MS",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
  "NODE_EXTRA_CA_CERTS",
] as const;
/** It tries again for a while by itself, since only it can go on in the middle; then the task's own policy decides. */
const OWN_RETRIES = 3;
const SETTINGS = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  CLAUDE_CODE_MAX_RETRIES: String(OWN_RETRIES),
  DISABLE_AUTOUPDATER: "1",
};
export type Telling = Readonly<{ say: (note: string) => void; report: (usage: Usage) => void }>;

export type Setting = Readonly<{
  program: string;
  assignment: Assignment;
  handover: Handover;
  order: Order;
  secrets: Redactor;
  /** What of the machine it may know. */
  outside: Outside;
  now: () => number;
}>;

export type Ended = Readonly<{ ending: Ending; heard: Heard; words: string }>;

const passed = (env: Outside): Readonly<Record<string, string>> =>
  Object.fromEntries(PASSED.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));

/** What the task itself sets wins over what the machine has. */
const environment = ({ handover, outside }: Setting): Readonly<Record<string, string>> => ({
  ...SETTINGS,
  ...passed(outside),
  ...handover.env,
});

/** Pieces of answers come again in whole; of them only what is counted is kept. */
const isWorthKeeping = (event: Fields): boolean => {
  const inner = event["event"];
  if (event["type"] !== "stream_event" || !isFields(inner)) return true;
  return inner["type"] === "message_start" || inner["type"] === "message_delta";
};

function parsed(line: string): Value {
  try {
    return JSON.parse(line) as Value;
  } catch {
    return line;
  }
}

/** Values are cleaned one by one, so that no escape of JSON hides a secret; then they are heard and written. */
function reader(path: string, secrets: Redactor, ears: Listener) {
  const kept = transcript(path);
  const take = (line: string | null): void => {
    const value = line === null ? "a line was too long to be kept" : secrets.value(parsed(line));
    if (!isFields(value)) return kept.write(JSON.stringify({ type: "text", text: value }));
    if (isWorthKeeping(value)) kept.write(JSON.stringify(value));
    ears.take(value);
  };
  const lines = splitter(take);
  return { push: lines.push, end: lines.end, close: kept.close };
}

const launchFailure = ({ code, message }: LaunchTrouble): Failure =>
  code === "ENOENT" || code === "EACCES"
    ? { kind: "agent-error", message }
    : { kind: "infrastructure", message };

/** A stop of our own besides that of the caller. */
function stopper(signal: AbortSignal): Readonly<{ signal: AbortSignal; stop: () => void; free: () => void }> {
  const own = new AbortController();
  const stop = (): void => own.abort();
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  return { signal: own.signal, stop, free: () => signal.removeEventListener("abort", stop) };
}

const lastWords = (complaints: Capture): string =>
  complaints
    .tail(MESSAGE_LIMIT * 4)
    .trim()
    .slice(-MESSAGE_LIMIT);

export async function listened(
  setting: Setting,
  flags: readonly string[],
  stdin: string | null,
  telling: Telling,
  signal: AbortSignal,
): Promise<Result<Ended, Failure>> {
  const { program, assignment, handover, order, secrets, now } = setting;
  const until = stopper(signal);
  const ears = listener({ ...telling, giveUp: until.stop, now });
  const out = reader(handover.out, secrets, ears);
  let complaints: Capture | undefined;
  try {
    complaints = capture(handover.err, secrets);
    const ended = await run(
      {
        argv: [program, ...order.flags, ...flags],
        env: environment(setting),
        directory: assignment.directory,
        stdin,
        stdout: out.push,
        stderr: complaints.sink,
        weigh: [],
        marks: handover.marks,
        grace: assignment.cancelGrace,
        // A tool that dies first could make it ask the model again, and then it would end without telling what it cost.
        interrupts: "root",
      },
      until.signal,
    );
    out.end();
    complaints.finish(undefined);
    if (!ended.ok) return err(launchFailure(ended.error));
    return ok({ ending: ended.value, heard: ears.heard(), words: lastWords(complaints) });
  } finally {
    until.free();
    complaints?.close();
    out.close();
  }
}
