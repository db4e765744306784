/** Names that exist only in some places, and ids that look like subtractions. */
import { isFields } from "../../base/value.ts";
import type { SpecTask } from "../spec.ts";
import type { Site } from "./sites.ts";
import type { Survey } from "./survey.ts";

/** What `retry.when` knows besides. */
const OF_FAILURES = new Set(["attempts", "error", "failure"]);
export const FAILURE_MEMBERS = ["class", "message", "code"] as const;

export const knowsFailures = ({ path }: Site): boolean => path[0] === "retry" && path[1] === "when";

/** Names that a task gives itself: the element of its list, and its failure. */
export function isOwnName({ byId }: Survey, site: Site, name: string): boolean {
  const { task } = site;
  if (knowsFailures(site) && OF_FAILURES.has(name)) return true;
  for (let here = task ?? undefined; here !== undefined;) {
    const list = here.fields["for_each"];
    if (isFields(list) && (list["as"] ?? "item") === name) return true;
    const above: SpecTask | undefined = here.parent === undefined ? undefined : byId.get(here.parent.id);
    here = above === here ? undefined : above;
  }
  return false;
}

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
