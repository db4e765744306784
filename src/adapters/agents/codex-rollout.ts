/** What a conversation of Codex has used: its own record of it says so answer by answer, also for calls that were cut off. */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import { CONVERSATION } from "./codex-cli.ts";
import { splitter } from "./lines.ts";
import { amount, NOTHING, plus, unpriced } from "./usage.ts";

const DAY_MS = 86_400_000;
const CHUNK = 1 << 16;
/** Only this kind of line is looked at. */
const RECORD = '"token_usage_record"';

/** The first digits of such a name are the time when it was given: the record lies in a folder of that day, wherever it was day. */
function foldersOf(home: string, id: string): readonly string[] {
  const at = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  return [at, at - DAY_MS, at + DAY_MS].map((time) => {
    const day = new Date(time).toISOString().slice(0, 10).split("-");
    return join(home, "sessions", ...day);
  });
}

function recordOf(home: string, id: string): string | undefined {
  if (!CONVERSATION.test(id)) return undefined;
  for (const folder of foldersOf(home, id)) {
    try {
      const found = readdirSync(folder).find((name) => name.endsWith(`-${id}.jsonl`));
      if (found !== undefined) return join(folder, found);
    } catch {
      // No conversation began on that day.
    }
  }
  return undefined;
}

export const tokensIn = (usage: Fields): Usage =>
  unpriced({
    inputTokens: amount(usage["input_tokens"]),
    outputTokens: amount(usage["output_tokens"]),
    costUsd: 0,
  });

function usageIn(line: string | null): Usage {
  if (line === null || !line.includes(RECORD)) return NOTHING;
  try {
    const { type, payload } = JSON.parse(line) as Fields;
    const usage: Value | undefined = isFields(payload) ? payload["usage"] : undefined;
    return type === "token_usage_record" && isFields(usage) ? tokensIn(usage) : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Reads on from where it stopped; null as long as there is no record. */
export type Rollout = Readonly<{ total: () => Usage | null }>;

export function rollout(home: string, id: string): Rollout {
  let path: string | undefined;
  let at = 0;
  let total = NOTHING;
  const lines = splitter((line) => {
    total = plus(total, usageIn(line));
  });
  const readOn = (from: string): void => {
    const file = openSync(from, "r");
    try {
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let read = 1; read > 0; at += read) {
        read = readSync(file, buffer, 0, CHUNK, at);
        lines.push(buffer.subarray(0, read));
      }
    } finally {
      closeSync(file);
    }
  };
  return {
    total() {
      path ??= recordOf(home, id);
      if (path === undefined) return null;
      try {
        readOn(path);
      } catch {
        // What cannot be read says nothing new.
      }
      return total;
    },
  };
}
