/** What a run's journal says about what is to be written outside, for its document and for whoever writes it. */
import { storedDocument } from "../app/effects.ts";
import type { Digest } from "../core/base/brand.ts";
import type { Fields } from "../core/base/value.ts";
import type { EffectsDocument } from "../core/effects/document.ts";
import { refusalText } from "../core/effects/refusals.ts";
import type { Segment } from "../core/journal/event.ts";
import type { Artifacts } from "../ports/artifacts.ts";

export type Agreed = Readonly<{ attempt: number; digest: Digest }>;

/** `<attempt>:<digest>`: what one attempt proposed, and nothing else. */
export const agreedText = ({ attempt, digest }: Agreed): string => `${attempt}:${digest}`;

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

export const effectsFields = (agreed: Agreed, { effects, refused }: EffectsDocument): Fields => ({
  effects: {
    agreed: agreedText(agreed),
    proposed: effects.map(({ key, task, effect }) => ({ key, task, kind: effect.kind })),
    refused: refused.map((one) => ({
      task: one.task,
      kind: one.kind,
      reason: one.reason,
      message: refusalText(one),
    })),
  },
});

/** For the document of a run. */
export function handedOverFields(artifacts: Artifacts, agreed: Agreed | null): Fields {
  const document = agreed === null ? null : storedDocument(artifacts, agreed.digest);
  return agreed === null || document?.ok !== true ? {} : effectsFields(agreed, document.value);
}
