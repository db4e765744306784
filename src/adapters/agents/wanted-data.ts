/** Results that are asked for as data of agents that answer with text: the words to ask with, and the data in the answer. */
import type { Value } from "../../core/base/value.ts";

export const dataWords = (schema: Value): string =>
  [
    "Your last message must be one JSON document and nothing else: no words around it, no code fence.",
    "It must fit this JSON Schema:",
    JSON.stringify(schema),
  ].join("\n");

const FENCED = /```(?:json)?[ \t]*\n([\s\S]*?)\n?```/g;

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

/** The whole text, or else the last fenced part of it. */
export function dataIn(text: string): Value | undefined {
  const whole = parsed(text.trim());
  if (whole !== undefined) return whole;
  const fenced = [...text.matchAll(FENCED)].at(-1)?.[1];
  return fenced === undefined ? undefined : parsed(fenced);
}
