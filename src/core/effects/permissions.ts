/** What writing each kind of effect takes of the platform: the one table for who delivers, who compiles and who explains. */
import type { Value } from "../base/value.ts";
import { declarationOf } from "./declaration.ts";
import type { Written } from "./document.ts";
import { ALL_KINDS } from "./kinds.ts";

export type WrittenKind = Written["kind"];

/** The permission that has to be `write`. */
export const EFFECT_PERMISSIONS: Readonly<Record<WrittenKind, string>> = {
  branch: "contents",
  pull_request: "pull-requests",
  label: "pull-requests",
  review_comment: "pull-requests",
  annotation: "checks",
  issue: "issues",
  comment: "pull-requests",
};

/** What may come of the workflow's `effects`, as they stand there. */
export function writableKinds(written: Value | undefined): readonly WrittenKind[] {
  const declaration = declarationOf(written);
  if (declaration === null) return [];
  const { most, result } = declaration;
  const said = ALL_KINDS.filter((kind) => kind !== "pull_request" && (most.get(kind) ?? 0) > 0);
  return [
    ...(result === null ? [] : (["branch"] as const)),
    ...((result?.pullRequest ?? null) === null ? [] : (["pull_request"] as const)),
    ...said,
  ];
}
