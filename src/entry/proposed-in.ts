/** Whose word it is what may be written: found in the journal, and spelled the same everywhere. */
import { digest, type Digest } from "../core/base/brand.ts";
import type { Segment } from "../core/journal/event.ts";

export type Agreed = Readonly<{ attempt: number; digest: Digest }>;

/** `<attempt>:<digest>`: what one attempt proposed, and nothing else. */
export const agreedText = ({ attempt, digest: name }: Agreed): string => `${attempt}:${name}`;

const AGREED = /^([1-9]\d{0,8}):([0-9a-f]{64})$/;

/** Null for every other text. */
export function agreedIn(text: string): Agreed | null {
  const [, attempt = "", name = ""] = AGREED.exec(text) ?? [];
  return name === "" ? null : { attempt: Number(attempt), digest: digest(name) };
}

/** The newest attempt that proposed anything. */
export function proposedIn(segments: readonly Segment[]): Agreed | null {
  let newest: Agreed | null = null;
  for (const { header, entries } of segments) {
    const last = entries.findLast(({ type }) => type === "effects.proposed");
    if (last?.type === "effects.proposed" && header.epoch >= (newest?.attempt ?? 0))
      newest = { attempt: header.epoch, digest: last.document };
  }
  return newest;
}
