/** What a model of the tests is told to say, whichever way it is asked: one voice for each of the interfaces of the providers. */
import { type Fields, isFields, isList, type Value } from "../../src/core/base/value.ts";

export type Call = Readonly<{ name: string; input: Fields }>;

export type Turn = Readonly<{
  text?: string;
  calls?: readonly Call[];
  input?: number;
  output?: number;
  cacheRead?: number;
  cacheCreation?: number;
  /** Answered with this status before it comes to the turn itself: `times` times, or always. */
  fail?: Readonly<{
    status: number;
    times?: number;
    message?: string;
    headers?: Readonly<Record<string, string>>;
  }>;
  /** The connection is cut before the answer is whole, or before it has begun: `times` times, or always. */
  cut?: Readonly<{ times?: number; early?: boolean }>;
  /** Nothing is answered, or only the beginning of the stream, until the other side goes away. */
  hang?: "before" | "within";
}>;

export type Sold = Readonly<{ inputTokens: number; outputTokens: number }>;

/** One answer: in a whole, and as the parts of a stream, between which it may be cut. */
export type Message = Readonly<{
  whole: Fields;
  start: string;
  middle: readonly string[];
  end: string;
  sold: Sold;
  /** What whoever heard nothing but the beginning was told that he owes. */
  begun: Sold;
}>;

export type Voice = Readonly<{
  /** Everything that users said. */
  said: (body: Fields) => string;
  system: (body: Fields) => string;
  /** The number of answers that the conversation already holds. */
  answers: (body: Fields) => number;
  message: (turn: Turn, body: Fields) => Message;
  refusal: (status: number, message: string) => Fields;
}>;

export const USUAL = { input: 100, output: 10 } as const;

export function amounts(turn: Turn): Sold {
  const { input, output, cacheRead = 0, cacheCreation = 0 } = { ...USUAL, ...turn };
  return { inputTokens: input + cacheRead + cacheCreation, outputTokens: output };
}

export function textIn(value: Value | undefined): string {
  if (typeof value === "string") return value;
  if (isList(value)) return value.map(textIn).join("\n");
  return isFields(value) ? textIn(value["text"] ?? value["content"]) : "";
}

export const eventLine = (event: Fields): string =>
  `event: ${String(event["type"])}\ndata: ${JSON.stringify(event)}\n\n`;
