/** One call of the command line: its stream is read while it works, cleaned, kept, and heard. */
import { type Fields, isFields } from "../../core/base/value.ts";
import { ok, type Result } from "../../core/base/result.ts";
import type { Redactor } from "../../core/guard/redact.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Assignment } from "../../ports/agent.ts";
import type { Ending } from "../system/launch.ts";
import { KEYS } from "./claude-cli.ts";
import { type Heard, listener } from "./claude-events.ts";
import type { Order } from "./claude-order.ts";
import type { Handover } from "./handover.ts";
import { type Outside, passed } from "./installed.ts";
import { type Called, stopper, streamed, type Telling } from "./stream.ts";

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

/** What the task itself sets wins over what the machine has. */
const environment = ({ handover, outside }: Setting): Readonly<Record<string, string>> => ({
  ...SETTINGS,
  ...passed(PASSED, outside),
  ...handover.env,
});

/** Pieces of answers come again in whole; of them only what is counted is kept. */
const isWorthKeeping = (event: Fields): boolean => {
  const inner = event["event"];
  if (event["type"] !== "stream_event" || !isFields(inner)) return true;
  return inner["type"] === "message_start" || inner["type"] === "message_delta";
};

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
  try {
    const argv = [program, ...order.flags, ...flags];
    const called: Called = {
      argv,
      env: environment(setting),
      stdin,
      assignment,
      handover,
      secrets,
      // A tool that dies first could make it ask the model again, and then it would end without telling what it cost.
      interrupts: "root",
    };
    const ended = await streamed(called, { take: ears.take, keeps: isWorthKeeping }, until.signal);
    return ended.ok ? ok({ ...ended.value, heard: ears.heard() }) : ended;
  } finally {
    until.free();
  }
}
