/** What became of an effect, in words for those who wanted it. */
import type { Placed } from "../../core/effects/document.ts";
import { EFFECT_PERMISSIONS, type WrittenKind } from "../../core/effects/permissions.ts";
import type { Trouble } from "./api.ts";
import { surface, troubleText } from "./surface.ts";

export const OUTCOMES = ["done", "same", "skipped", "failed"] as const;

/** `same` was there before; `skipped` has no place any more; `failed` may work another time. */
export type Outcome = Readonly<{
  key: string;
  kind: string;
  task: string | null;
  outcome: (typeof OUTCOMES)[number];
  words: string;
  trouble: Trouble["kind"] | null;
}>;

const NAMES: Readonly<Record<WrittenKind, string>> = {
  branch: "branch",
  pull_request: "pull request",
  label: "label",
  review_comment: "comment on a line",
  annotation: "note",
  issue: "issue",
  comment: "comment",
};

export function outcome(
  { key, task, effect }: Placed,
  how: Outcome["outcome"],
  words: string,
  trouble: Outcome["trouble"] = null,
): Outcome {
  return { key, kind: effect.kind, task, outcome: how, words, trouble };
}

export function failed(placed: Placed, trouble: Trouble): Outcome {
  const { kind } = placed.effect;
  const words = troubleText(surface(NAMES[kind], `${EFFECT_PERMISSIONS[kind]}: write`, null), trouble);
  return outcome(placed, "failed", words, trouble.kind);
}
