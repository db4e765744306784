/** What an agent says while it works: its words, what it does, and what it has cost. */
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import { amount } from "./usage.ts";

/** Text of one message beyond this is left out. */
export const TEXT_LIMIT = 1 << 20;

export type Account = Readonly<{
  take: (update: Fields) => void;
  /** The last message. */
  text: () => string;
  /** With what it says of its tokens at the end; undefined if it never says anything. */
  usage: (told: Value | undefined) => Usage | undefined;
}>;

const textIn = (value: Value | undefined): string => (typeof value === "string" ? value : "");

const chunkIn = ({ content }: Fields): string =>
  isFields(content) && content["type"] === "text" ? textIn(content["text"]) : "";

/** Dollars; of another currency nobody here knows the worth. */
function costIn({ cost }: Fields): number | null {
  if (!isFields(cost) || cost["currency"] !== "USD" || typeof cost["amount"] !== "number") return null;
  return amount(cost["amount"]);
}

const SHOWN = ["command", "path", "filePath", "file_path", "pattern", "url", "query"] as const;

function callNote({ title, kind, rawInput }: Fields): string {
  const input = isFields(rawInput) ? rawInput : {};
  const shown = SHOWN.map((key) => textIn(input[key])).find((text) => text !== "");
  const name = textIn(title) || textIn(kind) || "a tool";
  return shown === undefined || name.includes(shown) ? name : `${name}: ${shown}`;
}

type Message = Readonly<{ add: (update: Fields) => void; next: () => void; text: () => string }>;

/** The message that is being said. It is told when it is whole: nobody wants to read it word by word. */
function message(say: (note: string) => void): Message {
  let text = "";
  let id = "";
  let told = "";
  const finish = (): void => {
    if (text !== "" && told !== text) say(text);
    told = text;
  };
  const next = (): void => {
    finish();
    text = "";
  };
  return {
    add(update) {
      const named = textIn(update["messageId"]);
      if (named !== id) next();
      id = named;
      text = (text + chunkIn(update)).slice(0, TEXT_LIMIT);
    },
    next,
    text() {
      finish();
      return text;
    },
  };
}

/** Tokens that it does not mention were not used, as far as it says; without tokens and cost it says nothing at all. */
function usageIn(given: Value | undefined, cost: number | null): Usage | undefined {
  if (!isFields(given) && cost === null) return undefined;
  const { inputTokens, outputTokens, cachedReadTokens, cachedWriteTokens } = isFields(given) ? given : {};
  return {
    inputTokens: amount(inputTokens) + amount(cachedReadTokens) + amount(cachedWriteTokens),
    outputTokens: amount(outputTokens),
    costUsd: cost,
  };
}

export function account(say: (note: string) => void, report: (usage: Usage) => void): Account {
  const last = message(say);
  let cost: number | null = null;
  const price = (update: Fields): void => {
    cost = costIn(update) ?? cost;
    if (cost !== null) report({ inputTokens: 0, outputTokens: 0, costUsd: cost });
  };
  return {
    take(update) {
      switch (update["sessionUpdate"]) {
        case "agent_message_chunk":
          return last.add(update);
        case "tool_call":
          last.next();
          return say(callNote(update));
        case "usage_update":
          return price(update);
        default:
          return undefined;
      }
    },
    text: last.text,
    usage: (given) => usageIn(given, cost),
  };
}
