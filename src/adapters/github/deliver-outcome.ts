/** What became of an effect, in words for those who wanted it. */
import type { Placed } from "../../core/effects/document.ts";
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

export const NEEDS: Readonly<Record<Placed["effect"]["kind"], readonly [name: string, permission: string]>> =
  {
    branch: ["branch", "contents: write"],
    pull_request: ["pull request", "pull-requests: write"],
    label: ["label", "pull-requests: write"],
    review_comment: ["comment on a line", "pull-requests: write"],
    annotation: ["note", "checks: write"],
    issue: ["issue", "issues: write"],
    comment: ["comment", "pull-requests: write"],
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
  const [name, permission] = NEEDS[placed.effect.kind];
  const words = troubleText(surface(name, permission, null), trouble);
  return outcome(placed, "failed", words, trouble.kind);
}
