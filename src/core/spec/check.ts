/** Everything that can be known to be wrong before anything runs, all at once, in the order of the file. */
import type { Diagnostic } from "./diagnostic.ts";
import { RULES } from "./rules/index.ts";
import { surveyOf, type CheckContext } from "./rules/survey.ts";
import type { Spec } from "./spec.ts";

export type { CheckContext } from "./rules/survey.ts";

export function check(spec: Spec, context: CheckContext): readonly Diagnostic[] {
  const survey = surveyOf(spec, context);
  return inOrder(RULES.flatMap((rule) => rule.check(survey)));
}

/** As they stand in the file. */
export const inOrder = (found: readonly Diagnostic[]): readonly Diagnostic[] => [...found].sort(byPlace);

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
