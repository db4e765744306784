import { describe, expect, it } from "vitest";
import type { Fields } from "../../core/base/value.ts";
import type { Ending } from "../system/launch.ts";
import { type Heard, listener, PATIENCE_MS } from "./claude-events.ts";
import {
  DENIALS_SHOWN,
  denialsIn,
  failureOf,
  isForgotten,
  OUTPUT_LIMIT,
  outputIn,
} from "./claude-outcome.ts";
import { MESSAGE_LIMIT } from "./stream.ts";

const NOW = 1_000_000;
const INIT: Fields = { type: "system", subtype: "init", model: "haiku" };
const good: Fields = { type: "result", subtype: "success", is_error: false, result: "ok" };
const broken = (result: string, more: Fields = {}): Fields => ({ ...good, is_error: true, result, ...more });

function heardOf(...events: readonly Fields[]): Heard & { gaveUp: boolean; notes: readonly string[] } {
  let gaveUp = false;
  const notes: string[] = [];
  const ears = listener({
    say: (note) => notes.push(note),
    report: () => {},
    giveUp: () => (gaveUp = true),
    now: () => NOW,
  });
  for (const event of events) ears.take(event);
  return { ...ears.heard(), gaveUp, notes };
}

const ending = (changes: Partial<Ending> = {}): Ending => ({ code: 0, signal: null, sizes: [], ...changes });
const failure = (heard: Heard, end: Ending = ending(), words = "") => failureOf(end, heard, false, words);

describe("success", () => {
  it("needs exit code, result line, its kind, and no error in it", () => {
    expect(failure(heardOf(INIT, good))).toBeNull();
    expect(failure(heardOf(INIT, good), ending({ code: 3 }))).toMatchObject({ kind: "agent-exit", code: 3 });
    expect(failure(heardOf(INIT))).toMatchObject({ kind: "infrastructure" });
    expect(failure(heardOf(INIT, broken("no")))).toMatchObject({ kind: "agent-error", message: "no" });
    expect(failure(heardOf(INIT, { ...good, subtype: "error_max_turns" }))).toMatchObject({
      kind: "agent-error",
    });
    expect(failure(heardOf(INIT, { ...good, subtype: "of_a_later_version" }))).toMatchObject({
      kind: "agent-error",
    });
  });

  it("is what the last result says, where there are several", () => {
    expect(failure(heardOf(INIT, broken("at first"), good))).toBeNull();
  });

  it("is none if it was asked to stop", () => {
    expect(failureOf(ending(), heardOf(INIT, good), true, "")).toMatchObject({ kind: "cancelled" });
  });
});

describe("an error of the model's API", () => {
  const api = (text: string, status?: number): unknown =>
    failure(heardOf(INIT, broken(text, { terminal_reason: "api_error", api_error_status: status ?? null })));

  it.each([
    ["auth", "API Error: 401", 401],
    ["auth", "Not logged in · Please run /login", undefined],
    ["auth", "Invalid API key · Fix external API key", undefined],
    ["quota", "Rejected", 429],
    ["quota", "Credit balance is too low", 400],
    ["infrastructure", "Overloaded", 529],
    ["infrastructure", "Connection refused", undefined],
    ["agent-error", "The prompt is too long", 413],
  ])("is %s: %s", (kind, text, status) => expect(api(text, status)).toMatchObject({ kind, message: text }));

  it("says when a quota comes back: in its text, in an event, or by how long it would wait", () => {
    expect(api("Claude AI usage limit reached|1795300000")).toMatchObject({
      kind: "quota",
      until: 1_795_300_000_000,
    });
    const limit = {
      type: "rate_limit_event",
      rate_limit_info: { status: "rejected", resetsAt: 1_795_300_001 },
    };
    const result = broken("Rejected", { api_error_status: 429 });
    expect(failure(heardOf(INIT, limit, result))).toMatchObject({ until: 1_795_300_001_000 });
    const retry = { type: "system", subtype: "api_retry", error_status: 429, retry_delay_ms: 900 };
    expect(failure(heardOf(INIT, retry, result))).toMatchObject({ until: NOW + 900 });
    const warned = { type: "rate_limit_event", rate_limit_info: { status: "allowed", resetsAt: 5 } };
    expect(failure(heardOf(INIT, warned, result))).not.toHaveProperty("until");
  });

  it("is not waited for where that is hopeless or too long", () => {
    const retry = (error_status: number, retry_delay_ms: number): Fields => ({
      type: "system",
      subtype: "api_retry",
      error_status,
      retry_delay_ms,
    });
    expect(heardOf(INIT, retry(401, 500))).toMatchObject({ gaveUp: true, hopeless: { kind: "auth" } });
    expect(heardOf(INIT, retry(429, PATIENCE_MS - 1)).gaveUp).toBe(false);
    expect(heardOf(INIT, retry(429, PATIENCE_MS))).toMatchObject({
      gaveUp: true,
      hopeless: { kind: "quota", until: NOW + PATIENCE_MS },
    });
    expect(heardOf(INIT, retry(529, PATIENCE_MS)).gaveUp).toBe(false);
    const servers = [
      { name: "a", status: "connected" },
      { name: "b", status: "failed" },
    ];
    expect(heardOf({ ...INIT, mcp_servers: servers })).toMatchObject({
      gaveUp: true,
      hopeless: { kind: "infrastructure" },
    });
  });
});

describe("an end without a result", () => {
  it.each([
    [
      "policy",
      "--dangerously-skip-permissions cannot be used with root/sudo privileges for security reasons",
    ],
    ["policy", "error: unknown option '--foo'"],
    ["policy", "Error: --json-schema is not a valid JSON Schema: data/type must be array"],
    ["agent-exit", "Segmentation fault"],
  ])("is %s: %s", (kind, words) =>
    expect(failure(heardOf(), ending({ code: 1 }), words)).toMatchObject({ kind }),
  );

  it("names the signal", () => {
    const end = ending({ code: null, signal: "SIGKILL" });
    expect(failure(heardOf(INIT), end)).toMatchObject({ kind: "agent-exit", code: null, signal: "SIGKILL" });
  });

  it("may mean that the conversation is forgotten, but only if it had not begun", () => {
    const gone = {
      ...good,
      subtype: "error_during_execution",
      errors: ["No conversation found with session ID: x"],
    };
    expect(isForgotten(heardOf(gone), "")).toBe(true);
    expect(isForgotten(heardOf(), "Error: Session ID x is already in use.")).toBe(true);
    expect(isForgotten(heardOf(INIT, gone), "")).toBe(false);
    expect(isForgotten(heardOf(INIT, good), "")).toBe(false);
  });
});

describe("what it gave", () => {
  it("is its text, cut at the limit, or the data that was asked for", () => {
    expect(outputIn({ result: "x".repeat(OUTPUT_LIMIT + 1) }, false).output).toHaveLength(OUTPUT_LIMIT);
    expect(outputIn({ result: "text", structured_output: { a: 1 } }, false)).toEqual({
      output: '{"a":1}',
      structured: { a: 1 },
    });
    expect(outputIn({ result: "text", structured_output: { value: [1] } }, true)).toEqual({
      output: "[1]",
      structured: [1],
    });
    expect(failure(heardOf(INIT, broken("y".repeat(MESSAGE_LIMIT + 1))))?.message).toHaveLength(
      MESSAGE_LIMIT,
    );
  });

  it("is told with what it was not allowed to do, up to a number", () => {
    const all = Array.from({ length: DENIALS_SHOWN + 2 }, () => ({
      tool_name: "Bash",
      tool_input: { command: "x" },
    }));
    const told = denialsIn({ permission_denials: all });
    expect(told).toHaveLength(DENIALS_SHOWN + 1);
    expect(told[0]).toBe('warning: it was not allowed to use Bash: {"command":"x"}');
    expect(told.at(-1)).toBe("warning: and 2 more");
  });
});

describe("what is told while it works", () => {
  it("is text, calls, sub-agents, retries and what was denied, each on a line", () => {
    const content = [
      { type: "text", text: "Looking\naround" },
      { type: "thinking", thinking: "hm" },
      { type: "tool_use", name: "Bash", input: { command: "ls\n-l" } },
      { type: "tool_use", name: "Odd", input: {} },
    ];
    const { notes } = heardOf(
      INIT,
      { type: "assistant", message: { content } },
      { type: "system", subtype: "task_started", description: "helps" },
      { type: "system", subtype: "api_retry", error_status: null, attempt: 1, max_retries: 3 },
      { type: "system", subtype: "permission_denied", tool_name: "Write" },
      { type: "system", subtype: "of_a_later_version" },
      { type: "of_a_later_version" },
    );
    expect(notes).toEqual([
      "at work with haiku",
      "Looking around",
      "Bash: ls -l",
      "Odd",
      "sub-agent: helps",
      "the connection to the model failed, trying again (1 of 3)",
      "denied: Write",
    ]);
  });
});
