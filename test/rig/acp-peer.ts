/** A small agent that speaks the Agent Client Protocol as it should; what it is to do stands as JSON in the prompt. */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { isFields, type Fields, type Value } from "../../src/core/base/value.ts";

const send = (message: Fields): void =>
  void writeSync(1, `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

const sessionId = "session-1";
const update = (fields: Fields): void =>
  send({ method: "session/update", params: { sessionId, update: fields } });

const say = (text: string, messageId: string): void =>
  update({ sessionUpdate: "agent_message_chunk", messageId, content: { type: "text", text } });

const fieldsIn = (value: Value | undefined): Fields => (isFields(value) ? value : {});

/** Held back until somebody calls it off. */
let running: number | null = null;

const CODES = { infrastructure: "503", quota: "429" } as const;

function play(id: number, part: Fields): void {
  const { output, structured, costUsd, fail, message, note, forever } = part;
  if (typeof note === "string") {
    say(note.slice(0, 3), "m0");
    say(note.slice(3), "m0");
    update({
      sessionUpdate: "tool_call",
      toolCallId: "t0",
      title: "true",
      kind: "execute",
      status: "pending",
    });
  }
  if (typeof costUsd === "number")
    update({
      sessionUpdate: "usage_update",
      used: 12,
      size: 1000,
      cost: { amount: costUsd, currency: "USD" },
    });
  if (forever === true) {
    running = id;
    return;
  }
  const words = String(message ?? "");
  if (fail === "agent-exit") {
    writeSync(2, words);
    process.exit(3);
  }
  if (fail === "infrastructure" || fail === "quota")
    return send({ id, error: { code: -32603, message: `${words} (${CODES[fail]})` } });
  say(structured === undefined ? String(output ?? "") : JSON.stringify(structured), "m1");
  const usage = typeof costUsd === "number" ? { usage: { inputTokens: 9, outputTokens: 3 } } : {};
  send({ id, result: { stopReason: "end_turn", ...usage } });
}

function take({ id, method, params }: Fields): void {
  if (method === "session/cancel" && running !== null)
    return send({ id: running, result: { stopReason: "cancelled" } });
  if (typeof id !== "number" || typeof method !== "string") return;
  if (method === "initialize") return send({ id, result: { protocolVersion: 1, agentCapabilities: {} } });
  if (method === "session/new") return send({ id, result: { sessionId } });
  const { prompt } = fieldsIn(params);
  const text = Array.isArray(prompt) ? String(fieldsIn((prompt as readonly Value[])[0])["text"]) : "";
  const part = JSON.parse(/\[\[(.*)\]\]/s.exec(text)?.[1] ?? "{}") as Value;
  play(id, fieldsIn(part));
}

createInterface({ input: process.stdin }).on("line", (line) => take(fieldsIn(JSON.parse(line) as Value)));
