/** What a run's journal says about its files: what they began with, and where the result went. */
import type { RunEvent, Segment } from "../core/journal/event.ts";
import type { Base } from "../ports/workspace.ts";

export type Published = Readonly<{ branch: string; commit: string }>;

const eventsOf = (segments: readonly Segment[]): readonly RunEvent[] =>
  segments.flatMap(({ entries }) => entries);

export function baseIn(segments: readonly Segment[]): Base | null {
  const found = eventsOf(segments).find(({ type }) => type === "workspace.based");
  if (found?.type !== "workspace.based") return null;
  const { commit, tree, head } = found;
  return { commit, tree, head };
}

/** The latest word about it. */
export function publishedIn(segments: readonly Segment[]): Published | null {
  const found = eventsOf(segments).findLast(({ type }) => type === "workspace.published");
  return found?.type === "workspace.published" ? { branch: found.branch, commit: found.commit } : null;
}

/** For the document of a run. */
export const publishedFields = (published: Published | null): Readonly<{ result?: Published }> =>
  published === null ? {} : { result: published };
