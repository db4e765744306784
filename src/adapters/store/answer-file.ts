/** An answer as it was left in the journal's folder: read whole and believed only if nothing is wrong with it. */
import { readFileSync, statSync } from "node:fs";
import { err, ok, type Result } from "../../core/base/result.ts";
import { decodeSegment, type Decoded } from "../../core/journal/codec.ts";
import { answerFault, isAnswerWriter, MAX_ANSWER_BYTES } from "../../core/journal/foreign.ts";

export type AnswerFile = Readonly<{ text: string; decoded: Decoded }>;

/** By its name alone: `<epoch>-answer-<id>.jsonl`. */
export function isAnswerFile(name: string): boolean {
  const parts = /^\d+-(.+)\.jsonl$/.exec(name);
  return parts?.[1] !== undefined && isAnswerWriter(parts[1]);
}

export const tooLarge = (size: number): string =>
  `it has ${size} bytes; at most ${MAX_ANSWER_BYTES} are taken`;

/** Answers are put in their place whole, so what cannot be read now never will be. */
export function readAnswer(path: string): Result<AnswerFile, string> {
  try {
    const { size } = statSync(path);
    if (size > MAX_ANSWER_BYTES) return err(tooLarge(size));
    const text = readFileSync(path, "utf8");
    const decoded = decodeSegment(text);
    if (!decoded.ok) return err(decoded.error.message);
    const fault = answerFault(decoded.value);
    return fault === null ? ok({ text, decoded: decoded.value }) : err(fault);
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}
