/** What a run's journal says about what is to be written outside, for its document and for whoever writes it. */
import { storedDocument } from "../app/effects.ts";
import type { Fields } from "../core/base/value.ts";
import type { EffectsDocument } from "../core/effects/document.ts";
import { refusalText } from "../core/effects/refusals.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import { agreedText, type Agreed } from "./proposed-in.ts";

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
