/** Segments that others than the driver of a run may add: what they are called, and what may stand in them. */
import type { Digest, RunId } from "../base/brand.ts";
import type { Decoded } from "./codec.ts";
import type { Header, RunEvent } from "./event.ts";

/** A larger one is not written, and not read either: whoever drives the run must not choke on it. */
export const MAX_ANSWER_BYTES = 256 * 1024;

const PREFIX = "answer-";
const ALLOWED: ReadonlySet<RunEvent["type"]> = new Set(["gate.answered", "writer.closed"]);

export const answerWriter = (answer: string): string => `${PREFIX}${answer}`;

export const isAnswerWriter = (writer: string): boolean => writer.startsWith(PREFIX);

/** Why the content of a segment that bears the name of an answer cannot be believed; null if it can. */
export function answerFault({ segment, opaque }: Decoded): string | null {
  const { header, entries } = segment;
  if (!isAnswerWriter(header.writer)) return `it was written by "${header.writer}", which is no answer`;
  const stray = [...entries, ...opaque].find(({ type }) => !ALLOWED.has(type as RunEvent["type"]));
  if (stray !== undefined) return `it holds "${stray.type}", which is not for others to say`;
  const misnamed = entries.some(
    (entry) => entry.type === "gate.answered" && answerWriter(entry.answer) !== header.writer,
  );
  return misnamed ? "it holds the answer of another" : null;
}

export type Place = Readonly<{ run: RunId; plan: Digest; epoch: number }>;

/** Why a segment does not belong to what is being driven; null if it does. */
export function strangeness(header: Header, place: Place): string | null {
  if (header.run !== place.run) return `it belongs to run ${header.run}`;
  if (header.plan !== place.plan) return "it was given for another version of the workflow";
  return header.epoch > place.epoch ? `it belongs to a later part of the run (${header.epoch})` : null;
}
