/** Names that exist only in some places, and ids that look like subtractions. */
import { isFields } from "../../base/value.ts";
import type { Value } from "../../base/value.ts";
import type { SpecTask } from "../spec.ts";
import type { Site } from "./sites.ts";
import type { Survey } from "./survey.ts";

/** What `retry.when` knows besides. */
const OF_FAILURES = new Set(["attempts", "error", "failure"]);
/** What `verify` knows besides: the result that it is about. */
const OF_RESULTS = new Set(["output", "structured"]);
export const FAILURE_MEMBERS = ["class", "message", "code"] as const;

export const knowsFailures = ({ path }: Site): boolean => path[0] === "retry" && path[1] === "when";

/** The task itself, then the groups around it, from inside to outside. */
export function around({ byId }: Survey, task: SpecTask | null): readonly SpecTask[] {
  const found: SpecTask[] = [];
  for (let here = task ?? undefined; here !== undefined && !found.includes(here);) {
    found.push(here);
    here = here.parent === undefined ? undefined : byId.get(here.parent.id);
  }
  return found;
}

/** The list whose element has this name here. */
export function listOf(survey: Survey, { task }: Site, name: string): Value | undefined {
  for (const { fields } of around(survey, task)) {
    const each = fields["for_each"];
    if (isFields(each) && (each["as"] ?? "item") === name) return each["items"] ?? [];
  }
  return undefined;
}

/** Names that a task gives itself: the element of its list, its failure, and the result that is verified. */
export const isOwnName = (survey: Survey, site: Site, name: string): boolean =>
  (knowsFailures(site) && OF_FAILURES.has(name)) ||
  (site.path[0] === "verify" && OF_RESULTS.has(name)) ||
  listOf(survey, site, name) !== undefined;

const WORD_WITH_DASHES = /[A-Za-z0-9_-]+/g;

/** The id around a place in the text, if it has a dash and such a task exists. */
export function dashedTask({ byId }: Survey, text: string, at: number): string | null {
  WORD_WITH_DASHES.lastIndex = 0;
  for (const found of text.matchAll(WORD_WITH_DASHES)) {
    const [word] = found;
    if (found.index <= at && at < found.index + word.length) {
      return word.includes("-") && byId.has(word) ? word : null;
    }
  }
  return null;
}
